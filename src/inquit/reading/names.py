"""Names in running text: where one begins and ends, what stands before and after it, whether a person bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inquit.reading.lexicon import (
    are_several,
    countries,
    is_given_name,
    known_nouns,
    nouns,
    peoples,
    places,
    titles,
    words,
)
from inquit.reading.name_rows import COUNTRY_CODES, runs
from inquit.reading.name_rows import PARTICLES as PARTICLES
from inquit.reading.name_rows import POSSESSIVE as POSSESSIVE
from inquit.reading.name_rows import SUFFIXES as SUFFIXES
from inquit.reading.name_rows import TOKEN as TOKEN
from inquit.reading.name_rows import fold as fold
from inquit.reading.name_rows import is_capital as is_capital
from inquit.reading.name_rows import plain as plain
from inquit.reading.renown import is_label
from inquit.reading.roles import PARTISANS, heads, nouns_in, role_after, role_before
from inquit.types import Kind

PLACE_BEFORE = frozenset("in at near from across outside inside throughout toward towards around through".split())
_DOCUMENTS = frozenset("Accord Act Agreement Amendment Constitution Index Poll Report Study Survey Treaty".split())
_WORDS_AND_NAMES = frozenset({"General", "Major", "Justice"})  # titles before they are given names
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")
# Titles that are last names too.
_BORNE = frozenset(
    """Baron Bishop Brother Cardinal Chancellor Count Democrat Duke Judge Justice King Lord Major Marshal Pope Prince
    Queen Sheriff Singer Sister Tory""".split()
)
# Of the words that make a name a body's, those that are nobody's last name.
_NEVER_BORNE = frozenset(
    """Academy Agency Army Association Authority Bank Board Bureau Center Centre Club Co College Commission Committee
    Company Corp Corporation Council Court Department Foundation Group Hospital House Inc Institute Library Ltd Ministry
    Museum Office Party Police School Service Society Union University""".split()
)
_DEPARTMENTS = frozenset(
    """Affairs Communications Development Marketing Operations Policy Programs Relations Research Services
    Strategy""".split()
)
_IN_LABELS = frozenset(
    "Secretary President Senator Minister Ambassador Governor Chairman Chairwoman Speaker Sen Rep Gov".split()
)
_IN_FULL = {
    "Sen": "senator", "Rep": "representative", "Gov": "governor", "Gen": "general", "Dr": "doctor", "Prof": "professor",
    "Sgt": "sergeant", "Lt": "lieutenant", "Col": "colonel", "Capt": "captain", "Maj": "major", "Cmdr": "commander",
    "Cpl": "corporal", "Rev": "reverend",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence.

    Attributes:
        words: Its words, without titles, possessive endings and full stops of abbreviations.
        text: The same as the text writes it.
        titles: What stands before it.
        kind: `None` where the words alone do not tell.
        role: Title or apposition, as the text words it.
        role_words: Nouns, lower case, that say what the bearer is.
        before: The word before, lower case; empty at the beginning.
        introduced: Whether the text goes on as it does after the name of a person: an age, an apposition, "who".
        start: Where the name begins, titles left out.
        beside: The apposition after it, or the place: *of Norland*.
    """

    words: tuple[str, ...]
    text: str
    titles: tuple[str, ...]
    kind: Kind | None
    role: str | None
    role_words: frozenset[str]
    before: str
    introduced: bool
    start: int
    beside: str | None = None

    @property
    def last(self) -> str:
        """The last name, suffixes like *Jr.* left out."""
        return next((word for word in reversed(self.words) if word not in SUFFIXES), self.words[-1])


def names_in(text: str, start: int, end: int, lower: frozenset[str]) -> Iterator[Name]:
    """The names of a sentence, in order.

    Args:
        text: The article's text.
        start: Where the sentence begins.
        end: Where it ends.
        lower: All words that the text writes in small letters: one of them, capitalised at a beginning, is no name.
    """
    tokens = list(TOKEN.finditer(text, start, end))
    for first, after in runs(tokens, lower):
        if (name := _name(text, tokens, first, after, lower)) is not None:
            yield name


