"""Time expressions of English news as TIMEX3 (TimeML 1.2.1): where they stand, what kind, and their ISO 8601 value.

    >>> [friday] = time_expressions("He will speak on Friday.", "2023-06-28")
    >>> friday.start, friday.end, str(friday.type), friday.value, friday.anchor
    (17, 23, 'DATE', '2023-06-30', 'published')

Text becomes runs of known words (`tokens`), rules from the tables (`rules/`) match them (`find`), and each match is
normalised (`read`) against the day of publication or the story's own running date (`scene`, `genre`), in the direction
that the sentence tells (`tense`).  What cannot be told stays without value.
"""

from __future__ import annotations

from datetime import datetime

from inquit.reading.temporal.read import read_times
from inquit.types import TimeExpression

__all__ = ["publication", "time_expressions"]


def time_expressions(text: str, published: str | None = None) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, in order, none overlapping another.

    Args:
        text: Any string.
        published: Date or date and time of publication (ISO 8601, with or without zone); `None` or something else than
            a date means not known: what counts from it stays unresolved.
    """
    return read_times(text, publication(published))


def publication(published: str | None) -> datetime | None:
    """The moment of publication; `None` where it is not told or not written as ISO 8601 does."""
    if published is None:
        return None
    try:
        return datetime.fromisoformat(published.strip())
    except ValueError:
        return None
