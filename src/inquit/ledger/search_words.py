"""What people type into a search box, as an expression that FTS5 takes; no input is an error.

    harbour toll        both words, anywhere in the statement or in the words that name its source
    "harbour toll"      these words in this order; a quotation mark that is never closed reaches to the end
    govern*             every word that begins so, from three characters on
    -ferry, -"by sea"   without

Every other mark parts words, as in the index: `don't` is *don t*, `50%` is *50*, `"@nasa` is *nasa*.  FTS5's own
operators would make half of these a syntax error, so every word is handed to it as a string (its docs, section 3.1).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_TERMS = 40
"""Words and phrases of one query; what comes after is left out.  FTS5 gives up at a few hundred."""

MAX_CHARACTERS = 2_000
"""Of one query; what comes after is left out."""

MIN_PREFIX = 3
"""Characters before a `*`.  Fewer begin so many words that finding them takes longer than reading them is worth."""

# A minus that stands before a word, a phrase in any quotation marks or a word; marks that open nothing part words.
_TERM = re.compile(r'(?P<minus>(?<!\S)[-−])?(?:["“”„](?P<phrase>[^"“”„]*)(?:["“”„]|$)|(?P<word>[^\s"“”„]+))')

# What Porter's stemmer takes off the end of words: the index holds `negoti` for *negotiation*, and whoever types
# `negotiat*` or `governm*` has begun to type one of these.
_ENDINGS = (
    "able ably al ally ance ances ant ate ated ates ating ation ational ations ative ator ators ement ements ence ences"
    " ent er ers ful ible ing ings ion ional ions ism ist ists ities ity ive ively ization ize ized izes izing ment"
    " ments ness ous ously"
).split()


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase.

    Attributes:
        text: Words parted by one space each; never empty.
        prefix: Whether the last word is only a beginning.
    """

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A query, taken apart.

    Attributes:
        wanted: What a statement must hold, all of it.
        unwanted: What it must not hold, any of it.
        given: Whether anything was typed at all: marks alone ask for something, and nothing holds it.
    """

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    given: bool = False

    @property
    def expression(self) -> str | None:
        """The query for FTS5; `None` where nothing is wanted."""
        if not self.wanted:
            return None
        return _without(" AND ".join(map(_fts, self.wanted)), self.unwanted)

    @property
    def excluded(self) -> str | None:
        """What is unwanted, for FTS5, where nothing is wanted beside it; FTS5 cannot ask for that alone."""
        return " OR ".join(map(_fts, self.unwanted)) if self.unwanted and not self.wanted else None

    def ranked(self) -> tuple[str, ...]:
        """The query parted into the better and the other hits: the words side by side, then anywhere.

        No statement is in two parts.  Length and rarity, which make up most of other measures, tell nothing here: all
        hits hold all words, and all statements are short.
        """
        if self.expression is None:
            return ()
        if len(self.wanted) < 2:
            return (self.expression,)
        together = Term(" ".join(term.text for term in self.wanted), self.wanted[-1].prefix)
        if any(term.prefix for term in self.wanted[:-1]):
            return (self.expression,)
        everywhere = " AND ".join(map(_fts, self.wanted))
        return _without(_fts(together), self.unwanted), _without(everywhere, (*self.unwanted, together))


def parsed(text: str) -> Words:
    """Take apart what was typed."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for match in _TERM.finditer(printable(text)[:MAX_CHARACTERS]):
        term = _term(match["phrase"] if match["word"] is None else match["word"])
        if term is not None and len(wanted) + len(unwanted) < MAX_TERMS:
            (unwanted if match["minus"] else wanted).append(term)
    return Words(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)), given=bool(text.strip()))


def printable(text: str) -> str:
    """The text without what SQLite cannot take: NUL, which ends its strings, and lone surrogates."""
    return re.sub("[\x00\ud800-\udfff]", " ", text)


def tokens(text: str) -> list[str]:
    """The words of a text as the tokenizer `unicode61` parts them: letters, digits and the marks upon them."""
    parted = "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in text)
    return [token for token in parted.split() if any(unicodedata.category(char)[0] in "LN" for char in token)]


def _term(text: str) -> Term | None:
    words = tokens(text)
    if not words:
        return None
    begins = text.rstrip().endswith("*") and len(words[-1]) >= MIN_PREFIX
    return Term(" ".join(words), begins)


def _fts(term: Term) -> str:
    if not term.prefix:
        return f'"{term.text}"'
    before, _, last = term.text.rpartition(" ")
    if before:  # within a phrase FTS5 takes one beginning only
        return f'"{term.text}" *'
    return " OR ".join([f'"{last}" *', *(f'"{stem}"' for stem in _stems(last))]).join("()")


def _stems(beginning: str) -> list[str]:
    """What is left of a beginning of a word without the beginning of an ending."""
    return [
        beginning[:cut]
        for cut in range(MIN_PREFIX, len(beginning))
        if any(ending.startswith(beginning[cut:]) for ending in _ENDINGS)
    ]


def _without(expression: str, unwanted: tuple[Term, ...]) -> str:
    if not unwanted:
        return expression
    return f"({expression}) NOT ({' OR '.join(map(_fts, unwanted))})"
