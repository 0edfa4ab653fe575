"""Text as runs of known words, each word one character that tells its classes.

Rules are matched against these characters, not against the text: a pattern of classes becomes a small regular
expression over them (see `patterns`).  A run ends at the first word that no rule knows and at the end of a line; most
words of a text are such, so that little of it is looked at twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from inquit.reading.temporal.lexicon import CAPITAL_ONLY, CLASSES

# A run longer than this is cut: no rule spans so much, and a page of nothing but "the" stays many short runs.
RUN_LIMIT = 400
# Longer numerals are no part of a date; also, Python refuses to read very long ones.
_DIGITS_LIMIT = 12

_TOKEN = re.compile(
    r"""
      (?P<iso>(?<![\w.,/-])[12][0-9]{3}-[01][0-9]-[0-3][0-9]
        (?:[T ][0-2][0-9]:?[0-5][0-9](?::?[0-5][0-9])?Z?)?(?![\w/-]))
    | (?P<slash>(?<![\w.,/-])[0-3]?[0-9](?:/[0-3]?[0-9]/(?:[12][0-9])?[0-9][0-9]|\.[01]?[0-9]\.[12][0-9]{3})(?![\w/]))
    | (?P<span>(?<![\w.,/-])[12][0-9]{3}/(?:[12][0-9])?[0-9][0-9](?![\w/–-]|[.,][0-9]))
    | (?P<clock>(?<![\w.,:/-])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:]))
    | (?P<fraction>(?<![\w/])[1-9]/[2-9](?![\w/])|[¼½¾⅓⅔])
    | (?P<short_year>(?<![\w])['’‘][0-9]{2}\b)
    | (?P<short_decade>(?<![\w])['’‘][0-9]0s\b)
    | (?P<nine_eleven>(?<![\w.,/$])9/11(?![\w/]))
    | (?P<quarter>(?<![\w-])(?:Q[1-4]|[1-4]Q|H[12])(?![\w-]))
    | (?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?:(?P<ordinal>st|nd|rd|th)\b|(?P<decade>(?<=0)['’]?s\b))?
    | (?P<half>[ap]\.[ ]?m\b\.?|[ap]m\b|[AP]\.?M\b\.?)
    | (?P<word>(?:[Oo]['’]clock|[Bb]\.[Cc]\.(?:[Ee]\.)?|A\.D\.
        |[Jj]an\.|[Ff]eb\.|[Mm]ar\.|[Aa]pr\.|[Jj]un\.|[Jj]ul\.|[Aa]ug\.|[Ss]ept?\.
        |[Oo]ct\.|[Nn]ov\.|[Dd]ec\.|[Mm]on\.|[Tt]ues?\.|[Ww]ed\.|[Tt]hu(?:rs?)?\.|[Ff]ri\.|[Ss]at\.|[Ss]un\.|[Cc]a?\.
        (?=[ ]?[0-9]))|[^\W\d_]+)
    | (?P<possessive>['’]s?(?![\w]))
    | (?P<line>\n)
    | (?P<dash>[-–—])
    | (?P<other>[^\s\w]|\w)
    """,
    re.X,
)


class Token(NamedTuple):
    """A word, a number or a mark of the text: `start`, `end` and its characters in small letters."""

    start: int
    end: int
    text: str


class Run(NamedTuple):
    """Neighbouring tokens that rules know, the character of each, and which characters there are."""

    tokens: list[Token]
    codes: str
    present: frozenset[str]


class Alphabet:
    """Which character stands for which set of classes.

    Args:
        literals: The words that patterns name as they are; each is a class of its own.
        triggers: Classes and words of which a run must hold one to be looked at: "on the" can be no time.
    """

    def __init__(self, literals: Iterable[str], triggers: Iterable[str]) -> None:
        self._literals = frozenset(literals)
        self._triggers = frozenset(triggers)
        self._codes: dict[frozenset[str], str] = {}
        self._holding: dict[str, list[str]] = {}
        self._classes: dict[str, frozenset[str]] = {}
        self.trigger_codes: set[str] = set()
        self._small: dict[str, str] = {}
        self._capital: dict[str, str] = {}
        classes_of: dict[str, set[str]] = {word: {word} for word in self._literals}
        for name, words in CLASSES.items():
            for word in words:
                classes_of.setdefault(word, set()).add(name)
        for word, classes in classes_of.items():
            self._capital[word] = self._code(frozenset(classes))
            if small := classes - CAPITAL_ONLY:
                self._small[word] = self._code(frozenset(small))
        self._marks = {mark: self._code(frozenset([name])) for mark, name in MARKS.items()}

    def _code(self, classes: frozenset[str]) -> str:
        code = self._codes.get(classes)
        if code is None:
            code = self._codes[classes] = chr(0xE000 + len(self._codes))
            self._classes[code] = classes
            for name in classes:
                self._holding.setdefault(name, []).append(code)
            if not classes.isdisjoint(self._triggers):
                self.trigger_codes.add(code)
        return code

    def codes_of(self, name: str) -> Sequence[str]:
        """The characters of all sets that hold the class or word."""
        return self._holding.get(name, ())

    def classes_of(self, code: str) -> frozenset[str]:
        """The classes and words that a character stands for."""
        return self._classes[code]

    def code(self, match: re.Match[str]) -> str | None:
        """The character of a token; `None` for one that no rule knows."""
        kind = match.lastgroup
        text = match.group()
        if kind == "word":
            known = self._small if text[0].islower() else self._capital
            return known.get(_plain(text))
        if kind in ("number", "ordinal", "decade"):
            return self._code(frozenset(numeral_classes(match)))
        if kind == "half":
            return self._code(frozenset(["AMPM"]))
        if kind in SINGLE:
            return self._code(frozenset([str(kind).upper()]))
        if kind == "possessive":
            return self._marks["'s"]
        return self._marks.get("-" if kind == "dash" else text)

    def runs(self, text: str) -> Iterator[Run]:
        """The runs of a text that hold a trigger, in order."""
        words, codes = list[re.Match[str]](), list[str]()
        for match in _TOKEN.finditer(text):
            code = self.code(match)
            if code is None or len(codes) == RUN_LIMIT:
                if codes and not self.trigger_codes.isdisjoint(codes):
                    yield _run(words, codes)
                words, codes = [], []
            if code is not None:
                words.append(match)
                codes.append(code)
        if codes and not self.trigger_codes.isdisjoint(codes):
            yield _run(words, codes)


def _run(words: list[re.Match[str]], codes: list[str]) -> Run:
    tokens = [Token(match.start(), match.end(), _plain(match.group())) for match in words]
    return Run(tokens, "".join(codes), frozenset(codes))


def _plain(word: str) -> str:
    """In small letters, the apostrophe straight."""
    return word.lower().replace("’", "'")


# Marks that patterns name; brackets are classes, since patterns have brackets of their own.
MARKS = {",": ",", "-": "-", "'s": "'s", "(": "OPEN", ")": "CLOSE"}

# Tokens that are a class of their own, named in small letters by the groups of the expression above.
SINGLE = ("iso", "slash", "span", "clock", "fraction", "short_year", "short_decade", "nine_eleven", "quarter")

# All sets of classes that a numeral can have, so that patterns, compiled once, know their characters.
NUMERALS = (
    ("NUM",), ("NUM", "INT"), ("NUM", "INT", "HOUR"), ("NUM", "INT", "HOUR", "DAY"), ("NUM", "INT", "DAY"),
    ("NUM", "YEAR"), ("NUM", "YEAR", "HHMM"), ("NUM", "HHMM"), ("NUM", "DOTTED"), ("ORD",), ("ORD", "DAY_TH"),
    ("DECADE",), ("DECADE2",), ("DECADE3",), ("NUM", "INT", "LONG"), ("NUM", "LONG"),
)  # fmt: skip


def numeral_classes(match: re.Match[str]) -> tuple[str, ...]:
    """What a numeral can be: a number, a day of a month, an hour, a year, a decade, and so on."""
    digits = match["number"]
    plain = digits.isdecimal()
    size = int(digits) if plain and len(digits) <= _DIGITS_LIMIT else -1
    if match["ordinal"]:
        return ("ORD", "DAY_TH") if 1 <= size <= 31 else ("ORD",)
    if match["decade"]:
        if plain and len(digits) == 4 and digits[-1] == "0":
            return ("DECADE",)
        if plain and len(digits) == 3:
            return ("DECADE3",)
        return ("DECADE2",) if plain and len(digits) == 2 and digits[-1] == "0" else ("NUM",)
    if not plain:
        hours, _, minutes = digits.partition(".")
        fits = len(hours) <= 2 and len(minutes) == 2 and int(hours) < 24 and int(minutes) < 60 and "," not in digits
        return ("NUM", "DOTTED") if fits else ("NUM",)
    if len(digits) <= 2:
        hour, day = size <= 24, 1 <= size <= 31
        return ("NUM", "INT", *(["HOUR"] if hour else []), *(["DAY"] if day else []))
    if len(digits) == 4:
        clock = int(digits[:2]) < 25 and int(digits[2:]) < 60
        year = 1000 <= size <= 2999
        return ("NUM", *(["YEAR"] if year else []), *(["HHMM"] if clock else []))
    if len(digits) == 3:
        return ("NUM", "INT", "LONG")
    return ("NUM",)
