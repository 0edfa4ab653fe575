"""Dates that are counted from the day of publication, the running date or an earlier expression.

TIMEX3: TimeML 1.2.1, 2.1.1 (DATE, with `anchorTimeID`) and 2.1.2 (temporal functions).
"""

from __future__ import annotations

from inquit.reading.temporal import (
    ambiguous_dates,
    ambiguous_words,
    beside,
    clock,
    dates,
    lengths,
    relative,
    results,
    weekdays,
)
from inquit.reading.temporal.rule import Rule
from inquit.reading.temporal.surroundings import ends_clause

_DATE = "((last=last|this|next=next)? WEEKDAY | <date>)"

RELATIVE: tuple[Rule, ...] = (
    # Days of the week: ISO 8601-1:2019, 5.2.3 where the week is not known (`XXXX-WXX-5`)
    Rule("weekday", "WEEKDAY", weekdays.weekday, ambiguous_dates.not_name),
    Rule("weekday", "(last|past|previous) WEEKDAY", weekdays.weekday_shifted(-1)),
    Rule("weekday", "(next|coming) WEEKDAY", weekdays.weekday_shifted(1)),
    Rule("weekday", "(this|that) WEEKDAY", weekdays.weekday),
    Rule("weekday", "this past WEEKDAY", weekdays.weekday_shifted(-1)),
    Rule("weekday", "(this|the)? coming WEEKDAY", weekdays.weekday_shifted(1)),
    Rule("weekday", "the? WEEKDAY before last", weekdays.weekday_weeks_off),
    Rule("part", "the? (next|following)=next_weekday WEEKDAY PART", clock.part_of_day),
    Rule("weekday", "WEEKDAY (of|,)? (last|this|next)=which week", weekdays.weekday_of_week),
    Rule("weekday", "<number> (UNIT|UNITS) ago (on|last|this past)? WEEKDAY", weekdays.weekday_weeks_off),
    Rule("weekday", "<number> (UNIT|UNITS) from (WEEKDAY|TODAY)", weekdays.weeks_from),
    # Today and its neighbours
    Rule("deictic", "TODAY", relative.day_word, ambiguous_dates.not_name),
    Rule("deictic", "the day before yesterday", relative.days_off(-2)),
    Rule("deictic", "the day after tomorrow", relative.days_off(2)),
    # Beside a date that is told
    Rule("neighbour", f"the? day (before=before|after) {_DATE}", beside.day_beside),
    Rule("neighbour", f"the? (week|weekend)=unit of {_DATE}", beside.unit_of_date),
    # The unit before, of and after the anchor
    Rule("neighbour", "(last|past) CALENDAR_UNIT", relative.neighbour(-1)),
    Rule("neighbour", "the? CALENDAR_UNIT before last", relative.neighbour(-2)),
    Rule("neighbour", "(this|the current|the present|current) <fiscal>? CALENDAR_UNIT", relative.neighbour(0)),
    Rule(
        "neighbour",
        "the? (next|coming|upcoming) <fiscal>? CALENDAR_UNIT",
        relative.neighbour(1),
        ambiguous_words.not_spanned,
    ),
    Rule("neighbour", "the? CALENDAR_UNIT after next", relative.neighbour(2)),
    Rule("neighbour", "MONTH (of|,)? ((this|last|next)=which year)", relative.month_of_year),
    Rule("neighbour", "DET? SEASON of ((this|last|next)=which year)", relative.month_of_year),
    Rule("neighbour", "last (MONTH|SEASON)", dates.month_shifted(-1)),
    Rule("neighbour", "next (MONTH|SEASON)", dates.month_shifted(1)),
    Rule("neighbour", "this (MONTH|SEASON)", dates.month_shifted(0)),
    Rule("neighbour", "(this|the) past (MONTH|SEASON)", dates.month_shifted(-1)),
    Rule("neighbour", "this past (week|weekend|month|year)=unit", relative.neighbour(-1)),
    # Counted from now
    Rule("period", "(a|one) year (ago|earlier=earlier|before=earlier)", results.compared),
    Rule("ago", "<number> more? ADJ? (UNIT|UNITS) (ago|back=_)", relative.counted(-1)),
    Rule("ago", "(UNITS) ago", relative.counted(-1)),
    Rule("ago", "(a|more than a|nearly a|almost a) quarter (-|of a)? century ago", relative.years_ago(25)),
    Rule("ago", "moments ago", relative.refer("PAST_REF")),
    Rule("ago", "(long|not long|not so long|a long time|some time|a while) ago", relative.refer("PAST_REF")),
    Rule("ago", "<number> (to|or) <number>=number_b ADJ? UNITS ago", relative.refer("PAST_REF")),
    Rule("ago", "<number> (UNIT|UNITS) ago (to the day|today)", beside.to_the_day),
    Rule("ago", "<number> (year|years)=_ ago this CALENDAR_UNIT", beside.ago_this),
    Rule("ago", "<number> (UNIT|UNITS) (from now|hence)", relative.counted(1)),
    Rule("period", "(the|a)? year - (ago|earlier) ORD? -? (quarter=quarter|period)?", results.year_before),
    Rule(
        "period",
        "the (same|corresponding|comparable) (period=period|CALENDAR_UNIT)"
        " ((last year | a year (ago|earlier) | of? the? (previous|prior) year)=before | of? <year>)?",
        results.same_period,
    ),
    # Counted from the last date of the text
    Rule("sequel", "<number> ADJ? (UNIT|UNITS) (later|afterwards|afterward)", relative.counted(1, sequel=True)),
    Rule("sequel", "(UNITS) (later)", relative.counted(1, sequel=True)),
    Rule("sequel", "<number> ADJ? (UNIT|UNITS) (earlier|previously)", relative.counted(-1, sequel=True)),
    Rule("sequel", "<number> (UNIT|UNITS) before", relative.counted(-1, sequel=True), ends_clause),
    Rule("sequel", "(that|that same|the same|that very) CALENDAR_UNIT", relative.sequel(0)),
    Rule("sequel", "the (following|ensuing|very next) CALENDAR_UNIT", relative.sequel(1)),
    Rule("sequel", "the (previous|preceding|prior) CALENDAR_UNIT", relative.sequel(-1)),
    Rule("sequel", "the next day=unit", relative.sequel(1)),
    Rule("sequel", "the (day|week|month|year)=unit (after|following)", relative.sequel(1), ends_clause),
    Rule("sequel", "the (day|week|month|year)=unit before", relative.sequel(-1), ends_clause),
    Rule("sequel", "MONTH (of|,)? (that|the same|that same) year", relative.month_of_same),
    Rule("sequel", "the (following|next) (MONTH|SEASON)", relative.month_beside(1)),
    Rule("sequel", "the (previous|preceding) (MONTH|SEASON)", relative.month_beside(-1)),
    Rule(
        "sequel",
        "the <fiscal>? (day|week|month|year|decade|century|weekend)=unit",
        relative.the_unit,
        ambiguous_words.dated_unit,
    ),
    Rule("sequel", "the (following|next) WEEKDAY", weekdays.weekday_beside(1)),
    Rule("sequel", "the (previous|preceding) WEEKDAY", weekdays.weekday_beside(-1)),
    # The period that results are told of
    Rule(
        "period",
        "(the|its|their) (latest|most recent)=latest? <fiscal>? quarter",
        results.the_quarter(0),
        ambiguous_words.stands_alone,
    ),
    Rule("period", "the YEAR (quarter|period=period)", results.quarter_of_year),
    Rule("period", "the (latest|most recent)=latest period", results.the_quarter(0)),
    Rule("period", "the quarter a year (ago|earlier)", results.the_quarter(-1)),
    Rule("period", "(last|this|next)=which year 's (quarter|period)", results.quarter_of_year),
    Rule("neighbour", "the (latest|most recent|full) <fiscal>? CALENDAR_UNIT", relative.the_unit),
    Rule("neighbour", "the (ORD|last=last) (day|week)=unit (of|in) MONTH (of|,)? <year>?", beside.nth_of),
    # In time
    Rule("ago", "in (<number> ADJ? (UNIT|UNITS) ('s time)?)=one", relative.in_time),
    Rule("ago", "the? UNITS (ahead|to come)", relative.refer("FUTURE_REF")),
    # Anchored to an event: how long is told, but not when
    Rule("event", "(<number> (UNIT|UNITS))=one to the day (after|before)?", lengths.duration_of("one")),
    Rule("event", "(the? UNITS)=one leading up to", lengths.duration_of("one")),
    Rule(
        "event",
        "(<number> ADJ? (UNIT|UNITS))=one (after|before|following|since|prior to)",
        lengths.duration_of("one"),
        ambiguous_words.counted_unit,
    ),
    Rule(
        "event",
        "(the=the (UNIT|UNITS) | UNITS) (after|before|following|since|prior to)",
        relative.event_anchored,
        ambiguous_words.counted_unit,
    ),
)
