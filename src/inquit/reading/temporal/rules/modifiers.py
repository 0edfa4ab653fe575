"""Words that change an expression and belong to it.

TIMEX3: TimeML 1.2.1, 2.1.1, attribute `mod`: for points START, MID, END, APPROX, BEFORE, AFTER, ON_OR_AFTER; for
durations LESS_THAN, MORE_THAN, EQUAL_OR_LESS, EQUAL_OR_MORE, APPROX.
"""

from __future__ import annotations

from inquit.reading.temporal.rule import Modifier

MODIFIERS: tuple[Modifier, ...] = (
    Modifier("the? (early|earlier) (in|on)?", mod="START"),
    Modifier("the (start|beginning|outset|opening|dawn) of", mod="START"),
    Modifier("the? mid -?", mod="MID"),
    Modifier("the middle of", mod="MID"),
    Modifier("the? (late|later) (in|on)?", mod="END"),
    Modifier("(the|at)? (end|close) of", mod="END"),
    Modifier("the turn of", mod="START"),
    Modifier("about", mod="APPROX", length="APPROX", only_numbers=True),
    Modifier("(around|approximately|circa|ca.|c.|roughly)", mod="APPROX", length="APPROX"),
    Modifier("(some)", length="APPROX"),
    Modifier("(nearly|almost|not quite)", mod="APPROX", length="LESS_THAN"),
    Modifier("(less than|under|just under|fewer than)", mod="AFTER", length="LESS_THAN"),
    Modifier("(a little|slightly|well|just)? more than", mod="BEFORE", length="MORE_THAN"),
    Modifier("(a little|slightly|well|just)? over", mod="BEFORE", length="MORE_THAN", only_numbers=True),
    Modifier("(at least|no less than|not less than|no fewer than)", length="EQUAL_OR_MORE"),
    Modifier("(at most|no more than|not more than|up to|as many as)", length="EQUAL_OR_LESS"),
    Modifier("or so", mod="APPROX", length="APPROX", after=True),
    Modifier("or more", length="EQUAL_OR_MORE", after=True),
    Modifier("or less", length="EQUAL_OR_LESS", after=True),
    Modifier("(or later|and beyond|or after)", mod="ON_OR_AFTER", after=True),
    Modifier("(or earlier|or before)", mod="ON_OR_BEFORE", after=True),
)
