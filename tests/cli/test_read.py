from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from cli.fake import STORY, TABLE, FakeReader
from inquit import jsonl
from inquit.cli.read import read
from inquit.errors import ModelError
from inquit.sources.options import ReadOptions, how_to_give

Run = Callable[..., Result]

NO_FILE = (
    "inquit: nope.html: there is no such file, and it is no http or https address; "
    "check the path; a text itself goes to read_text, or by a pipe to inquit read -\n"
)


def test_a_table_goes_to_stdout_and_nothing_to_stderr(run: Run) -> None:
    result = run("read", "bridge.txt")
    assert (result.stdout, result.stderr, result.exit_code) == (TABLE, "", 0)


def test_standard_input_is_read_for_a_dash(run: Run) -> None:
    result = run("read", "-", given=STORY)
    assert (result.stdout, result.exit_code) == (TABLE, 0)


def test_jsonl_is_one_reading_a_line(run: Run, folder: Path) -> None:
    (folder / "swim.txt").write_text("Cold water\n\nOtto Brandt said the water was cold in June.\n", encoding="utf-8")
    result = run("read", "bridge.txt", "swim.txt", "--format", "jsonl")
    readings = [jsonl.loads(line) for line in result.stdout.splitlines()]
    assert [reading.article.title for reading in readings] == ["Bridge to Holm stays shut", "Cold water"]
    assert [len(reading) for reading in readings] == [2, 1]


def test_what_the_user_knows_of_the_story_goes_into_it(run: Run) -> None:
    result = run("read", "bridge.txt", "--published", "2024-03-09", "--outlet", "The Holm Post", "--format", "jsonl")
    record = json.loads(result.stdout)
    assert (record["published"], record["outlet"]) == ("2024-03-09", "The Holm Post")


def test_markdown_and_html_are_written(run: Run) -> None:
    assert run("read", "bridge.txt", "--format", "markdown").stdout.startswith("## Bridge to Holm stays shut\n")
    assert run("read", "bridge.txt", "--format", "html").stdout.startswith("<!DOCTYPE html>\n")


def test_explain_tells_how_each_statement_was_found(run: Run) -> None:
    assert "        speaker: Vera Lund, person (name in the source)\n" in run("read", "bridge.txt", "--explain").stdout


def test_codes_stand_beside_each_statement(run: Run) -> None:
    result = run("read", "bridge.txt", "--codes", "--format", "jsonl")
    assert [s["codes"] for s in json.loads(result.stdout)["statements"]] == [{"plover": [], "cameo": []}] * 2


def test_min_confidence_leaves_out_what_is_less_sure(run: Run) -> None:
    result = run("read", "bridge.txt", "--min-confidence", "0.5")
    assert "Vera Lund" in result.stdout
    assert "Otto Brandt" not in result.stdout


def test_unknown_fields_are_kept_on_request(run: Run, folder: Path) -> None:
    (folder / "a.jsonl").write_text(json.dumps({"text": STORY, "desk": "north"}) + "\n", encoding="utf-8")
    assert json.loads(run("read", "a.jsonl", "--format", "jsonl", "--keep").stdout)["extra"] == {"desk": "north"}
    assert "extra" not in json.loads(run("read", "a.jsonl", "--format", "jsonl").stdout)


def test_a_text_in_another_language_is_read_on_request(run: Run, folder: Path) -> None:
    german = "Die Brücke bleibt zu, und das ist nicht gut für die Leute auf der Insel. " * 8
    (folder / "de.txt").write_text(german, encoding="utf-8")
    refused = run("read", "de.txt")
    assert (refused.stdout, refused.exit_code) == ("", 1)
    assert "--any-language" in refused.stderr
    assert run("read", "de.txt", "--any-language").exit_code == 0


def test_a_broken_input_is_named_and_the_rest_is_read(run: Run, folder: Path) -> None:
    result = run("read", "nope.html", "bridge.txt")
    assert result.stdout == TABLE
    assert result.stderr == NO_FILE + "inquit: 1 of 2 could not be read; the others were\n"
    assert result.exit_code == 1


def test_a_broken_line_is_named_and_the_others_are_read(run: Run, folder: Path) -> None:
    good = json.dumps({"text": STORY})
    (folder / "a.jsonl").write_text(f"{good}\n{{oops\n{good}\n", encoding="utf-8")
    result = run("read", "a.jsonl")
    assert result.stdout == f"{TABLE}\n{TABLE}"
    assert result.stderr.startswith("inquit: a.jsonl, record 2: ")
    assert result.exit_code == 1


def test_a_single_failure_is_told_once(run: Run) -> None:
    result = run("read", "nope.html")
    assert (result.stdout, result.stderr, result.exit_code) == ("", NO_FILE, 1)


def test_messages_send_no_escape_sequences(run: Run) -> None:
    result = run("read", "\x1b[2J.html")
    assert result.stderr.startswith("inquit: \ufffd[2J.html: there is no such file")


def test_what_was_odd_about_an_article_is_noted(run: Run, folder: Path) -> None:
    (folder / "odd.txt").write_bytes(STORY.encode() + b"A caf\xff and a na\xfeve \x81 byte here.\n")
    result = run("read", "odd.txt")
    assert result.stderr.startswith("inquit: note: Bridge to Holm stays shut: ")
    assert result.exit_code == 0


def test_a_directory_is_read_on_request(run: Run, folder: Path) -> None:
    (folder / "stories").mkdir()
    (folder / "bridge.txt").rename(folder / "stories" / "bridge.txt")
    assert run("read", "stories").exit_code == 1
    assert run("read", "stories", "--recursive").stdout == TABLE


