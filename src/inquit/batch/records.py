"""What goes through a batch: records in, what was found in them, parts, and what became of each record.

    inputs → Record → (a worker takes the article out) → Found → (duplicates are told) → Entry → (a worker reads) → line

Every record ends as exactly one `Entry` with one `Outcome`, so that in = the sum of all outcomes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inquit.batch.fields import FieldMap
from inquit.sources.warc import Capture
from inquit.types import Article

PART_SIZES = ((1_008, 24), (9_984, 96))
MAX_PART_SIZE = 200


class Outcome(StrEnum):
    """What became of a record."""

    READ = "read"
    DUPLICATE = "duplicate"
    NOT_ARTICLE = "not an article"
    OTHER_LANGUAGE = "other language"
    TOO_SHORT = "too short"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands.

    Attributes:
        file: Path, with the name inside where it is an archive.
        record: Number in the file, from 1; `None` where the file is one record.
        offset: Where it begins in the file, in bytes; `None` where that is not known or 0 for all.
    """

    file: str
    record: int | None = None
    offset: int | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.record is not None:
            parts.append(f"record {self.record:,}")
        if self.offset is not None:
            parts.append(f"byte {self.offset:,}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Left:
    """Why a record was not read.

    Attributes:
        reason: In words, with what can be done.
    """

    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it lies in its file.

    Attributes:
        content: The bytes of a page, a text or a document; a line of JSON Lines (`fields` set); or what an archive
            holds of an address.
        fields: For lines: which field is what.
        left: Set where it is known already that it cannot be read.
    """

    place: Place
    content: bytes | Capture = b""
    fields: FieldMap | None = None
    left: Left | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a record.

    Attributes:
        article: `None` where the record holds none that can be read.
        left: Why not.
        fetched: When an archive fetched it, ISO 8601.
        sketch: Of the words, for near duplicates; empty where they are not looked for.
    """

    article: Article | None
    left: Left | None = None
    fetched: str | None = None
    sketch: bytes = b""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record on its way into the output.

    Attributes:
        place: Where it stands.
        found: What was found in it.
        same_as: Key of the article that has the same text; `None` where it is the first one.
        likeness: How alike the two are, where they are not the same to the letter.
    """

    place: Place
    found: Found
    same_as: str | None = None
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Records that are done together: what a worker takes and what a file holds.

    Attributes:
        number: From 0.
        digest: Of these records and all before them; another digest means that other records were done.
        entries: In the order of the input.
        failed: Records of which reading was given up, with the reason.
    """

    number: int
    digest: str
    entries: tuple[Entry, ...]
    failed: Mapping[int, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name of its files, without suffix."""
        return part_name(self.number)


def part_name(number: int) -> str:
    """Name of a part's files, without suffix."""
    return f"part-{number:05d}"


def article_key(part: int, index: int) -> str:
    """The key of an article in a batch, unique where ids may repeat (an address that was fetched twice)."""
    return f"{part:05d}-{index:03d}"


def part_size(done: int) -> int:
    """How many records the next part takes.

    The first parts are small, so that a short batch keeps all workers busy to its end; the others are large, so that
    a long one has few files.

    Args:
        done: How many records are in the parts before.
    """
    return next((size for until, size in PART_SIZES if done < until), MAX_PART_SIZE)
