"""The core types: an article, who speaks in it, and what they say, as frozen values.

All offsets are half-open `[start, end)` positions in `Article.text`, counted in Unicode code points.  The field names
are those of the reading format (docs/reading-format.md); `jsonl` writes these types as JSON and reads them back.
"""

from __future__ import annotations

from inquit.types.article import Article, PublishedCandidate, Span
from inquit.types.reading import Anonymity, ReaderInfo, Reading, Speaker, Statement, StatementTime, TimeExpression
from inquit.types.terms import Act, Basis, Flag, Kind, Mode, TimexType, Type
from inquit.types.written import FORMAT

__all__ = [
    "FORMAT",
    "Act",
    "Anonymity",
    "Article",
    "Basis",
    "Flag",
    "Kind",
    "Mode",
    "PublishedCandidate",
    "ReaderInfo",
    "Reading",
    "Span",
    "Speaker",
    "Statement",
    "StatementTime",
    "TimeExpression",
    "TimexType",
    "Type",
]
