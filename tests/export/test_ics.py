from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from reports.pledge_stories import fill, line

from inquit.export.ics import _folded, _text, calendar
from inquit.ledger import Ledger
from inquit.reports.promises import promises

STAMP = datetime(2024, 3, 9, 12, 30, tzinfo=UTC)
WHOLE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Inquit//Inquit 0.1.0//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Pledges due
BEGIN:VEVENT
UID:UUID
DTSTAMP:20240309T123000Z
DTSTART;VALUE=DATE:20241231
DTEND;VALUE=DATE:20250101
SUMMARY:Ida Holm: to open the bridge\\, the gates and the quay by the end of
  2024
DESCRIPTION:due: by the end of 2024\\nfirst said: 2024-01-10\\nlast said: 202
 4-01-10\\ntold by: Norvik Echo\\nstatus: open\\npledge: ID
URL:https://made.example/0
CATEGORIES:promise
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def made(path: Path, *words: str) -> tuple[str, list[str]]:
    with Ledger(path / "town.db") as ledger:
        ids = fill(ledger, [line("2024-01-10", "Ida Holm", "promise", one) for one in words])
        return calendar(promises(ledger, as_of=date(2024, 3, 9)), stamp=STAMP), ids


def test_a_deadline_is_an_event_of_a_whole_day(tmp_path: Path) -> None:
    text, (first, _) = made(
        tmp_path, "to open the bridge, the gates and the quay by the end of 2024", "to resign at some time"
    )
    assert text.count("\r\n") == text.count("\n")
    plain = re.sub(r"UID:[0-9a-f-]{36}", "UID:UUID", text.replace("\r\n", "\n").replace(first, "ID"))
    assert plain == WHOLE


def test_lines_are_folded_at_75_octets_and_never_inside_a_character(tmp_path: Path) -> None:
    words = "‘Brücke’; “größer”\\" + " für alle – übermäßig" * 8 + " by the end of 2024"
    text, _ = made(tmp_path, words)
    lines = text.split("\r\n")
    assert all(len(one.encode()) <= 75 for one in lines)
    unfolded = text.replace("\r\n ", "")
    told = next(one for one in unfolded.split("\r\n") if one.startswith("SUMMARY"))
    value = told.removeprefix("SUMMARY:")
    for escaped, mark in (("\\;", ";"), ("\\,", ","), ("\\n", "\n"), ("\\\\", "\\")):
        value = value.replace(escaped, mark)
    assert value == f"Ida Holm: {words}"


def test_the_same_pledge_keeps_its_uid(tmp_path: Path) -> None:
    uids = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        text, _ = made(tmp_path / name, "to open the bridge by the end of 2024")
        uids.append(re.findall(r"UID:(\S+)", text))
    assert uids[0] == uids[1]
    assert len(uids[0]) == 1


@given(st.text(max_size=300))
def test_any_text_is_folded_and_comes_back(words: str) -> None:
    pieces = list(_folded(f"SUMMARY:{_text(words)}"))
    assert all(len(one.encode("utf-8", "replace")) <= 75 for one in pieces)
    assert all(one.startswith(" ") for one in pieces[1:])
    assert not any(mark in one for one in pieces for mark in "\r\n")
    whole = pieces[0] + "".join(one[1:] for one in pieces[1:])
    assert whole == f"SUMMARY:{_text(words)}"
