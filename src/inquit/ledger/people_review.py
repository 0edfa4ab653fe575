"""Names that may mean one: a queue for people to decide, with the reasons.  Nothing here joins anybody.

Pairs are found by what their names share (last name, words, letters), never by comparing all with all; a hundred
thousand names take a few seconds.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from inquit.ledger.connection import snapshot
from inquit.ledger.people import HONORIFICS
from inquit.ledger.people_events import distinct_pairs
from inquit.ledger.people_view import PersonLine, lines_of, same_office
from inquit.types import Kind

MAX_BLOCK = 60
"""Names that share a key and are compared pair by pair.  What more names share tells nothing about two of them."""

MIN_LETTERS = 7
"""Letters of a name from which on one or two others may be a slip: of shorter ones, too many differ by so few."""

# How likely a pair is the same, by judgement: they order the queue, and nothing else.
_IDENTIFIED, _REORDERED, _CONTAINED, _INITIALS, _OFFICE, _ACRONYM = 0.95, 0.8, 0.7, 0.7, 0.6, 0.6
_ONE_LETTER, _TWO_LETTERS, _LAST_NAME = 0.65, 0.4, 0.3

_SMALL = frozenset("the a an of for and in on at to & de la van von der den bin al".split())
_SUFFIXES = frozenset("jr sr ii iii iv inc ltd llc plc co corp".split())


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two people who may be one.

    Attributes:
        reasons: Why, in words.
        score: How likely, roughly, 0 to 1: it orders the queue.
        unsure: Whether somebody looked already and could not tell.
    """

    one: PersonLine
    other: PersonLine
    reasons: tuple[str, ...]
    score: float
    unsure: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart.

    Attributes:
        row: The person's.
        words: In small letters, without honorifics, suffixes and full stops.
    """

    row: int
    name: str
    kind: str
    words: tuple[str, ...]


_Pair = tuple[int, int, float, str]


def review(conn: sqlite3.Connection, *, limit: int = 20) -> tuple[Doubt, ...]:
    """The pairs that people should look at, the likeliest first, those that somebody could not tell last.

    Args:
        conn: The ledger.
        limit: How many.
    """
    with snapshot(conn):
        found: dict[frozenset[int], list[tuple[float, str]]] = defaultdict(list)
        apart, unsure = distinct_pairs(conn)
        for one, other, score, reason in _pairs(conn):
            pair = frozenset((one, other))
            if len(pair) == 2 and pair not in apart and (score, reason) not in found[pair]:
                found[pair].append((score, reason))
        heard = dict(
            conn.execute(
                "SELECT person_id, count(*) FROM statements INDEXED BY statements_by_person"
                " WHERE person_id IS NOT NULL AND current = 1 GROUP BY person_id"
            ).fetchall()
        )
        ranked = sorted(
            ((pair, sorted(why, reverse=True)) for pair, why in found.items() if why),
            key=lambda one: (
                one[0] in unsure,
                -_likely(one[1]),
                -min(heard.get(row, 0) for row in one[0]),
                sorted(one[0]),
            ),
        )
        return tuple(_doubt(conn, pair, why, heard, pair in unsure) for pair, why in ranked[:limit])


def _doubt(
    conn: sqlite3.Connection, pair: frozenset[int], why: list[tuple[float, str]], heard: dict[int, int], unsure: bool
) -> Doubt:
    rows = sorted(pair, key=lambda row: (-heard.get(row, 0), row))
    one, other = lines_of(conn, rows).values()
    return Doubt(one, other, tuple(dict.fromkeys(reason for _, reason in why)), _likely(why), unsure)


def _likely(why: list[tuple[float, str]]) -> float:
    """The best reason's score, and a little for each other one."""
    return round(min(0.99, why[0][0] + 0.05 * (len({reason for _, reason in why}) - 1)), 2)


def _pairs(conn: sqlite3.Connection) -> Iterator[_Pair]:
    rows = conn.execute("SELECT id, name, kind FROM people WHERE merged_into IS NULL ORDER BY id").fetchall()
    names = [_Name(row["id"], row["name"], row["kind"], _words(row["name"])) for row in rows]
    persons = [name for name in names if name.kind == Kind.PERSON and name.words]
    others = [name for name in names if name.kind != Kind.PERSON and name.words]
    yield from _initials(persons)
    yield from _contained(persons, least=2)
    yield from _only_one_of_last_name(persons)
    yield from _spelling(persons)
    yield from _reordered(others)
    yield from _acronyms(others)
    yield from _contained(others, least=2)
    yield from _spelling(others)
    for one, other, office in same_office(conn):
        yield one, other, _OFFICE, f"both hold the same office on the same days: {office}"
    same = conn.execute(
        "SELECT a.id, b.id, a.wikidata FROM people a JOIN people b ON a.wikidata = b.wikidata AND a.id < b.id"
        " WHERE a.merged_into IS NULL AND b.merged_into IS NULL"
    )
    for one, other, wikidata in same.fetchall():
        yield one, other, _IDENTIFIED, f"both are {wikidata} of Wikidata"


