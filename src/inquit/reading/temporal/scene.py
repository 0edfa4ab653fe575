"""What an expression is normalised against: the day of publication, or the story's own running date.

News counts from the day it was published.  A narrative (an encyclopaedia, a history) tells its own time: it counts
from the date it gave last.  Words of sequence ("two days later", "that month") count from the last date in both.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from inquit.reading.temporal.direction import Cue, Tense
from inquit.reading.temporal.moments import Moment, Unit, day_of
from inquit.reading.temporal.rule import Hit
from inquit.reading.temporal.tense import tense_near
from inquit.sentences import sentence_bounds

# A bare year further than this from the running date does not move the story there.  3 to 30 do equally well on
# WikiWars.
ASIDE_YEARS = 15


@dataclass(frozen=True, slots=True)
class Anchor:
    """A moment to count from, and how an expression names it: `published`, or `start:end` of an earlier one."""

    moment: Moment
    name: str


class Scene:
    """The state of reading one text from its beginning to its end.

    Attributes:
        published: When it was published; `None` where that is not known.
        narrative: Whether the text tells its own time.
        last: The last date given, whatever its unit; `None` before the first.
        reported: The quarter or half year that results are told of; `None` before it is named.
    """

    def __init__(self, text: str, published: datetime | None, *, narrative: bool, tense: bool = True) -> None:
        self.text = text
        self.published = published
        self.narrative = narrative
        self.last: Anchor | None = None
        self.reported: Anchor | None = None
        self._at = -1
        self._latest: dict[Unit, tuple[int, Anchor]] = {}
        self._tense = tense

    @cached_property
    def _sentences(self) -> tuple[list[int], list[tuple[int, int]]]:
        bounds = sentence_bounds(self.text)
        return [start for start, _ in bounds], bounds

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The sentence in which that character stands."""
        starts, bounds = self._sentences
        return bounds[max(bisect_right(starts, place) - 1, 0)] if bounds else (0, len(self.text))

    def tense(self, hit: Hit) -> Tense:
        """The direction that the sentence gives; unknown where tense is switched off."""
        return self.tense_cue(hit).tense

    def tense_cue(self, hit: Hit) -> Cue:
        """The direction, and whether the verb that gives it is near."""
        if not self._tense:
            return Cue(Tense.UNKNOWN)
        return tense_near(self.text, hit.start, hit.end, self.sentence_at(hit.start))

    @property
    def today(self) -> Anchor | None:
        """The day of publication."""
        return Anchor(day_of(self.published.date()), "published") if self.published else None

    @property
    def now(self) -> Anchor | None:
        """What "last year" and "Friday" count from: in news the day of publication, in a narrative the running date.

        Without a day of publication the last date of the text is the best that there is.
        """
        if self.narrative or self.published is None:
            return self.last
        return self.today

    def running(self, unit: Unit, *, strict: bool = False) -> Anchor | None:
        """The last date of the text that is at least as fine as `unit`: what "that month" is a month of.

        Args:
            unit: How fine it must be.
            strict: Give none where the text has told another month or year since, and no day of it: what is counted
                ("three days later") goes on from there.
        """
        best: tuple[int, Anchor] | None = None
        for known, entry in self._latest.items():
            if (known is unit or Moment(known, 1).finer_than(unit)) and (best is None or entry[0] > best[0]):
                best = entry
        if best is None or self.last is None:
            return None
        start, anchor = best
        if strict and start < self._at and anchor.moment.within(self.last.moment.unit) != self.last.moment:
            return None
        return anchor

    def day_told(self, hit: Hit) -> Anchor | None:
        """The day that the sentence of a hit named last, before it; `None` where it named none."""
        start, day = self._latest.get(Unit.DAY, (-1, None))
        return day if start >= self.sentence_at(hit.start)[0] else None

    def place_in_story(self, unit: Unit) -> Moment | None:
        """Where the story is: the last date; where that is a bare year, the last finer one of that year, if any."""
        if self.last is None:
            return None
        last = self.last.moment
        finer = self.running(Unit.MONTH) if last.unit is Unit.YEAR else None
        place = finer.moment if finer is not None and finer.moment.year == last.year else last
        return place.within(unit) or place

    def note(self, moment: Moment, start: int, end: int, *, reported: bool = False) -> None:
        """Keep a date that the text gave, for what follows it."""
        anchor = Anchor(moment, f"{start}:{end}")
        if reported:
            self.reported = anchor
        if self._leads(moment):
            self.last, self._at = anchor, start
        self._latest[moment.unit] = (start, anchor)

    def _leads(self, moment: Moment) -> bool:
        """Whether the story goes on from there: not from a decade, nor from a year far off, which is an aside."""
        if moment.unit in (Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM):
            return self.last is None
        return (
            self.last is None or moment.unit is not Unit.YEAR or abs(moment.year - self.last.moment.year) <= ASIDE_YEARS
        )
