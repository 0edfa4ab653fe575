"""Word lists of the rules on names: given names, countries, titles, and what a noun phrase's last word makes of it.

The lists are files in `words/`, so that a name is added without reading code.  They are read at the first use.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Gender(StrEnum):
    """The gender that a name, a title or a noun tells, and that a pronoun asks for."""

    FEMALE = "female"
    MALE = "male"


PREPOSITIONS = frozenset(
    """of for to from by with about against at in on like including among between behind under over than as near within
    across after before into through via during until alongside despite without""".split()
)


@dataclass(frozen=True, slots=True)
class Country:
    """A country and the words that stand for its government.

    Attributes:
        name: As news write it: `United States`.
        seats: Capitals and buildings: `Washington`.
        people: What its people and officials are called: `American`.
    """

    name: str
    seats: tuple[str, ...]
    people: tuple[str, ...]


@cache
def words(file: str, block: str) -> frozenset[str]:
    """The words of one block of a file: `words("titles", "alone")`, `words("nouns", "document")`."""
    return frozenset(_blocks(file)[block])


def nouns(kind: str) -> frozenset[str]:
    """The nouns of one block of `nouns.txt`, lower case, singular, words of a compound parted by a space."""
    return words("nouns", kind)


@cache
def known_nouns() -> frozenset[str]:
    """All nouns that tell what sort of speaker somebody is, and those of speech."""
    return nouns("person") | nouns("document") | nouns("organization") | nouns("group") | nouns("speech")


@cache
def titles() -> frozenset[str]:
    """All titles, those that only join another one included."""
    return words("titles", "alone") | words("titles", "joining")


def gender_of(given_name: str) -> Gender | None:
    """The gender of a given name; `None` for a name that is not listed or belongs to both."""
    men, women = _given_names()
    return _either(given_name in women, given_name in men)


def gender_of_title(title: str) -> Gender | None:
    """The gender that a title tells: *Mr*, *Chairwoman*; `None` for most."""
    return _either(title in words("titles", "female"), title in words("titles", "male"))


def gender_of_noun(noun: str) -> Gender | None:
    """The gender that a noun tells: *mother*, *spokesman*; `None` for most."""
    return _either(noun in nouns("female"), noun in nouns("male"))


def _either(woman: bool, man: bool) -> Gender | None:
    if woman == man:
        return None
    return Gender.FEMALE if woman else Gender.MALE


def is_given_name(word: str) -> bool:
    """Whether a word is listed as somebody's given name."""
    men, women = _given_names()
    return word in men or word in women


def is_surname(word: str) -> bool:
    """Whether a word is listed as a frequent last name and is hardly anything else."""
    return word in words("surnames", "names")


def same_given_name(a: str, b: str) -> bool:
    """Whether two given names can be one person's: the same, an initial, a short form."""
    x, y = a.rstrip("."), b.rstrip(".")
    if x.casefold() == y.casefold() or (min(len(x), len(y)) == 1 and x[0] == y[0]):
        return True
    return y in short_forms(x)


def short_forms(given_name: str) -> Collection[str]:
    """What else somebody of a given name may be called: *Bob* for *Robert*."""
    return _nicknames().get(given_name, ())


@cache
def countries() -> dict[str, Country]:
    """Each country under its name and under every word that stands for its government."""
    found: dict[str, Country] = {}
    for line in lines("countries"):
        name, rest = line.split(":", 1)
        seats, _, people = rest.partition("|")
        country = Country(_spaced(name), tuple(map(_spaced, seats.split())), tuple(map(_spaced, people.split())))
        found[country.name] = country
        found.update(dict.fromkeys(country.seats, country))
    return found


@cache
def _by_people() -> dict[str, Country]:
    return {word: country for country in countries().values() for word in country.people}


def country_of(people: str) -> Country | None:
    """The country of a people: Norway's for *Norwegian*."""
    return _by_people().get(people)


@cache
def peoples() -> frozenset[str]:
    """Adjectives and names of peoples: `Norwegian`, `Danes`."""
    return frozenset(word for country in countries().values() for word in country.people)


@cache
def places() -> frozenset[str]:
    """Regions and cities whose names could be somebody's: `New York`, `British Columbia`."""
    return words("bodies", "region") | words("bodies", "city")


def are_several(word: str) -> bool:
    """Whether a capitalised word is a plural that names a party's, a faith's or a country's people."""
    people = word.endswith("s") and not word.endswith("ss") and word in peoples()
    return people or word in words("bodies", "members") or word.endswith("-Americans")


@cache
def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    men, women = (
        frozenset(w for line in lines(f"given_names_{who}") for w in line.split()) for who in ("men", "women")
    )
    return men, women


@cache
def _nicknames() -> dict[str, set[str]]:
    """For each given name, all that the same person may be called."""
    found: dict[str, set[str]] = {}
    for line in lines("nicknames"):
        full, *short = line.split()
        found.setdefault(full, set()).update(short)
        for name in short:
            found.setdefault(name, set()).add(full)
    return found


@cache
def _blocks(file: str) -> dict[str, set[str]]:
    blocks: dict[str, set[str]] = {}
    block: set[str] = set()
    for line in lines(file):
        if line.startswith("["):
            block = blocks.setdefault(line.strip("[]"), set())
        else:
            block.update(map(_spaced, line.split()))
    return blocks


def lines(name: str) -> Iterator[str]:
    """The lines of a word list, without comments."""
    for line in files(__package__).joinpath("words", f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _spaced(word: str) -> str:
    return word.replace("_", " ")