def _name(text: str, tokens: Sequence[re.Match[str]], first: int, after: int, lower: frozenset[str]) -> Name | None:
    row = [_spelled(plain(token.group())) for token in tokens[first:after]]
    partisan = f"{row[-1]}s" in words("bodies", "members") and row[-1].lower() in nouns("person")
    several = are_several(row[-1]) or (partisan and not is_given_name(row[0]))
    if several and not {"of", "for"} & set(row):
        return None  # "Senate Republicans", "the Norvik Republican": a group or one of it, never a body
    if row[0] == "Staff" and len(row) > 2 and first > 1 and tokens[first - 1].group() in {"of", "Of"}:
        first, row = first + 1, row[1:]  # "Chief Of Staff Ann Berg"
    if row[0] == "State" and len(row) > 1 and first > 1 and tokens[first - 2].group() in {"secretary", "secretaries"}:
        first, row = first + 1, row[1:]  # "former secretary of State Ann Berg"
    row = row[: _without_office(row)]
    row = row[: _without_region(row)]
    if not row:
        return None
    after = first + len(row)
    size = _strange_before(row, lower)
    first, row = first + size, row[size:]
    size = 1 if row[0] in countries() else 2 if " ".join(row[:2]) in countries() else 0
    if size and len(row) > size and ((is_given_name(row[size]) and len(row) - size > 1) or row[size] in titles()):
        first, row = first + size, row[size:]  # "the ambassador to Norway Ann Berg", "Norway President Berg"
    size = _body_before(row)
    first, row = first + size, row[size:]
    before_it, name = ([], row) if " ".join(row) in places() else split_titles(row)
    if not name or (before_it and len(name) == 1 and name[0].lower().removesuffix("s") in nouns("person")):
        return None  # "Republican Lawmakers", in a heading
    if before_it and first > 1 and tokens[first - 1].group() in {"of", "for"} and tokens[first - 2].group() in titles():
        first -= 2  # "Secretary of State Ann Berg"
        before_it = [plain(token.group()) for token in tokens[first : first + 2]] + before_it
    before = tokens[first - 1].group().lower() if first else ""
    follows = tokens[after].group() if after < len(tokens) else ""
    definite = before == "the" and not (follows.islower() and is_given_name(name[0]))
    titled = any(is_title(t) or t in peoples() for t in before_it)
    kind = _kind(name, titled=titled, definite=definite, article=before == "the")
    if kind is Kind.ORGANIZATION and len(name) == 1 and follows == ":" and is_label(name[0]):
        kind = None
    begin = after - len(name)
    sort = nouns("person") if kind in {Kind.PERSON, None} else nouns("organization")
    beside = role_after(text, tokens, after, sort)
    if kind is None and len(name) > 1 and not is_given_name(name[0]):
        body = role_after(text, tokens, after, nouns("organization"))
        if body and heads(body, nouns("organization")):
            beside, kind = body, Kind.ORGANIZATION  # "Vek Promotions, a celebrity talent agency,"
    role = (
        beside if kind in {Kind.ORGANIZATION, Kind.DOCUMENT} else role_before(text, tokens, first, before_it) or beside
    )
    says = (
        {_IN_FULL.get(t, t.lower()) for t in before_it if t == before_it[-1] or t.lower() not in PARTISANS}
        | nouns_in(role or "", sort)
        | nouns_in(beside or "", sort)
    )
    written = _written(text, tokens[begin:after])
    following = [t.group() for t in tokens[after : after + 2]]
    aged = len(following) == 2 and following[0] == "," and following[1].isdigit()
    introduced = (
        bool(beside) or aged or before == "named" or following[:1] == ["who"] or following[1:] in (["who"], ["whose"])
    )
    start = tokens[begin].start()
    if beside is None and follows == "of" and len(following) == 2 and following[1][0].isupper():
        beside = f"of {following[1]}"
    return Name(tuple(name), written, tuple(before_it), kind, role, frozenset(says), before, introduced, start, beside)


def _spelled(word: str) -> str:
    """A title that a label has in capitals as titles are listed: "Mr" for "MR"."""
    titled = word.capitalize()
    return titled if word.isupper() and titled in words("titles", "address") | _IN_LABELS else word


