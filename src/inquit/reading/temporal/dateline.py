"""The day of publication that a text itself tells, where nobody else does: a date with its year on a line of its own.

Flood at Merrow mill

Friday, 9 September 2016
"""

from __future__ import annotations

import re
from datetime import datetime

from inquit.reading.temporal.lexicon import MONTH
from inquit.reading.temporal.moments import is_day

# Such a line stands under the headline, above the first paragraph.
_WITHIN = 400
_MONTHS = "|".join(re.escape(name) for name in sorted(MONTH, key=len, reverse=True))
_LINE = re.compile(
    rf"^[ \t]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?[ ])?"
    rf"(?:(?P<month>{_MONTHS})[ ](?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?,?"
    rf"|(?P<first>[0-3]?[0-9])(?:st|nd|rd|th)?[ ](?P<second>{_MONTHS}),?)"
    rf"[ ](?P<year>[12][0-9]{{3}})[ \t]*$",
    re.M | re.I,
)


def date_line(text: str) -> datetime | None:
    """The day of a date line near the beginning; `None` where there is none."""
    match = _LINE.search(text, 0, _WITHIN)
    if match is None:
        return None
    year, month = int(match["year"]), MONTH[(match["month"] or match["second"]).lower()]
    day = int(match["day"] or match["first"])
    return datetime(year, month, day) if is_day(year, month, day) else None
