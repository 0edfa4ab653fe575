"""Parts that several patterns share; `<number>` in a pattern stands for the part of that name."""

from __future__ import annotations

PARTS: dict[str, str] = {
    # "three", "twenty-one", "2.5", "two and a half", "a", "a few", "several", "a couple of", "hundreds of"
    "number": """(a|an|another|one) single? | single
        | half (a|an) | a? couple of? | a (dozen|pair|half|score) of? | (dozens|hundreds|thousands) of
        | (a|the)? SOME=_ (dozen|hundred|thousand)? more?
        | NUM=_ (CARD=_)? ((-|and)? (FRACTION=_ | a? half))?
        | (a|half a) (hundred|thousand|million|billion) ((-|and)? CARD=_)*
        | CARD=_ ((-|and)? CARD=_)* (and (a? half|FRACTION=_) | - and - a? -? half)?""",
    "year": """YEAR=_ | SHORT_YEAR=_ | (fifteen|sixteen|seventeen|eighteen|nineteen) CARD=_ (- CARD=_)?
        | two thousand (and? CARD=_)? | NUM=_ BC | AD NUM=_ | NUM=_ AD""",
    "day": "DAY=_ | DAY_TH=_",
    "date": """((WEEKDAY|WEEKDAY_SHORT) ,? )? the?
        (MONTH the? <day> (,? (of|in)? <year>)? | <day> of? MONTH (,? (of|in)? <year>)?)""",
    "zone": "ZONE=_ | (ZONE_NAME=_ (standard|daylight|summer|mean)? time)",
    "fiscal": "fiscal | financial | business",
}
