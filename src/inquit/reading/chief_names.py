"""The names that a source is, as against the names inside its complements: not Berg in "aides to Berg"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.reading.entities import Mention
from inquit.reading.lexicon import nouns
from inquit.reading.mentions import Cast
from inquit.reading.names import is_title
from inquit.types import Kind

PREPOSITIONS = frozenset(
    """of for to from by with about against at in on like including among between behind under over than as near within
    across after before into through via during until alongside despite without""".split()
)
ENDS = frozenset(
    """of for from in on at with to by who whom which that whose when where while including familiar close briefed
    published released obtained issued conducted written seen based named called identified speaking working involved
    responsible knowledgeable aware present under against about among across behind inside near within between over
    after before during since than as and or but , ; : — – -- ( ) “ ” " said says told not also reading polled surveyed
    because here there if has have had is are was were""".split()
)
"""What ends the core of a noun phrase: its complements and clauses begin here."""

_CLAUSE = re.compile(r"(?<=.)\b(?:who|whose|whom|which|that|where)\b", re.DOTALL)
_JOINED = re.compile(r"\W*(?:,\s*|\s+and\s+|,\s*and\s+|\s*&\s*)(?:[\w’'.-]+\s+){0,5}")
_APPOSED = re.compile(r"[,—–]\s*(?:[\w’'.-]+\s+){0,3}$")
# What may follow a name that is the source: not "supporters" in "Varek supporters".
_GOES_ON = re.compile(
    r"\s+(?:and|who|of|in|from|at|for|with|as|is|was|has|himself|herself|itself|on|later|also|or|then|which|that)\b"
)
_TITLE_OF = re.compile(r"([\w’'-]+)\s+(?:of|for|to|at)\s+(?:the\s+)?((?:[A-Z][\w’'.-]*\s+){1,5})$")


def chief_names(cast: Cast, inside: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The mentions that a noun phrase as a whole stands for, in order.

    Args:
        cast: Who is named in the text.
        inside: All mentions inside the phrase.
        start: Where the phrase begins.
        end: Where it ends.
    """
    if clause := _CLAUSE.search(cast.text, start, end):
        end = clause.start()
        inside = [mention for mention in inside if mention.end <= end]
    chief: list[Mention] = []
    for mention in inside:
        reached = _goes_on(cast, inside, chief[-1], mention, start, end) if chief else _begins(cast, mention, start)
        if reached and _stands_alone(cast, mention, inside[-1], end, first=not chief):
            chief.append(mention)
    return chief


def _goes_on(cast: Cast, inside: Sequence[Mention], last: Mention, mention: Mention, start: int, end: int) -> bool:
    """Whether a name is joined to a chief one before it, by "and" or by a comma in a list."""
    text = cast.text
    if not _JOINED.fullmatch(text, last.end, mention.start):
        return False
    after_comma = re.match(r"\s*,", text[last.end : mention.start])
    if after_comma and not re.search(r"\band\b|&", text[last.end : end]):
        return _only_names(cast, inside, start, end)  # "Ida Brekke, Vitra's mayor": an apposition
    return True


def _begins(cast: Cast, mention: Mention, start: int) -> bool:
    """Whether no preposition stands before the first name, or only one of its own title."""
    before = cast.text[start : mention.start]
    previous = re.findall(r"[\w’'-]+|[,;:—–(]", before)[-4:]
    depends = any(word.lower() in PREPOSITIONS for word in previous)
    return not depends or _APPOSED.search(before) is not None or _ends_title(cast, mention, before)


def _ends_title(cast: Cast, mention: Mention, before: str) -> bool:
    """Whether a name ends its own title: "ambassador to Norway Ann Berg", but not "aides to Senator Ann Berg"."""
    full = cast.entities[mention.entity].kind is Kind.PERSON and " " in cast.text[mention.start : mention.end]
    match = _TITLE_OF.search(before)
    return bool(full and match and is_title(match[1]) and not is_title(match[2].split()[-1]))


def _stands_alone(cast: Cast, mention: Mention, last: Mention, end: int, *, first: bool) -> bool:
    """Whether a name is no part of a longer phrase: "Berg's lawyer", "Berg supporters", "Norvik Police Chief"."""
    after = cast.text[mention.end : end]
    if mention.possessive:  # "Berg's warning" is hers, "Berg's lawyer" is somebody else
        owned = re.sub(r"^[’']s?", "", after).split()
        size = next((n for n, word in enumerate(owned) if word.lower() in ENDS), len(owned))
        return not owned or (size > 0 and owned[size - 1].strip(",").lower() in nouns("speech"))
    if re.match(r"\s+[a-z]", after) and not _GOES_ON.match(after):
        following = re.match(r"\s+([a-z][\w-]*)", after)
        return following is None or (first and _is_verb_like(following[1]))
    if re.match(r"\s+[A-Z]", after):
        return cast.entities[mention.entity].kind is Kind.PERSON and mention is last
    return True


def _only_names(cast: Cast, inside: Sequence[Mention], start: int, end: int) -> bool:
    """Whether a phrase is a bare list of names, as headlines have it: "Brekke, Varek"."""
    rest = cast.text[start:end]
    for mention in reversed(inside):
        rest = rest[: mention.start - start] + rest[mention.end - start :]
    return not re.search(r"\w", rest)


def _is_verb_like(word: str) -> bool:
    return word.endswith(("ed", "ing")) and word not in nouns("person")
