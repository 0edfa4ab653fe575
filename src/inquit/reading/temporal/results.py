"""Quarters and half years, and the periods with which results are compared: "the third quarter", "a year earlier"."""

from __future__ import annotations

from dataclasses import replace

from inquit.reading.temporal.dates import choose, date, unresolved, year_of
from inquit.reading.temporal.direction import Tense
from inquit.reading.temporal.lexicon import MONTH
from inquit.reading.temporal.moments import MONTHS, Moment, Unit
from inquit.reading.temporal.relative import counted, unit_of
from inquit.reading.temporal.rule import Hit, Meaning, Single
from inquit.reading.temporal.scene import Scene
from inquit.reading.temporal.surroundings import Expression

_ENDS_IN = Expression(r"\s+(?:that )?end(?:ed|ing)\s+(?:on )?([A-Z][a-z]{2,8})")


def compared(hit: Hit, scene: Scene) -> Meaning | None:
    """“A year earlier”, “a year ago” beside results: the period that is reported on, a year before.

    Reports compare a quarter with the same quarter of the year before and say "a year earlier".
    """
    period = scene.reported
    sequel = hit.has("earlier")
    if scene.narrative or period is None:
        if sequel and not scene.narrative and scene.running(Unit.YEAR) is None:
            return counted(-1)(hit, scene)
        return counted(-1, sequel=sequel)(hit, scene)
    before = Moment(period.moment.unit, period.moment.year - 1, period.moment.month)
    return date(before, period.name)


def quarter(hit: Hit, scene: Scene) -> Meaning | None:
    """“The third quarter”, “Q3 2019”, “the first half”: of a year that is told, or of the one in question."""
    sign = hit.words("quarter")[0] if hit.match.re.groupindex.get("quarter") and hit.has("quarter") else ""
    unit = Unit.HALF if hit.has("half") or "h" in sign else Unit.QUARTER
    number = int(sign.strip("qh")) if sign.strip("qh").isdecimal() else hit.ordinal("ord")
    if number is None:
        word = hit.word("final")
        number = (2 if unit is Unit.HALF else 4) if word in ("final", "last", "latter") else None
    if number is None or not 1 <= number <= (2 if unit is Unit.HALF else 4):
        return None
    month = (number - 1) * MONTHS[unit] + 1
    year = year_of(hit, scene)
    if year is not None:
        return _reported(Moment(unit, year, month), None, hit, scene)
    anchor = scene.now
    if anchor is None:
        return unresolved(Moment(unit, 1, month).value.replace("0001", "XXXX"))
    step = {"this": 0, "the": 0, "last": -1, "next": 1}.get(hit.word("which") or "")
    if step is not None:
        return _reported(Moment(unit, anchor.moment.year + step, month), anchor.name, hit, scene)
    current = anchor.moment.within(unit) or Moment(unit, anchor.moment.year, month)
    choices = [Moment(unit, current.year + n, month) for n in range(-1, 2)]
    return _reported(choose(choices, anchor, scene, hit, results=True), anchor.name, hit, scene)


def _reported(moment: Moment | None, anchor: str | None, hit: Hit, scene: Scene) -> Meaning | None:
    """The date of a period of results; one to come ("a charge is expected in the fourth quarter") has none yet."""
    meaning = date(moment, anchor)
    if meaning is None or moment is None:
        return meaning
    current = scene.today.moment.within(moment.unit) if scene.today else None
    over = current is None or (moment.year, moment.month) < (current.year, current.month)
    return replace(meaning, reported=over or scene.tense(hit) is not Tense.FUTURE)


def the_quarter(step: int) -> Single:
    """“The quarter”, “the latest quarter” 0; “the year-earlier quarter” -1: of the quarter reported on, years on."""

    def read(hit: Hit, scene: Scene) -> Meaning | None:
        anchor = scene.now
        current = anchor.moment.within(Unit.QUARTER) if anchor else None
        ended = _ENDS_IN.match(hit.text, hit.end)
        month = MONTH.get(ended[1].lower()) if ended else None
        if month is not None and current is not None and anchor is not None:
            # of the three months that end with that month, the middle one tells the quarter of the calendar
            months = [Moment(Unit.MONTH, current.year + n, month).plus(-1) for n in (-1, 0)]
            found = next(
                (m for m in reversed(months) if m and (m.year, m.month) <= (current.year, current.month + 2)), None
            )
            return _reported(found.within(Unit.QUARTER) if found else None, anchor.name, hit, scene)
        moment, name = (scene.reported.moment, scene.reported.name) if scene.reported else (None, None)
        if anchor is not None and current is not None:
            over = moment is None or (moment.year, moment.month) < (current.year, current.month)
            if moment is None or (not over and hit.has("latest")):
                # results come out after the quarter that they are of
                moment, name = current.plus(-1), anchor.name
        if moment is None:
            return unresolved(None)
        return date(Moment(moment.unit, moment.year + step, moment.month), name)

    return read


def year_before(hit: Hit, scene: Scene) -> Meaning | None:
    """“Year-earlier”, “the year-ago quarter”: the quarter reported on, else the year, a year before."""
    if scene.reported is not None or hit.has("quarter"):
        return the_quarter(-1)(hit, scene)
    anchor = scene.now
    year = anchor.moment.within(Unit.YEAR) if anchor else None
    return date(year.plus(-1) if year else None, anchor.name if anchor else None) or unresolved(None)


def quarter_of_year(hit: Hit, scene: Scene) -> Meaning | None:
    """“The 1988 quarter”, “the 1988 period”: the quarter reported on, of that year."""
    year, reported = year_of(hit, scene), scene.reported
    if hit.has("which") and scene.now is not None:
        year = scene.now.moment.year + {"this": 0, "last": -1, "next": 1}[hit.word("which") or "this"]
    if year is None:
        return None
    if reported is None:
        return date(Moment(Unit.YEAR, year)) if hit.has("period") else unresolved(f"{year:04d}-QX")
    return date(Moment(reported.moment.unit, year, reported.moment.month))


def year_end(hit: Hit, scene: Scene) -> Meaning | None:
    """“Year's end”, “year-end”, “month's end”."""
    year, unit = year_of(hit, scene), unit_of(hit) or Unit.YEAR
    if year is not None:
        return date(Moment(Unit.YEAR, year), mod="END")
    anchor = scene.running(unit) if scene.narrative else scene.now
    moment = anchor.moment.within(unit) if anchor else None
    return date(moment, anchor.name if anchor else None, "END") or unresolved(None)


def same_period(hit: Hit, scene: Scene) -> Meaning | None:
    """“The same quarter last year”, “the corresponding period of 1988”: the period reported on, of another year."""
    unit = unit_of(hit)
    anchor = (
        scene.reported if hit.has("quarter", "period") or unit is Unit.QUARTER else scene.running(unit or Unit.YEAR)
    )
    if anchor is None:
        return unresolved(None)
    year = year_of(hit, scene)
    base = anchor.moment.within(unit) if unit and anchor.moment.unit is not unit else anchor.moment
    if base is None:
        return unresolved(None)
    if year is None:
        year = base.year - (1 if hit.has("before") else 0)
    return date(Moment(base.unit, year, base.month, base.day), anchor.name)
