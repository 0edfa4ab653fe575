from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from export.stories import ferry
from inquit.export import Format, rendered
from inquit.types import Reading


@pytest.mark.parametrize("form", [Format.TABLE, Format.MARKDOWN])
def test_an_empty_line_stands_between_readings(form: Format) -> None:
    one = "".join(rendered([ferry()], form))
    assert "".join(rendered([ferry(), ferry()], form)) == f"{one}\n{one}"


def test_a_page_is_one_page_for_all_readings() -> None:
    (page,) = rendered([ferry(), ferry()], Format.HTML)
    assert page.count("<!DOCTYPE html>") == 1
    assert page.count("<article ") == 2


@pytest.mark.parametrize("form", [Format.TABLE, Format.MARKDOWN, Format.JSONL])
def test_what_is_read_is_given_before_more_is_asked_for(form: Format) -> None:
    asked = []

    def readings() -> Iterator[Reading]:
        for number in range(3):
            asked.append(number)
            yield ferry()

    stream = rendered(readings(), form)
    next(stream)
    assert asked == [0]


@pytest.mark.parametrize("form", list(Format))
def test_no_readings_make_a_whole_file(form: Format) -> None:
    text = "".join(rendered([], form))
    assert text == "" if form is not Format.HTML else text.endswith("</html>\n")


@pytest.mark.parametrize("form", [Format.TABLE, Format.MARKDOWN, Format.HTML])
def test_explain_tells_how_each_statement_was_found(form: Format) -> None:
    assert "name in the source" in "".join(rendered([ferry()], form, explain=True))
    assert "name in the source" not in "".join(rendered([ferry()], form))


def test_importing_the_face_brings_no_format() -> None:
    code = "import sys, inquit.export; print([name for name in ('jinja2', 'rich') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (Format.TABLE, "[promise, PLOVER AGREE, CAMEO 03, conditional, 88%]"),
        (Format.MARKDOWN, "(promise; PLOVER AGREE, CAMEO 03; conditional; 88%)"),
        (Format.HTML, '<span class="fact">PLOVER AGREE, CAMEO 03</span>'),
        (Format.JSONL, '"codes": {"plover": ["AGREE"], "cameo": ["03"]}'),
    ],
)
def test_codes_are_told_where_they_are_asked_for(form: Format, told: str) -> None:
    assert told in "".join(rendered([ferry()], form, codes=True))
    assert told not in "".join(rendered([ferry()], form))
