from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from batch.fake import READER, WITHOUT_MODEL
from batch.looking import files, manifest, outcomes, reasons, rows
from batch.stories import record, story, written
from inquit import batch
from inquit.batch import BatchOptions, Form, Outcome, Watch
from inquit.errors import InquitError
from inquit.export import batched
from inquit.ingest.choosing import ReaderChoice
from inquit.sources import ReadOptions
from inquit.types import Reading

pytest.importorskip("pyarrow", reason="the extra [parquet] is not installed")

OPTIONS = BatchOptions(reader=READER)
Run = Callable[..., Path]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Have a batch done with records, and answer its folder."""

    def done(records: list[dict[str, Any] | str], options: BatchOptions = OPTIONS, **more: Any) -> Path:
        batch.run([written(tmp_path / "news.jsonl", records)], tmp_path / "out", options, **more)
        return tmp_path / "out"

    return done


def test_every_record_ends_in_one_way(tmp_path: Path, run: Run) -> None:
    german = "Der Hafen bleibt zu, sagte die Meisterin, und das ist für die Stadt und auch für die Insel nicht gut." * 3
    out = run([
        record(0),
        record(1, id="again", body=story(0)),
        record(2, body=german),
        record(3, body="Too short."),
        "{broken",
        record(4, "PLEASERAISE"),
        record(5),
    ])  # fmt: skip

    assert outcomes(out) == {"read": 2, "duplicate": 1, "other language": 1, "too short": 1, "failed": 2}
    told = reasons(out)
    assert told.pop("news.jsonl:3").startswith("the text is not English, probably German: ")
    assert told == {
        "news.jsonl:2": "the same text as article 00000-000",
        "news.jsonl:4": "text of 2 words, 20 are needed (--min-words N)",
        "news.jsonl:5": "not valid JSON: Expecting property name enclosed in double quotes at character 2;"
        " mend the record or take it out",
        "news.jsonl:6": "reading it failed (KeyError: 'a bug of the reader')",
    }
    summary = json.loads((out / "summary.json").read_text())
    assert summary["records"] == 7 == sum(summary["outcomes"].values())
    assert summary["statements"] == 4
    assert not (out / ".work").exists()


def test_the_tables_join(run: Run) -> None:
    out = run([record(0), record(1, id="copy", body=story(0)), record(2)])

    articles, statements, speakers = (rows(out, table) for table in ("articles", "statements", "speakers"))
    assert [(one["article_key"], one["article_id"], one["same_as"]) for one in articles] == [
        ("00000-000", "n0", None),
        ("00000-001", "copy", "00000-000"),
        ("00000-002", "n2", None),
    ]
    assert [one["text"] is None for one in articles] == [False, True, False]
    assert [one["statements"] for one in articles] == [2, 0, 2]
    assert {one["article_key"] for one in statements} == {"00000-000", "00000-002"}
    first = statements[0]
    assert (first["speaker"], first["speaker_id"], first["outlet"]) == ("Vera Lund", "p1", "Quill Gazette")
    assert {one["speaker_id"] for one in speakers if one["article_key"] == "00000-000"} == {"p1", "p2"}


def test_their_own_fields_go_along(run: Run) -> None:
    options = replace(OPTIONS, map={"title": "section"}, keep={"desk": "media.desk", "section": "section", "size": "n"})
    out = run([record(0, media={"name": "Holm Herald", "desk": "harbour"}, n=12), record(1)], options)

    (first, *_) = rows(out, "statements")
    assert (first["desk"], first["section"], first["size"]) == ("harbour", "harbour", "12")
    articles = rows(out, "articles")
    assert [one["title"] for one in articles] == ["harbour", "harbour"]
    assert json.loads(articles[0]["extra"]) == {"desk": "harbour", "section": "harbour", "size": 12}
    assert articles[1]["desk"] is None


def test_a_guess_of_the_fields_is_told_once(tmp_path: Path, run: Run) -> None:
    told: list[str] = []
    run([record(0), record(1)], watch=Watch(note=told.append))

    assert told == [
        f"{tmp_path / 'news.jsonl'}: fields text=body, published=pub_date, outlet=media.name, id=id;"
        " not used: section; --map and --keep say otherwise"
    ]


@pytest.mark.parametrize("form", list(Form))
def test_any_number_of_workers_writes_the_same(form: Form, tmp_path: Path) -> None:
    news = written(tmp_path / "news.jsonl", [record(number % 55) for number in range(70)])
    for workers in (1, 3):
        batch.run([news], tmp_path / str(workers), replace(OPTIONS, form=form), workers=workers)

    assert files(tmp_path / "1") == files(tmp_path / "3")


def test_again_does_nothing(tmp_path: Path, run: Run) -> None:
    records: list[dict[str, Any] | str] = [record(number) for number in range(30)]
    out = run(records)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("part-*")}

    summary = batch.run([tmp_path / "news.jsonl"], out, OPTIONS)

    assert (summary.parts, summary.parts_before, summary.records) == (2, 2, 30)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("part-*")} == before


def test_only_what_is_missing_is_done(tmp_path: Path, run: Run) -> None:
    out = run([record(number) for number in range(30)])
    whole = files(out)
    (out / "manifest" / "part-00001.jsonl").unlink()

    summary = batch.run([tmp_path / "news.jsonl"], out, OPTIONS)

    assert (summary.parts, summary.parts_before) == (2, 1)
    assert files(out) == whole


def test_new_records_at_the_end_are_added(tmp_path: Path, run: Run) -> None:
    records: list[dict[str, Any] | str] = [record(number) for number in range(30)]
    run(records)
    out = run([*records, record(3, id="copy"), *(record(number) for number in range(30, 60))])
    whole = files(out)

    batch.run([tmp_path / "news.jsonl"], tmp_path / "anew", OPTIONS)

    assert whole == files(tmp_path / "anew")
    assert outcomes(out) == {"read": 60, "duplicate": 1}


def test_fewer_records_leave_nothing_behind(run: Run) -> None:
    run([record(number) for number in range(60)])
    out = run([record(number) for number in range(10)])

    assert outcomes(out) == {"read": 10}
    assert len(rows(out, "articles")) == 10


def test_what_a_killed_worker_had_begun_is_taken_away(run: Run) -> None:
    out = run([record(number) for number in range(10)])
    begun = out / "articles" / ".part-00000.parquet.0123.part"
    begun.write_bytes(b"PAR1")

    run([record(number) for number in range(10)])

    assert not begun.exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (replace(OPTIONS, min_words=30), "holds a batch that was done with min_words 20, not 30"),
        (replace(OPTIONS, form=Form.JSONL), 'holds a batch that was done with format "parquet", not "jsonl"'),
        (
            replace(OPTIONS, how=ReaderChoice(recall="high")),
            'holds a batch that was done with recall null, not "high"',
        ),
    ],
)
def test_other_options_need_another_folder(run: Run, options: BatchOptions, message: str) -> None:
    out = run([record(0)])

    with pytest.raises(InquitError) as caught:
        run([record(0)], options)

    assert str(caught.value) == f"{str(out)!r} {message}; give the same ones again, or another folder to --out"


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.txt").write_text("x")

    with pytest.raises(InquitError, match=r"is not empty and holds no batch; name a new folder$"):
        batch.run([tmp_path / "photo.txt"], tmp_path, OPTIONS)


def test_a_missing_model_ends_the_batch_with_its_message(run: Run) -> None:
    with pytest.raises(InquitError, match=r"^the model is not there; install it$"):
        run([record(0)], replace(OPTIONS, reader=WITHOUT_MODEL))


def test_folders_patterns_and_packed_files_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(story(1))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(json.dumps(record(2)).encode()))
    (folder / "c.json").write_text(json.dumps([record(3), record(4)]))
    (folder / "d.png").write_bytes(b"\x89PNG\r\n\x1a\n")

    batch.run([folder, f"{tmp_path}/ne*/a.*", tmp_path / "none"], folder / "out", OPTIONS)

    assert [(Path(one["file"]).name, one["record"], one["outcome"]) for one in manifest(folder / "out")] == [
        ("a.txt", None, "read"),
        ("b.jsonl.gz", 1, "read"),
        ("c.json", 1, "read"),
        ("c.json", 2, "read"),
        ("d.png", None, "not an article"),
        ("a.txt", None, "duplicate"),
        ("none", None, "failed"),
    ]


def test_what_a_batch_wrote_is_no_input(tmp_path: Path, run: Run) -> None:
    out = run([record(0)])

    batch.run([tmp_path], tmp_path / "second", OPTIONS)
    batch.run([out], tmp_path / "third", OPTIONS)

    assert outcomes(tmp_path / "second") == {"read": 1}
    assert [line["reason"] for line in manifest(tmp_path / "third")] == [
        "is what a batch wrote; name what it was made from, or give it to inquit add"
    ]


def test_a_sample_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    news = written(tmp_path / "news.jsonl", [record(number) for number in range(100)])
    samples = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        batch.run([news], tmp_path / name, replace(OPTIONS, sample=20, seed=seed))
        samples.append([line["record"] for line in manifest(tmp_path / name)])

    assert [len(sample) for sample in samples] == [20, 20, 20]
    assert samples[0] == samples[1] == sorted(samples[0])
    assert samples[0] != samples[2]


def test_near_duplicates_are_linked_on_request(run: Run) -> None:
    long = " ".join(story(number) for number in range(12))
    changed = long.replace("Ferry 5", "Ferry five")
    out = run([record(0, body=long), record(1, body=changed), record(2)], replace(OPTIONS, near=0.8))

    assert [line["outcome"] for line in manifest(out)] == ["read", "duplicate", "read"]
    (copy,) = (one for one in rows(out, "articles") if one["same_as"])
    assert copy["same_as"] == "00000-000"
    assert copy["likeness"] > 0.9
    assert copy["text"] is not None


def test_tables_lie_by_outlet_and_month_on_request(run: Run) -> None:
    out = run([record(number) for number in range(6)], replace(OPTIONS, by_outlet_and_month=True))

    folders = {str(path.parent.relative_to(out)) for path in out.glob("by-outlet-and-month/**/*.parquet")}
    assert "by-outlet-and-month/statements/outlet=Holm%20Herald/month=2025-02" in folders
    assert len([one for one in folders if "/statements/" in one]) == 6


def test_duckdb_reads_the_tables(run: Run) -> None:
    duckdb = pytest.importorskip("duckdb")
    out = run([record(number) for number in range(30)], replace(OPTIONS, by_outlet_and_month=True))

    counted = duckdb.sql(
        f"SELECT a.outlet, count(*) FROM '{out}/statements/*.parquet' s JOIN '{out}/articles/*.parquet' a"
        " USING (article_key) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    parted = duckdb.sql(
        f"SELECT outlet, count(*) FROM read_parquet('{out}/by-outlet-and-month/statements/**/*.parquet',"
        " hive_partitioning=true) GROUP BY 1 ORDER BY 1"
    ).fetchall()

    assert counted == parted == [("Holm Herald", 30), ("Quill Gazette", 30)]


@pytest.mark.parametrize("form", list(Form))
def test_the_readings_come_back(form: Form, run: Run) -> None:
    records = [record(number, url=f"https://holm.example/{number}") for number in range(3)]
    same_day = record(0, id="x", url="https://quill.example/0", media={"name": "Quill"})
    other_day = same_day | {"url": "https://wire.example/0", "pub_date": "2025-06-01"}
    out = run([*records, same_day, other_day], replace(OPTIONS, form=form, keep={"section": "section"}))

    assert batched.is_batch(out)
    found = list(batched.readings(out))

    assert all(isinstance(one, Reading) for one in found)
    articles = [one.article for one in found if isinstance(one, Reading)]
    assert [(one.url, one.outlet) for one in articles] == [
        ("https://holm.example/0", "Quill Gazette"),
        ("https://quill.example/0", "Quill"),
        ("https://holm.example/1", "Holm Herald"),
        ("https://holm.example/2", "Quill Gazette"),
    ]
    assert articles[0].extra == {"section": "harbour"}
    assert [len(one) for one in found if isinstance(one, Reading)] == [2, 2, 2, 2]


def test_a_damaged_part_costs_itself(run: Run) -> None:
    out = run([record(number) for number in range(30)])
    (out / "statements" / "part-00000.parquet").write_bytes(b"PAR1 damaged")

    first, *others = batched.readings(out)

    assert not isinstance(first, Reading)
    assert "the tables of part-00000 are damaged or not whole" in str(first)
    assert len(others) == 6


def test_the_estimate_counts_and_measures(tmp_path: Path) -> None:
    news = written(tmp_path / "news.jsonl", [record(number) for number in range(40)])

    told = batch.estimate([news], OPTIONS)

    assert (told.records, told.by_file, told.tried) == (40, {str(news): 40}, 24)
    assert told.outcomes == {Outcome.READ: 24}
    assert told.hours(2) == pytest.approx((told.seconds_a_record or 0) * 40 / 2 / 3600)
    assert not (tmp_path / "out").exists()


def test_options_of_reading_hold(run: Run) -> None:
    options = replace(OPTIONS, read=ReadOptions(outlet="Holm Herald", published="2025-06-01"))
    out = run([record(0)], options)

    assert [(one["outlet"], one["published"]) for one in rows(out, "articles")] == [("Holm Herald", "2025-06-01")]
