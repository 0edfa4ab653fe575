from __future__ import annotations

from pathlib import Path

import pytest

from inquit.ledger import Ledger, LedgerBusyError, LedgerError, UnknownIdError
from inquit.ledger.adding import Outcome, SourceBytes
from inquit.ledger.removal import Removal
from ledger.looking import count, said, standing
from ledger.readings import FERRY, reading

SECRET = "Vera Lund said the zebrawood needs new xylophones. Otto Brandt said nothing.\n"
WORDS = (b"zebrawood", b"ebrawood", b"xylophon", b"Vera Lund", b"secret.example")


@pytest.fixture
def secret(ledger: Ledger) -> str:
    """An article to be removed, among others, with a source, a correction and an older version."""
    ledger.add(reading())
    ledger.add(reading(SECRET + "\nA line.", url="https://secret.example/1", outlet="Wire"))
    added = ledger.add(
        reading(SECRET, url="https://secret.example/1", outlet="Wire"),
        source=SourceBytes("secret.html", SECRET.encode(), "https://secret.example/1"),
    )
    row = next(row for row in standing(ledger) if row.article == added.article)
    ledger.conn.executemany(
        "INSERT INTO followed(url, kind, told, seen) VALUES (?, ?, ?, '')",
        [("https://secret.example/1", "page", "Vera Lund's zebrawood"), ("https://feed.example", "feed", None)],
    )
    ledger.correct(row.id, {"speaker": "Ida Zebrawood"}, who="ann", why="the zebrawood told me")
    return added.article


def test_text_bytes_readings_and_corrections_go_and_a_line_stays(ledger: Ledger, secret: str) -> None:
    removal = ledger.remove(secret, reason="court order 7", who="bo")
    assert (removal.article, removal.versions, removal.statements) == (secret, 2, 4)
    assert said(ledger) == [
        ("Vera Lund", "the engine needs new bolts"),
        ("Otto Brandt", "the ferry would sail on Friday"),
    ]
    assert [count(ledger, table) for table in ("versions", "sources", "readings", "events", "removals")] == [
        1,
        0,
        1,
        0,
        1,
    ]
    row = ledger.conn.execute(
        "SELECT a.short_id, r.who, r.reason, r.at FROM removals r JOIN articles a ON a.id = r.article_id"
    )
    assert tuple(row.fetchone()) == (secret, "bo", "court order 7", removal.at)
    assert [row[0] for row in ledger.conn.execute("SELECT url FROM followed")] == ["https://feed.example"]
    assert ledger.verify().problems == ()


def test_no_byte_of_it_stays_in_the_files(ledger: Ledger, secret: str, path: Path) -> None:
    ledger.remove(
        standing(ledger)[0].article if standing(ledger)[0].article != secret else standing(ledger)[-1].article,
        reason="r",
        who="bo",
    )
    assert all(word in _bytes(path) for word in WORDS)
    ledger.remove(secret, reason="court order 7", who="bo")
    assert [word for word in WORDS if word in _bytes(path)] == []


def test_adding_it_again_adds_nothing(ledger: Ledger, secret: str) -> None:
    ledger.remove(secret, reason="court order 7", who="bo")
    for text in (SECRET, FERRY):
        added = ledger.add(reading(text, url="https://secret.example/1"))
        assert (added.outcome, added.article, added.version) == (Outcome.REMOVED, secret, None)


def test_an_article_without_address_is_known_by_its_text(ledger: Ledger) -> None:
    added = ledger.add(reading(url=None))
    ledger.remove(added.article, reason="court order 7", who="bo")
    assert ledger.add(reading(url=None)).outcome is Outcome.REMOVED


def test_a_removal_needs_a_reason(ledger: Ledger, secret: str) -> None:
    with pytest.raises(LedgerError, match=r"^a removal needs a reason; give it with --reason; remove\(reason=…\)$"):
        ledger.remove(secret, reason=" ", who="bo")


def test_to_remove_it_again_wipes_again(ledger: Ledger, secret: str) -> None:
    first = ledger.remove(secret, reason="court order 7", who="bo")
    assert ledger.remove(secret, reason="court order 8", who="ann") == Removal(secret, first.at, 0, 0)
    assert count(ledger, "removals") == 1
    with pytest.raises(UnknownIdError, match=r"^there is no article 'https://secret\.example/1'"):
        ledger.remove("https://secret.example/1", reason="court order 8", who="bo")


def test_what_another_program_still_reads_is_said(ledger: Ledger, secret: str, path: Path) -> None:
    ledger.conn.execute("PRAGMA busy_timeout = 50")
    with Ledger(path) as other:
        other.conn.execute("BEGIN")
        other.conn.execute("SELECT count(*) FROM versions").fetchone()
        with pytest.raises(
            LedgerBusyError, match=rf"^the article {secret} is out, but its bytes stay in the file while"
        ):
            ledger.remove(secret, reason="court order 7", who="bo")
    assert ledger.remove(secret, reason="court order 7", who="bo").versions == 0
    assert [word for word in WORDS[:3] if word in _bytes(path)] == []


def _bytes(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
