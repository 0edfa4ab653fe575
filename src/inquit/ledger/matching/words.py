"""Words of a text as matching compares them: each with its place, spelled one way and reduced to its stem.

`we'll` is *we* and *will*, `won't` is *will* and *not*, `per cent` and `%` are *percent*, `two thousand` is *2000*, so
that two outlets with two house styles have the same words.  The stemmer is ours: light, for one word at a time, without
the dependency that a full one brings; what it joins wrongly it joins wrongly in both texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from inquit.ledger.matching.numbers import NUMBER, number_key

_TOKEN = re.compile(rf"{NUMBER}|%|\bper\s+cent\b|[^\W\d_]+(?:['’][^\W\d_]+)*\d*|\d+[^\W\d_]+", re.IGNORECASE)

_ENDINGS = {"n't": "not", "'ll": "will", "'ve": "have", "'re": "are", "'m": "am", "'d": "would", "'s": "'s"}
_SPLIT = re.compile(r"(.+?)(n't|'ll|'ve|'re|'m|'d|'s)$")
_CAPITAL = {"US": "usa", "May": "may-month", "WHO": "who-body", "IT": "it-trade"}
"""Words that are others in small letters.  *May* at the beginning of a sentence is taken for the month."""

_BEFORE_NOT = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}

FUNCTION = frozenset(
    """a an the this that these those there here of to in on at by for from with into onto over under about as and or
    but so than then if when while where which who whom whose what how why it its he him his she her hers they
    them their theirs we us our ours you your yours i me my mine one ones some any all each both such own same
    other another be am is are was were been being do does did have has had having will would shall should can
    could may might must ought not no nor n't 's very just also too only even still yet again more most much many
    up out off down back now very really quite rather that's let get got go going goes went come came say says
    said saying tell tells told add adds added according himself herself itself themselves ourselves myself
    yourself because through between after before during within without until against per via upon among toward
    towards around across anybody anyone anything somebody someone something everybody everyone everything nobody
    nothing none never neither ms mr mrs""".split()
)
"""Words that carry grammar or mere saying: two statements that share nothing else share nothing."""

NEGATIONS = frozenset("not no never none nobody nothing neither nor nowhere without".split())


class Word(NamedTuple):
    """A word and its place.  A named tuple: a ledger has tens of millions, and they are made three times as fast.

    Attributes:
        start, end: Code points of the text, half-open.
        key: In small letters, spelled one way.
        stem: What it shares with its other forms and with words of the same meaning.
    """

    start: int
    end: int
    key: str
    stem: str

    @property
    def is_content(self) -> bool:
        """Whether it carries meaning of its own."""
        return self.key not in FUNCTION

    @property
    def is_number(self) -> bool:
        """Whether it is a figure, in digits or spelled."""
        return self.key[0].isdigit()


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, in order; punctuation is none."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        parts = _parts(match.group())
        if len(parts) == 1:
            yield Word(start, end, parts[0][1], parts[0][2])
        else:
            (length, key, first), (_, ending, second) = parts
            yield Word(start, start + length, key, first)
            yield Word(start + length, end, ending, second)


def keys_and_stems(text: str) -> tuple[list[str], frozenset[str]]:
    """The keys of all words of a text in order, and the stems of its words of meaning: `words_of` without places.

    In a quarter of the time: most statements of a ledger are only looked for, never taken apart.
    """
    keys: list[str] = []
    stems: set[str] = set()
    for told, meant in map(_brief, _TOKEN.findall(text)):
        keys += told
        stems.update(meant)
    return keys, frozenset(stems)


@lru_cache(maxsize=65_536)
def _brief(raw: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of the words that a token holds, and the stems of those that carry meaning."""
    words = [Word(0, 0, key, told) for _, key, told in _parts(raw)]
    return tuple(word.key for word in words), tuple(word.stem for word in words if word.is_content)


@lru_cache(maxsize=65_536)
def _parts(raw: str) -> tuple[tuple[int, str, str], ...]:
    """Length, key and stem of the one or two words that a token holds."""
    if raw in _CAPITAL:
        return ((len(raw), _CAPITAL[raw], _CAPITAL[raw]),)
    told = raw.lower().replace("’", "'")
    if (worth := number_key(told)) is not None:
        return ((len(told), worth, worth),)
    if told == "cannot":
        return _two(3, "can", "not")
    split = _SPLIT.fullmatch(told) if "'" in told else None
    if split:
        head = _BEFORE_NOT.get(split[1], split[1]) if split[2] == "n't" else split[1]
        return _two(len(split[1]), head, _ENDINGS[split[2]])
    key = "percent" if told == "%" or told.split() == ["per", "cent"] else told
    return ((len(told), key, stem(key)),)


def _two(length: int, key: str, ending: str) -> tuple[tuple[int, str, str], ...]:
    return (length, key, stem(key)), (0, ending, stem(ending))


@lru_cache(maxsize=65_536)
def stem(key: str) -> str:
    """What a word shares with its other forms, and with the words of its group in `synonyms.txt`."""
    plain = _plain(key)
    return _groups().get(plain, plain)


@cache
def antonyms() -> dict[str, frozenset[str]]:
    """Stems that say the opposite of a stem."""
    found: dict[str, set[str]] = {}
    for one, other in _lines("antonyms.txt"):
        found.setdefault(stem(one), set()).add(stem(other))
        found.setdefault(stem(other), set()).add(stem(one))
    return {key: frozenset(others - {key}) for key, others in found.items()}


def _plain(key: str) -> str:
    if key in (irregular := _irregular()):
        key = irregular[key]
    if len(key) <= 3 or key[0].isdigit():
        return key
    return _without_ending(key)


_SUFFIXES = (
    "ational", "isation", "ization", "ation", "ments", "ment", "ition", "ingly", "edly", "ness", "ance", "ence", "ions",
    "ion", "ings", "ing", "ies", "ied", "ers", "ors", "est", "ed", "er", "or", "ly", "es", "al", "ic", "s", "y", "e",
)  # fmt: skip
_VOWELS = re.compile("[aeiouy]")


_BY_LAST = {letter: [suffix for suffix in _SUFFIXES if suffix[-1] == letter] for letter in {s[-1] for s in _SUFFIXES}}


def _without_ending(word: str) -> str:
    for suffix in _BY_LAST.get(word[-1], ()):
        if word.endswith(suffix):
            left = word[: -len(suffix)]
            if len(left) >= 3 and _VOWELS.search(left) and not (suffix == "s" and left[-1] in "su"):
                if (
                    suffix in ("ing", "ed", "er", "ers", "ings", "est")
                    and left[-1] == left[-2]
                    and left[-1] not in "ls"
                ):
                    left = left[:-1]
                return left.removesuffix("e") if len(left) > 3 else left
    return word


@cache
def _irregular() -> dict[str, str]:
    return {form: line[0] for line in _lines("irregular.txt") for form in line}


@cache
def _groups() -> dict[str, str]:
    """The first word's stem for every stem of a group; a stem in two groups belongs to the first."""
    groups: dict[str, str] = {}
    for line in _lines("synonyms.txt"):
        for word in line:
            groups.setdefault(_plain(word), _plain(line[0]))
    return groups


def _lines(name: str) -> list[list[str]]:
    text = (files("inquit.ledger.matching") / name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]