@pytest.mark.parametrize("workers", ["1", "3"])
def test_workers_keep_the_order_and_the_failures_in_it(run: Run, folder: Path, workers: str) -> None:
    names = []
    for number in range(30):
        name = f"{number}.txt"
        if number != 17:
            text = f"Story number {number}\n\nVera Lund said the bridge has {number} cables.\n"
            (folder / name).write_text(text, encoding="utf-8")
        names.append(name)
    result = run("read", *names, "--format", "jsonl", "--workers", workers)
    titles = [json.loads(line)["title"] for line in result.stdout.splitlines()]
    assert titles == [f"Story number {number}" for number in range(30) if number != 17]
    assert result.stderr.splitlines()[-1] == "inquit: 1 of 30 could not be read; the others were"
    assert result.exit_code == 1


def test_a_larger_input_is_read_on_request(run: Run, folder: Path) -> None:
    size = (folder / "bridge.txt").stat().st_size
    refused = run("read", "bridge.txt", "--max-bytes", str(size - 1))
    assert (refused.stdout, refused.exit_code) == ("", 1)
    assert "(--max-bytes N;" in refused.stderr
    assert run("read", "bridge.txt", "--max-bytes", str(size)).stdout == TABLE


@pytest.mark.parametrize("option", ["any_language", "recursive", "allow_private", "max_bytes"])
def test_what_messages_advise_is_an_option_here_and_in_python(option: str) -> None:
    (param,) = (param for param in read.params if param.name == option)
    flag = how_to_give(option).partition(";")[0]
    assert flag in param.opts
    assert param.get_default(click.Context(read)) == getattr(ReadOptions(), option)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["read"], "Missing argument 'PATH|URL|-...'."),
        (
            ["read", "bridge.txt", "--published", "3/4/2024"],
            "Invalid value for '--published': '3/4/2024' is not a date; write it as 2024-03-09 or 2024-03-09T18:30.",
        ),
        (
            ["read", "bridge.txt", "--workers", "0"],
            "Invalid value for '--workers': 0 is not in the range x>=1.",
        ),
        (
            ["read", "bridge.txt", "--min-confidence", "90"],
            "Invalid value for '--min-confidence': 90.0 is not in the range 0<=x<=1.",
        ),
        (
            ["read", "bridge.txt", "--format", "pdf"],
            "Invalid value for '--format': 'pdf' is not one of 'table', 'jsonl', 'html', 'markdown'.",
        ),
        (
            ["read", "bridge.txt", "--out", "missing/a.html"],
            "Invalid value for '--out': 'missing/a.html' cannot be written: no such file or directory",
        ),
    ],
)
def test_a_wrong_call_is_explained_and_ends_with_2(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.stderr.splitlines()[-1] == f"Error: {message}"
    assert (result.stdout, result.exit_code) == ("", 2)


def test_out_writes_a_file_and_nothing_to_stdout(run: Run, folder: Path) -> None:
    result = run("read", "bridge.txt", "--out", "told.txt")
    assert (result.stdout, result.stderr, result.exit_code) == ("", "", 0)
    assert (folder / "told.txt").read_bytes() == TABLE.encode()
    assert sorted(path.name for path in folder.iterdir()) == ["bridge.txt", "told.txt"]


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.html", "<!DOCTYPE html>"), ("a.HTM", "<!DOCTYPE"), ("a.jsonl", '{"format": 1'), ("a.md", "## "), ("a", "Bri")],
)
def test_the_name_of_the_file_tells_the_format(run: Run, folder: Path, name: str, begins: str) -> None:
    run("read", "bridge.txt", "--out", name)
    assert (folder / name).read_text(encoding="utf-8").startswith(begins)


def test_the_format_that_is_asked_for_wins_over_the_name(run: Run, folder: Path) -> None:
    run("read", "bridge.txt", "--out", "a.html", "--format", "markdown")
    assert (folder / "a.html").read_text(encoding="utf-8").startswith("## ")


def test_out_is_written_with_what_could_be_read(run: Run, folder: Path) -> None:
    assert run("read", "nope.html", "bridge.txt", "--out", "told.txt").exit_code == 1
    assert (folder / "told.txt").read_text(encoding="utf-8") == TABLE


def test_a_failure_on_the_way_leaves_the_old_file(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: FakeReader, article: object) -> object:
        raise ModelError("the model's files are damaged", where="encoder.onnx", remedy="install the package again")

    monkeypatch.setattr(FakeReader, "read", fails)
    (folder / "told.txt").write_text("old", encoding="utf-8")
    result = run("read", "bridge.txt", "--out", "told.txt")
    assert result.stderr == "inquit: encoder.onnx: the model's files are damaged; install the package again\n"
    assert (result.stdout, result.exit_code) == ("", 1)
    assert (folder / "told.txt").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["bridge.txt", "told.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_new_file_has_the_permissions_of_any_new_file(run: Run, folder: Path) -> None:
    run("read", "bridge.txt", "--out", "told.txt")
    modes = {stat.S_IMODE((folder / name).stat().st_mode) for name in ("bridge.txt", "told.txt")}
    assert len(modes) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_out_writes_through_a_link_and_to_a_device(run: Run, folder: Path) -> None:
    (folder / "link.txt").symlink_to("told.txt")
    run("read", "bridge.txt", "--out", "link.txt")
    assert (folder / "link.txt").is_symlink()
    assert (folder / "told.txt").read_text(encoding="utf-8") == TABLE
    assert run("read", "bridge.txt", "--out", os.devnull).exit_code == 0
