"""Statements that are sure enough: what a search and an export leave out where somebody asks for a confidence."""

from __future__ import annotations

from inquit.errors import FormatError

SURE_ENOUGH = """
(
    s.confidence >= ? OR s.confidence IS NULL OR s.corrected = 1 OR EXISTS (
        SELECT 1 FROM events e WHERE e.statement_id = s.id AND e.what IN ('correct', 'confirm', 'add')
        AND NOT EXISTS (SELECT 1 FROM events u WHERE u.undoes = e.id)
    )
)
"""
"""A condition on the row `s` of a statement, with the least confidence for its question mark.  It holds for what no
reader judged, and for what a person has looked at: a confidence is the machine's."""


def checked(min_confidence: float) -> float:
    """The confidence, where it is one.

    Raises:
        FormatError: It is not between 0 and 1.
    """
    if not 0 <= min_confidence <= 1:
        raise FormatError(f"min_confidence: {min_confidence:g} is not between 0 and 1")
    return min_confidence
