"""How long a ledger takes to be exported to each format, and how much memory that needs.

    python -m benchmarks.export_speed                      100,000 statements, all formats
    python -m benchmarks.export_speed --statements 10000 --formats jsonl csv

Each format is written by a process of its own, as `inquit export` does, twice: of a ledger with a tenth of the
statements and of all.  Memory is flat where the peak hardly differs between the two.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ledger_filler import Filler
from inquit.export.of_ledger import LedgerFormat
from inquit.ledger import Ledger

FORMATS = tuple(form for form in LedgerFormat if form is not LedgerFormat.CORRECTIONS)  # a made ledger has none

WATCHED = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[1:])
_, status, used = os.wait4(process.pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
"""Starts a program and tells what it used.  A small program, since Linux counts what the one that starts it held as the
started one's: begun from here, no export would seem to take less than the made-up words do."""


@dataclass(frozen=True, slots=True)
class Export:
    """One export.

    Attributes:
        seconds: From the start of the process to its end, imports included.
        cpu_s: Of these on the processor: what counts where other programs run too.
        peak_mb: The most memory that the process held.
    """

    seconds: float
    cpu_s: float
    peak_mb: float
    written_mb: float


def filled(path: Path, statements: int) -> Path:
    """A ledger of made-up stories."""
    with Ledger(path) as ledger:
        for reading in Filler(1).readings(statements):
            ledger.add(reading)
    return path


def export(ledger: Path, form: str, out: Path) -> Export:
    """Export a ledger in a process of its own."""
    start = time.perf_counter()
    call = [sys.executable, "-m", "inquit", "export", "--ledger", str(ledger), "--format", form, "--out", str(out)]
    told = subprocess.run([sys.executable, "-c", WATCHED, *call], stdout=subprocess.PIPE, check=True, text=True).stdout
    code, cpu_s, peak = json.loads(told)
    if code:
        raise SystemExit(f"inquit export --format {form} ended with {code}")
    files = out.iterdir() if out.is_dir() else [out]
    return Export(
        seconds=time.perf_counter() - start,
        cpu_s=cpu_s,
        peak_mb=peak / (1e6 if sys.platform == "darwin" else 1e3),  # Linux counts in kilobytes
        written_mb=sum(file.stat().st_size for file in files) / 1e6,
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Time the exports of a made-up ledger.")
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        small = filled(Path(folder, "small.db"), max(1, told.statements // 10))
        large = filled(Path(folder, "large.db"), told.statements)
        print(f"{told.statements:,} statements | seconds | of these CPU | MB written | peak MB | of a tenth")
        for form in told.formats:
            tenth = export(small, form, Path(folder, f"small-{form}"))
            whole = export(large, form, Path(folder, f"large-{form}"))
            print(
                f"{form} | {whole.seconds:.1f} | {whole.cpu_s:.1f} | {whole.written_mb:.0f} | {whole.peak_mb:.0f} |"
                f" {tenth.peak_mb:.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
