from __future__ import annotations

import sqlite3

import pytest

from inquit.ledger.search_words import MAX_TERMS, Words, parsed


@pytest.fixture
def index() -> sqlite3.Connection:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE said USING fts5(words, source, tokenize='porter unicode61 remove_diacritics 2')")
    conn.executemany(
        "INSERT INTO said VALUES (?, ?)",
        [
            ("the harbour toll will rise", "Ida Holm"),
            ("a toll at the harbour is wrong", "Otto Brandt"),
            ("we don't know; 50% of it is a guess", "@portnews"),
            ("negotiations about the announcement go on", "the governor"),
            ("the café in Ærø stays shut", "Vera Lund"),
        ],
    )
    return conn


def found(index: sqlite3.Connection, text: str) -> list[int]:
    expression = parsed(text).expression
    if expression is None:
        return []
    return [row for (row,) in index.execute("SELECT rowid FROM said WHERE said MATCH ? ORDER BY rowid", (expression,))]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("toll harbour", [1, 2]),
        ('"harbour toll"', [1]),
        ("“harbour toll”", [1]),
        ('"harbour toll', [1]),  # never closed
        ("toll -wrong", [1]),
        ('toll -"at the harbour"', [1]),
        ("tolls", [1, 2]),  # in any of its forms
        ("brandt toll", [2]),  # one in the words, one in the source
        ("don't", [3]),
        ("don’t", [3]),
        ("50%", [3]),
        ('"@portnews', [3]),
        ("@portnews", [3]),
        ("cafe", [5]),
        ("CAFÉ", [5]),
        ("negotiat*", [4]),
        ("negotiation*", [4]),
        ("announcem*", [4]),
        ("govern*", [4]),
        ("govarn*", []),
        ("to*", []),  # two letters begin too many words: a word of its own
        ("NOT AND OR NEAR", []),
        ("toll 🙂", [1, 2]),
    ],
)
def test_what_is_typed_is_found(index: sqlite3.Connection, text: str, rows: list[int]) -> None:
    assert found(index, text) == rows


@pytest.mark.parametrize("text", ["", "  ", "!?", "🙂", '"', '""', "-", "*", "\x00", "\ud800", "“”", "(((", "- -"])
def test_marks_alone_ask_for_nothing(text: str) -> None:
    words = parsed(text)

    assert (words.expression, words.excluded, words.ranked()) == (None, None, ())
    assert words.given is bool(text.strip())


def test_words_without_anything_wanted_are_told_apart() -> None:
    assert parsed("-ferry") == Words((), parsed("ferry").wanted, given=True)
    assert parsed("-ferry").excluded == '"ferry"'


def test_the_better_hits_come_first_and_no_hit_twice(index: sqlite3.Connection) -> None:
    parts = parsed("harbour toll").ranked()
    hits = [[row for (row,) in index.execute("SELECT rowid FROM said WHERE said MATCH ?", (part,))] for part in parts]

    assert hits == [[1], [2]]


def test_what_is_too_long_is_cut() -> None:
    assert len(parsed("word " * 10_000).wanted) == 1
    assert len(parsed(" ".join(f"w{i}" for i in range(1_000))).wanted) == MAX_TERMS
