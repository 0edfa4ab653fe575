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

from inquit.reading.chief_names import ENDS, chief_names
from inquit.reading.determiners import DEFINITE, OWNERS, opening_of, without_stress
from inquit.reading.entities import Mention
from inquit.reading.lexicon import Gender, are_several, gender_of_noun, known_nouns, nouns, peoples, titles
from inquit.reading.lexicon import words as word_list
from inquit.reading.mentions import Cast
from inquit.reading.names import POSSESSIVE, TOKEN, plain
from inquit.reading.sorts import singular as singular
from inquit.reading.sorts import sort_of
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
_QUANTITIES = frozenset("all few fewer half many more most several some others".split())
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
    names = chief_names(cast, inside, start, end)
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
    text = cast.text
    words = [plain(token.group()) for token in tokens]
    low = [word.lower() for word in words]
    opening = opening_of(low)
    begin, determiner, number = opening.size, opening.determiner, opening.number
    stop = begin + 1
    while stop < len(low) and (
        _joins_adjectives(low, begin, stop)
        or _is_close(low, stop)
        or not (low[stop] in ENDS or _ends_core(words, stop))
    ):
        stop += 1
    owner = next((m for m in inside if m.possessive and m.start <= tokens[min(4, len(tokens) - 1)].start()), None)
    owned = any(token.group().endswith(POSSESSIVE[:2]) for token in tokens[begin : stop - 1])
    if determiner != "definite" and not opening.one_of and (owned or owner):
        determiner = "possessive"
    core_end = tokens[stop - 1].end()
    pair = " ".join(low[max(begin, stop - 2) : stop])
    noun, plural = singular(low[stop - 1])
    plural = plural or are_several(words[stop - 1])
    if pair not in known_nouns() and stop - 2 >= begin:
        pair = f"{low[stop - 2]} {noun}"  # "police officers"
    kind = sort_of(pair, noun, plural, determiner, number, words[stop - 1], low[begin:stop])
    noun = _core_noun(noun)
    a_person = noun in nouns("person") or noun == "person"
    if opening.one_of and (low[-1] in DEFINITE | {"them"} or kind in {Kind.GROUP, Kind.ANONYMOUS, Kind.PERSON}):
        kind, plural = Kind.ANONYMOUS, False
    if kind is Kind.GROUP and a_person and _UNNAMED.search(text, core_end, place[1]):
        kind, number = Kind.ANONYMOUS, number or "many"
    if kind is not Kind.GROUP and _MANY_OF.match(text, core_end, place[1]) and noun in _SETS | nouns("group"):
        kind = Kind.GROUP  # "a group of experts": people, no body
    those = begin > 0 and low[begin - 1] in {"those", "these"}
    doing = those and low[begin].endswith("ing") and len(low) > begin + 1
    if begin and (doing or (low[begin] in ENDS and (number is not None or those))):
        core_end = tokens[stop - 1 if doing else begin if low[begin].endswith("ed") else begin - 1].end()
        # "those polled", "two of whom", "those advocating reform"
        begin, kind, plural = 0, Kind.GROUP, True
    if stop - begin == 1 and low[begin] in _QUANTITIES and len(words) == 1:
        kind, plural = Kind.GROUP, True  # "Most said …"
    counted = kind in {Kind.ANONYMOUS, Kind.GROUP} and isinstance(number, int) and number > _KNOWN_APART
    counted = counted and low[0].isdecimal()
    if counted:
        kind = Kind.GROUP  # "98 senators" are not left unnamed
    few = words[begin].isdecimal() and len(words[begin]) < 4 and stop - begin == 1
    if few or (len(words) == 1 and words[0] in {"Chinese", "Japanese"}):
        kind, plural = Kind.GROUP, True  # "43 said the same", "Japanese are …"
    if low == ["another"]:
        kind, number = Kind.ANONYMOUS, 1
    if low == ["others"]:
        determiner = "indefinite"  # every time somebody else
    if are_several(words[stop - 1]):
        kind = kind if kind is Kind.ANONYMOUS else Kind.GROUP
    of_body = words[stop - 1] in word_list("bodies", "organisation")
    if kind is Kind.ORGANIZATION and plural and not of_body and _common(cast, tokens[stop - 1].group()):
        kind = Kind.GROUP
    if kind is None and noun in _POINTING:
        kind, plural = Kind.GROUP, True  # "many of them"
    rest = text[core_end : place[1]]
    alone = stop - begin == 1 and determiner == "bare" and words[begin][0].isupper() and rest.startswith(",")
    joint = not (alone and not plural) and _several_joined(rest, plural, body=kind is Kind.ORGANIZATION)
    start = tokens[begin - (begin > 0 and low[begin - 1] == "other")].start()  # "other Danes" are not "the Danes"
    if counted:
        start = tokens[0].start()
    if noun in _POINTING:
        start = place[0]  # "them" names nobody, "one of them" says what is known
    return Source(
        Form.JOINT if joint else Form.DESCRIPTION,
        words=text[start : place[1]].strip(" ,") if joint else _name_words(text, start, core_end, place[1]),
        head=pair if pair in nouns("person") else noun,
        kind=Kind.GROUP if joint else kind,
        determiner=determiner,
        plural=plural or joint,
        number=None if joint else number,
        owner=owner,
        owner_pronoun=opening.owner,
        gender=gender_of_noun(noun),
        place=place,
        modifiers=tuple(low[begin : stop - 1]),
    )


