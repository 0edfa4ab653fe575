"""The names that a source is, as against the names inside its complements: not Berg in "aides to Berg"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.reading.entities import Mention
from inquit.reading.lexicon import PREPOSITIONS as PREPOSITIONS
from inquit.reading.lexicon import nouns, titles
from inquit.reading.mentions import Cast
from inquit.reading.names import is_title
from inquit.types import Kind

ENDS = frozenset(
    """of for from in on at with to by who whom which that whose when where while including familiar close briefed
    published released obtained issued conducted written seen based named called identified speaking working
    involved responsible knowledgeable aware present under against about among across behind inside near within
    between over after before during since than outside inside beyond throughout around toward towards as and or
    but , ; : — – -- ( ) “ ” " said says told not also reading polled surveyed because interviewed questioned
    here there elsewhere abroad everywhere if has have had is are was were i i've i’ve we you he she they it his
    her their its our my your just such like -""".split()
)
"""What ends the core of a noun phrase: its complements and clauses begin here."""

_CLAUSE = re.compile(r"(?<=.)\b(?:who|whose|whom|which|that|where)\b", re.DOTALL)
# What interrupts a list of names: "Ann Berg (Norvik)", "Ann Berg, who lives in Norvik, and …".
_ASIDE = re.compile(r"\([^()]*\)|,\s+(?:who|whose|whom|which)\b[^,;]*,(?=\s+and\b)")
_JOINED = re.compile(
    r"(?:[’']s?)?(?P<of>\s+(?:of|from|at)\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s*?)+(?=\s+and\b))?(?:,\s+(?:the|an?|its|his|her|former|then)\s[^,;]{3,80}(?=,\s+and\s))?\W*"
    r"(?P<by>,\s*and\s+|,\s*|\s+and\s+|\s*&\s*)(?P<own>(?:[\w’'.-]+\s+){0,5})"
)
_APPOSED = re.compile(r"[,—–]\s*(?P<own>(?:[\w’'.-]+\s+){0,4})$")
_OFFICE_BEFORE = re.compile(r"\b([A-Z][\w-]+),\s+(?:[A-Z][a-z]{1,4}\.\s+){0,2}$")
_UNKNOWN_FIRST = re.compile(r"[A-Z][\w&-]+,\s+(?:an?|the)\s+[^,]*$|[A-Z][\w&-]+,\s+(?:an?|the)\s+[^,]*,\s*[\w.]*$")
_ABBREVIATED = frozenset("Inc Co Corp Ltd Cos Bros Jr Sr".split())
# What may follow a name that is the source: not "supporters" in "Varek supporters".
_GOES_ON = re.compile(
    r"\s+(?:an?|the|and|who|of|in|from|at|for|with|as|is|was|has|himself|herself|itself|on|later|also|or|then|which|that)\b"
)
_ADDRESSED = re.compile(r"(?<=\s)(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+$")
_TITLE_OF = re.compile(r"([\w’'-]+)\s+(?:of|for|to|at)\s+(?:the\s+)?((?:[A-Z][\w’'.-]*\s+){1,5})$")
# "secretary of state Ann Berg": the words between are no name's, and none of them a person's.
_OFFICE_OF = re.compile(r"([\w’'-]+)\s+of\s+(?:the\s+)?((?:[a-z][\w’'-]*\s+){1,4})$")


def chief_names(cast: Cast, inside: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The mentions that a noun phrase as a whole stands for, in order.

    Args:
        cast: Who is named in the text.
        inside: All mentions inside the phrase.
        start: Where the phrase begins.
        end: Where it ends.
    """
    phrase = _without_asides(cast.text[start:end])
    if clause := _CLAUSE.search(phrase):
        phrase = phrase[: clause.start()]
    inside = [m for m in inside if phrase[m.start - start : m.end - start].strip() and m.end - start <= len(phrase)]
    if named := _holder_of_office(cast, inside, phrase, start):
        return [named]
    chief: list[Mention] = []
    for mention in inside:
        if chief:
            reached = _goes_on(cast, inside, chief[-1], mention, phrase, start)
        else:
            reached = _begins(cast, inside, mention, phrase, start)
        if reached and _stands_alone(cast, mention, inside[-1], phrase[mention.end - start :], first=not chief):
            if chief and _is_title_of_next(cast, chief[-1], mention):
                chief.pop()
            chief.append(mention)
    return chief


def _holder_of_office(cast: Cast, inside: Sequence[Mention], phrase: str, start: int) -> Mention | None:
    """The last name, after a comma and an office: "Skyline Chief Executive Officer, Ann Berg"."""
    if not inside or cast.entities[inside[-1].entity].kind is not Kind.PERSON:
        return None
    last = inside[-1]
    office = _OFFICE_BEFORE.search(phrase[: last.start - start])
    ends = re.fullmatch(r"\W*", phrase[last.end - start :])
    return last if ends and office and (is_title(office[1]) or office[1] in {"Officer", "Executive"}) else None


def _without_asides(phrase: str) -> str:
    """A phrase with blanks instead of what interrupts it, as long as before."""
    return _ASIDE.sub(lambda aside: " " * (aside.end() - aside.start()), phrase)


