"""Speed of the whole path: pages on disk in, JSON Lines on disk out, with the installed package and its model.

    python -m benchmarks.make_pages --pages 200 --out PAGES
    python -m benchmarks.read_pages PAGES [--rounds 5] [--cpus 2] [--workers 2] [--model FOLDER] [--cold 7]

Prints a Markdown table.  A round reads all pages in one process, one after the other, as `inquit read` does; the first,
over a few pages, warms up and is not counted.  The clocks on the encoder and on the extraction cost less than a
thousandth of a round.  Cold starts are whole processes, timed from outside, with files already in the system's cache.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.clocks import clock_on
from inquit.errors import Failure
from inquit.ingest import readings
from inquit.jsonl import dumps
from inquit.workers import ManyReader

WARM_UP_PAGES = 10


@dataclass(frozen=True, slots=True)
class Round:
    """One reading of all pages.

    Attributes:
        encoder_s, extraction_s: Seconds of `wall_s` inside the encoder and in the extraction of the story.
    """

    articles: int
    words: int
    statements: int
    wall_s: float
    encoder_s: float
    extraction_s: float


def read_round(pages: Sequence[Path], reader: ManyReader, out: Path, *, workers: int = 1) -> Round:
    """Read all pages once and write their readings to `out`.

    Raises:
        InquitError: A page cannot be read; a figure over fewer pages than told would be worth nothing.
    """
    from inquit.model.encoder import Encoder
    from inquit.sources import html

    articles = words = statements = 0
    with clock_on(Encoder, "run") as encoder, clock_on(html, "draft_from_page") as extraction:
        start = time.perf_counter()
        with out.open("w", encoding="utf-8") as file:
            for reading in readings(pages, reader=reader, workers=workers):
                if isinstance(reading, Failure):
                    raise reading.error
                file.write(f"{dumps(reading)}\n")
                articles += 1
                words += len(reading.article.text.split())
                statements += len(reading)
        wall_s = time.perf_counter() - start
    return Round(articles, words, statements, wall_s, encoder.seconds, extraction.seconds)


def measure(pages: Sequence[Path], reader: ManyReader, number: int, *, workers: int = 1) -> list[Round]:
    """Warm up, then read all pages `number` times."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "readings.jsonl"
        read_round(pages[:WARM_UP_PAGES], reader, out, workers=workers)
        return [read_round(pages, reader, out, workers=workers) for _ in range(number)]


def seconds_of(command: Sequence[str | Path]) -> float:
    """Wall seconds of one process, its output thrown away.

    Raises:
        SystemExit: It failed; its messages are shown.
    """
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stderr}")
    return seconds


def cold_starts(page: Path, number: int) -> dict[str, list[float]]:
    """Seconds of whole processes: reading one page, `import inquit`, and Python alone."""
    script = Path(sys.executable).with_name("inquit.exe" if os.name == "nt" else "inquit")
    command = [script] if script.exists() else [sys.executable, "-m", "inquit"]
    commands: dict[str, list[str | Path]] = {
        "read": [*command, "read", page, "--format", "jsonl"],
        "import": [sys.executable, "-c", "import inquit"],
        "python": [sys.executable, "-c", "pass"],
    }
    for one in commands.values():
        seconds_of(one)  # files into the system's cache
    # In turn, so that a busy moment of the machine does not fall on one of them alone.
    rounds = [{name: seconds_of(one) for name, one in commands.items()} for _ in range(number)]
    return {name: [times[name] for times in rounds] for name in commands}


def peak_mb() -> float | None:
    """Largest resident size of this process so far in MB (10^6 bytes); `None` where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6  # macOS counts bytes, Linux kB


def use_cpus(number: int | None) -> int:
    """Keep this process and its children to so many processors, where the system can; the number in use."""
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    free = sorted(os.sched_getaffinity(0))
    if number:
        os.sched_setaffinity(0, free[:number])
    return len(os.sched_getaffinity(0))


def processor() -> str:
    """The processor's name."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def table(
    rounds: Sequence[Round],
    cold: dict[str, list[float]] | None,
    *,
    cpus: int,
    workers: int,
    page_kb: float,
    peak: float | None,
) -> str:
    """The figures as a Markdown table: medians, lowest and highest round in brackets."""

    def spread(value: Callable[[Round], float], form: str) -> str:
        values = [value(one) for one in rounds]
        return f"{median(values):{form}} ({min(values):{form}}–{max(values):{form}})"

    first = rounds[0]
    rows = [
        ("machine", f"{processor()}, {cpus} processors used, {workers} reading threads"),
        ("software", f"Python {platform.python_version()}, onnxruntime {version('onnxruntime')}"),
        ("pages", f"{first.articles:,} of {page_kb:.0f} kB, {first.words / first.articles:.0f} words each"),
        ("statements found", f"{first.statements:,}"),
        ("words a second", spread(lambda one: one.words / one.wall_s, ",.0f")),
        ("articles a second", spread(lambda one: one.articles / one.wall_s, ",.2f")),
        ("share of time in the encoder", spread(lambda one: one.encoder_s / one.wall_s / workers, ".1%")),
        ("share of time in the extraction", spread(lambda one: one.extraction_s / one.wall_s / workers, ".1%")),
        ("rounds", f"{len(rounds)}"),
        ("peak resident memory", "not told by this system" if peak is None else f"{peak:,.0f} MB"),
    ]
    if cold:
        middle = {name: median(times) for name, times in cold.items()}
        rows += [
            ("`inquit read` of one page, whole process", f"{middle['read']:.2f} s"),
            ("`import inquit`, without Python's own start", f"{1000 * (middle['import'] - middle['python']):.0f} ms"),
        ]
    return "\n".join(["| measure | value |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows)])


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Time the whole path from pages on disk to JSON Lines.")
    parser.add_argument("pages", type=Path, help="folder of *.html, see benchmarks.make_pages")
    parser.add_argument("--rounds", type=int, default=5, help="how often all pages are read (5)")
    parser.add_argument("--cpus", type=int, help="use so many processors; all that are free without it")
    parser.add_argument("--workers", type=int, default=1, help="threads that read at the same time (1)")
    parser.add_argument("--model", type=Path, help="another model's folder")
    parser.add_argument("--cold", type=int, default=7, help="how many cold starts; 0 leaves them out (7)")
    args = parser.parse_args(argv)
    pages = sorted(args.pages.glob("*.html"))
    if not pages:
        parser.error(f"no *.html in {args.pages}; make some with python -m benchmarks.make_pages")
    if args.rounds < 1:
        parser.error("--rounds must be 1 or more")
    cpus = use_cpus(args.cpus)
    from inquit.reading import Reader  # after the processors are chosen: it takes its threads from them

    threads = None if args.workers == 1 else max(1, cpus // args.workers)
    rounds = measure(pages, Reader(model=args.model, threads=threads), args.rounds, workers=args.workers)
    peak = peak_mb()
    cold = cold_starts(pages[0], args.cold) if args.cold else None
    page_kb = sum(page.stat().st_size for page in pages) / len(pages) / 1000
    print(table(rounds, cold, cpus=cpus, workers=args.workers, page_kb=page_kb, peak=peak))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
