"""`inquit lost`, `compare`, and what `verify` makes of their pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from ledger.matching.outlets import POST, WIRE, filled, short

from inquit.ledger import Ledger

Run = Callable[..., Result]


@pytest.fixture
def ids(folder: Path) -> dict[str, str]:
    """Ids of what the mayor says in each outlet's story, in `inquit.db` of the current directory."""
    with Ledger(folder / "inquit.db") as ledger:
        filled(ledger)
        return {outlet: short(ledger, outlet, "Vera Lund") for outlet in ("Post", "Wire", "Echo")}


def test_two_texts_need_no_ledger(run: Run) -> None:
    result = run("lost", "The mill may close.", "The mill will close.", "--format", "csv")

    assert result.exit_code == 0
    assert "1,hedge,may,,the other has “close” without hedge,text,text" in result.stdout
    assert not Path("inquit.db").exists()


def test_files_are_read(run: Run, folder: Path) -> None:
    (folder / "one.txt").write_text(POST, encoding="utf-8")
    (folder / "two.txt").write_text(WIRE, encoding="utf-8")
    record = json.loads(run("lost", "one.txt", "two.txt", "--format", "json").stdout)

    kinds = {loss["kind"] for strip in record["strips"] for loss in strip["lost"]}
    assert {"condition", "quotation", "date"} <= kinds


def test_a_page_is_written_and_proved(run: Run, ids: dict[str, str]) -> None:
    assert run("lost", ids["Post"], ids["Wire"], "--strip", "toll.html").exit_code == 0
    proved = run("verify", "toll.html")

    assert proved.exit_code == 0
    assert proved.stdout == ("toll.html: 1 pair of wordings, every word, place, hash, date and link as in inquit.db\n")


def test_a_forged_page_is_told(run: Run, ids: dict[str, str]) -> None:
    run("lost", ids["Post"], ids["Wire"], "--strip", "toll.html")
    page = Path("toll.html")
    page.write_text(page.read_text(encoding="utf-8").replace("<time>2024-03-09", "<time>2024-03-01"), encoding="utf-8")
    told = run("verify", "toll.html")

    assert told.exit_code == 1
    assert told.stdout == "toll.html: pair 1, first: published: shows 2024-03-01, the ledger has 2024-03-09\n"
    assert told.stderr == "inquit: toll.html: 1 of its claims do not follow from inquit.db\n"


def test_groups_are_found_and_written(run: Run, ids: dict[str, str]) -> None:
    result = run("compare", "--format", "json", "--strip", "groups.html")

    groups = json.loads(result.stdout)["groups"]
    assert [telling["statement"] for telling in groups[0]["tellings"]] == [ids["Post"], ids["Wire"], ids["Echo"]]
    assert run("verify", "groups.html").exit_code == 0


def test_one_statement_is_compared(run: Run, ids: dict[str, str]) -> None:
    assert f"1,{ids['Wire']},cut," in run("compare", ids["Echo"], "--format", "csv").stdout


def test_the_next_page_is_offered(run: Run, ids: dict[str, str]) -> None:
    first = run("compare", "--limit", "1")

    assert first.stderr.startswith("inquit: there is more: --cursor 2024-03-10:")
    cursor = first.stderr.split()[-1]
    assert "ferry" in run("compare", "--limit", "1", "--cursor", cursor).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("lost", "no.txt", "A text."), 1, "inquit: no.txt: there is no such file; check the path\n"),
        (
            ("lost", "A text."),
            1,
            "inquit: one text alone has nothing to be held against; name a second one, or an article with a headline\n",
        ),
        (("lost", "s2t4kqx7mzpw", "A text."), 1, "inquit: none.db: there is no ledger; make one with: inquit add\n"),
        (("compare",), 1, "inquit: none.db: there is no ledger; make one with: inquit add\n"),
    ],
)
def test_what_went_wrong_is_told(run: Run, arguments: tuple[str, ...], code: int, message: str) -> None:
    result = run(*arguments, "--ledger", "none.db")

    assert (result.exit_code, result.stderr) == (code, message)


def test_without_differences_no_page_is_written(run: Run, ids: dict[str, str], folder: Path) -> None:
    (folder / "one.txt").write_text("The mill is old.\n", encoding="utf-8")
    result = run("lost", "one.txt", "one.txt", "--strip", "none.html")

    assert result.stderr == "inquit: no pair of wordings differs: no page was written\n"
    assert not (folder / "none.html").exists()
