"""Learning when statements were made: what counts as right, and that weights move towards it."""

import numpy as np
import pytest

from inquit.reading.occasions.candidates import Candidate
from training.occasions import Example, _fit, report, right, same

POSSIBLE = [
    Candidate("2023-06-27", 0),
    Candidate("2023-06", 1),
    Candidate(None),
    Candidate("2023-06-30", published=True),
]


@pytest.mark.parametrize(
    ("value", "basis", "expected"),
    [
        ("2023-06-27", "text", [True, False, False, False]),
        ("2023-06", "text", [True, True, False, False]),
        ("2023-06-30", "text", [False, False, False, True]),
        ("2023-06-30", "published", [False, False, False, True]),
        (None, None, [False, False, True, False]),
        ("?", "unclear", [False] * 4),
    ],
)
def test_right_candidates_have_the_annotated_value_or_a_finer_one(value, basis, expected):
    assert right({"time": value, "time_basis": basis}, POSSIBLE) == expected


@pytest.mark.parametrize(
    ("gold", "value", "expected"),
    [
        (None, None, True),
        (None, "2023", False),
        ("2023", "2023-06", True),
        ("2023-06", "2023", False),
        ("2023", None, False),
    ],
)
def test_a_finer_value_is_the_same_a_coarser_one_is_not(gold, value, expected):
    assert same(gold, value) is expected


def test_weights_move_towards_what_is_right():
    examples = [Example([{"near": 1.0}, {"far": 1.0}], np.array([True, False]))] * 8

    weights = _fit(examples, {})

    assert weights["near"] > 0 > weights["far"]


def test_a_report_tells_shares_with_intervals(capsys):
    report("made up", [[("text", True), ("earlier", False)]] * 3)

    assert capsys.readouterr().out.splitlines()[:3] == [
        "made up",
        "  all         50.0  (50.0 to 50.0, n 6)",
        "  text       100.0  (100.0 to 100.0, n 3)",
    ]
