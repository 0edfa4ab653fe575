"""Whether two wordings are one statement, in what they differ, and what one lacks that the other has.

    words sequence quoted     texts as they are compared
    likeness negation         how much two texts say the same: a number
    kinds                     one statement or not, and what was done to its words

Everything is a pure function of the two texts, so that every report gives one answer for one pair.
"""

from __future__ import annotations

from inquit.ledger.matching.kinds import Match, MatchKind, relation, same_matter, same_statement
from inquit.ledger.matching.likeness import likeness
from inquit.ledger.matching.quoted import Wording, wording

__all__ = ["Match", "MatchKind", "Wording", "likeness", "relation", "same_matter", "same_statement", "wording"]
