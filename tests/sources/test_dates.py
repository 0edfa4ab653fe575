from __future__ import annotations

import pytest

from inquit.sources.dates import DateLine, date_line, dateline, iso


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("14 Aug, 2021 07:15 / Updated 2 years ago", DateLine("2021-08-14T07:15", None, "-P2Y")),
        (
            "Published: March 9, 2024 6:30 PM EST | Updated: 10 March 2024, 07:05 GMT",
            DateLine("2024-03-09T18:30-05:00", "2024-03-10T07:05+00:00"),
        ),
        ("Monday, 4 March 2024", DateLine("2024-03-04")),
        ("By Jana Holm and Per Lind | 3 May 2021 at 8.05pm BST", DateLine("2021-05-03T20:05+01:00")),
        ("18:30 CET, 9 March 2024", DateLine("2024-03-09T18:30+01:00")),
        ("6:14 PM ET, Thu June 29, 2023", DateLine("2023-06-29T18:14-04:00")),
        ("6:14 PM ET, Fri January 12, 2024", DateLine("2024-01-12T18:14-05:00")),
        ("Posted on 9th of March 2024 · 4 min read", DateLine("2024-03-09")),
        ("9.3.2024 14:05", DateLine("2024-03-09T14:05")),
        ("2024-03-09 18:30:05 +0530", DateLine("2024-03-09T18:30:05+05:30")),
        ("03/19/2024", DateLine("2024-03-19")),
        ("19/03/2024", DateLine("2024-03-19")),
        ("Last modified: 1 Feb. 2020", DateLine(None, "2020-02-01")),
        ("12 a.m., Sept. 3, 2019", DateLine("2019-09-03T00:00")),
        ("By Jana Holm 2024-03-09 Updated 08:05", DateLine("2024-03-09")),
        ("Strandby, 3 April 2025", DateLine("2025-04-03")),
        # not lines of dates, or not to be told
        ("The talks began on 3 May 2021 in Ostvik", None),
        ("03/04/2024", None),
        ("31 February 2023", None),
        ("May 2024", None),
        ("Updated 2 hours ago", None),
        ("1 2 3", None),
        ("No date at all", None),
        ("3 May 2021 " * 30, None),
    ],
)
def test_date_lines(line: str, expected: DateLine | None) -> None:
    assert date_line(line) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("OSTVIK, March 3 (Norwire) - The mayor said so.", "XXXX-03-03"),
        ("OSTVIK, March 3, 2024 (Norwire) — The mayor said so.", "2024-03-03"),
        ("(Norwire) OSTVIK, 3 March 2021 -- The mayor said so.", "2021-03-03"),
        ("PORT ARDEN, Nor., Feb. 29 — The mayor said so.", "XXXX-02-29"),
        ("OSTVIK — The mayor spoke.", None),
        ("The mayor spoke on March 3 – briefly.", None),
        ("OSTVIK, March 32 (Norwire) - The mayor said so.", None),
    ],
)
def test_datelines(paragraph: str, expected: str | None) -> None:
    assert dateline(paragraph) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-09", "2024-03-09"),
        ("20240309", "2024-03-09"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("2024-03-09T18:30", "2024-03-09T18:30"),
        ("2024-03-09T18:30:00.000+0100", "2024-03-09T18:30:00+01:00"),
        ("2024-03-09T18:30Z", "2024-03-09T18:30+00:00"),
        ("Sat, 09 Mar 2024 18:30:00 +0200", "2024-03-09T18:30:00+02:00"),
        ("March 9, 2024", "2024-03-09"),
        ("0001-01-01T00:00:00", None),
        ("2024-13-01", None),
        ("2024-W10", None),
        ("yesterday", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_machine_dates_become_iso(value: str, expected: str | None) -> None:
    assert iso(value) == expected
