"""The tables: every rule, part and modifier, in the order in which equals are tried.

At each place of a text the rule that covers most words wins; of equals, the one that stands first.  To teach a wording,
add a row to the table it belongs to; words of a class are in `lexicon`.
"""

from __future__ import annotations

from inquit.reading.temporal.rule import Rule
from inquit.reading.temporal.rules.calendar import CALENDAR
from inquit.reading.temporal.rules.clock import CLOCK
from inquit.reading.temporal.rules.lengths import LENGTHS
from inquit.reading.temporal.rules.modifiers import MODIFIERS
from inquit.reading.temporal.rules.parts import PARTS
from inquit.reading.temporal.rules.relative import RELATIVE
from inquit.reading.temporal.rules.vague import VAGUE

RULES: tuple[Rule, ...] = (*CALENDAR, *CLOCK, *RELATIVE, *LENGTHS, *VAGUE)
GROUPS: tuple[str, ...] = (*dict.fromkeys(rule.group for rule in RULES), "modifiers", "ambiguity", "tense", "narrative")

__all__ = ["GROUPS", "MODIFIERS", "PARTS", "RULES"]