def _without_office(row: Sequence[str]) -> int:
    """How many words are left of a name that an office ends: 1 for "Vitra CEO", 2 for "Home Office Minister for …"."""
    offices = words("titles", "alone") - _BORNE
    size = len(row)
    joint = next((i for i, word in enumerate(row) if word in {"of", "for"}), 0)
    is_body = row[:1] == ["United"]  # "United Nations High Commissioner for Refugees"
    if (
        joint
        and not is_body
        and row[joint - 1] in offices
        and not any(is_given_name(word) for word in row[joint + 1 :])
    ):
        size = joint
    if is_given_name(row[0]) or row[0] in offices or (size == len(row) and row[-1] not in offices | {"Executive"}):
        return size
    while size > 1 and row[size - 1] in titles() - _BORNE:
        size -= 1
    return 0 if size == 1 and row[0] in titles() else size


def _without_region(row: Sequence[str]) -> int:
    """How many words are left of a person's name that tells a region: 3 of "Senator Ann Berg of Ohio"."""
    joint = next((i for i, word in enumerate(row) if word in {"of", "from"}), 0)
    region = " ".join(row[joint + 1 :])
    named = joint > 1 and any(is_given_name(word) for word in row[max(0, joint - 3) : joint - 1])
    return joint if named and (region in words("bodies", "region") or region in countries()) else len(row)


def _strange_before(row: Sequence[str], lower: frozenset[str]) -> int:
    """How many words before a full name are no part of it: 1 in "Said Ann Berg", 2 in "Ister Elections Ann Berg"."""
    if len(row) < 3 or len(row[-1]) < 3 or not all(word[0].isupper() for word in row):
        return 0
    size = len(row) - (3 if _INITIALS.fullmatch(f"{row[-2]}.") and len(row) > 3 else 2)
    first, last, before = row[size], row[-1], row[size - 1]
    ends = not is_given_name(first) or first.isupper() or last.isupper() or last in titles() or last in peoples()
    if ends or last in words("bodies", "organisation") | places() or last.lower() in known_nouns() | lower:
        return 0
    if before == "Said" and size == 1:
        return 1
    alone = first in titles() or first in peoples() or first.lower() in known_nouns() or before in titles()
    common = not is_title(before) and (before.lower() in lower or before.lower() in known_nouns())
    return size if common and not alone and not any(is_given_name(w) or len(w) < 3 for w in row[:size]) else 0


def _body_before(row: Sequence[str]) -> int:
    """How many words name a body before a person's full name: 2 in "Harbour Council Ann Berg"."""
    # Not "Secretary of State Ann Berg", but "Director of Harbour Affairs Ann Berg".
    bodies = (words("bodies", "organisation") - titles()) | _DEPARTMENTS
    for i in range(len(row) - 2, 0, -1):
        if row[i - 1] in bodies and is_given_name(row[i]) and len(row) - i <= 3 and not bodies & set(row[i:]):
            return i
    return 0


def other_suffix(a: str, b: str) -> bool:
    """Whether two names tell father and son apart: "Sr." and "Jr."."""
    x, y = ({w.strip(".,") for w in name.split()} & SUFFIXES for name in (a, b))
    return x != y and bool(x and y)


def split_titles(row: Sequence[str]) -> tuple[list[str], list[str]]:
    """Titles before the name, and the name: `["Prime", "Minister"], ["Ann", "Berg"]`."""
    bodies = words("bodies", "organisation")
    size = 0
    while size < len(row) and _before_name(row, size):
        size += 1
    for k in range(
        len(row) - 2, size - 1, -1
    ):  # "Norvik Police Chief Ann Berg": a title further on, and a name behind it
        rest = row[k + 1 :]
        named = is_given_name(rest[0]) or (len(rest) > 1 and _INITIALS.fullmatch(rest[0]))
        named = named or (len(rest) == 2 and row[k].lower() in nouns("person") and all(map(_is_no_word, rest)))
        borne = len(rest) == 2 and rest[1] not in _NEVER_BORNE  # "Mayor Don Guardian"
        if is_title(row[k]) and len(rest) <= 4 and (borne or not set(rest) & bodies - titles()) and named:
            size = max(size, k + 1)
            break
    before, name = list(row[:size]), list(row[size:])
    if not name and len(row) == 1 and COUNTRY_CODES.fullmatch(row[0]):
        return [], before  # "NATO"
    if before and name and not any(is_title(t) for t in before) and not (is_given_name(name[0]) and len(name) > 1):
        return [], list(row)  # "Defence Ministry", "Republican National Committee"
    if name and (name[-1] in bodies or (name[0] in bodies and name[1:2] == ["of"])) and not is_given_name(name[0]):
        return [], list(row)  # "Justice Department", "Liberal Party of Norland"
    return before, name