def _initials(names: Iterable[_Name]) -> Iterator[_Pair]:
    """*J. Holm*, *Ida B. Holm* and *Ida Holm*: same last name, and every first name fits or is the other's initial."""
    for one, other in _blocks(names, lambda name: [(name.words[-1], name.words[0][0])] if len(name.words) > 1 else []):
        firsts, others = one.words[:-1], other.words[:-1]
        if firsts == others or not any(len(word) == 1 for word in (*firsts, *others)):
            continue
        short, long = sorted((firsts, others), key=len)
        if _fits(short[0], long[0]) and all(any(_fits(word, fuller) for fuller in long) for word in short):
            yield one.row, other.row, _INITIALS, "same last name, and the initials fit"


def _fits(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[0] == other[0])


def _contained(names: Iterable[_Name], *, least: int) -> Iterator[_Pair]:
    """*Ida Holm* in *Ida Brekke Holm*."""
    by_words: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
    for name in names:
        by_words[name.words].append(name)
    for words, fuller in by_words.items():
        if not least < len(words) <= 6:
            continue
        for size in range(least, len(words)):
            for part in set(combinations(words, size)) - {words}:
                for shorter in by_words.get(part, []):
                    if any(len(word) > 1 for word in set(words) - set(part)):
                        yield from (
                            (shorter.row, name.row, _CONTAINED, "the words of one name are among those of the other")
                            for name in fuller
                        )


def _only_one_of_last_name(names: Iterable[_Name]) -> Iterator[_Pair]:
    """A last name alone, where only one full name of the ledger ends so."""
    full: dict[str, list[_Name]] = defaultdict(list)
    alone: list[_Name] = []
    for name in names:
        if len(name.words) == 1:
            alone.append(name)
        else:
            full[name.words[-1]].append(name)
    for name in alone:
        if len(known := full.get(name.words[0], [])) == 1:
            yield known[0].row, name.row, _LAST_NAME, "the only full name with this last name"


def _reordered(names: Iterable[_Name]) -> Iterator[_Pair]:
    """*Ministry of Ports*, *Ports Ministry*."""
    for one, other in _blocks(names, lambda name: [_content(name)] if _content(name) else []):
        yield one.row, other.row, _REORDERED, "the same words, small ones and their order apart"


def _acronyms(names: Iterable[_Name]) -> Iterator[_Pair]:
    """*NPA*, *Norvik Port Authority*."""
    names = list(names)
    by_initials: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        initials = "".join(word[0] for word in name.words if word not in _SMALL)
        if len(initials) > 2:
            by_initials[initials].append(name)
    for name in names:
        if len(name.words) == 1 and name.name.isupper():
            for long in by_initials.get(name.words[0], [])[:MAX_BLOCK]:
                yield name.row, long.row, _ACRONYM, "one name is the initials of the other"


def _spelling(names: Iterable[_Name]) -> Iterator[_Pair]:
    """Names that differ by one or two letters: names that are one letter short share a key (as in SymSpell)."""
    for one, other in _blocks(names, _one_letter_short):
        distance = _distance(" ".join(one.words), " ".join(other.words))
        if distance == 1:
            yield one.row, other.row, _ONE_LETTER, "the names differ by one letter"
        elif distance == 2:
            yield one.row, other.row, _TWO_LETTERS, "the names differ by two letters"


def _one_letter_short(name: _Name) -> list[str]:
    text = " ".join(name.words)
    if sum(map(str.isalpha, text)) < MIN_LETTERS or len(name.words) < 2:
        return []
    return [text, *(text[:i] + text[i + 1 :] for i in range(len(text)))]


def _distance(one: str, other: str) -> int:
    """Letters to put in, take out, change or swap with their neighbour (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one):
        row = [i + 1]
        for j, b in enumerate(other):
            cost = min(last[j] + (a != b), last[j + 1] + 1, row[j] + 1)
            if i and j and a == other[j - 1] and one[i - 1] == b:
                cost = min(cost, before[j - 1] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def _blocks(names: Iterable[_Name], keys: Callable[[_Name], Iterable[object]]) -> Iterator[tuple[_Name, _Name]]:
    """Pairs of names that share a key, each once for every key."""
    blocks: dict[object, list[_Name]] = defaultdict(list)
    for name in names:
        for key in keys(name):
            blocks[key].append(name)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if 1 < len(block) <= MAX_BLOCK:
            for one, other in combinations(block, 2):
                if one.row != other.row and (one.row, other.row) not in seen:
                    seen.add((one.row, other.row))
                    yield one, other


def _content(name: _Name) -> tuple[str, ...]:
    return tuple(sorted(word for word in name.words if word not in _SMALL))


def _words(name: str) -> tuple[str, ...]:
    words = [re.sub(r"[.'’]", "", word) for word in re.split(r"[\s,\-–]+", name.casefold())]
    words = [word for word in words if word]
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return tuple(words)
