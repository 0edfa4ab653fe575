"""What a source is: a name, a pronoun, a description, or nothing.

A source is the whole noun phrase that names who speaks ("Ida Brekke, the town's mayor,"; "two people briefed on the
talks").  Who is meant depends on its head and on what stands before and after the head; that is told here, without
asking who else is in the story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from inquit.reading.chief_names import ENDS, chief_names
from inquit.reading.description_traits import Traits, traits_of
from inquit.reading.determiners import OWNERS, without_stress
from inquit.reading.entities import Mention
from inquit.reading.lexicon import Gender, gender_of_noun, nouns, peoples, titles
from inquit.reading.lexicon import words as word_list
from inquit.reading.mentions import Cast
from inquit.reading.names import POSSESSIVE, TOKEN, plain
from inquit.reading.sorts import singular as singular
from inquit.types import Kind, Span


class Form(StrEnum):
    """How a source tells who speaks."""

    NAME = "name"
    JOINT = "joint"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Source:
    """A source, analysed.

    Attributes:
        names: The mentions that the phrase as a whole stands for, not those inside it: one, or more for `JOINT`.
        words: The phrase without article and without what follows its head: the name of a description.
        head: Its last word before any complement, lower case: `ministry`, `he`.
        kind: What sort of speaker a description is; `None` where it can be several.
        determiner: `definite`, `indefinite`, `possessive` or `bare`.
        plural: Whether the head is one of several.
        number: How many, where the phrase counts them.
        owner: The possessor's mention in "Brekke's spokesman"; the pronoun in "her lawyer" is `owner_pronoun`.
        place: Where the words stand.
        joined: The pronoun that a phrase begins with: *she* in "she and her aides"; `words` and `names` are the others.
    """

    form: Form
    names: tuple[Mention, ...] = ()
    words: str = ""
    head: str = ""
    kind: Kind | None = None
    determiner: str = "bare"
    plural: bool = False
    number: int | str | None = None
    owner: Mention | None = None
    owner_pronoun: str | None = None
    gender: Gender | None = None
    place: tuple[int, int] = (0, 0)
    modifiers: tuple[str, ...] = ()
    joined: str | None = None


PRONOUNS = frozenset(
    """he she him her his hers they them their theirs it its i me my mine we us our ours you your who whom whose which
    that himself herself themselves itself those these both one this""".split()
)
_JOINING_PRONOUNS = frozenset("he she they i we it".split())
_BEFORE_AGENT = frozenset("by from among to with for".split())
_EARLY_WORDS = 5
_AMONG_THEM = re.compile(r"\b(?:including|such as|like)\b")
_TELLING = frozenset({"for", "from", "including", "like", "of", "such", "to"})
_OTHERS = frozenset("the a an some many much several most other others his her their its those few".split())


# "more than 30% of its members", "54 percent of voters"
_SHARE = re.compile(r"(?:[a-z-]+\s+){0,3}\d[\d.,]*(?:\s?%|\s+per\s?cent\b)", re.IGNORECASE)
# "about four in 10 voters", "one in every five"
_COUNT = r"(?:\d+|half|one|two|three|four|five|six|seven|eight|nine|ten|twenty)"
_ON = "|".join(sorted(word for word in ENDS if word.isalpha()))
_PROPORTION = re.compile(
    rf"(?:[a-z-]+\s+){{0,3}}?{_COUNT}[\s-](?:in|out\s+of)[\s-](?:every\s+)?{_COUNT}\b(?:\s+(?!(?:{_ON})\b)[\w’'-]+){{0,4}}",
    re.IGNORECASE,
)
# "the Norvik, Ill., maker of fasteners", "the Norvik, N.J.-based bank": no name but what lies there.
_ADDRESS = re.compile(
    r"(the|a|an)\s+[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){0,2},\s+(?:[A-Z][a-z]+\.?|(?:[A-Z]\.){2})(?:,\s+|[.,]?-?based\s+)(?=[a-z])",
    re.IGNORECASE,
)


def describe(cast: Cast, span: Span) -> Source:
    """Analyse the source of an attribution.

    Args:
        cast: Who is named in the text.
        span: Where the source stands; may be empty.
    """
    if not span:
        return Source(Form.NOTHING)
    text, (start, end) = cast.text, (span.start, span.end)
    tokens = list(TOKEN.finditer(text, start, end))
    while tokens and (not tokens[0].group()[0].isalnum() or (len(tokens) > 1 and tokens[0].group() in _BEFORE_AGENT)):
        tokens = tokens[1:]
    if not tokens:
        return Source(Form.NOTHING)
    tokens = without_stress(tokens)
    words = [token.group() for token in tokens]
    first, begin = plain(words[0]).lower(), tokens[0].start()
    if share := _SHARE.match(text, begin, end) or _PROPORTION.match(text, begin, end):
        return Source(
            Form.DESCRIPTION, words=_name_words(text, begin, share.end(), end), head="percent", kind=Kind.GROUP,
            determiner="indefinite", plural=True, place=(start, end),
        )  # fmt: skip
    if address := _ADDRESS.match(text, start, end):
        kept = [t for t in tokens if t.start() < address.end(1) or t.start() >= address.end()]
        return _description(cast, kept, cast.within(address.end(), end), (start, end))
    if first in _JOINING_PRONOUNS and len(words) > 2 and words[1] == "and":
        return _pronoun_and_others(cast, first, tokens, end)
    if first in PRONOUNS and _is_pronoun(words, first):
        return Source(Form.PRONOUN, head=first, words=words[0], place=(start, end))
    inside = cast.within(start, end)
    names = [] if _are_told_by_names(cast, inside, tokens) else chief_names(cast, inside, start, end)
    if len(names) > 1:
        return Source(Form.JOINT, tuple(names), words=text[start:end], plural=True, kind=Kind.GROUP, place=(start, end))
    if names:
        rest = text[names[0].end : end]
        if _others_beside(rest) or _others_before(text[start : names[0].start]):
            return Source(
                Form.JOINT,
                tuple(names),
                words=text[start:end].strip(" ,"),
                plural=True,
                kind=Kind.GROUP,
                place=(start, end),
            )
        return Source(Form.NAME, (names[0],), words=text[names[0].start : names[0].end], place=(start, end))
    return _description(cast, tokens, inside, (start, end))


def _are_told_by_names(cast: Cast, inside: Sequence[Mention], tokens: Sequence[re.Match[str]]) -> bool:
    """Whether names only tell which people are meant: "advisers to Ann Berg", "members of crews, like Bo Ek".

    Not where they are an apposition: "two members of the crew, Ann Berg and Bo Ek".
    """
    people = (mention.start for mention in inside if cast.entities[mention.entity].kind is Kind.PERSON)
    first_name = min(people, default=tokens[-1].end())
    for token, following in pairwise(tokens[:_EARLY_WORDS]):
        if token.start() >= first_name:
            return False
        noun, plural = singular(token.group().lower())
        if plural and noun in nouns("person"):
            between = cast.text[token.end() : first_name]
            return following.group().lower() in _TELLING and (
                "," not in between or _AMONG_THEM.search(between) is not None
            )
    return False


def _pronoun_and_others(cast: Cast, pronoun: str, tokens: Sequence[re.Match[str]], end: int) -> Source:
    """A pronoun and somebody else: "she and her aides", "he and Mr. Berg"."""
    start, others = tokens[0].start(), tokens[2].start()
    names = chief_names(cast, cast.within(others, end), others, end)
    return Source(
        Form.DESCRIPTION,
        tuple(names),
        words=cast.text[others:end].strip(" ,"),
        kind=Kind.GROUP,
        plural=True,
        place=(start, end),
        joined=pronoun,
    )


def _others_beside(rest: str) -> bool:
    """Whether somebody unnamed is joined to a name: "Varek and his supporters"."""
    match = re.match(r"\s*(,[^,]*,)?\s+and\s+([\w’'-]+)", rest)
    if not match or match[2] in {"who", "that", "said", "then", "now", "also"} or _is_past(match[2]):
        return False
    return not (match[1] and match[2] in {"a", "an", "the", "one", "former"})  # a second apposition


def _is_past(word: str) -> bool:
    return word.endswith("ed") and "-" not in word  # "like-minded" is none


def _others_before(before: str) -> bool:
    if name := re.fullmatch(r"([A-Z][\w&.’'-]*)\s+and\s+", before):
        return name[1] not in titles() | peoples() | word_list("bodies", "common")  # "Brightwell and Vitra Foods"
    return bool(re.fullmatch(r"(?:[\w’'-]+\s+){1,4}and\s+", before, re.IGNORECASE)) and not re.match(
        r"(?:the\s+)?\w+\s+and\s+$", before
    )


def _is_pronoun(words: list[str], first: str) -> bool:
    if len(words) == 1 or words[0].endswith(POSSESSIVE[:2]):
        return True
    if first in OWNERS:
        return plain(words[1]).lower() in nouns("speech")  # "her claim": the one who makes it
    if first in {"that", "this", "these", "those", "one", "both", "you"}:
        return len(words) == 1
    return first in {"he", "she", "they", "it", "i", "we", "who", "which"} and plain(words[1]).lower() not in nouns(
        "person"
    )


def _description(cast: Cast, tokens: list[re.Match[str]], inside: list[Mention], place: tuple[int, int]) -> Source:
    """Somebody described, and nobody named: "two senior officials", "Brekke's spokesman", "those polled"."""
    text, end = cast.text, place[1]
    owner = _owner_among(inside, tokens)
    traits = traits_of(cast, tokens, place, owned=owner is not None)
    core, start = traits.core, traits.start
    joint = _joins_others(traits, text[core.end : end])
    return Source(
        Form.JOINT if joint else Form.DESCRIPTION,
        words=text[start:end].strip(" ,") if joint else _name_words(text, start, core.end, end),
        head=core.head,
        kind=Kind.GROUP if joint else traits.kind,
        determiner=traits.determiner,
        plural=traits.plural or joint,
        number=None if joint else traits.number,
        owner=owner,
        owner_pronoun=core.opening.owner,
        gender=gender_of_noun(core.noun),
        place=place,
        modifiers=core.modifiers,
    )


def _owner_among(inside: list[Mention], tokens: list[re.Match[str]]) -> Mention | None:
    """Who owns whoever is described: one of the first five words begins an owner's name."""
    latest = tokens[min(4, len(tokens) - 1)].start()
    return next((m for m in inside if m.possessive and m.start <= latest), None)


