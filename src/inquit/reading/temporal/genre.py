"""Whether a text is news, told from the day of publication, or a narrative that tells its own time.

Decided from the text alone: histories date nearly all that they tell, by year and month, and hardly ever say "today",
"yesterday" or "on Friday"; news does, and is full of people who "said".
"""

from __future__ import annotations

import re

_DATES = re.compile(
    r"(?<![\d.,$€£-])(?:1[0-9]{3}|20[0-4][0-9])(?![\d,%]|\.\d)|\b\d{1,4} B\.?C\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Aug|Sept|Oct"
    r"|Nov|Dec)\.)(?!\w)"
)
_NEWS = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:last|this|next) "
    r"(?:week|month|year|night|weekend)|said|says|told|ago)\b"
)
# Ten dates are half a page of history.  The histories of WikiWars (tuning part) have nine dates and more to a word of
# news; no text of TimeBank, AQUAINT and MEANTIME has ten dates.
_MIN_DATES = 10
_DATES_PER_NEWS_WORD = 4.0


# Behind a month, the day and the year that it is of.
_YEAR_BEHIND = 9


def is_narrative(text: str, published: int | None = None) -> bool:
    """Whether dates outnumber the words of news.

    Args:
        text: Any string.
        published: The year of publication, of which dates say nothing: they may be those of posts that are cited.
    """
    year = str(published)
    dates = sum(
        1
        for match in _DATES.finditer(text)
        if match.group() != year and year not in text[match.end() : match.end() + _YEAR_BEHIND]
    )
    return dates >= _MIN_DATES and dates >= _DATES_PER_NEWS_WORD * (1 + sum(1 for _ in _NEWS.finditer(text)))
