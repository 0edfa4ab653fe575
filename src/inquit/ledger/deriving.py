"""What stands in a version, made from what is kept: its readings, and the events about its statements.

`derive` is the only writer of the tables `statements`, `speakers`, `times` and `tallies`.  It is a function of the kept
tables alone, called after each change of them, and by `doctor`: the same state comes out however often it runs.  Rows
keep their numbers, so that links hold.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from inquit.ledger import tallies
from inquit.ledger.days import bounds, day
from inquit.ledger.effective import SPANS, Standing, words_at
from inquit.ledger.speakers import Speakers
from inquit.ledger.stands import Found, Version, stand
from inquit.ledger.tallies import Tally
from inquit.types import Flag

_AS_JSON = str.maketrans({"'": '"', " ": None})
"""Makes short JSON of what Python prints of lists of numbers by name: a twentieth of what adding costs, with `json`."""

_COLUMNS = (
    *("short_id", "article_id", "version_id", "reading_id", "outlet_id", "speaker_id", "person_id", "source", "cue"),
    *(
        "words",
        "spans",
        "start",
        "stop",
        "mode",
        "type",
        "act",
        "conditional",
        "negated",
        "hedged",
        "condition",
        "said",
    ),
    *("said_basis", "said_first", "said_last", "published", "day", "target_speaker_id", "confidence", "current"),
    *("struck", "corrected"),
)
_FIXED = ("short_id", "article_id", "version_id")

_STATEMENT = f"""
INSERT INTO statements({", ".join(_COLUMNS)}) VALUES ({", ".join("?" * len(_COLUMNS))})
ON CONFLICT(short_id) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name not in _FIXED)}
WHERE version_id = excluded.version_id
"""
_values = itemgetter(*_COLUMNS)
_FLAGS = tuple(map(str, Flag))


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from a version.

    Attributes:
        rows: Of its statements, by short id; `within` names one by its short id.
        tally: What counts of it; `None` where it is not the current version of its article.
    """

    version: Version
    rows: dict[str, dict[str, Any]]
    tally: Tally | None


def derive(conn: sqlite3.Connection, version_id: int, *, new: dict[str, Any] | None = None) -> None:
    """Write what stands in a version.

    Args:
        conn: The ledger, in the transaction of the change.
        version_id: The version.
        new: The record of its only reading, where the version is new: nothing else needs to be read then.
    """
    found = expected(conn, version_id, new=new, write=True)
    rows = found.rows
    conn.executemany(_STATEMENT, map(_values, rows.values()))
    conn.executemany(
        "UPDATE statements SET within_id = (SELECT id FROM statements WHERE short_id = ?2) WHERE short_id = ?1",
        [(short_id, row["within"]) for short_id, row in rows.items() if row["within"] is not None or new is None],
    )
    tallies.write(conn, found.version, found.tally)


def expected(
    conn: sqlite3.Connection, version_id: int, *, new: dict[str, Any] | None = None, write: bool = False
) -> Derived:
    """What the rows about a version should be.

    Args:
        conn: The ledger.
        version_id: The version.
        new: As for `derive`.
        write: Make the rows of speakers and times that are missing or wrong, too.
    """
    stands = stand(conn, version_id, new=new)
    version = stands.version
    speakers = Speakers(conn, version.id, version.article, version.reading_id, write=write)
    for reading_id, record in stands.readings:
        speakers.of_reading(reading_id, record)
    if write:
        _write_times(conn, version, stands.readings, fresh=new is not None)
    rows = {
        short_id: _columns(version, short_id, found, standing, speakers)
        | {"current": short_id in stands.current, "within": standing.record.get("within")}
        for short_id, (found, standing) in stands.statements.items()
    }
    return Derived(version, rows, tallies.tally(version, rows.values(), speakers.kinds()))


def _columns(version: Version, short_id: str, one: Found, stands: Standing, speakers: Speakers) -> dict[str, Any]:
    """The row of a statement."""
    record, text = stands.record, version.text
    pieces = [piece for name in ("source", "cue", "content") for piece in record.get(name) or ()]
    speaker_id, person_id = speakers.get(record.get("speaker"), one.reading_id)
    time = record.get("time") or {}
    said = bounds(time.get("value"))
    flags = record.get("flags") or ()
    spans = {name: record[name] for name in SPANS if record.get(name)}
    if time.get("start") is not None:
        spans["time"] = [[time["start"], time["end"]]]
    return {
        "short_id": short_id,
        "article_id": version.article_id,
        "version_id": version.id,
        "reading_id": one.reading_id,
        "outlet_id": version.outlet_id,
        "speaker_id": speaker_id,
        "person_id": person_id,
        "source": words_at(text, record.get("source") or ()),
        "cue": words_at(text, record.get("cue") or ()),
        "words": words_at(text, record.get("content") or ()),
        "spans": str(spans).translate(_AS_JSON),
        "start": min(piece[0] for piece in pieces),
        "stop": max(piece[1] for piece in pieces),
        "mode": record.get("mode") or "indirect",
        "type": record.get("type"),
        "act": record.get("act"),
        **{flag: flag in flags for flag in _FLAGS},
        "condition": words_at(text, record.get("condition") or ()) or None,
        "said": time.get("value"),
        "said_basis": time.get("basis"),
        "said_first": said and said[0],
        "said_last": said and said[1],
        "published": day(version.published),
        "day": (said and said[0]) or day(version.published) or "",
        "target_speaker_id": speakers.get(record.get("target_speaker"), one.reading_id)[0],
        "confidence": record.get("confidence"),
        "struck": stands.struck,
        "corrected": stands.corrected,
    }


def _write_times(
    conn: sqlite3.Connection, version: Version, readings: list[tuple[int, dict[str, Any]]], *, fresh: bool
) -> None:
    """Write the time expressions of the current reading in place of those before; a `fresh` version has none."""
    if not fresh:
        conn.execute("DELETE FROM times WHERE version_id = ?", (version.id,))
    for reading_id, record in readings:
        if reading_id == version.reading_id:
            conn.executemany(
                "INSERT OR IGNORE INTO times VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (version.id, time["start"], time["end"], time["type"], time["value"], time["mod"], time["anchor"])
                    for time in record["times"]
                ],
            )
