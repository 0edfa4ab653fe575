"""Speed of a batch from pages to Parquet, with the installed package and its model, by the number of workers.

    python -m benchmarks.batch_speed PAGES --folder FOLDER [--make 700] [--workers 1 2] [--rounds 3]

`--make` makes the pages first, as `make_pages` does but each with a text of its own: a batch reads a text once.  A bare
loop over `Reader`, which writes nothing, is measured beside; it and the batch of one worker run on one processor, the
batch of N workers on N.  On a busy machine the processor seconds tell more.  Rounds go in turn, so that a busy moment
does not fall on one of them alone.  Prints a Markdown table of words a second: the median, with the lowest and the
highest.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.make_pages import pages, sample_texts
from benchmarks.read_pages import processor

BARE = """
import sys, time
from pathlib import Path
from inquit.ingest import readings
from inquit.reading import Reader
pages = sorted(Path(sys.argv[1]).glob("*.html"))
reader = Reader(threads=1)
list(readings(pages[:8], reader=reader))
began = time.perf_counter()
words = sum(len(reading.article.text.split()) for reading in readings(pages, reader=reader))
print(words, time.perf_counter() - began)
"""


def make(folder: Path, number: int) -> None:
    """Make pages around the sample stories, none with the text of another."""
    folder.mkdir(parents=True)
    texts = list(sample_texts())
    numbered = [(f"{title}, {n}", text) for n in range(number) for title, text in [texts[n % len(texts)]]]
    for name, html in pages(numbered, number, 7):
        (folder / name).write_text(html, encoding="utf-8")


def on_cpus(command: list[str], cpus: int) -> tuple[str, float, float]:
    """What a command prints, its wall seconds and its processor seconds, children included, on so many processors."""

    def bind() -> None:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cpus])

    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, preexec_fn=bind)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, time.perf_counter() - began, cpu_s


def batch_seconds(folder: Path, out: Path, workers: int) -> tuple[float, float]:
    """Wall and processor seconds of the whole command, its start and the loading of the model included."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "inquit", "batch", str(folder), "--out", str(out), "--workers", str(workers)]
    _, wall_s, cpu_s = on_cpus(command, workers)
    return wall_s, cpu_s


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Time batches from pages to Parquet by their number of workers.")
    parser.add_argument("pages", type=Path, help="folder of *.html, no two with the same text")
    parser.add_argument("--folder", type=Path, required=True, help="for the output")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="numbers of workers (1 2)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (3)")
    parser.add_argument("--make", type=int, metavar="N", help="make N pages there first")
    args = parser.parse_args(argv)
    if args.make:
        make(args.pages, args.make)
    rates: dict[str, list[float]] = {}
    cpu: dict[str, list[float]] = {}
    for _ in range(args.rounds):
        told, _, cpu_s = on_cpus([sys.executable, "-c", BARE, str(args.pages)], 1)
        words, seconds = int(told.split()[0]), float(told.split()[1])
        rates.setdefault("bare loop, 1 processor", []).append(words / seconds)
        cpu.setdefault("bare loop, 1 processor", []).append(cpu_s)
        for workers in args.workers:
            seconds, cpu_s = batch_seconds(args.pages, args.folder / f"out-{workers}", workers)
            cpu.setdefault(f"batch, {workers} workers", []).append(cpu_s)
            rates.setdefault(f"batch, {workers} workers", []).append(words / seconds)
    number = len(list(args.pages.glob("*.html")))
    print(f"{processor()}, load {os.getloadavg()[0]:.1f}, {number} pages, {words:,} words, {args.rounds} rounds\n")
    print("| | words a second | articles a second | processor seconds, all |\n| --- | --- | --- | --- |")
    for name, values in rates.items():
        spread = f"{median(values):,.0f} ({min(values):,.0f}-{max(values):,.0f})"
        print(f"| {name} | {spread} | {median(values) * number / words:.2f} | {median(cpu[name]):.1f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
