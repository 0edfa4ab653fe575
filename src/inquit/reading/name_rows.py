"""The words of a text as they are compared, and the rows of capitalised words among them that may be names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from inquit.reading.lexicon import countries, is_given_name, nouns, peoples, titles, words

# Inside a word: accents that are characters of their own, and what follows "Ã" in a text that was decoded wrongly.
_MARK = r"[\u0300-\u036f]|(?<=[Ã\u0303])[\xa1-\xbf]"
TOKEN = re.compile(
    rf"(?:[A-Z]\.){{1,4}}|\d{{1,3}}(?:,\d{{3}})+|\w(?:[\w’'.-]|{_MARK})*(?:\w|{_MARK})|\w|[,;:&()“”\"—–-]"
)
POSSESSIVE = ("’s", "'s", "s’", "s'")
PARTICLES = frozenset("al ap bin bint da de del den der di dos du el la le ibn ten ter van von y zu".split())
SUFFIXES = frozenset("Jr Sr II III IV".split())
SMALL = frozenset(
    """the a an of and or but in on at to for from with by as that this said says told is was were are be been who which
    when while where because after before since his her their its not no also has have had will would about over than
    then against between into under another other some any each""".split()
)
_ITEM = 3  # words of one of the things that a committee is for
_LONGEST = 16  # words: a longer row of capitals is a headline or a list
_CACHED = 20_000  # words that are compared again and again
_ARTICLE = re.compile(r"(?:al|el|ad|as|ar|an|at|bin|ben)-[A-Z]")
_JOINING = frozenset("of for on the and & in to".split())
_PREFIXED = re.compile(
    r"[\w’'.]+-(?:based|born|owned|backed|led|controlled|listed|area|style|run|trained|educated|appointed)"
)
COUNTRY_CODES = re.compile(r"U\.S\.|U\.K\.|UK|US|EU|NATO|UN")
_BODIES_OF_TWO = frozenset(
    """Administration Agency Association Authority Bank Board Bureau Commission Committee Council Department Institute
    Ministry Office Service Society""".split()
)


@lru_cache(maxsize=_CACHED)
def fold(word: str) -> str:
    """A word as it is compared: small letters, no accents, one sort of apostrophe."""
    spread = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


@lru_cache(maxsize=_CACHED)
def plain(word: str) -> str:
    """A word without its possessive ending and, unless it is an initial, its full stop."""
    for ending in POSSESSIVE[:2]:
        word = word.removesuffix(ending)
    return word if re.fullmatch(r"(?:[A-Z]\.)+", word) else word.rstrip(".")


def is_capital(word: str) -> bool:
    """Whether a word begins as a name does: "Berg", "al-Noor", but not "Norvik-based"."""
    if "-" in word:
        return (word[0].isupper() or _ARTICLE.match(word) is not None) and not _PREFIXED.fullmatch(word)
    return word[0].isupper()


def runs(tokens: Sequence[re.Match[str]], lower: frozenset[str]) -> Iterator[tuple[int, int]]:
    """First token, and the one after the last, of each row of capitalised words that may be a name."""
    i = 0
    while i < len(tokens):
        if not _capital(tokens, i, lower):
            i += 1
            continue
        first = i
        i += 1
        while i < len(tokens) and i - first < _LONGEST and not tokens[i - 1].group().endswith(POSSESSIVE[:2]):
            word = tokens[i].group()
            if tokens[i].start() - tokens[i - 1].end() <= 2 and (_capital(tokens, i, lower) or plain(word) in SUFFIXES):
                i += 1
            elif size := _particles(tokens, i) or _joined(tokens, first, i, lower) or _listed(tokens, first, i, lower):
                i += size
            else:
                break
        yield first, i


def _particles(tokens: Sequence[re.Match[str]], i: int) -> int:
    """How many words "van der Berg" has from its first particle on; 0 where no name follows."""
    size = 0
    while i + size < len(tokens) and tokens[i + size].group() in PARTICLES and size < 3:
        size += 1
    return size + 1 if size and i + size < len(tokens) and tokens[i + size].group()[0].isupper() else 0


def _joined(tokens: Sequence[re.Match[str]], first: int, i: int, lower: frozenset[str]) -> int:
    """How many small words go on with a body's name at `i`: "Department of the Interior"; 0 for none."""
    left = {plain(token.group()) for token in tokens[first:i]}
    word = tokens[i].group()
    if word not in _JOINING:
        return 0
    size = 2 if word in {"of", "for"} and i + 1 < len(tokens) and tokens[i + 1].group() == "the" else 1
    if i + size >= len(tokens) or not _capital(tokens, i + size, lower):
        return 0
    right = plain(tokens[i + size].group())
    if word == "&":
        return size + 1
    if word == "and" and _names_one_body(tokens, first, i, lower):
        return size + 1
    if not left & words("bodies", "organisation"):
        return 0
    of = left & ({"of", "on"} if word == "and" else {"of"})
    if word in {"and", "in", "to"} and (is_given_name(right) or right in titles() or not of):
        return 0
    return size + 1


