"""WACZ files (Web Archive Collection Zipped 1.1): the WARC files inside, and which addresses were pages.

Nothing is unpacked to disk, so that no name in the archive can lead anywhere.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from inquit.errors import SourceError
from inquit.sources.streams import chunks_of, lines

DAMAGED = "download or copy it again"
PAGE_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
MAX_LIST_BYTES = 200_000_000
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class Wacz:
    """A WACZ file.

    Args:
        file: The file, opened.

    Attributes:
        is_docx: Whether the archive is an office text instead.
        warcs: Names of the WARC files in it, sorted.
        pages: Addresses of the pages, as against what was loaded for them; empty where the file does not tell.

    Raises:
        SourceError: It is damaged.
    """

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
            names = self._zip.namelist()
        except ZIP_ERRORS as error:
            raise SourceError(f"the ZIP archive is damaged ({error})", remedy=DAMAGED) from error
        self.is_docx = "word/document.xml" in names
        self.warcs = sorted(name for name in names if is_warc_name(name))
        self.pages = frozenset(url for name in PAGE_LISTS if name in names for url in self._listed(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file in it.

        Raises:
            SourceError: It is damaged.
        """
        try:
            with self._zip.open(name) as file:
                yield from chunks_of(file)  # type: ignore[arg-type]  # it reads, which is all that is asked
        except SourceError:
            raise
        except ZIP_ERRORS as error:
            raise SourceError(f"{name!r} in the ZIP archive is damaged ({error})", remedy=DAMAGED) from error

    def _listed(self, name: str) -> Iterator[str]:
        taken = 0
        for _, line in lines(self.chunks(name), 1_000_000):
            taken += len(line)
            if taken > MAX_LIST_BYTES:
                raise SourceError(
                    f"{name!r} has more than {MAX_LIST_BYTES:,} bytes", remedy="no list of pages is so long"
                )
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError):
                continue  # the list is a help, not the pages
            if isinstance(entry, dict) and isinstance(entry.get("url"), str):
                yield entry["url"]


def is_warc_name(name: str) -> bool:
    """Whether a file in an archive is a WARC file, by its place and name."""
    return name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))