def _joins_others(traits: Traits, rest: str) -> bool:
    """Whether the words after the core join others to whoever is described."""
    core = traits.core
    a_name = core.stop - core.begin == 1 and traits.determiner == "bare" and core.written[0].isupper()
    if a_name and rest.startswith(",") and not traits.plural:
        return False  # unknown, with an apposition: "Varekson, a miller and baker"
    return _several_joined(rest, traits.plural, body=traits.kind is Kind.ORGANIZATION)


def _several_joined(rest: str, plural: bool, *, body: bool) -> bool:
    """Whether a phrase joins two parties: "the campaign and some experts", not "the delegate and activist"."""
    match = re.match(r"(?:\s*,\s*[\w’' -]+,?)?\s+and\s+(?:at least\s+)?([\w’'-]+)(\s+[\w’'-]+)?", rest)
    if not match:
        return False
    noun, others = singular(match[1])
    if body and not match[2] and others and noun in nouns("person"):
        return True  # "the police and prosecutors"
    return match[1].lower() in _OTHERS or match[1][0].isupper() or (plural and not match[1].endswith(("ed", "ing")))


def _name_words(text: str, start: int, stop: int, end: int) -> str:
    """The words that name a description: its core, with a short "of …" that tells which one it is."""
    tail = re.match(r"\s+(?:of|for|in|from|on|against|to)\s+(?:(?!\s-\s)[^,;:—–“”\"()]){1,60}(?!\w)", text[stop:end])
    words = text[start : stop + (tail.end() if tail else 0)].strip(" ,")
    return re.sub(r"\s+(?:who|that|which)\b.*|[’']s$", "", words)
