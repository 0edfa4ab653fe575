"""An export keeps few pages of a ledger in memory, and leaves the ledger as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from inquit.export.of_ledger import LedgerFormat, exported, exported_to
from inquit.export.page_cache import KIB, small_page_cache
from inquit.ledger import Ledger


def kept(ledger: Ledger) -> int:
    """SQLite's limit on its pages in memory, in KiB where it is negative."""
    (limit,) = ledger.conn.execute("PRAGMA cache_size").fetchone()
    return int(limit)


@pytest.mark.parametrize("form", [LedgerFormat.JSONL, LedgerFormat.WEBANNOTATION, LedgerFormat.CORRECTIONS])
def test_few_pages_are_kept_while_pieces_are_written(ledger: Ledger, form: LedgerFormat) -> None:
    before = kept(ledger)
    ledger.confirm(next(ledger.statements()).id, who="ann")
    pieces = exported(ledger, form)
    assert kept(ledger) == before
    next(pieces)
    assert kept(ledger) == -KIB
    list(pieces)
    assert kept(ledger) == before < -KIB


def test_as_many_pages_are_kept_again_after_a_failure(ledger: Ledger, tmp_path: Path) -> None:
    before = kept(ledger)
    with pytest.raises(OSError, match="no such place"), small_page_cache(ledger.conn):
        raise OSError("no such place")
    assert kept(ledger) == before
    exported_to(ledger, LedgerFormat.BRAT, tmp_path / "brat")
    assert kept(ledger) == before


def test_who_has_enough_may_close_the_ledger_first(ledger: Ledger) -> None:
    pieces = exported(ledger, LedgerFormat.JSONL)
    next(pieces)
    ledger.close()
    pieces.close()  # type: ignore[attr-defined]  # a generator
