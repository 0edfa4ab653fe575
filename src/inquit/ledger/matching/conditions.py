"""Clauses and phrases that say on which condition something holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.ledger.matching.marks import LossKind, Mark, content_stems
from inquit.ledger.matching.words import Word

_INTRODUCED = re.compile(
    r"""\b(?:
        only\s(?:if|when|after|once|with) | even\sif | unless | if(?!\s(?:not\smore|any|so|you\swill|you\slike)\b)
        | (?<=[,;“"]\s)provided(?:\sthat)? | provided\sthat | (?<=[,;]\s)providing(?:\sthat)? | providing\sthat
        | (?:as|so)\slong\sas | on\s(?:the\s)?(?:strict\s)?condition\sthat | in\sthe\sevent\s(?:of|that)
        | in\scase(?:\sof|\sthat)?
        | assuming(?:\sthat)? | on\sthe\sassumption\sthat
        | as\ssoon\sas | subject\sto | contingent\s(?:up)?on | conditional\s(?:up)?on
        | depend(?:s|ed|ing|ent)?\s(?:up)?on | pending(?=\s(?:a|an|the|its|his|her|their|approval|review)\b)
        | in\s(?:return|exchange)\sfor | with\sthe\s(?:consent|approval|permission|agreement|backing|blessing)\sof
        | with(?:out)?\s(?:\w+\s)?(?:approval|consent|permission)\sfrom
        )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_FIRST = re.compile(  # where a sentence begins: "Should the dam leak, …", "Had they known, …", "Once it is safe, …"
    r"(?:^|(?<=[.!?…]\s)|(?<=[“\"‘]))(?:Should|Had|Were|Provided|Providing|Once|Pending)\s(?=[\w ’']{4,90},)"
)
_ONCE = re.compile(r"\bonce\s(?=(?:the|a|an|all|we|they|he|she|it|his|her|its|their|our|every|both)\b)", re.IGNORECASE)
_PROVIDED = re.compile(  # "will sail provided the fog lifts", not "has provided the town with buses"
    r"(?<=\w\s)(?<!\b(?:ha[sd]|was|who)\s)(?<!\b(?:have|been|were|that|they|and\s|not\s)\s)(?<!\b(?:he|it|is|be)\s)(?<!\bshe\s)"
    r"provided\s(?=(?:the|a|an|all|we|they|he|she|it|his|her|its|their|our)\s(?:\w+\s){0,3}?(?:\w+s|are|have|can|agree|will)\b)",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:will|would|can|could|may|might|shall|should|to|wo|ca)\b|['’]ll\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:until|till)\s(?=(?:the|a|an|all|we|they|he|she|it|his|her|every|both|\w+s)\s)", re.IGNORECASE
)
_VERB_AHEAD = re.compile(r"\b(?:has|have|had|is|are|was|were|will|can|do|does|\w+ed|\w{3,}s)\b", re.IGNORECASE)
_WEATHER = re.compile(r"\b(?:weather|time|funds?|health|money) (?:permitting|allowing)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,.;:!?”\"]|\s[–—-]\s|\n|\bthen\b|$")
_NOT_BEFORE = re.compile(
    r"\b(?:ask|asks|asked|asking|see|know|knows|knew|wonder|wonders|wondered|unclear|unsure|check|checked|say|decide|"
    r"doubt|doubts|doubted|as|what|tell|learn|question)\s$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|nothing|none|cannot|refus\w+)\b|n['’]t\b", re.IGNORECASE)


CLAUSE = 400
"""Characters of the longest clause; what goes on without a mark is no prose, and time must not square with it."""


def conditions(text: str, words: Sequence[Word]) -> list[Mark]:
    """The conditions of a text, in order, none inside another."""
    found: list[Mark] = []
    for start, after in sorted(_beginnings(text)):
        if found and start < found[-1].end:
            continue
        end = _end_of_clause(text, after)
        found.append(Mark(LossKind.CONDITION, start, end, about=content_stems(words, after, end)))
    return [mark for mark in found if mark.about or _WEATHER.match(text, mark.start)]


def _end_of_clause(text: str, start: int) -> int:
    ended = _CLAUSE_END.search(text, start, start + CLAUSE)
    return ended.start() if ended else min(len(text), start + CLAUSE)


def _beginnings(text: str) -> list[tuple[int, int]]:
    """Where conditions begin, and where the words begin that state them."""
    found = []
    for match in _INTRODUCED.finditer(text):
        told = match.group().lower()
        if told == "even if" or (told == "if" and _NOT_BEFORE.search(text, max(0, match.start() - 30), match.start())):
            continue
        found.append(match.span())
    found += [match.span() for match in _FIRST.finditer(text)]
    found += [match.span() for match in _ONCE.finditer(text)]
    found += [(match.start(), match.start()) for match in _WEATHER.finditer(text)]
    for match in _PROVIDED.finditer(text):
        begin = max(0, match.start() - CLAUSE)
        if _MODAL.search(text, max(text.rfind(".", begin, match.start()), begin), match.start()):
            found.append(match.span())
    for match in _UNTIL.finditer(text):
        end = _end_of_clause(text, match.end())
        if _NEGATED.search(text, max(0, match.start() - 60), match.start()) and _VERB_AHEAD.search(
            text, match.end(), end
        ):
            found.append(match.span())
    return found
