"""Dates of the calendar.

TIMEX3: TimeML 1.2.1, 2.1.1, type DATE.  Values: ISO 8601-1:2019, 5.2.2 (calendar dates), 5.2.3 (weeks); quarters,
halves, seasons, decades and centuries as TimeML extends it (`1998-Q1`, `1998-H1`, `1998-SP`, `199`, `19`).
"""

from __future__ import annotations

from inquit.reading.temporal import ambiguous_dates, dates, spans
from inquit.reading.temporal.holidays import HOLIDAYS, around, holiday, on_holiday
from inquit.reading.temporal.results import quarter, year_end
from inquit.reading.temporal.rule import Rule

_WHICH = "((last|this|next)=which)"

CALENDAR: tuple[Rule, ...] = (
    # Days: 5.2.2.1 complete, 5.2.2.2 where the year is open and found
    Rule("date", "the MONTH <day>", spans.named_day(2001, 9, 11), ambiguous_dates.september_attacks),
    Rule("date", "<date>", dates.calendar),
    Rule("date", "(this|next|last) (coming|past)? WEEKDAY ,? MONTH <day> (,? <year>)?", dates.calendar),
    Rule("date", "(MONTH <day> | <day> of? MONTH) (,|of)? ((this|last|next)=which year)", dates.day_of_year),
    Rule("date", "(last|next|this)=which MONTH <day>", dates.day_shifted),
    Rule("date", "the ORD=day of MONTH (,? <year>)?", dates.calendar),
    Rule(
        "date",
        "((this|next|last)? (coming|past)? WEEKDAY ,?)? MONTH the? ORD=day (,? <year>)?",
        dates.calendar,
        ambiguous_dates.day_in_words,
    ),
    Rule("date", "ISO", spans.iso_date),
    Rule("date", "SLASH", spans.slash_date),
    Rule("date", "(MONTH the? <day>)=one (-|to|and|or|until|through|,) (<day>=day_b (,? <year>)?)=two", spans.two_days),
    Rule(
        "date",
        "(<day>)=one (-|to|and|or|until|through|,) (the? <day>=day_b of? MONTH (,? <year>)?)=two",
        spans.two_days,
    ),
    Rule(
        "date",
        "(MONTH the? <day>)=one (-|to|and|or|until|through) (MONTH=month_b <day>=day_b ,? <year>)=two",
        spans.two_days,
    ),
    Rule(
        "date",
        "(<day> of? MONTH)=one (-|to|and|or|until|through) (<day>=day_b of? MONTH=month_b ,? <year>)=two",
        spans.two_days,
    ),
    Rule("date", "the DAY_TH=day", dates.day_alone, ambiguous_dates.day_alone),
    # Months: 5.2.2.2
    Rule("month", "MONTH (,|of)? <year>", dates.calendar),
    Rule("month", "MONTH", dates.calendar, ambiguous_dates.lone_month),
    Rule("month", "(MONTH)=one (-|to|and|or|until|through) (MONTH=month_b of? <year>)=two", spans.two_months),
    # Years: 5.2.2.3
    Rule("year", "YEAR", dates.calendar, ambiguous_dates.lone_year),
    Rule("year", "NUM=year BC | AD NUM=year | NUM=year AD", spans.bc_year),
    Rule("year", "(NUM)=one (-|to|and) (NUM BC)=two", spans.two_years_bc),
    Rule("year", "the year <year>", dates.calendar),
    Rule("year", "SHORT_YEAR=year", dates.calendar, ambiguous_dates.short_year),
    Rule("year", "(eighteen|nineteen|twenty)=_ CARD=_ (- CARD=_)?", spans.spoken_year, ambiguous_dates.led_year),
    Rule("year", "<fiscal> year? <year>", dates.calendar),
    Rule("year", "SPAN", spans.year_span),
    Rule("year", "(YEAR)=one (-|to|and) (YEAR|INT)=two", spans.two_years),
    Rule("year", "(year|month|week)=unit - end | (month|week)=unit 's end", year_end),
    Rule("year", "(year - end | the? year 's end | year end) <year>?", year_end),
    Rule("year", "NINE_ELEVEN", spans.named_day(2001, 9, 11)),
    Rule("year", "d - day", spans.named_day(1944, 6, 6)),
    # Decades and centuries: TimeML
    Rule("decade", "the? (DECADE|SHORT_DECADE)", spans.decade),
    Rule("decade", "the? (DECADE2|TENS_DECADE)", spans.decade, ambiguous_dates.decade_word),
    Rule("decade", "the? ((CARD=_ -)? ORD=_)=ord -? (century|centuries) BC?", spans.century),
    Rule("decade", "the? DECADE3 BC", spans.decade_bc),
    # Seasons: TimeML
    Rule("season", "(the|DET)? SEASON of? <year>", dates.season),
    Rule("season", "DET? SEASON", dates.season, ambiguous_dates.lone_season),
    # Quarters and halves: TimeML
    Rule("quarter", "DET? <fiscal>? -? ORD <fiscal>? -? quarter ((of|in) DET? <fiscal>? year? <year>)?", quarter),
    Rule("quarter", "QUARTER (of|,)? <fiscal>? <year>?", quarter),
    Rule("quarter", "DET? <fiscal>? -? (final|last|latter)=final quarter (of|in) DET? <fiscal>? year? <year>", quarter),
    Rule("quarter", "DET? <fiscal>? -? ORD <fiscal>? -? quarter of? ((this|the|last|next)=which year)", quarter),
    Rule("quarter", "(this|last|next)=which year 's <fiscal>? ORD <fiscal>? -? (quarter|half=half)", quarter),
    Rule(
        "quarter",
        "DET? (ORD|(final|last|latter)=final) half=half (of|in)"
        " (<fiscal>? year? <year> | (this|the|last|next)=which year)",
        quarter,
    ),
    Rule("quarter", "DET? <year> <fiscal>? (ORD|final=final) -? (quarter|half=half)", quarter),
    # Holidays
    *(
        Rule(
            "holiday",
            f"{_WHICH}? ({pattern}) ((,|of)? <year>)?",
            holiday(falls),
            ambiguous_dates.no_surname,
        )
        for pattern, falls in HOLIDAYS.items()
    ),
    *(
        Rule("holiday", f"{_WHICH}? ({pattern}) PART ((,|in|of)? <year>)?", on_holiday(falls))
        for pattern, falls in {**HOLIDAYS, "election": HOLIDAYS["election day"]}.items()
    ),
    *(
        Rule("holiday", f"the? {_WHICH}? ({pattern}) (week|weekend)=unit", around(falls))
        for pattern, falls in HOLIDAYS.items()
    ),
)
