from __future__ import annotations

import pytest

from inquit.ledger.days import bounds, day


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-06-29", ("2023-06-29", "2023-06-29")),
        ("2023-06-29T20:35", ("2023-06-29", "2023-06-29")),
        ("2023-06-29TMO", ("2023-06-29", "2023-06-29")),
        ("2022-09", ("2022-09-01", "2022-09-30")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-W26", ("2023-06-26", "2023-07-02")),
        ("2023-W26-WE", ("2023-07-01", "2023-07-02")),
        ("2023-Q3", ("2023-07-01", "2023-09-30")),
        ("2023-H1", ("2023-01-01", "2023-06-30")),
        ("2023-SU", ("2023-06-01", "2023-08-31")),
        ("2023-WI", ("2023-12-01", "2024-02-29")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("199", ("1990-01-01", "1999-12-31")),
        ("PAST_REF", None),
        ("P3D", None),
        ("XXXX-06", None),
        ("2023-02-30", None),
        ("2023-W54", None),
        ("0000", None),
        ("", None),
        (None, None),
    ],
)
def test_a_value_means_the_days_that_its_words_can_mean(value: str | None, expected: tuple[str, str] | None) -> None:
    assert bounds(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2023-06-29T20:35+02:00", "2023-06-29"), ("2023-06-29", "2023-06-29"), ("2023", None), (None, None)],
)
def test_the_day_of_a_date(value: str | None, expected: str | None) -> None:
    assert day(value) == expected
