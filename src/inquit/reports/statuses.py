"""What can be said of a pledge: vocabularies of statuses, each in a file of its own.

Three come with Inquit: `plain`, and those of PolitiFact's promise meters and Full Fact's Government Tracker.  Whoever
works by other words gives a file like these.  A status is what a person says, never what the program finds.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

from inquit.errors import FormatError

SHIPPED = ("plain", "politifact", "fullfact")


@dataclass(frozen=True, slots=True)
class Status:
    """One rating.

    Attributes:
        code: What commands and files call it.
        label: What people read.
        meaning: When it is given.
        ends: Whether nothing more is expected of the pledge: its deadline is no longer watched.
        unrated: Whether it is that of pledges which nobody has rated; one of each vocabulary is.
    """

    code: str
    label: str
    meaning: str
    ends: bool = False
    unrated: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The statuses that can be given.

    Attributes:
        source: Whose they are.
    """

    name: str
    source: str
    statuses: tuple[Status, ...]

    @property
    def unrated(self) -> Status:
        """The status of what nobody has rated."""
        return next(status for status in self.statuses if status.unrated)

    def status(self, told: str) -> Status:
        """The status that is meant by a code or a label.

        Raises:
            FormatError: There is none.
        """
        wanted = "-".join(told.casefold().split())
        for status in self.statuses:
            if wanted in (status.code, "-".join(status.label.casefold().split())):
                return status
        codes = [status.code for status in self.statuses]
        near = get_close_matches(wanted, codes, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(codes)}"
        raise FormatError(f"{told!r} is no status of the vocabulary {self.name!r}", remedy=remedy)


def vocabulary(told: str | Path = "plain") -> Vocabulary:
    """A vocabulary that comes with Inquit, or one of a file.

    Args:
        told: One of `SHIPPED`, or a path.

    Raises:
        FormatError: There is no such vocabulary or file, or it is not written as one.
    """
    if str(told) in SHIPPED:
        place = f"{told}.toml"
        return _parsed((files("inquit.reports") / "vocabularies" / place).read_bytes(), place)
    path = Path(told)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FormatError(
            f"{str(told)!r} is neither a vocabulary of ours nor a file that can be read",
            remedy=f"there are {', '.join(SHIPPED)}",
        ) from error
    return _parsed(data, str(path))


def _parsed(data: bytes, where: str) -> Vocabulary:
    try:
        told = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormatError(f"is not TOML: {error}", where=where) from error
    found = tuple(_status(one, number, where) for number, one in enumerate(told.get("status") or (), 1))
    name = told.get("name")
    if not isinstance(name, str) or not name:
        raise FormatError("a vocabulary needs a name", where=where, remedy='begin with: name = "ours"')
    if sum(status.unrated for status in found) != 1:
        raise FormatError("one status must be that of unrated pledges", where=where, remedy="give it: unrated = true")
    if len({status.code for status in found}) < len(found):
        raise FormatError("two statuses have the same code", where=where)
    return Vocabulary(name, str(told.get("source", where)), found)


def _status(told: Any, number: int, where: str) -> Status:
    if not isinstance(told, dict) or not all(isinstance(told.get(key), str) for key in ("code", "label")):
        raise FormatError(f"status {number} needs a code and a label, both texts", where=where)
    unknown = sorted(set(told) - {"code", "label", "meaning", "ends", "unrated"})
    if unknown:
        raise FormatError(f"status {number} has an unknown key {unknown[0]!r}", where=where)
    return Status(
        "-".join(told["code"].casefold().split()),
        told["label"],
        str(told.get("meaning", "")),
        bool(told.get("ends", False)),
        bool(told.get("unrated", False)),
    )
