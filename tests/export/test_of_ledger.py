"""What is true of all exports of a ledger, read by programs of others."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from export.ledgers import TEXT
from inquit.errors import InquitError
from inquit.export.of_ledger import AT_A_PATH, LedgerFormat, exported, exported_to
from inquit.ledger import Ledger

LINES = (LedgerFormat.JSONL, LedgerFormat.WEBANNOTATION, LedgerFormat.STANDOFF)


@pytest.mark.parametrize("form", LINES)
def test_there_is_one_object_a_statement(ledger: Ledger, form: LedgerFormat) -> None:
    objects = [json.loads(line) for line in "".join(exported(ledger, form)).splitlines()]
    assert len(objects) == 7
    assert {one["id"].rpartition(":")[2] for one in objects} == {row.id for row in ledger.statements()}


@pytest.mark.parametrize("form", [form for form in LedgerFormat if form not in AT_A_PATH | {LedgerFormat.FTM}])
def test_an_empty_ledger_is_an_export_too(tmp_path: Path, form: LedgerFormat) -> None:
    with Ledger(tmp_path / "empty.db") as empty:
        text = "".join(exported(empty, form))
    assert len(text.splitlines()) <= 2


@pytest.mark.parametrize("form", LINES)
def test_what_was_struck_out_comes_on_request(ledger: Ledger, form: LedgerFormat) -> None:
    first = next(ledger.statements())
    ledger.strike(first.id, who="ann")
    assert first.id not in "".join(exported(ledger, form))
    assert first.id in "".join(exported(ledger, form, every=True))


@pytest.mark.parametrize("form", LINES)
def test_what_people_corrected_is_exported(ledger: Ledger, form: LedgerFormat) -> None:
    row = next(row for row in ledger.statements() if row.act == "deny")
    ledger.correct(row.id, {"act": "concede"}, who="ann")
    (line,) = (line for line in exported(ledger, form) if row.id in line)
    assert "concede" in line
    assert "deny" not in line


def test_pythons_csv_reads_every_row(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("".join(exported(ledger, LedgerFormat.CSV, bom=True)), encoding="utf-8", newline="")
    assert file.read_bytes().startswith(b"\xef\xbb\xbfid,who,")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["id"] for row in rows] == [row.id for row in ledger.statements()]
    interrupted = next(row for row in rows if row["act"] == "refuse")
    places = [tuple(map(int, piece.split("-"))) for piece in interrupted["content_at"].split(";")]
    assert " … ".join(TEXT[start:end] for start, end in places) == interrupted["words"]


@pytest.mark.parametrize("form", [LedgerFormat.CSV, LedgerFormat.JSONL])
def test_duckdb_reads_every_row(ledger: Ledger, tmp_path: Path, form: LedgerFormat) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed: pip install duckdb")
    file = tmp_path / f"out.{form}"
    file.write_text("".join(exported(ledger, form)), encoding="utf-8", newline="")
    reader = "read_csv" if form is LedgerFormat.CSV else "read_json"
    found = duckdb.sql(f"SELECT id, words, confidence, version FROM {reader}('{file}') ORDER BY id").fetchall()
    assert found == sorted((row.id, row.words, row.confidence, row.version) for row in ledger.statements())


def test_parquet_is_read_with_its_places_by_duckdb(ledger: Ledger, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra is not installed: pip install 'inquit[parquet]'")
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed: pip install duckdb")
    file = tmp_path / "out.parquet"
    assert exported_to(ledger, LedgerFormat.PARQUET, file) == 7
    found = duckdb.sql(f"SELECT id, words, flags, corrected, content_span FROM '{file}' ORDER BY id").fetchall()
    for (name, words, flags, corrected, span), row in zip(
        found, sorted(ledger.statements(), key=lambda row: row.id), strict=True
    ):
        assert (name, words, tuple(flags), corrected) == (row.id, row.words, row.flags, row.corrected)
        assert " … ".join(TEXT[piece["start"] : piece["end"]] for piece in span) == row.words
    assert exported_to(ledger, LedgerFormat.PARQUET, file) == 7  # replaced
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_a_folder_is_no_text(ledger: Ledger) -> None:
    with pytest.raises(InquitError, match="there is no format 'brat' that is one text"):
        next(exported(ledger, LedgerFormat.BRAT))
