"""A whole ledger written out: one function for all formats, as pieces of text or as a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from inquit.errors import InquitError
from inquit.export.articles import told_articles
from inquit.export.page_cache import small_page_cache
from inquit.ledger import Ledger


class LedgerFormat(StrEnum):
    """What a ledger can be written as."""

    JSONL = "jsonl"
    CSV = "csv"
    CORRECTIONS = "corrections"
    JSONLD = "jsonld"
    WEBANNOTATION = "webannotation"
    FTM = "ftm"
    STANDOFF = "standoff"
    BRAT = "brat"
    PARQUET = "parquet"


AT_A_PATH = frozenset({LedgerFormat.BRAT, LedgerFormat.PARQUET})
"""The formats that are a folder or a file of bytes; the others are one text."""


def exported(
    ledger: Ledger,
    form: LedgerFormat | str,
    *,
    every: bool = False,
    bom: bool = False,
    min_confidence: float | None = None,
) -> Iterator[str]:
    """Everything in a ledger as pieces of one text: the pieces joined are the file.  Lazy, one article in memory.

    Args:
        ledger: The ledger.
        form: How; not one of `AT_A_PATH`; or the name of a plug-in's format.
        every: What stood before too: older versions and readings, struck out.  Corrections tell all there is anyway.
        bom: Begin CSV with a byte order mark, for Excel.
        min_confidence: Those statements alone of which the reader was so sure, from 0 to 1, or that a person has looked
            at; not for corrections, which people made, nor for plug-ins.

    Raises:
        InquitError: A package is missing that the format needs, or the format cannot be had with a `min_confidence`.
    """
    if min_confidence is not None and (form is LedgerFormat.CORRECTIONS or form not in [*LedgerFormat]):
        raise InquitError(f"{form} cannot be had with a least confidence", remedy="leave it out")
    return _sparing(ledger, _pieces(ledger, form, every=every, bom=bom, min_confidence=min_confidence))


def _sparing(ledger: Ledger, pieces: Iterator[str]) -> Iterator[str]:
    with small_page_cache(ledger.conn):
        yield from pieces


def _pieces(
    ledger: Ledger, form: LedgerFormat | str, *, every: bool, bom: bool, min_confidence: float | None
) -> Iterator[str]:
    from inquit.export import plugged, statements

    if form is LedgerFormat.CORRECTIONS:
        return statements.json_lines(ledger.corrected_readings())
    if form is LedgerFormat.JSONL:
        return statements.json_lines(ledger.complete(every=every, min_confidence=min_confidence))
    if form is LedgerFormat.CSV:
        return statements.csv_lines(ledger.complete(every=every, min_confidence=min_confidence), bom=bom)
    if form is LedgerFormat.JSONLD:
        from inquit.export import jsonld

        return jsonld.document(told_articles(ledger, every=every, min_confidence=min_confidence))
    if form is LedgerFormat.WEBANNOTATION:
        from inquit.export import webannotation

        return webannotation.lines(told_articles(ledger, every=every, min_confidence=min_confidence))
    if form is LedgerFormat.STANDOFF:
        from inquit.export import standoff

        return standoff.lines(told_articles(ledger, every=every, min_confidence=min_confidence))
    if form is LedgerFormat.FTM:
        from inquit.export import ftm

        return ftm.lines(ledger, every=every, min_confidence=min_confidence)
    return plugged.exported(ledger, str(form), every=every)


def exported_to(
    ledger: Ledger, form: LedgerFormat, out: Path, *, every: bool = False, min_confidence: float | None = None
) -> int:
    """Write one of `AT_A_PATH`, which is there as a whole or not at all, and tell how many statements it has.

    Args:
        ledger: The ledger.
        form: One of `AT_A_PATH`.
        out: brat's folder, which must not be there yet, or be empty; Parquet's file, which is replaced.
        every: As for `exported`.
        min_confidence: As for `exported`.

    Raises:
        InquitError: There is something at `out` already, it cannot be written, or a package is missing.
    """
    is_folder = form is LedgerFormat.BRAT
    if out.exists() and (is_folder != out.is_dir() or (is_folder and any(out.iterdir()))):
        kind = "folder" if is_folder else "file"
        raise InquitError("is there already", where=str(out), remedy=f"name a {kind} that is not there yet")
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with small_page_cache(ledger.conn):
            written = (_brat if is_folder else _parquet)(ledger, part, every, min_confidence)
        if is_folder and out.exists():
            out.rmdir()
        part.replace(out)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InquitError(f"cannot be written: {reason}", where=str(out)) from error
    finally:
        if is_folder:
            shutil.rmtree(part, ignore_errors=True)
        else:
            part.unlink(missing_ok=True)
    return written


def _brat(ledger: Ledger, folder: Path, every: bool, min_confidence: float | None) -> int:
    from inquit.export import brat

    folder.mkdir()
    return brat.write(told_articles(ledger, every=every, min_confidence=min_confidence), folder)


def _parquet(ledger: Ledger, file: Path, every: bool, min_confidence: float | None) -> int:
    from inquit.export import parquet_statements

    return parquet_statements.write(ledger.complete(every=every, min_confidence=min_confidence), file)
