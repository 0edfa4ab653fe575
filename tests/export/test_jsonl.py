from __future__ import annotations

import json
from collections.abc import Iterator

from export.stories import ferry
from inquit import jsonl as reading_format
from inquit.export.jsonl import lines
from inquit.types import Reading


def test_each_line_is_the_reading_in_the_reading_format() -> None:
    line, again = lines([ferry(), ferry()])
    assert line == again
    assert line.endswith("}\n")
    assert "\n" not in line[:-1]
    assert json.loads(line) == ferry().to_dict()
    assert reading_format.loads(line) == ferry()


def test_a_line_is_written_before_the_next_reading_is_asked_for() -> None:
    asked = []

    def readings() -> Iterator[Reading]:
        for number in range(3):
            asked.append(number)
            yield ferry()

    stream = lines(readings())
    next(stream)
    assert asked == [0]
