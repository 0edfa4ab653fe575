"""A text as it was read, and places in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a text: one piece, or several where the words are interrupted, or none.

    Attributes:
        pieces: `(start, end)` ranges in code points, in the order of the text, not overlapping.
    """

    pieces: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self.pieces)

    def __len__(self) -> int:
        return len(self.pieces)

    @property
    def start(self) -> int:
        """First position of the first piece.  Raises `IndexError` on an empty span."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Position after the last piece.  Raises `IndexError` on an empty span."""
        return self.pieces[-1][1]

    def of(self, text: str) -> str:
        """The span's characters, its pieces parted by an ellipsis."""
        return " … ".join(text[start:end] for start, end in self.pieces)

    def covers(self, other: Span) -> bool:
        """Whether every piece of `other`, which must not be empty, lies inside a piece of this span."""
        return bool(other) and all(any(start <= s and e <= end for start, end in self.pieces) for s, e in other.pieces)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return any(start < e and s < end for start, end in self.pieces for s, e in other.pieces)

    def utf16(self, text: str) -> tuple[tuple[int, int], ...]:
        """The pieces counted in UTF-16 code units, as JavaScript and the browser's DOM count.

        Args:
            text: The text that the span points into.
        """
        return tuple((_utf16_length(text[:start]), _utf16_length(text[:end])) for start, end in self.pieces)


NOWHERE = Span()
"""The span of what the text leaves out."""


@dataclass(frozen=True, slots=True)
class PublishedCandidate:
    """One date that the input offers as its day of publication, and where it stood.

    Attributes:
        value: ISO 8601, with a zone only where the input gives one.
        origin: Where it was found: `json-ld datePublished`, `meta article:published_time`, `date line`, `user` …
    """

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it was read, exactly: never changed afterwards, so that spans stay true.

    Attributes:
        text: Headline as the first paragraph where there is one, an empty line, then the rest; line feeds end lines.
        id: Stable name of the article; derived from URL or text where the input gives none.
        title: The headline, or `None`.
        published: ISO 8601 date or date and time, with a zone only where the input gives one; `None` if not known.
        published_candidates: All dates found, the one taken first.
        language: ISO 639-1 code, as declared or as told by the words; `None` where neither says.
        extra: Further fields of the input's record, kept when the user asks for it.
        warnings: What was odd about the input but did not stop it from being read, one sentence each.
    """

    text: str
    id: str = ""
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    published_candidates: tuple[PublishedCandidate, ...] = ()
    language: str | None = None
    extra: dict[str, Any] = field(default_factory=dict, hash=False)
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", f"a{self.sha256[:12]}")

    @property
    def sha256(self) -> str:
        """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
