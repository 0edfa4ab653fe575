from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from inquit.cli import report_output
from inquit.cli.report_output import as_of_option, emit, report_options
from inquit.export.sections import Form
from inquit.reports import Section


@dataclass(frozen=True)
class Told:
    as_of: date | None

    def to_dict(self) -> dict[str, Any]:
        return {"as_of": self.as_of and self.as_of.isoformat()}

    def sections(self) -> tuple[Section, ...]:
        return (Section("Days", ("as of",), ((self.as_of and self.as_of.isoformat(),),)),)


@click.command()
@as_of_option
@report_options
def days(as_of: date | None, form: str, out: Path | None) -> None:
    emit(Told(as_of), form, out, note="Dear reporter\n")


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        ((), "Days\n  as of\n\n"),
        (("--as-of", "2024-03-09"), "Days\n  as of\n  2024-03-09\n"),
        (("--as-of", "2024-03-09", "--format", "json"), '{"as_of": "2024-03-09"}\n'),
        (("--as-of", "2024-03-09", "--format", "csv"), "as of\n2024-03-09\n"),
        (("--format", "markdown"), "Dear reporter\n"),
    ],
)
def test_a_report_is_printed(arguments: tuple[str, ...], printed: str) -> None:
    assert CliRunner().invoke(days, arguments).output == printed


def test_a_report_is_written_to_a_file(tmp_path: Path) -> None:
    result = CliRunner().invoke(days, ["--format", "csv", "--out", str(tmp_path / "days.csv")])

    assert (result.output, result.exit_code) == ("", 0)
    assert (tmp_path / "days.csv").read_bytes() == b'as of\n""\n'


def test_a_day_that_is_none_is_a_wrong_call() -> None:
    result = CliRunner().invoke(days, ["--as-of", "soon"])

    assert "'soon' is not a day; write it as 2024-03-09." in result.output
    assert result.exit_code == 2


def test_the_choices_are_the_forms() -> None:
    assert tuple(Form) == report_output.FORMATS