def _listed(tokens: Sequence[re.Match[str]], first: int, i: int, lower: frozenset[str]) -> int:
    """How many tokens go on with a body's list at `i`: "Committee on Science, Space and Technology"; 0 for none."""
    left = [plain(token.group()) for token in tokens[first:i]]
    body = next((n for n, word in enumerate(left) if word in _BODIES_OF_TWO), len(left))
    if tokens[i].group() != "," or left[body + 1 : body + 2] not in (["on"], ["for"], ["of"]):
        return 0
    at, last = i, False
    while at < len(tokens) and not last:
        word = tokens[at].group()
        last = word == "and"
        if word not in {",", "and"}:
            return 0
        at += 1
        if word == "," and at < len(tokens) and tokens[at].group() == "and":
            at, last = at + 1, True
        begin = at
        while at < len(tokens) and at - begin < _ITEM and _capital(tokens, at, lower):
            at += 1
        opens = plain(tokens[begin].group()) if at > begin else ""
        if not opens or is_given_name(opens) or (opens in words("titles", "alone") and at - begin > 1):
            return 0  # "the Committee on Ethics, Ann Berg and Mayor Lund"
    return at - i if last else 0


def _names_one_body(tokens: Sequence[re.Match[str]], first: int, i: int, lower: frozenset[str]) -> bool:
    """Whether "and" at `i` stands inside the name of one body: "the Harbours and Fisheries Commission"."""
    left = [w for t in tokens[first:i] if not COUNTRY_CODES.fullmatch(w := plain(t.group()))]
    end = i + 1
    while end < len(tokens) and end - i < 5 and _capital(tokens, end, lower):
        end += 1
    right = [plain(token.group()) for token in tokens[i + 1 : end]]
    definite = first > 0 and tokens[first - 1].group() in {"the", "The"}
    if not definite or len(left) != 1 or len(right) < 2 or right[-1] not in _BODIES_OF_TWO:
        return False
    own = left[0] in countries() or left[0] in words("bodies", "organisation") or left[0] in peoples()
    return not own and not left[0].isupper() and not is_given_name(left[0]) and not right[0].isupper()


def _capital(tokens: Sequence[re.Match[str]], i: int, lower: frozenset[str]) -> bool:
    word = tokens[i].group()
    if not is_capital(word):
        return False
    if word in words("bodies", "calendar"):
        return i > 0 and (plain(tokens[i - 1].group()) in titles() or is_given_name(tokens[i - 1].group()))
    if word in words("bodies", "common"):
        goes_on = i + 1 < len(tokens) and is_capital(follows := tokens[i + 1].group())
        named = is_given_name(word) and i > 0 and tokens[i - 1].group().islower()  # "chairman Will Berg"
        return goes_on and (word == "New" or (named and follows not in words("bodies", "common")))
    if "-" in word and any(part in peoples() for part in word.split("-")):
        return False
    # The first word of a sentence is capitalised anyway: no name where the text has it in lower case too.
    begins = i == 0 or tokens[i - 1].group() in {"“", '"', ":", "—"}
    if not begins or word.lower() not in lower or is_given_name(word):
        return True
    follows = tokens[i + 1].group() if i + 1 < len(tokens) else ""
    return (word in titles() and follows[:1].isupper()) or (word.lower() in nouns("person") and is_given_name(follows))


def ends_alike(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one name is the end of the other: "Sol Brenn" of "Ida Sol Brenn"."""
    size = min(len(a), len(b))
    return size > 1 and list(map(fold, a[-size:])) == list(map(fold, b[-size:]))


def spoken(name: str) -> str:
    """A person's name as it is written outside labels: Ann Walden for ANN WALDEN."""
    return name.title() if name.isupper() else name
