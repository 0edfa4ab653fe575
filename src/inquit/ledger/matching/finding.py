"""Pairs of statements that say the same, found day by day and kept in the tables `compared` and `matches`.

Invariant: a statement of `compared` was held against every one of `compared` within `WINDOW` days, by the rules of that
number; a trigger takes it out again when its words, speaker, day or standing change.  So what was found once is
found, and what is new is compared with what is there.  Ledgers that may only be read, or that lack the tables, get them
in memory for as long as they are open.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from itertools import pairwise

from inquit.ledger.connection import transaction
from inquit.ledger.matching import sayings, sequence
from inquit.ledger.matching.candidates import Recent
from inquit.ledger.matching.kinds import Match, MatchKind, relation
from inquit.ledger.matching.likeness import swapped
from inquit.ledger.matching.sayings import Saying

RULES = 1
"""Number of the rules by which statements are compared: one higher whenever they find other pairs."""

WINDOW = 7
"""Days between two tellings of one statement: a weekly takes up what a daily had."""

SAME_DAYS = 2
"""Days between two tellings in other words: the day of saying is often that of printing, and some print a day late."""

UNKNOWN_SPEAKER_WORDS = 6
"""Words in quotation marks that must be the same where one of the speakers is not known."""

OTHER_SPEAKER_WORDS = 10
"""The same where the texts name two speakers: who said it is then what differs."""

PARAPHRASE, PARAPHRASE_CONTENT, SWAPPED = 0.66, 3, 0.1
"""Likeness of a paraphrase in a ledger, words of meaning that it needs, and what each word of meaning in the place of
another takes off.  A speaker's many statements of two days make more near misses than one pair does: stricter than
`kinds.PARAPHRASE`."""

TABLES = """
CREATE TEMP TABLE IF NOT EXISTS compared (statement_id INTEGER PRIMARY KEY, rules INTEGER NOT NULL);
CREATE TEMP TABLE IF NOT EXISTS matches (
    one_id INTEGER NOT NULL, other_id INTEGER NOT NULL, kind TEXT NOT NULL, score REAL NOT NULL,
    PRIMARY KEY (one_id, other_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS temp.matches_by_other ON matches(other_id);
"""

Pair = tuple[Saying, Saying, Match]


def prepare(conn: sqlite3.Connection) -> None:
    """Make sure that there are tables, and forget what older rules found."""
    kept = conn.execute("SELECT count(*) FROM main.sqlite_master WHERE name IN ('compared', 'matches')").fetchone()[0]
    if kept < 2:
        _to_memory(conn, copied=False)
    if conn.execute("SELECT EXISTS (SELECT 1 FROM compared WHERE rules <> ?)", (RULES,)).fetchone()[0]:
        with _writing(conn):
            conn.execute("DELETE FROM matches")
            conn.execute("DELETE FROM compared")


def compare_days(conn: sqlite3.Connection, first: date, last: date) -> int:
    """Compare the statements of some days, both included, with each other and with those of the days around them.

    Args:
        conn: The ledger, `prepare`d.
        first: The first day.
        last: The last day.

    Returns:
        How many statements were new.
    """
    new: dict[str, set[int]] = {}
    for number, day in conn.execute(_NOT_COMPARED, (first.isoformat(), last.isoformat())):
        new.setdefault(day, set()).add(number)
    for days in _stretches(sorted(map(date.fromisoformat, new))):
        _compare(conn, days[0], days[-1], frozenset[int]().union(*(new[day.isoformat()] for day in days)))
    return sum(map(len, new.values()))


def _stretches(days: list[date]) -> Iterator[list[date]]:
    """Days parted where so many lie between that the days around them do not meet."""
    stretch = days[:1]
    for day in days[1:]:
        if day - stretch[-1] > timedelta(2 * WINDOW):
            yield stretch
            stretch = []
        stretch.append(day)
    if stretch:
        yield stretch


def _compare(conn: sqlite3.Connection, first: date, last: date, new: frozenset[int]) -> None:
    days = [(first - timedelta(WINDOW)).isoformat(), (last + timedelta(WINDOW)).isoformat()]
    known = {row[0] for row in conn.execute(_COMPARED, days)}
    held = (sayings.saying(row) for row in sayings.on_days(conn, *days) if row["id"] in new or row["id"] in known)
    found = list(spliced(pairs(held, new, some_known=bool(known))))
    with _writing(conn):
        conn.executemany(
            "INSERT OR REPLACE INTO matches(one_id, other_id, kind, score) VALUES (?, ?, ?, ?)",
            ((*sorted((one.id, other.id)), match.kind, match.score) for one, other, match in found),
        )
        conn.executemany("INSERT OR REPLACE INTO compared VALUES (?, ?)", ((number, RULES) for number in new))


def partners(conn: sqlite3.Connection, statement: int) -> list[int]:
    """Rows of the statements that are the same as one, looked for at once; nothing is kept.

    For one statement a look at each of the days around it is quicker than comparing all of them with each other.
    """
    own = sayings.one(conn, statement)
    if own.day is None:
        return []
    day, around = date.fromordinal(own.day), timedelta(WINDOW)
    words = set(_LONG_WORD.findall(own.text.lower()))
    enough = min(2, len(words))
    found = []
    for row in sayings.on_days(conn, (day - around).isoformat(), (day + around).isoformat()):
        if (
            row["article_id"] == own.article
            or len(words.intersection(_LONG_WORD.findall(row["words"].lower()))) < enough
        ):
            continue
        other = sayings.saying(row)
        if same(own, other) is not None:
            found.append(other.id)
    return found


_LONG_WORD = re.compile(r"\w{4,}")


def pairs(held: Iterable[Saying], new: frozenset[int], *, some_known: bool = True) -> Iterator[Pair]:
    """Pairs of which one is new, in the order in which the later one stands.

    Memory holds two windows of days, not all of them.

    Args:
        held: Statements in the order of their days.
        new: Rows of those that were not compared before.
        some_known: Whether others are among them.
    """
    everything, fresh = Recent(WINDOW), Recent(WINDOW)
    for saying in held:
        is_new = saying.id in new
        for other in (everything if is_new else fresh).near(saying):
            match = same(other, saying)
            if match is not None:
                yield other, saying, match
        everything.add(saying)
        if is_new and some_known:
            fresh.add(saying)


PLAIN_WORDS = 2
"""Words of meaning without a capital that two statements must share: names alone are whom somebody speaks of."""

SHORT, SHORT_SHARE = 6, 0.6
"""Words of meaning below which a statement that stands wholly in a longer one proves little; then both together must
share so much (Dice's coefficient).  These, and `PLAIN_WORDS`, came from reading pairs of PolNeAR's train articles on
2026-11-28: 10 of 17 paraphrases across outlets were right before."""


def same(one: Saying, other: Saying) -> Match | None:
    """Whether two statements are one, by speaker, time and text."""
    if one.day is None or other.day is None or abs(one.day - other.day) > WINDOW:
        return None
    match = relation(one.told, other.told)
    if match is None:
        return None
    quoted = min(len(one.told.quoted), len(other.told.quoted))
    if match.kind is MatchKind.PARAPHRASED:
        near = abs(one.day - other.day) <= SAME_DAYS and sayings.one_speaker(one, other)
        return match if near and _says_as_much(one, other, match) else None
    if sayings.one_speaker(one, other):
        return match
    known = one.speaker is not None and other.speaker is not None
    return match if quoted >= (OTHER_SPEAKER_WORDS if known else UNKNOWN_SPEAKER_WORDS) else None


def _says_as_much(one: Saying, other: Saying, match: Match) -> bool:
    """Whether a paraphrase is near enough for a speaker's many statements of two days."""
    ours, theirs = one.told.said, other.told.said
    shared, fewer = one.stems & other.stems, min(len(one.stems), len(other.stems))
    if fewer < PARAPHRASE_CONTENT or len(shared - _names(one) - _names(other)) < PLAIN_WORDS:
        return False
    if fewer < SHORT and 2 * len(shared) < SHORT_SHARE * (len(one.stems) + len(other.stems)):
        return False
    return match.score - SWAPPED * swapped(ours, theirs, sequence.pairs(ours, theirs)) >= PARAPHRASE


def _names(saying: Saying) -> frozenset[str]:
    """Stems of the words with a capital, the first word apart: whom a speaker speaks of, not what is said."""
    text = saying.text
    return frozenset(word.stem for word in saying.told.words[1:] if text[word.start].isupper())


def spliced(found: Iterator[Pair]) -> Iterator[Pair]:
    """The pairs; where one quotation holds two that stand apart in another article, both pairs are called spliced."""
    held: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in found:
        one, other, match = pair
        if match.kind is not MatchKind.CUT or not one.told.quotations or not other.told.quotations:
            yield pair
            continue
        short, long = sorted((one, other), key=lambda saying: len(saying.told.quoted))
        held[long.id, short.article].append(pair)
    for (whole, _), parts in held.items():
        yield from _joined(whole, parts) if len(parts) > 1 else parts


APART = 60
"""Characters between two statements from which on they stand apart: more than a name and a cue take."""


def _joined(whole: int, found: list[Pair]) -> Iterator[Pair]:
    shorts = sorted(((one if other.id == whole else other) for one, other, _ in found), key=lambda saying: saying.start)
    apart = any(after.start - before.stop > APART for before, after in pairwise(shorts))
    for one, other, match in found:
        if apart:
            why = "one quotation holds what stands in two in the other"
            yield one, other, Match(MatchKind.SPLICED, match.score, why)
        else:
            yield one, other, match


_NOT_COMPARED = """
SELECT s.id, s.day FROM statements s WHERE s.current = 1 AND s.day BETWEEN ? AND ?
AND NOT EXISTS (SELECT 1 FROM compared c WHERE c.statement_id = s.id)
"""

_COMPARED = """
SELECT c.statement_id FROM statements s JOIN compared c ON c.statement_id = s.id
WHERE s.current = 1 AND s.day BETWEEN ? AND ?
"""


@contextmanager
def _writing(conn: sqlite3.Connection) -> Iterator[None]:
    """A change of the two tables; of a ledger that may only be read they go into memory, and so does the change."""
    with ExitStack() as stack:
        if not conn.execute("SELECT count(*) FROM temp.sqlite_master WHERE name = 'compared'").fetchone()[0]:
            try:
                stack.enter_context(transaction(conn))
                conn.execute("DELETE FROM compared WHERE 0")  # BEGIN alone does not tell
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
                    raise
                stack.close()
                _to_memory(conn, copied=True)
        yield


def _to_memory(conn: sqlite3.Connection, *, copied: bool) -> None:
    """Tables in memory, which stand before those of the file; with what these hold."""
    for statement in TABLES.strip().split(";\n"):
        conn.execute(statement)
    for table in ("compared", "matches") if copied else ():
        conn.execute(f"INSERT INTO temp.{table} SELECT * FROM main.{table}")
