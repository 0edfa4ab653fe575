"""Durations and sets.

TIMEX3: TimeML 1.2.1, 2.1.1, types DURATION (`P3D`, `PXY` for "several years") and SET (`P1W` for "every week",
`XXXX-WXX-5` for "every Friday").  Values: ISO 8601-1:2019, 5.5.2.
"""

from __future__ import annotations

from inquit.reading.temporal import ambiguous_dates, ambiguous_words, lengths
from inquit.reading.temporal.relative import refer
from inquit.reading.temporal.rule import Rule
from inquit.types import TimexType

_WHICH = (
    "(the|these|those)? (last|past|next|first|final|coming|previous|following|preceding|other|remaining|closing|"
    "waning|opening|early|dying)"
)

LENGTHS: tuple[Rule, ...] = (
    # Sets
    Rule("set", "(every|each|every single) (other=other)? (UNIT|WEEKDAY|MONTH|SEASON)", lengths.each),
    Rule("set", "((every|each) WEEKDAY)=one and (WEEKDAY=weekday_b)=two", lengths.each_of_two),
    Rule("set", "(every|each) (WEEKDAY|UNIT)? PART", lengths.each),
    Rule("set", "(every|each) <number> (UNITS)", lengths.each),
    Rule("set", "(once|twice|thrice|<number>=times times) (a|an|per|each|every) UNIT", lengths.each),
    Rule("set", "(a|an|per) UNIT | (a|an) - UNIT", lengths.each, ambiguous_words.rate),
    Rule("set", "weekends", lengths.fixed("XXXX-WXX-WE", TimexType.SET), ambiguous_words.on_such),
    Rule("set", "per CALENDAR_UNIT", lengths.each),
    Rule("set", "WEEKDAYS", lengths.each),
    Rule("set", "daily", lengths.recurring("P1D"), ambiguous_dates.not_name),
    Rule("set", "nightly", lengths.recurring("XXXX-XX-XXTNI")),
    Rule("set", "hourly", lengths.recurring("PT1H")),
    Rule("set", "weekly", lengths.recurring("P1W"), ambiguous_dates.not_name),
    Rule("set", "monthly", lengths.recurring("P1M"), ambiguous_dates.not_name),
    Rule("set", "(yearly|annually)", lengths.recurring("P1Y"), ambiguous_dates.not_name),
    # Durations, and what looks like one
    Rule("vague", "one day=_ | some day=_ | someday", refer("FUTURE_REF"), ambiguous_words.some_day),
    Rule(
        "duration",
        "<number> -? ADJ? (,? ADJ=_)? (UNIT|UNITS) (and a half=half_more)?",
        lengths.duration,
        ambiguous_words.real_length,
    ),
    Rule("duration", f"{_WHICH} <number> ADJ? (UNIT|UNITS) (and a half=half_more)?", lengths.duration),
    Rule("duration", "(the|DET) (first|final|last|past|next|whole|entire) ADJ? (UNIT)", lengths.whole),
    Rule("duration", f"{_WHICH} ADJ? UNITS", lengths.duration),
    Rule("duration", "the? (more|most)? recent UNITS", lengths.duration),
    Rule("duration", "(NUM|CARD)=number -? (UNIT|UNITS) -? long", lengths.duration),
    Rule("duration", "(UNIT|UNITS) - long", lengths.duration),
    Rule("duration", "the <number> ADJ? UNITS", lengths.duration),
    Rule("duration", "(many|these|those|ADJ)? UNITS", lengths.duration, ambiguous_words.bare_units),
    Rule("duration", "the UNITS", lengths.duration, ambiguous_words.gone_by),
    Rule("duration", "the UNITS that=_ followed=_", lengths.duration),
    Rule("duration", "<number> (to|or|-) <number>=number_b ADJ? UNITS", lengths.unknown),
    Rule("duration", "<number> UNITS or UNITS=_", lengths.duration),
    Rule("duration", "UNITS (or|and) UNITS=_", lengths.duration),
    Rule("duration", "<number> (UNIT|UNITS)=long (and|,)? (NUM|CARD)=number_b (UNIT|UNITS)=short", lengths.added),
    Rule("duration", "(a|one | the (next|last|past)) UNIT or two", lengths.unknown),
    Rule("duration", "(the|DET) (last|past|previous|next|first|final) UNIT and a half=half_more", lengths.duration),
    Rule("duration", "(a|the last|the past)? quarter (-|of a)? century", lengths.fixed("P25Y")),
    Rule("duration", "a? half - century", lengths.fixed("P50Y")),
    Rule("duration", "(a while|some time)", lengths.fixed("PXX"), ambiguous_words.as_noun),
)
