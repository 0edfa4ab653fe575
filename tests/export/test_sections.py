from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

import pytest
from rich.console import Console

from inquit.export.sections import Form, csv_text, markdown, plain, renderable, rendered
from inquit.reports import Section

PLEDGES = Section(
    "Pledges",
    ("who", "times", "words"),
    (("Ida Holm", 12, "a ferry | a *bridge*"), ("Åse", None, "<b>bolts</b>")),
    note="Of one side each.",
)
SHARES = Section("Shares", ("act", "share"), (("promise", 0.123456), ("deny", 1.0)))
EMPTY = Section("Conditions", ("who", "words"))


@dataclass(frozen=True)
class Told:
    parts: tuple[Section, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"titles": [section.title for section in self.parts], "odd": "\ud800"}

    def sections(self) -> tuple[Section, ...]:
        return self.parts


def test_a_plain_table_is_aligned() -> None:
    assert (
        plain([PLEDGES, EMPTY, SHARES])
        == """\
Pledges
Of one side each.
  who       times  words
  Ida Holm     12  a ferry | a *bridge*
  Åse              <b>bolts</b>

Conditions
  none

Shares
  act       share
  promise  0.1235
  deny          1
"""
    )


def test_one_long_value_does_not_push_the_others_away() -> None:
    lines = plain([Section("A", ("words", "who"), (("x" * 90, "Ida"), ("y", "Otto")))]).splitlines()

    assert lines[2:] == [f"  {'x' * 90}  Ida", f"  y{' ' * 47}  Otto"]


def test_markdown_shows_what_a_page_says_and_obeys_none_of_it() -> None:
    assert (
        markdown([PLEDGES, EMPTY])
        == """\
## Pledges

Of one side each.

| who | times | words |
| --- | ---: | --- |
| Ida Holm | 12 | a ferry \\| a \\*bridge\\* |
| Åse |  | &lt;b&gt;bolts&lt;/b&gt; |

## Conditions

none
"""
    )


def test_one_section_is_a_csv_of_its_own_columns() -> None:
    assert csv_text([SHARES]) == "act,share\npromise,0.123456\ndeny,1.0\n"


def test_several_sections_share_the_columns_of_one_name() -> None:
    rows = list(csv.reader(io.StringIO(csv_text([PLEDGES, EMPTY, SHARES]))))

    assert rows == [
        ["section", "who", "times", "words", "act", "share"],
        ["Pledges", "Ida Holm", "12", "a ferry | a *bridge*", "", ""],
        ["Pledges", "Åse", "", "<b>bolts</b>", "", ""],
        ["Shares", "", "", "", "promise", "0.123456"],
        ["Shares", "", "", "", "deny", "1.0"],
    ]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_spreadsheet_runs_nothing(formula: str) -> None:
    assert csv_text([Section("A", ("words",), ((formula,),))]).splitlines()[1] == f"'{formula}"


def test_what_a_page_says_cannot_steer_the_terminal() -> None:
    section = Section("A\x1b[2J", ("words",), (("a\x1b[31m\nb\u202e",),))
    console = Console(width=40, record=True, file=io.StringIO())
    console.print(renderable([section]))

    for text in (plain([section]), markdown([section]), console.export_text()):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\nb" not in text


def test_a_terminal_wraps_long_values() -> None:
    console = Console(width=30, record=True, file=io.StringIO())
    console.print(renderable([Section("Words", ("who", "words"), (("Ida", "one two three four five six"),)), EMPTY]))

    assert [line.rstrip() for line in console.export_text().splitlines()] == [
        "Words",
        "  who  words",
        "  Ida  one two three four five",
        "       six",
        "",
        "Conditions",
        "  none",
    ]


def test_a_report_in_every_form() -> None:
    report = Told((SHARES,))

    assert rendered(report, Form.JSON) == '{"titles": ["Shares"], "odd": "\\ud800"}\n'
    assert rendered(report, Form.CSV) == csv_text([SHARES])
    assert rendered(report, Form.MARKDOWN) == markdown([SHARES])
    assert rendered(report, Form.TABLE) == plain([SHARES])
