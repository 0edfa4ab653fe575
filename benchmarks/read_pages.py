"""Speed of the whole path: pages on disk in, JSON Lines on disk out, with the installed package and its model.

    python -m benchmarks.make_pages --pages 200 --out PAGES
    python -m benchmarks.read_pages PAGES [--rounds 5] [--cpus 2] [--workers 2] [--model FOLDER] [--cold 7] [--limit]

Prints a Markdown table.  A round reads all pages in one process, one after the other, as `inquit read` does; the first,
over a few pages, warms up and is not counted.  The clocks on the encoder and on the extraction cost less than a
thousandth of a round.  Cold starts are whole processes, timed from outside, with files already in the system's cache
and Python's compiled files written, as an installed package has them.  With `--limit`, before the first round and after
the last it is measured what the machine's int8 products can do at most, and told which share of that the encoder
reaches while it runs; this needs onnx (`pip install onnx`).
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from queue import SimpleQueue
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.clocks import calls_seen, clock_on
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
        pieces: Word pieces that went through the encoder, padding included.
    """

    articles: int
    words: int
    statements: int
    wall_s: float
    encoder_s: float
    extraction_s: float
    pieces: int = 0


def read_round(pages: Sequence[Path], reader: ManyReader, out: Path, *, workers: int = 1) -> Round:
    """Read all pages once and write their readings to `out`.

    Raises:
        InquitError: A page cannot be read; a figure over fewer pages than told would be worth nothing.
    """
    from inquit.model.encoder import Encoder
    from inquit.sources import html

    articles = words = statements = 0
    pieces = SimpleQueue[int]()
    with (
        calls_seen(Encoder, "run", lambda _, ids, *rest: pieces.put(ids.size)),
        clock_on(Encoder, "run") as encoder,
        clock_on(html, "draft_from_page") as extraction,
    ):
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
    read = sum(pieces.get() for _ in range(pieces.qsize()))
    return Round(articles, words, statements, wall_s, encoder.seconds, extraction.seconds, read)


def measure(pages: Sequence[Path], reader: ManyReader, number: int, *, workers: int = 1) -> list[Round]:
    """Warm up, then read all pages `number` times."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "readings.jsonl"
        read_round(pages[:WARM_UP_PAGES], reader, out, workers=workers)
        return [read_round(pages, reader, out, workers=workers) for _ in range(number)]


def seconds_of(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> float:
    """Wall seconds of one process, its output thrown away.

    Raises:
        SystemExit: It failed; its messages are shown.
    """
    start = time.perf_counter()
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, env=environment
    )
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
    with TemporaryDirectory() as compiled:  # a checkout may be where Python is told to write nothing
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for one in commands.values():
            seconds_of(one, environment)  # files into the system's cache
        # In turn, so that a busy moment of the machine does not fall on one of them alone.
        rounds = [{name: seconds_of(one, environment) for name, one in commands.items()} for _ in range(number)]
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


@dataclass(frozen=True, slots=True)
class Limit:
    """What int8 products can do here.

    Attributes:
        operations_a_piece: That the encoder needs for a word piece.
        operations_a_second: Of products alone, in as many threads as read.
    """

    operations_a_piece: int
    operations_a_second: float


def table(
    rounds: Sequence[Round],
    cold: dict[str, list[float]] | None,
    *,
    cpus: int,
    workers: int,
    page_kb: float,
    peak: float | None,
    limit: Limit | None = None,
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
    if limit is not None:
        reached = [one.pieces * limit.operations_a_piece / one.encoder_s * workers for one in rounds]
        shares = [each / limit.operations_a_second for each in reached]
        rows += [
            ("int8 products at most", f"{limit.operations_a_second / 1e9:,.0f} GOPS"),
            ("encoder's share of that", f"{median(shares):.1%} ({min(shares):.1%}–{max(shares):.1%})"),
        ]
    if cold:
        middle = {name: median(times) for name, times in cold.items()}
        rows += [
            ("`inquit read` of one page, whole process", f"{middle['read']:.2f} s"),
            ("`import inquit`, without Python's own start", f"{1000 * (middle['import'] - middle['python']):.0f} ms"),
        ]
    return "\n".join(["| measure | value |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows)])


def limits(model: Path | None, threads: int, workers: int) -> Limit:
    """What int8 products can do at this moment, told by a process of its own, whose memory is not counted here."""
    from inquit.model.encoder import MODEL_FOLDER
    from inquit.model.graphs import WEIGHTS

    weights = (model or MODEL_FOLDER) / WEIGHTS
    options = ["--threads", str(threads), "--at-once", str(workers)]
    command = [sys.executable, "-m", "benchmarks.int8_limit", str(weights), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    of_a_piece, in_a_second = done.stdout.split()
    return Limit(int(of_a_piece), float(in_a_second))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Time the whole path from pages on disk to JSON Lines.")
    parser.add_argument("pages", type=Path, help="folder of *.html, see benchmarks.make_pages")
    parser.add_argument("--rounds", type=int, default=5, help="how often all pages are read (5)")
    parser.add_argument("--cpus", type=int, help="use so many processors; all that are free without it")
    parser.add_argument("--workers", type=int, default=1, help="threads that read at the same time (1)")
    parser.add_argument("--model", type=Path, help="another model's folder")
    parser.add_argument("--cold", type=int, default=7, help="how many cold starts; 0 leaves them out (7)")
    parser.add_argument("--limit", action="store_true", help="tell the encoder's share of what int8 products can do")
    args = parser.parse_args(argv)
    pages = sorted(args.pages.glob("*.html"))
    if not pages:
        parser.error(f"no *.html in {args.pages}; make some with python -m benchmarks.make_pages")
    if args.rounds < 1:
        parser.error("--rounds must be 1 or more")
    if args.limit and find_spec("onnx") is None:
        parser.error("--limit needs onnx: pip install onnx")
    cpus = use_cpus(args.cpus)
    from inquit.reading import Reader  # after the processors are chosen: it takes its threads from them

    threads = None if args.workers == 1 else max(1, cpus // args.workers)
    before = limits(args.model, threads or cpus, args.workers) if args.limit else None
    rounds = measure(pages, Reader(model=args.model, threads=threads), args.rounds, workers=args.workers)
    peak = peak_mb()
    after = limits(args.model, threads or cpus, args.workers) if args.limit else None
    cold = cold_starts(pages[0], args.cold) if args.cold else None
    page_kb = sum(page.stat().st_size for page in pages) / len(pages) / 1000
    limit = None
    if before is not None and after is not None:
        middle = (before.operations_a_second + after.operations_a_second) / 2
        limit = replace(before, operations_a_second=middle)
    print(table(rounds, cold, cpus=cpus, workers=args.workers, page_kb=page_kb, peak=peak, limit=limit))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
