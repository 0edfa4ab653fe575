"""Named watches: what each of them looks for and how far it has looked, in a small file beside the ledger.

Beside and not inside, so that watching never writes to a ledger: many can watch one that they may only read, each with
a file of their own.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inquit.errors import FormatError, LedgerError
from inquit.ledger.search_query import Query
from inquit.reports.watch import asked, query_of

_NAME = re.compile(r"[\w.-]{1,60}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A named watch.

    Attributes:
        until: Everything that came before it was looked at, UTC, ISO 8601; `None`: it has not been asked yet.
    """

    name: str
    query: Query
    until: str | None


def file_of(ledger: str | os.PathLike[str]) -> Path:
    """Where the marks of a ledger stand: `town.db.watch.json` beside `town.db`."""
    path = Path(ledger)
    return path.with_name(f"{path.name}.watch.json")


def marks(file: Path) -> dict[str, Mark]:
    """All named watches of a file, by name; none where there is no file.

    Raises:
        FormatError: It is not a file of marks.
        LedgerError: It cannot be read.
    """
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return {name: Mark(name, query_of(one["query"]), one["until"]) for name, one in told["watches"].items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise LedgerError(f"cannot be read: {os.strerror(error.errno or 0).lower()}", where=str(file)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = "move it away; named watches then begin anew"
        raise FormatError("is not a file of watches", where=str(file), remedy=remedy) from error


def keep(file: Path, mark: Mark) -> None:
    """Write a named watch, in place of the one that had its name.

    Raises:
        FormatError: The name cannot be one.
        LedgerError: The file cannot be written.
    """
    if not _NAME.fullmatch(mark.name):
        raise FormatError(f"{mark.name!r} cannot be the name of a watch", remedy="letters, digits, - _ . up to 60")
    _write(file, {**marks(file), mark.name: mark})


def forget(file: Path, name: str) -> None:
    """Take a named watch away.

    Raises:
        FormatError: There is none of that name.
    """
    known = marks(file)
    if name not in known:
        raise FormatError(f"there is no watch {name!r}", remedy=f"there are {', '.join(sorted(known)) or 'none'}")
    _write(file, {other: mark for other, mark in known.items() if other != name})


def _write(file: Path, known: Mapping[str, Mark]) -> None:
    told: dict[str, Any] = {
        "watches": {name: {"query": asked(mark.query), "until": mark.until} for name, mark in sorted(known.items())}
    }
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        part.replace(file)
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        remedy = "name another file with --state"
        raise LedgerError(f"cannot be written: {reason}", where=str(file), remedy=remedy) from error
    finally:
        part.unlink(missing_ok=True)
