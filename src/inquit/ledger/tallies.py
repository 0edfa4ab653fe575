"""What `stats` counts, small: a row for each article that stands, a few bytes for each of its statements that stand.

Invariant: the row of an article is what follows from its current version and from the rows in `statements`; `derive`
writes it with them, `verify` compares them.  Counting a million statements row by row takes seconds; their tallies are
fourteen megabytes.  Who a speaker is across articles is not in it: people join and part them, see `people_state`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from struct import Struct
from typing import TYPE_CHECKING, Any

from inquit.ledger.stands import Version
from inquit.types import Act, Basis, Flag, Kind, Mode, Type

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CODES = {"kind": tuple(Kind), "act": tuple(Act), "type": tuple(Type), "mode": tuple(Mode), "basis": tuple(Basis)}
"""What the numbers of each field mean, from 1 on; 0 is none.  They stand in files: a new value goes to the end."""

FLAGS = (Flag.CONDITIONAL, Flag.NEGATED, Flag.HEDGED)
"""The bits of the field `flags`, the lowest first."""

_FIELDS = ("speaker", "words", *CODES, "flags")
_STATEMENT = Struct("<IIBBBBBB")
"""Row of the speaker, 0 for none; words; then a byte each."""

_KINDS, _ACTS, _TYPES, _MODES, _BASES = (
    {str(value): number for number, value in enumerate(values, 1)} for values in CODES.values()
)


@dataclass(frozen=True, slots=True)
class Tally:
    """A row of the table.

    Attributes:
        published: As precise as it is known, without the time: 2024-03-09, 2024.
        words: How many the text has.
        packed: `_STATEMENT` of each statement that stands, in the order of these bytes.
    """

    article_id: int
    version_id: int
    outlet_id: int | None
    published: str | None
    words: int
    packed: bytes


def tally(version: Version, rows: Iterable[Mapping[str, Any]], kinds: Mapping[int | None, str | None]) -> Tally | None:
    """What counts of an article; `None` where the version is not its current one.

    Args:
        version: The version.
        rows: The rows of its statements.
        kinds: Of its speakers, by their rows.
    """
    if not version.is_current:
        return None
    packed = b"".join(sorted(_packed(row, kinds) for row in rows if row["current"]))
    published = version.published[:10] if version.published else None
    return Tally(version.article_id, version.id, version.outlet_id, published, _words_of_text(version.text), packed)


def write(conn: sqlite3.Connection, version: Version, made: Tally | None) -> None:
    """Keep what counts of an article; of a version that is not current nothing."""
    if made is not None:
        conn.execute("INSERT OR REPLACE INTO tallies VALUES (?, ?, ?, ?, ?, ?)", astuple(made))
    else:
        conn.execute("DELETE FROM tallies WHERE version_id = ? AND article_id = ?", (version.id, version.article_id))


def kept(conn: sqlite3.Connection, version: Version) -> Tally | None:
    """What is kept of a version; `None`: nothing."""
    row = conn.execute(
        "SELECT * FROM tallies WHERE article_id = ? AND version_id = ?", (version.article_id, version.id)
    ).fetchone()
    return None if row is None else Tally(*row)


def fill(conn: sqlite3.Connection) -> None:
    """Make all tallies of the rows of statements, for ledgers that have none yet."""
    versions = conn.execute(
        "SELECT v.id, v.article_id, a.short_id, v.sha256, v.text, v.outlet_id, v.published, v.current_reading_id, 1"
        " FROM articles a JOIN versions v ON v.id = a.current_version_id"
    )
    for row in versions:
        version = Version(*row)
        rows = conn.execute(
            "SELECT s.speaker_id, k.kind, s.words, s.act, s.type, s.mode, s.said, s.said_basis, s.conditional,"
            " s.negated, s.hedged, s.current FROM statements s LEFT JOIN speakers k ON k.id = s.speaker_id"
            " WHERE s.version_id = ? AND s.current = 1",
            (version.id,),
        ).fetchall()
        write(conn, version, tally(version, rows, {one["speaker_id"]: one["kind"] for one in rows}))


def unpacked(packed: Collection[bytes]) -> NDArray[np.void]:
    """The statements of several rows, one after another, as an array with a field for each of `_FIELDS`."""
    import numpy as np

    kinds = {"I": "<u4", "B": "u1"}
    fields = [(name, kinds[code]) for name, code in zip(_FIELDS, _STATEMENT.format[1:], strict=True)]
    return np.frombuffer(b"".join(packed), dtype=np.dtype(fields))


def _packed(row: Mapping[str, Any], kinds: Mapping[int | None, str | None]) -> bytes:
    speaker = row["speaker_id"]
    return _STATEMENT.pack(
        speaker or 0,
        count_words(row["words"]),
        _KINDS.get(kinds.get(speaker) or "", 0),
        _ACTS.get(row["act"], 0),
        _TYPES.get(row["type"], 0),
        _MODES.get(row["mode"], 0),
        _BASES.get(row["said_basis"], 0) if row["said"] is not None else 0,
        row["conditional"] | row["negated"] << 1 | row["hedged"] << 2,
    )


def count_words(text: str) -> int:
    """Words of a text, told by the spaces between them."""
    told = text.strip(" ")
    return told.count(" ") + (told != "")


def _words_of_text(text: str) -> int:
    """Words of an article, whose paragraphs are parted by line ends."""
    return count_words(text.replace("\n\n", " ").replace("\n", " "))
