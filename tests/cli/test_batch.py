from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from cli.fake import STORY

pytest.importorskip("pyarrow", reason="the extra [parquet] is not installed")


@pytest.fixture(autouse=True)
def _fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inquit.batch.options.READER", "batch.fake:reader")


def test_what_became_of_the_records_is_told(run: Callable[..., Result], folder: Path) -> None:
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "broken.jsonl").write_text(json.dumps({"text": STORY * 2}) + "\n{broken\n")

    result = run("batch", "bridge.txt", "photo.png", "broken.jsonl", "--out", "out", "--workers", "1")

    assert result.exit_code == 1
    assert result.stdout == "out: 4 records: 2 read, 1 not an article, 1 failed; 6 statements\n"
    lines = result.stderr.splitlines()
    assert lines[0] == "inquit: broken.jsonl: fields text=text; --map and --keep say otherwise"
    assert lines[1].startswith("inquit: broken.jsonl, record 2: not valid JSON: ")
    assert lines[2] == f"inquit: 1 of 4 records failed; see {Path('out/manifest')}"

    again = run("batch", "bridge.txt", "--out", "out", "--format", "jsonl")

    assert again.exit_code == 1
    assert "holds a batch that was done with format" in again.stderr


def test_a_dry_run_writes_nothing(run: Callable[..., Result], folder: Path) -> None:
    result = run("batch", "bridge.txt", "--dry-run", "--workers", "2")

    assert result.exit_code == 0
    assert result.stdout.startswith("bridge.txt: 1\n1 record\nof 1 that were tried: 1 read\nabout ")
    assert [path.name for path in folder.iterdir()] == ["bridge.txt"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("bridge.txt",), "Name a folder for the output: --out DIR."),
        (("bridge.txt", "--out", "o", "--ray-address", "x:1"), "--ray-address goes with --engine ray."),
        (("bridge.txt", "--out", "o", "--map", "txt=a"), "an article has no 'txt'; did you mean 'text'?"),
        (
            ("bridge.txt", "--out", "o", "--keep", "act"),
            "there is a column 'act' already; give another name: my_act=act.",
        ),
    ],
)
def test_a_wrong_call_is_told(arguments: tuple[str, ...], message: str, run: Callable[..., Result]) -> None:
    result = run("batch", *arguments)

    assert result.exit_code == 2
    assert message in result.stderr
