"""Times of the day.

TIMEX3: TimeML 1.2.1, 2.1.1, type TIME.  Values: ISO 8601-1:2019, 5.3.1 (times), 5.4.2 (with their date), 5.3.4 (`Z`);
parts of the day as TimeML extends it (`TMO`, `TAF`, `TEV`, `TNI`).
"""

from __future__ import annotations

from inquit.reading.temporal import ambiguous_words, clock
from inquit.reading.temporal.rule import Rule

# "3 p.m.", "10:30", "10.30 a.m.", "0900 GMT", "1430 hours", "three o'clock"
_SURE = "( (CLOCK|DOTTED|HOUR) AMPM | HHMM (hours|hrs)? | CLOCK (hours|hrs)? | (HOUR|CARD) o'clock )"
_DAY = "(WEEKDAY (,? <date>)? | <date> | TODAY | ISO)"
_EARLY = "(early|small|wee|predawn)"
_LAST = "(in the (PLAIN_PART)=part)"

CLOCK: tuple[Rule, ...] = (
    # 5.3.1, 5.4.2: a time, with its zone and its day before or behind it
    Rule(
        "clock",
        f"{_SURE} (<zone>|local time)? {_LAST}? (,|on|of)? {_DAY} PART?",
        clock.time_of_day,
        ambiguous_words.clock_time,
    ),
    Rule("clock", f"{_SURE} (<zone>|local time)? OPEN (CLOCK=_|HHMM=_) ZONE=_ CLOSE (,|on)? {_DAY}", clock.time_of_day),
    Rule("clock", f"{_SURE} (<zone>|local time)? {_LAST}?", clock.time_of_day, ambiguous_words.clock_time),
    Rule("clock", f"{_DAY} ,? at? {_SURE} (<zone>|local time)?", clock.time_of_day, ambiguous_words.clock_time),
    Rule(
        "clock",
        f"((half|quarter)=off -? (past|to)=to_past (HOUR|CARD) AMPM?"
        f" | CARD=off (minutes? past|to)=to_past (HOUR|CARD) AMPM) ((,|on)? {_DAY} PART?)?",
        clock.time_of_day,
    ),
    Rule("clock", f"HOUR {_LAST} {_DAY}?", clock.time_of_day),
    Rule("clock", f"POINT (on|,|<zone>)? {_DAY}", clock.time_of_day),
    Rule("clock", "(noon|midnight|midday)=point <zone>?", clock.time_of_day, ambiguous_words.not_high),
    # Parts of the day: TimeML
    Rule("part", "WEEKDAY PART ,? on? <date>", clock.part_of_day),
    Rule("part", f"(mid|late|early)? -? PART {_DAY}", clock.part_of_day),
    Rule(
        "part", f"the? ((early|late)? PART | (early|small|wee|predawn)) hours (of|on) {_DAY} PART?", clock.part_of_day
    ),
    Rule("part", f"the? {_EARLY} hours of this morning=part", clock.part_of_day),
    Rule("part", f"{_DAY} -? PART", clock.part_of_day, ambiguous_words.no_title),
    Rule(
        "part",
        f"the? PART (on|of) (the (next=next_day|following=next_day|same=same_day) day | that=same_day day | {_DAY})",
        clock.part_of_day,
    ),
    Rule("part", "this PART", clock.part_of_day),
    Rule("part", "(that|same|that same|the same)=same_day PART", clock.part_of_day),
    Rule("part", "the (next|following)=next_day PART", clock.part_of_day),
    Rule("part", "the (previous)=previous_day PART", clock.part_of_day),
    Rule("part", "last=last_night (night|evening)=part", clock.part_of_day),
    Rule("part", "tonight", clock.tonight),
    Rule(
        "part",
        "(in|during) the (PLAIN_PART|daytime)=part | (at|by) night=part | daytime=part",
        clock.part_alone,
        ambiguous_words.no_show,
    ),
)
