"""Audits of sample stories, from readings that the model made and that were looked over by eye.

`read_samples/readings.jsonl` is what `inquit read … --format jsonl` printed on 2026-11-28; the Markdown files beside it are
the notes and the CSV file is the table of the audits of it.  After a change of rules, write them again and read them:

    python -m tests.reports.test_samples
"""

from __future__ import annotations

from pathlib import Path

import pytest

from inquit import jsonl
from inquit.export.audit_note import note
from inquit.export.sections import csv_text
from inquit.records import parse_object
from inquit.reports import audit, audit_many
from inquit.types import Reading

FOLDER = Path(__file__).parent / "read_samples"


def readings() -> list[Reading]:
    lines = (FOLDER / "readings.jsonl").read_text(encoding="utf-8").splitlines()
    return [jsonl.from_record(parse_object(line)) for line in lines]


def name(reading: Reading) -> str:
    return "-".join((reading.article.title or "").lower().split()[:3])


def table() -> str:
    return csv_text(audit_many(readings(), of="the samples").sections())


@pytest.mark.parametrize("reading", readings(), ids=name)
def test_the_note_on_a_sample(reading: Reading) -> None:
    assert note(audit(reading)) == (FOLDER / f"{name(reading)}.md").read_text(encoding="utf-8")


def test_the_table_of_the_samples() -> None:
    assert table() == (FOLDER / "samples.csv").read_text(encoding="utf-8")


if __name__ == "__main__":
    for one in readings():
        (FOLDER / f"{name(one)}.md").write_text(note(audit(one)), encoding="utf-8")
    (FOLDER / "samples.csv").write_text(table(), encoding="utf-8")
