"""The pages that describe the formats say what the code does."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import Path

import pytest

from inquit import jsonl
from inquit.types import Act, Flag, Kind, Mode, TimexType, Type
from inquit.types.codes import CODES, Codes

DOCS = Path(__file__).resolve().parents[1] / "docs"
FORMAT_PAGE = (DOCS / "reading-format.md").read_text(encoding="utf-8")
ACTS_PAGE = (DOCS / "acts.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example() -> dict[str, object]:
    found = re.search(r"```json\n(.*?)```", FORMAT_PAGE, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_example_is_read_and_written_back_unchanged(example: dict[str, object]) -> None:
    assert jsonl.from_record(example).to_dict() == example


def test_the_example_shows_what_the_page_says(example: dict[str, object]) -> None:
    reading = jsonl.from_record(example)

    assert [str(statement) for statement in reading] == [
        "Maren Tolk (said): “We will open the harbour again in April,” … “if the dredgers come.”",
        "A person close to the talks (said): she believes the dredgers will be late",
        "A person close to the talks (believes): the dredgers will be late",
    ]


def test_every_field_of_the_example_is_described(example: dict[str, object]) -> None:
    described = set(re.findall(r"`(\w+)`", FORMAT_PAGE))
    speakers, statements, times = (example[key] for key in ("speakers", "statements", "times"))
    assert isinstance(speakers, list)
    assert isinstance(statements, list)
    assert isinstance(times, list)
    used = {*example, *speakers[1], *speakers[1]["anonymity"], *statements[0], *statements[0]["time"], *times[0]}

    assert used - described == set()


def test_the_acts_page_lists_the_acts_in_their_order() -> None:
    assert re.findall(r"^\| `(\w+)` \|", ACTS_PAGE, re.MULTILINE) == list(Act)


def test_the_acts_page_tells_the_codes() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \| ([^|]+) \|$", ACTS_PAGE, re.MULTILINE)
    listed = {Act(act): Codes(*(tuple(re.findall(r"\w+", names)) for names in columns)) for act, *columns in rows}

    assert listed == CODES


def test_the_acts_page_has_an_example_of_each_act() -> None:
    shown = re.findall(r"^- `(\w+)` – ", ACTS_PAGE, re.MULTILINE)

    assert shown == list(Act)


def test_the_acts_page_lists_the_flags() -> None:
    assert re.findall(r"^- `(\w+)`:", ACTS_PAGE, re.MULTILINE) == list(Flag)


@pytest.mark.parametrize("choices", [Kind, Mode, TimexType, Type], ids=lambda choices: choices.__name__)
def test_the_format_page_names_every_choice(choices: type[StrEnum]) -> None:
    assert [choice for choice in choices if f"`{choice}`" not in FORMAT_PAGE] == []