def _is_no_word(word: str) -> bool:
    """Whether a capitalised word is nothing that the lists know, so that it can be a name's."""
    listed = word in words("bodies", "organisation") or word in titles() or word in peoples() or word in countries()
    noun = word.lower() in known_nouns() or word in words("bodies", "common") or word in places()
    return word[0].isupper() and not word.isupper() and not listed and not noun


def is_title(word: str) -> bool:
    """Whether a title can stand before a name by itself."""
    return word in words("titles", "alone") or (word.lower() in nouns("person") and not is_given_name(word))


def _before_name(row: Sequence[str], i: int) -> bool:
    word = row[i]
    if is_given_name(word) and word not in _WORDS_AND_NAMES and i and is_title(row[i - 1]):
        return False
    if word in titles() or word in peoples() or COUNTRY_CODES.fullmatch(word):
        return True
    if len(row) - i > 2 and is_given_name(row[i + 1]) and (are_several(word) or _is_compound(word)):
        return True  # "Democrats Ann Berg and Bo Ek", "Co-host Ann Berg"
    return word.lower() in nouns("person") and len(row) - i > 1 and not is_given_name(word)


def _is_compound(word: str) -> bool:
    """Whether a noun for a person ends a word with a hyphen: "Oscar-winner", "Co-host"."""
    return "-" in word and not is_given_name(word) and word.rsplit("-", 1)[-1].lower() in nouns("person")


def _kind(name: Sequence[str], *, titled: bool, definite: bool, article: bool) -> Kind | None:
    bodies = words("bodies", "organisation")
    inner = [w for w in name if w not in PARTICLES]
    if len(name) == 1:
        if titled:
            return Kind.PERSON
        acronym = re.fullmatch(r"[A-Z][A-Z&]{1,6}|(?:[A-Z]\.){3,4}", name[0]) and not _is_somebody(name[0])
        return Kind.ORGANIZATION if acronym else None
    if titled and len(inner) <= 4:
        return Kind.PERSON
    if " ".join(name) in countries() or " ".join(name) in places():
        return None
    if name[-1] in _DOCUMENTS and not is_given_name(name[0]):
        return Kind.DOCUMENT
    if name[0].isupper() and is_given_name(name[0].title()) and not {w.title() for w in name} & bodies:
        return Kind.PERSON  # a label: "ANN WALDEN"
    if definite or all(w.isupper() and len(w) > 2 for w in name) or re.fullmatch(r"[A-Z]{2,}", name[0]):
        return Kind.ORGANIZATION
    last = set(name[1:]) - (words("bodies", "surname") if len(name) == 2 and not article else set())
    if is_given_name(name[0]) and len(inner) <= 4 and not last & bodies and "&" not in name:
        return Kind.PERSON
    if set(name) & bodies or set(name) & {"of", "for", "and", "&"} or len(inner) > 4:
        return Kind.ORGANIZATION
    if re.fullmatch(r"[A-Z]\.", name[0]) or any(re.fullmatch(r"[A-Z]\.?", w) for w in name[1:-1]):
        return Kind.PERSON
    return None


def _is_somebody(acronym: str) -> bool:
    """Whether letters are a country's or an office's: "UK", "CEO"."""
    return acronym in countries() or acronym.lower() in nouns("person")


def _written(text: str, tokens: Sequence[re.Match[str]]) -> str:
    """A name as the text writes it, without the ending of a possessive."""
    name = text[tokens[0].start() : tokens[-1].end()]
    for ending in POSSESSIVE[:2]:
        name = name.removesuffix(ending)
    if text[tokens[-1].end() : tokens[-1].end() + 1] == "." and name.split()[-1] in SUFFIXES:
        name += "."
    return re.sub(r"\s+", " ", name)
