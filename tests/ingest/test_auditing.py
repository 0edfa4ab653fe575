from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from cli.fake import STORY, FakeReader
from ledger.readings import reading

from inquit import ingest
from inquit.errors import Failure, InquitError
from inquit.ingest.auditing import audit_place, readings_at
from inquit.ledger import Ledger
from inquit.reports.audit import Audit
from inquit.reports.audit_many import AuditOfMany
from inquit.types import Article, Reading


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bridge.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def audited(place: object, **more: object) -> Audit | AuditOfMany:
    return audit_place(place, reader=FakeReader(), **more)  # type: ignore[arg-type]


def test_a_file_is_read_and_nothing_is_left_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    found = audited("bridge.txt", ledger="inquit.db")

    assert isinstance(found, Audit)
    assert found.statements == 2
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_standard_input_is_read() -> None:
    found = audited("-", stdin=io.BytesIO(STORY.encode()))

    assert isinstance(found, Audit)


def test_readings_are_taken_as_they_are(folder: Path) -> None:
    (folder / "readings.jsonl").write_text(json.dumps(reading().to_dict()) + "\n", encoding="utf-8")
    found = audit_place(folder / "readings.jsonl")  # without a reader: nothing is to be read

    assert isinstance(found, Audit)
    assert found.title == "Ferry to Holm stays in port"


@pytest.mark.parametrize(("name", "times"), [("bridge.txt", 1), ("readings.jsonl", 0)])
def test_the_model_is_loaded_beside_the_imports_where_it_will_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, times: int
) -> None:
    (folder / "readings.jsonl").write_text(json.dumps(reading().to_dict()) + "\n", encoding="utf-8")
    prepared: list[int] = []
    monkeypatch.setattr(ingest, "prepare", lambda: prepared.append(1))
    monkeypatch.setattr(ingest, "packaged_reader", FakeReader)
    audit_place(folder / name)

    assert len(prepared) == times


def test_a_folder_is_audited_as_many(folder: Path) -> None:
    (folder / "readings.jsonl").write_text(json.dumps(reading().to_dict()) + "\n", encoding="utf-8")
    found = audited(folder)

    assert isinstance(found, AuditOfMany)
    assert [line.title for line in found.lines] == ["Bridge to Holm stays shut", "Ferry to Holm stays in port"]


def test_what_cannot_be_read_is_told_and_the_rest_is_audited(folder: Path) -> None:
    lines = [json.dumps(reading().to_dict()), "{", json.dumps(reading(url="https://post.example/2").to_dict())]
    (folder / "readings.jsonl").write_text("\n".join(lines), encoding="utf-8")
    failures: list[Failure] = []
    found = audit_place(folder / "readings.jsonl", on_failure=failures.append)

    assert isinstance(found, AuditOfMany)
    assert (len(found.lines), [failure.record for failure in failures]) == (2, [2])


def test_what_cannot_be_read_at_all_is_an_error(folder: Path) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(InquitError, match=r"empty\.txt"):
        audited(folder / "empty.txt")


def test_articles_and_outlets_of_a_ledger(folder: Path) -> None:
    with Ledger(folder / "town.db") as ledger:
        article = ledger.add(reading()).article
    for told in (article, "https://post.example/ferry"):
        found = audited(told, ledger=folder / "town.db")
        assert isinstance(found, Audit)
        assert found.statements == 2
    many = audited("Holm Post", ledger=folder / "town.db")

    assert isinstance(many, AuditOfMany)
    assert many.of == "The Holm Post"


def test_corrections_count(folder: Path) -> None:
    with Ledger(folder / "town.db") as ledger:
        article = ledger.add(reading()).article
        statement = next(row.id for row in ledger.statements() if row.who == "Vera Lund")
        ledger.correct(statement, {"speaker": "Ida Holm"}, who="ann")
    found = audited(article, ledger=folder / "town.db")

    assert isinstance(found, Audit)
    assert (found.sources[0].name, found.sources[0].statements) == ("Ida Holm", (statement,))


@pytest.mark.parametrize(
    ("told", "ledger", "message"),
    [
        ("nowhere.txt", None, "nowhere.txt: there is no file; check the path, or name the ledger with --ledger"),
        (
            "nowhere",
            "none.db",
            "nowhere: there is no file, and no ledger at none.db to look in; check the path, or name the ledger with --ledger",
        ),
    ],
)
def test_a_place_that_there_is_not(told: str, ledger: str | None, message: str) -> None:
    with pytest.raises(InquitError) as error:
        audited(told, ledger=ledger)

    assert str(error.value) == message


def test_articles_are_read_in_their_places(folder: Path) -> None:
    article = Article("Boat\n\nVera Lund said it floats.", url="https://echo.example/boat")
    lines = [json.dumps(reading().to_dict()), json.dumps({"text": article.text, "url": article.url}), "{"]
    (folder / "mixed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = list(readings_at([folder / "mixed.jsonl"], reader=FakeReader()))

    assert [type(one) for one in found] == [Reading, Reading, Failure]
