"""What the words beside a name say of its bearer: a title, an office before it, an apposition after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from inquit.reading.lazy_pattern import LazyPattern
from inquit.reading.lexicon import nouns, words
from inquit.reading.name_rows import POSSESSIVE, SMALL

_NEAR = 200  # characters: appositions are shorter
_MOST = 30  # words of an apposition
_THEN_VERB = re.compile(
    r"((?:(?!\b(?:who|whose|which|that|time)\b).)*?)\s(?:was|were|is|are|has|had|said|says)\b", re.DOTALL
)
_FEW = 12  # words of an apposition without an article: "Panama coach", "legal director for the harbour"
_ADVERBS = frozenset("again along also backed even just like more once only soon through together unlike".split())
_ING = frozenset("acting commanding founding incoming leading managing outgoing presiding ruling visiting".split())
# What tells one office from another: a "state senator" is no senator of the country, a "former president" no president.
_QUALIFYING = frozenset(
    """acting assistant deputy former incoming longtime outgoing retired state then vice
    Acting Assistant Deputy Former""".split()
)
_ADDRESS_LAST = re.compile(r"\s(?:Mr|Mrs|Ms|Miss)\.?$")  # "minister for education Mr. Berg"
# Nouns that qualify another one: no "Republican strategist" is called "the Republican".
PARTISANS = frozenset("conservative democrat independent liberal moderate progressive radical republican".split())
_APPOSITION = re.compile(
    r"\s*(?:\d{1,3},\s*)?((?:\b(?:St|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt)\.(?=\s[A-Z])|\b[A-Z]\.|[^,;.:“”\"()—])+)"
)
_PHRASE_BEFORE = LazyPattern(
    r"(?:^|[,;“\"—]\s*|\b(?:said|and|but|when|as|that|to|with|by)\s)"
    r"((?:an?|the|his|her|its|their|(?:[A-Z][\w.&-]*\s){0,3}[A-Z][\w’']+[’']s?)\s(?:(?!\b(?:said|says|told)\b)[^,.;“”\"]){3,90})$",
    re.IGNORECASE,
)


# Somebody named right before a comma, who is no place and no day: "by Bo Ek, ", but not "in Norvik, ".
_NAMED_BEFORE = re.compile(
    r"(?:\b(?!(?:at|from|in|near|on|outside|of)\b)[a-z]+\s+|^(?!(?:After|At|Before|From|In|Near|On|Outside)\b))"
    r"(?:[A-Z][\w.’'-]*\s+)+[A-Z][\w.’'-]*,\s*$"
)
_OTHERS_TOO = re.compile(r"^the\s.*\band\s+(?=the\s)", re.IGNORECASE)  # "the mayor and the treasurer, Ann Berg,"
_MODALS = frozenset("can could may might must shall should will would".split())
# "a retired teacher", "his chairman", "then a volunteer", "although longtime friend"
_LEADING = re.compile(
    r"(?:(?:although|and|but|though|while|yet)\s+)?(?:(?:now|then)\s+(?=an?\s))?"
    r"(?:(?:an?|the|his|her|its|their|our|my|your)\s+)?(?=\S)",
    re.IGNORECASE,
)


def plain_role(role: str) -> str:
    """A role as it is told without its sentence: "retired teacher" for "a retired teacher"."""
    return _LEADING.sub("", role, count=1)


def role_before(text: str, tokens: Sequence[re.Match[str]], first: int, before: Sequence[str]) -> str | None:
    """The title, or the words before a name that say what somebody is: "Harbour founder Ida Brekke".

    Args:
        text: The article's text.
        tokens: Those of the sentence.
        first: Number of the name's first token, its titles included.
        before: The titles, without their full stops.
    """
    kept = [t for t in before if t not in words("titles", "address")]
    people = nouns("person")
    if not kept and first and tokens[first - 1].group() == ",":
        before_comma = text[max(tokens[0].start(), tokens[first - 1].start() - _NEAR) : tokens[first - 1].start()]
        phrase = _PHRASE_BEFORE.search(before_comma)
        if phrase and _NAMED_BEFORE.search(before_comma, 0, phrase.start(1)):
            phrase = None  # "with Bo Ek, the town's sheriff, Ann Berg said": it is his
        told = _OTHERS_TOO.sub("", phrase[1]) if phrase else ""
        if nouns_in(told, people):
            return told
    begin = first
    while begin > 0 and first - begin < 5:
        word = tokens[begin - 1].group()
        adjoins = begin < first and _adjoin(tokens[begin - 1], tokens[begin])
        capital = adjoins and word[0].isupper() and word not in words("bodies", "common")
        noun = word in people or (begin < first and word.isalpha() and word not in SMALL)
        if word in _MODALS:
            begin = min(begin + 1, first)  # "should favour leader Berg"
            break
        if capital or (word.islower() and noun):
            begin -= 1
        else:
            break
    while begin < first and tokens[begin].group().lower() in SMALL:
        begin += 1
    if begin == first and not kept:
        return None
    while begin > 0 and _qualifies(tokens[begin - 1].group()) and _adjoin(tokens[begin - 1], tokens[begin]):
        begin -= 1
    end = tokens[first + len(before) - 1].end() if kept else tokens[first].start()
    end += bool(kept) and text[end : end + 1] == "."  # "Sen."
    return _ADDRESS_LAST.sub("", text[tokens[begin].start() : end].strip()) or None


def _qualifies(word: str) -> bool:
    return word in _QUALIFYING or word.startswith("then-")  # "then-Senate Majority Leader"


def _adjoin(word: re.Match[str], following: re.Match[str]) -> bool:
    return word.end() + 1 == following.start()


def role_after(text: str, tokens: Sequence[re.Match[str]], after: int, known: frozenset[str]) -> str | None:
    """The apposition after a name: "Ida Brekke, the town's mayor,".

    Args:
        text: The article's text.
        tokens: Those of the sentence.
        after: Number of the token behind the name.
        known: Nouns of which an apposition must have one.
    """
    if after >= len(tokens) or tokens[after].group() != ",":
        return None
    match = _APPOSITION.match(text, tokens[after].end(), tokens[after].end() + _NEAR)
    told = match[1] if match else ""
    if clause := _THEN_VERB.match(told):
        told = clause[1]  # the second comma is missing: "…, an aide to Berg was there"
    row = told.split()
    if not row or len(row) > _MOST:
        return None
    head = row[0].lower()
    begins = head in {"the", "a", "an", "its", "his", "her", "then", "head", "chief", "former"} or row[0].endswith(
        POSSESSIVE
    )
    bare = (
        len(row) <= _FEW and head not in SMALL and head not in _ADVERBS and (head in _ING or not head.endswith("ing"))
    )
    tells = begins or head in known or (bare and heads(told, known))
    return told.strip() if tells and nouns_in(told, known) else None


def heads(role: str, known: frozenset[str]) -> bool:
    """Whether the last word before what depends on it is one of some nouns: "a celebrity talent agency in Norvik"."""
    row = re.findall(r"[\w-]+", re.split(r"\b(?:of|for|to|who|whose|at|in|that|which|with|based|from)\b", role)[0])
    return bool(row) and row[-1].lower() in known


def nouns_in(role: str, known: frozenset[str]) -> set[str]:
    """The nouns in a role that can stand for its holder: {"mayor"} for "the town's mayor"."""
    row = [w.lower() for w in re.findall(r"[\w-]+", re.split(r"\b(?:of|for|from|to|who|whose|at|in|on)\b", role)[0])]
    row = [w for i, w in enumerate(row, 1) if i == len(row) or w not in PARTISANS]
    return {w for w in row if w in known} | {f"{a} {b}" for a, b in pairwise(row) if f"{a} {b}" in known}