def _goes_on(cast: Cast, inside: Sequence[Mention], last: Mention, mention: Mention, phrase: str, start: int) -> bool:
    """Whether a name is joined to a chief one before it, by "and" or by a comma in a list."""
    between = phrase[last.end - start : mention.start - start]
    joined = _JOINED.fullmatch(between)
    if not joined:
        return False
    own = joined["own"].lower().split()
    if PREPOSITIONS.intersection(own) and not _ends_title(cast, mention, joined["own"]):
        return False  # "Ida Brekke, founder of Vitra": what somebody does
    full = cast.entities[mention.entity].kind is Kind.PERSON and " " in cast.text[mention.start : mention.end]
    if "and" in own or (joined["of"] and not full):
        return False
    if joined["by"].strip() == "," and not re.search(r"\band\b|&", phrase[last.end - start :]):
        return _only_names(inside, phrase, start)  # "Ida Brekke, Vitra's mayor": an apposition
    return True


def _is_title_of_next(cast: Cast, last: Mention, mention: Mention) -> bool:
    """Whether a name ends as a title does: "Vitra Vice President and Managing Director Ann Berg" is one person."""
    person = cast.entities[mention.entity].kind is Kind.PERSON
    ends = cast.text[last.start : last.end].split()[-1]
    return person and cast.entities[last.entity].kind is not Kind.PERSON and is_title(ends)


def _begins(cast: Cast, inside: Sequence[Mention], mention: Mention, phrase: str, start: int) -> bool:
    """Whether no preposition stands before the first name, or only one of its own title."""
    before = phrase[: mention.start - start]
    if _UNKNOWN_FIRST.fullmatch(before) and cast.entities[mention.entity].kind is not Kind.PERSON:
        return False  # "Vitra, a Norvik company": an apposition to a name that nobody knows
    depends = any(word in PREPOSITIONS for word in re.findall(r"[\w’'-]+", before.lower()))
    if not depends or _is_apposed(inside, mention, phrase, start) or _ends_title(cast, mention, before):
        return True
    return _ends_body(cast, mention, before) and mention.end - start >= len(phrase.rstrip(" ,"))


def _ends_body(cast: Cast, mention: Mention, before: str) -> bool:
    """Whether a full name follows a trade and a body with a preposition: "Ships for All director Ann Berg"."""
    full = cast.entities[mention.entity].kind is Kind.PERSON and " " in cast.text[mention.start : mention.end]
    row = re.findall(r"[\w’'$-]+", before)
    first = next((i for i, word in enumerate(row) if word.lower() in PREPOSITIONS), 0)
    if not full or not first or row[-1].lower() not in nouns("person") or row[-1].lower() in PREPOSITIONS:
        return False
    own = row[first - 1]
    return own[0].isupper() and not is_title(own) and own.lower().removesuffix("s") not in nouns("person")


def _is_apposed(inside: Sequence[Mention], mention: Mention, phrase: str, start: int) -> bool:
    """Whether a name tells who was described before: "a friend of the mayor, Ann Berg", no list of several."""
    apposed = _APPOSED.search(phrase[: mention.start - start])
    if not apposed or (PREPOSITIONS | {"and", "or", "such"}).intersection(apposed["own"].lower().split()):
        return False
    listed = any(m.end - start == apposed.start() for m in inside)
    return not (listed and re.match(r",?\s+and\b", phrase[mention.end - start :]))


def _ends_title(cast: Cast, mention: Mention, before: str) -> bool:
    """Whether a name ends its own title: "ambassador to Norway Ann Berg", but not "aides to Senator Ann Berg"."""
    full = cast.entities[mention.entity].kind is Kind.PERSON and " " in cast.text[mention.start : mention.end]
    if addressed := _ADDRESSED.search(before):
        full, before = True, before[: addressed.start()]  # "minister for education Mr. Berg"
    match = _TITLE_OF.search(before) or _OFFICE_OF.search(before)
    if not full or not match or not is_title(match[1]) or is_title(match[2].split()[-1]):
        return False
    if PREPOSITIONS.intersection(before[: match.start()].lower().split()):
        return False  # "aides to secretary of state Ann Berg"
    return match[2][0].isupper() or match[1].capitalize() in titles() or match[1] in {"master", "head"}


def _stands_alone(cast: Cast, mention: Mention, last: Mention, after: str, *, first: bool) -> bool:
    """Whether a name is no part of a longer phrase: "Berg's lawyer", "Berg supporters", "Norvik Police Chief"."""
    if cast.text[mention.start : mention.end].split()[-1] in _ABBREVIATED:
        after = re.sub(r"^\.", "", after)  # "Vitra Foods Inc. directors"
    if mention.possessive:  # "Berg's warning" is hers, "Berg's lawyer" is somebody else
        owned = re.sub(r"^[’']s?", "", after).split()
        size = next((n for n, w in enumerate(owned) if w.lower() in ENDS - {"and"} or w.endswith(",")), len(owned))
        size += size < len(owned) and owned[size].endswith(",")
        if owned[:1] == ["and"]:
            return True  # "Berg's and Ek's view"
        return not owned or (size > 0 and owned[size - 1].strip(",").lower() in nouns("speech"))
    if re.match(r"\s+[a-z]", after) and not _GOES_ON.match(after):
        following = re.match(r"\s+([a-z][\w-]*)", after)
        return following is None or (first and _is_verb_like(following[1]))
    if re.match(r"\s+[A-Z]", after):
        return cast.entities[mention.entity].kind is Kind.PERSON and mention is last
    return True


def _only_names(inside: Sequence[Mention], phrase: str, start: int) -> bool:
    """Whether a phrase is a bare list of names, as headlines have it: "Brekke, Varek"."""
    rest = phrase
    for mention in reversed(inside):
        rest = rest[: mention.start - start] + rest[mention.end - start :]
    return not re.search(r"\w", rest)


def _is_verb_like(word: str) -> bool:
    return word.endswith(("ed", "ing")) and word not in nouns("person")
