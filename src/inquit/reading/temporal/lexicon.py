"""The words that rules speak of, class by class.

A pattern of the tables names a class in capitals (`MONTH`) and any other word as it is (`last`).  A class maps each of
its words, in small letters, to what it stands for.  Add a word here, and every rule of that class knows it.
"""

from __future__ import annotations

from collections.abc import Mapping

from inquit.reading.temporal.moments import Unit


def _numbered(words: str, first: int = 1) -> dict[str, int]:
    """Words in rows parted by `/`, numbered row by row: the words of one row mean the same."""
    return {word: first + n for n, row in enumerate(words.split("/")) for word in row.split()}


MONTH = _numbered(
    """january jan jan. / february feb feb. / march mar. / april apr apr. / may / june jun. / july jul. / august aug
    aug. / september sept sept. sep sep. / october oct oct. / november nov nov. / december dec dec."""
)
WEEKDAY = _numbered(
    """monday mon. / tuesday tues tues. tue. / wednesday wed. / thursday thurs thurs. thur. thu. / friday fri.
    / saturday / sunday"""
)
# In date lines only ("Sun, 5 May"): alone they are a star, a marriage and a past tense.
WEEKDAY_SHORT = _numbered("mon / tue / wed / thu / fri / sat sat. / sun sun.")
WEEKDAYS = _numbered("mondays / tuesdays / wednesdays / thursdays / fridays / saturdays / sundays")
SEASON = {"spring": 3, "springtime": 3, "summer": 6, "summertime": 6, "autumn": 9, "fall": 9, "winter": 12,
          "wintertime": 12}  # fmt: skip
SEASON_PLURAL = {"springs": 3, "summers": 6, "autumns": 9, "winters": 12}

CARD = {
    **_numbered("one / two / three / four / five / six / seven / eight / nine / ten / eleven / twelve / thirteen /"
                "fourteen / fifteen / sixteen / seventeen / eighteen / nineteen / twenty"),
    "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000,
}  # fmt: skip
ORD = {
    **_numbered("first / second / third / fourth / fifth / sixth / seventh / eighth / ninth / tenth / eleventh /"
                "twelfth / thirteenth / fourteenth / fifteenth / sixteenth / seventeenth / eighteenth / nineteenth /"
                "twentieth"),
    "thirtieth": 30,
}  # fmt: skip
TENS_DECADE = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
               "eighties": 80, "nineties": 90}  # fmt: skip

UNIT = {
    "second": Unit.SECOND, "minute": Unit.MINUTE, "hour": Unit.HOUR, "day": Unit.DAY, "night": Unit.DAY,
    "week": Unit.WEEK, "month": Unit.MONTH, "quarter": Unit.QUARTER, "year": Unit.YEAR, "decade": Unit.DECADE,
    "century": Unit.CENTURY, "millennium": Unit.MILLENNIUM, "fortnight": Unit.WEEK, "weekend": Unit.WEEKEND,
}  # fmt: skip
UNITS = {
    "seconds": Unit.SECOND, "minutes": Unit.MINUTE, "hours": Unit.HOUR, "days": Unit.DAY, "nights": Unit.DAY,
    "weeks": Unit.WEEK, "months": Unit.MONTH, "quarters": Unit.QUARTER, "years": Unit.YEAR, "decades": Unit.DECADE,
    "centuries": Unit.CENTURY, "millennia": Unit.MILLENNIUM, "fortnights": Unit.WEEK, "mins": Unit.MINUTE,
    "hrs": Unit.HOUR, "yrs": Unit.YEAR, "weekends": Unit.WEEKEND,
}  # fmt: skip
# Units of which a calendar has one at a time: "last month" is a date, "last hour" none.
CALENDAR_UNIT = {word: unit for word, unit in UNIT.items() if not unit.of_clock and word not in ("night", "fortnight")}

# TIMEX3 writes a part of the day for the time: T and two letters (TimeML 1.2.1, 2.1.1).
PART = {
    "morning": "MO", "mornings": "MO", "afternoon": "AF", "afternoons": "AF", "evening": "EV", "evenings": "EV",
    "night": "NI", "nights": "NI", "daytime": "DT", "midmorning": "MO", "midafternoon": "AF", "dawn": "MO",
    "dusk": "EV", "midday": "MI", "nighttime": "NI",
}  # fmt: skip
PLAIN_PART = {word: value for word, value in PART.items() if word in ("morning", "afternoon", "evening", "night")}
POINT = {"noon": "12:00", "midnight": "24:00", "midday": "12:00"}

TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1}

# How many: "a few years" is PXY; "a couple of days" P2D, "a dozen days" P12D.
SOME = dict.fromkeys(("several", "few", "many", "some", "numerous", "countless"), "X")
# Stand between the number and the unit and change nothing.
ADJ = dict.fromkeys(
    """additional busy bitter bloody brief brutal calendar consecutive crucial difficult extra full further good hard
    hot intense long more long-awaited other short single solid straight successive tense tough trading turbulent
    tumultuous whole working dramatic frantic painful quiet entire fiscal business critical very happy cold dark
    lonely lean previous""".split(),
    0,
)
DET = dict.fromkeys("the its their his her our my your".split(), 0)

ZONE = dict.fromkeys(
    "gmt utc z est edt cst cdt mst mdt pst pdt cet cest bst msk jst ist et ct mt pt hkt aest aedt".split()
)
UNIVERSAL = frozenset(("gmt", "utc", "z"))
ZONE_NAME = dict.fromkeys("eastern central mountain pacific local greenwich".split(), "")
ERA_BEFORE = dict.fromkeys(("bc", "b.c.", "b.c", "bce", "b.c.e.", "bce."), -1)
ERA_AFTER = dict.fromkeys(("ad", "a.d.", "ce", "c.e."), 1)
AMPM = {"a.m.": 0, "a.m": 0, "am": 0, "p.m.": 12, "p.m": 12, "pm": 12}

CLASSES: dict[str, Mapping[str, object]] = {
    "MONTH": MONTH, "WEEKDAY": WEEKDAY, "WEEKDAY_SHORT": WEEKDAY_SHORT, "WEEKDAYS": WEEKDAYS, "SEASON": SEASON,
    "SEASONS": SEASON_PLURAL, "CARD": CARD, "ORD": ORD, "TENS_DECADE": TENS_DECADE, "UNIT": UNIT, "UNITS": UNITS,
    "CALENDAR_UNIT": CALENDAR_UNIT, "PART": PART, "PLAIN_PART": PLAIN_PART, "POINT": POINT, "TODAY": TODAY,
    "SOME": SOME, "ADJ": ADJ, "DET": DET,
    "ZONE": ZONE, "ZONE_NAME": ZONE_NAME, "BC": ERA_BEFORE, "AD": ERA_AFTER, "AMPM": AMPM,
}  # fmt: skip

# Words that belong to a class only with a capital: "may", "march", "sat", "august" the adjective, "pt", "ad".
CAPITAL_ONLY = {"MONTH", "WEEKDAY_SHORT", "ZONE", "BC", "AD"}
