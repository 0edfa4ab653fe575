from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from export.ledgers import TEXT, filled, skarvik
from inquit.errors import Failure, SourceError
from inquit.export.of_ledger import AT_A_PATH, LedgerFormat, exported, exported_to
from inquit.export.rehydrate import rehydrate
from inquit.ledger import Ledger
from inquit.types import Article, Reading

BACK = (LedgerFormat.JSONL, LedgerFormat.WEBANNOTATION, LedgerFormat.STANDOFF, LedgerFormat.BRAT)
OTHER = Article("Another story.\n\nNobody said anything.", url="https://post.example/other")


def written(ledger: Ledger, form: LedgerFormat, folder: Path) -> Path:
    """The export of a ledger."""
    out = folder / f"out-{form}"
    if form in AT_A_PATH:
        exported_to(ledger, form, out)
    else:
        out.write_text("".join(exported(ledger, form)), encoding="utf-8", newline="")
    return out


@pytest.mark.parametrize("form", BACK)
def test_all_that_a_statement_has_comes_back(ledger: Ledger, tmp_path: Path, form: LedgerFormat) -> None:
    (reading,) = rehydrate(written(ledger, form, tmp_path), [OTHER, skarvik().article])
    assert isinstance(reading, Reading)
    assert reading.article.text == TEXT
    before = {(s.source, s.cue, s.content): s for s in skarvik()}
    assert len(reading) == len(before)
    for statement in reading:
        was = before[statement.source, statement.cue, statement.content]
        names = ("condition", "addressee", "setting", "target", "mode", "type", "act", "flags", "time", "confidence")
        assert {name: getattr(statement, name) for name in names} == {name: getattr(was, name) for name in names}
        assert statement.who == was.who
        assert (statement.speaker and statement.speaker.role) == (was.speaker and was.speaker.role)
        assert (statement.target_speaker and statement.target_speaker.name) == (
            was.target_speaker and was.target_speaker.name
        )
    inner, outer = (next(s for s in reading if s.cue.of(TEXT) == cue) for cue in ("believes", "noted"))
    assert inner.within == outer.id
    assert reading.reader == skarvik().reader


@pytest.mark.parametrize("form", BACK)
def test_it_makes_the_same_ledger_again(ledger: Ledger, tmp_path: Path, form: LedgerFormat) -> None:
    (reading,) = rehydrate(written(ledger, form, tmp_path), [skarvik().article])
    assert isinstance(reading, Reading)
    with Ledger(tmp_path / "again.db") as again:
        again.add(reading)
        by_id = {row.id: row for row in again.statements()}
        assert by_id == {row.id: row for row in ledger.statements()}


def test_a_text_that_changed_is_told_with_its_hash(ledger: Ledger, tmp_path: Path) -> None:
    changed = replace(skarvik().article, text=TEXT.replace("1911", "1912"))
    export = written(ledger, LedgerFormat.STANDOFF, tmp_path)
    (failure,) = rehydrate(export, [changed])
    assert isinstance(failure, Failure)
    assert str(failure) == (
        f"{export}: {changed.url}: 7 statements not restored: the text at hand has the hash {changed.sha256}, they were"
        f" read in {skarvik().article.sha256}; the page was changed: take it as it was"
    )


def test_an_article_that_is_missing_is_told(ledger: Ledger, tmp_path: Path) -> None:
    export = written(ledger, LedgerFormat.JSONL, tmp_path)
    (failure,) = rehydrate(export, [OTHER])
    assert str(failure) == (
        f"{export}: {skarvik().article.url}: 7 statements not restored: no article has the text with the hash"
        f" {skarvik().article.sha256}; add it to --articles"
    )


def test_an_article_that_cannot_be_read_passes_through(ledger: Ledger, tmp_path: Path) -> None:
    export = written(ledger, LedgerFormat.JSONL, tmp_path)
    broken = Failure("page.html", None, SourceError("empty", where="page.html"))
    first, second = rehydrate(export, [broken, skarvik().article])
    assert first is broken
    assert isinstance(second, Reading)


def test_words_that_were_changed_in_the_export_are_told(ledger: Ledger, tmp_path: Path) -> None:
    export = written(ledger, LedgerFormat.JSONL, tmp_path)
    told = export.read_text(encoding="utf-8").replace('"words": "it"', '"words": "all"')
    export.write_text(told, encoding="utf-8")
    (failure,) = rehydrate(export, [skarvik().article])
    (statement,) = (row.id for row in ledger.statements() if row.words == "it")
    start = TEXT.index("it", TEXT.index("denied"))
    first = TEXT.index("it")
    assert str(failure) == (
        f"{export}: article {skarvik().article.id}: statement {statement}: the text has 'it' at {first}, the export"
        " 'all'; take the text as it was, or leave the statement out"
    )
    assert start >= first


def test_a_corrected_reading_is_nobody_readers(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db") as ledger:
        row = next(ledger.statements())
        ledger.correct(row.id, {"act": "plan"}, who="ann")
        (reading,) = rehydrate(written(ledger, LedgerFormat.JSONL, tmp_path), [skarvik().article])
    assert isinstance(reading, Reading)
    assert reading.reader is None


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"id": "s1", "sha256": "ab"}, "spans: is missing; name an export of jsonl, webannotation or standoff"),
        ({"id": "s1", "sha256": "ab", "spans": {"cue": [[3, 1]]}}, "spans.cue: [3, 1] is not a range"),
        ({"id": "s1", "sha256": "ab", "spans": {"cue": ["a"]}}, "spans.cue: 'a' is not a range"),
        ({"id": "s1", "sha256": "ab", "spans": {}, "who_at": 5}, "who_at: 5 is not a range"),
    ],
)
def test_a_record_without_what_is_needed_is_told(tmp_path: Path, record: dict[str, Any], message: str) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text(json.dumps(record), encoding="utf-8")
    (failure,) = rehydrate(file)
    assert str(failure) == f"{file}, record 1: {message}"


def test_a_place_outside_the_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text(json.dumps({"id": "s1", "sha256": OTHER.sha256, "spans": {"cue": [[3, 900]]}}), encoding="utf-8")
    (failure,) = rehydrate(file, [OTHER])
    assert str(failure) == (
        f"{file}: article {OTHER.id}: statements[0].cue[0]: [3, 900] is not a range inside the text of"
        f" {len(OTHER.text)} characters"
    )


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        list(rehydrate(tmp_path / "none"))
    assert str(caught.value) == f"{tmp_path / 'none'}: cannot be read: no such file or directory"