_KNOWN_APART = 12
"""Sources whom somebody counted without naming them are fewer."""
_POINTING = frozenset({"them", "us", "these", "those"})
_SETS = frozenset(
    """array army band chorus circle coalition collection constellation group handful host lot network number roster
    score series set slice string team variety""".split()
)
_MANY_OF = re.compile(
    r"\s+of\s+(?:[\w’'-]+\s+){0,6}?(?:[a-z-]{3,}(?<![sui])s|[A-Z]{2,}s|people|men|women|guerrillas)\b"
)
_PARTICIPLES = frozenset(
    "brought drawn found given held kept known led made put read seen sent shown taken told written".split()
)
_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow this last next earlier late
    available prior privy unaffiliated nationwide worldwide""".split()
)


def _joins_adjectives(low: Sequence[str], begin: int, i: int) -> bool:
    """Whether "and" at `i` joins what qualifies one noun: "liberal and conservative economists"."""
    if low[i] != "and" or (
        low[i - 1] not in _QUALIFYING and not low[i - 1].endswith(("al", "ic", "ive", "ish", "ese"))
    ):
        return False
    after = next((n for n in range(i + 1, len(low)) if low[n] in ENDS), len(low))
    return i - begin <= 2 and after - i > 2 and singular(low[after - 1])[0] in known_nouns()


_QUALIFYING = frozenset(
    """american british current domestic eastern european former future german junior left local male military northern
    old past present private public right senior southern state top western white young""".split()
)


def _core_noun(noun: str) -> str:
    """The noun in a compound: "candidate" in "star-turned-candidate", "nominee" in "nominee-in-waiting"."""
    first, *_, last = noun.split("-") if "-" in noun and noun not in known_nouns() else (noun, noun)
    return next((part for part in (last, first) if part in nouns("person")), noun)


def _is_close(low: Sequence[str], i: int) -> bool:
    """Whether the word at `i` is the adjective of "close friends", not that of "people close to her"."""
    if low[i] in {"outside", "inside"}:
        return i + 1 < len(low) and low[i + 1] not in ENDS and singular(low[i + 1])[1]  # "liberal outside groups"
    return low[i] == "close" and i + 1 < len(low) and low[i + 1] not in ENDS | {"to"}


def _ends_core(words: Sequence[str], i: int) -> bool:
    """Whether the word at `i` follows the head of a phrase: "Danes protesting", "a poll taken last week"."""
    head, word = words[i - 1], words[i].lower()
    noun, plural = singular(head.lower())
    if word.endswith("ing"):
        return are_several(head) or (head.islower() and plural)
    if noun not in known_nouns() or not head.islower():
        return False
    participle = word in _PARTICIPLES or (word.endswith("ed") and word not in known_nouns())
    follows = words[i + 1].lower() if i + 1 < len(words) else ""
    return word in _TIMES or (participle and (not follows or follows in ENDS | _TIMES))


_UNNAMED = re.compile(
    r"\b(?:familiar|briefed|close to|with (?:direct |first-?hand |intimate )?knowledge|anonym"
    r"|not to be quoted|to be (?:named|identified)|on background|not authori[sz]ed|in the know|involved in)",
    re.IGNORECASE,
)


def _common(cast: Cast, word: str) -> bool:
    """Whether a capital is only that of a sentence's beginning: no name if it never stands inside one."""
    return word not in cast.capitalised_inside and word[1:].islower()


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
    tail = re.match(r"\s+(?:of|for|in|from|on|against|to)\s+[^,;:—–“”\"()]{1,60}", text[stop:end])
    words = text[start : stop + (tail.end() if tail else 0)].strip(" ,")
    return re.sub(r"\s+(?:who|that|which)\b.*|[’']s$", "", words)
