from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from ledger.readings import reading

from inquit.ledger import Ledger

Run = Callable[..., Result]


@pytest.fixture
def ids(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The ids of the people of a ledger, by their names."""
    monkeypatch.setenv("INQUIT_BY", "ed")
    with Ledger("inquit.db") as ledger:
        ledger.add(reading("A\n\nIda Holm said one. Otto Brandt said two.", published="2024-03-09"))
        ledger.add(reading("B\n\nIda Holm said three.", url="https://post.example/2", published="2023-01-05"))
        ledger.add(reading("C\n\nIda Hollm said four.", url="https://post.example/3", published=None))
        return {line.name: line.id for line in ledger.people.list()}


def test_people_alone_lists_who_speaks(run: Run, ids: dict[str, str]) -> None:
    assert (
        run("people").output
        == run("people", "list").output
        == f"""\
{ids["Ida Holm"]}        2  Ida Holm · 2 articles · 2023-01-05 to 2024-03-09
{ids["Otto Brandt"]}        1  Otto Brandt · 1 article · 2024-03-09
{ids["Ida Hollm"]}        1  Ida Hollm · 1 article
"""
    )


def test_people_alone_takes_the_ledger_from_the_environment(
    run: Run, ids: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "inquit.db").rename(folder / "other.db")
    monkeypatch.setenv("INQUIT_LEDGER", "other.db")

    assert "Ida Holm" in run("people").output


def test_the_list_for_programs(run: Run, ids: dict[str, str]) -> None:
    assert json.loads(run("people", "list", "otto", "--format", "jsonl").output) == {
        "id": ids["Otto Brandt"], "name": "Otto Brandt", "kind": "person", "role": None, "statements": 1, "articles": 1,
        "first": "2024-03-09", "last": "2024-03-09",
    }  # fmt: skip
    assert run("people", "list", "nobody").output == "Nobody found.\n"


def test_names_in_doubt_come_with_the_commands_that_decide(run: Run, ids: dict[str, str]) -> None:
    assert (
        run("people", "review").output
        == f"""\
the names differ by one letter
  {ids["Ida Holm"]}  Ida Holm · 2 articles · 2023-01-05 to 2024-03-09
  {ids["Ida Hollm"]}  Ida Hollm · 1 article
  same: inquit people merge {ids["Ida Holm"]} {ids["Ida Hollm"]}
  not:  inquit people distinct {ids["Ida Holm"]} {ids["Ida Hollm"]}

"""
    )


@pytest.mark.parametrize("word", ["distinct", "merge"])
def test_what_is_decided_is_in_doubt_no_longer_until_it_is_undone(run: Run, ids: dict[str, str], word: str) -> None:
    run("people", word, "Ida Holm", "Ida Hollm")
    assert run("people", "review").output == "No names in doubt.\n"
    run("undo", "1")
    assert run("people", "review").output != "No names in doubt.\n"


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (("merge", "Ida Holm", "Ida Hollm", "--why", "a slip"), "{Ida Holm} is Ida Hollm ({Ida Hollm}) too – a slip"),
        (("rename", "Ida Holm", "Ida Moe"), "{Ida Holm} is called Ida Moe, not Ida Holm"),
        (("distinct", "Ida Holm", "Ida Hollm"), "{Ida Holm} is not Ida Hollm ({Ida Hollm})"),
        (("unsure", "Ida Holm", "Ida Hollm"), "{Ida Holm} may be Ida Hollm ({Ida Hollm})"),
        (
            ("office", "Ida Holm", "mayor", "--of", "Norvik", "--since", "2023-05"),
            "{Ida Holm} holds an office: mayor of Norvik from 2023-05",
        ),
        (("office", "Otto Brandt", "--speaks-for", "Ida Holm"), "{Otto Brandt} speaks for Ida Holm"),
        (("identify", "Ida Holm", "q42"), "{Ida Holm} is Q42 of Wikidata"),
    ],
)
def test_what_was_said_is_repeated(run: Run, ids: dict[str, str], arguments: tuple[str, ...], printed: str) -> None:
    for name, short_id in ids.items():
        printed = printed.replace(f"{{{name}}}", short_id)

    assert re.sub(r"\d{4}-\d\d-\d\d, ed", "TODAY, ed", run("people", *arguments).output, count=1) == (
        f"event 1, TODAY, ed: {printed}\n"
    )


def test_a_split_says_who_is_new(run: Run, ids: dict[str, str]) -> None:
    run("people", "split", "Ida Holm", "https://post.example/2", "--name", "Ida Holm (coach)")

    assert [line.partition("  ")[2].strip() for line in run("people", "list", "holm").output.splitlines()] == [
        "1  Ida Holm · 1 article · 2024-03-09",
        "1  Ida Holm (coach) · 1 article · 2023-01-05",
    ]


def test_a_person_is_shown_with_all_that_was_said(run: Run, ids: dict[str, str]) -> None:
    run("people", "merge", "Ida Holm", "Ida Hollm")
    run("people", "office", "Ida Holm", "mayor", "--of", "Norvik")
    lines = run("people", "show", "Ida Hollm").output.splitlines()

    assert lines[:5] == [
        f"{ids['Ida Holm']}  Ida Holm · 3 articles · 2023-01-05 to 2024-03-09",
        "  3 statements",
        "  names:    Ida Holm (2), Ida Hollm (1)",
        f"  also:     Ida Hollm ({ids['Ida Hollm']})",
        "  office:   mayor of Norvik (event 2)",
    ]
    assert json.loads(run("people", "show", "Ida Holm", "--format", "json").output)["line"]["statements"] == 3


def test_a_list_of_offices_is_imported(run: Run, ids: dict[str, str], folder: Path) -> None:
    (folder / "list.csv").write_text("person,office\nIda Holm,mayor\nVera Lund,clerk\n", encoding="utf-8-sig")
    result = run("people", "import", "list.csv")

    assert result.stdout == "list.csv: 1 taken\n"
    assert result.stderr == (
        "inquit: list.csv, record 3: nobody is named 'Vera Lund'; inquit people lists those who speak\n"
        "inquit: 1 rows could not be taken; the others were\n"
    )
    assert result.exit_code == 1
    assert run("people", "import", "list.csv", "--new").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("merge", "Ida Holm"), 2),
        (("office", "Ida Holm"), 2),
        (("office", "Ida Holm", "x", "--of", "a", "--speaks-for", "b"), 2),
        (("show", "nobody"), 1),
        (("merge", "ida", "Otto Brandt"), 1),
        (("identify", "Ida Holm", "42"), 1),
    ],
)
def test_a_wrong_call_is_2_and_a_wrong_name_1(
    run: Run, ids: dict[str, str], arguments: tuple[str, ...], code: int
) -> None:
    assert run("people", *arguments).exit_code == code
