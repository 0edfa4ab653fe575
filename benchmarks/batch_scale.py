"""Memory and cost of a batch by its length, without the model, and Ray beside the local engine.

    python -m benchmarks.batch_scale --folder FOLDER [--records 20000] [--plot FILE.svg]
    python -m benchmarks.batch_scale --folder FOLDER --ray 5000

The records are lines of JSON of the length of news stories, the reader looks for "X said Y." only: what is measured is
all that a batch does besides reading.  The first form prints seconds and memory after every tenth of the records; the
second the seconds of both engines over the same records, with a reader that takes 20 ms an article.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.batch_damaged import MemoryWatch

WORDS = (
    "quay ferry harbour winter council engine storm island money diver fish north week bridge summer office plan boat"
    " crew price letter school road water light signal report answer question night morning market"
).split()


@dataclass(frozen=True, slots=True)
class Point:
    """How far a batch was at a time."""

    records: int
    seconds: float
    own_mb: float
    worker_mb: float


def lines(path: Path, number: int) -> None:
    """Write so many records, about 400 words each, none like another."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(number):
            rng = Random(n)
            said = [
                f"Vera Lund said the {' '.join(rng.choices(WORDS, k=24))} and the {n} of the {rng.choice(WORDS)}."
                for _ in range(12)
            ]
            record = {"id": n, "title": f"Story {n} of the harbour", "text": " ".join(said), "date": "2025-02-03"}
            file.write(json.dumps(record) + "\n")


def measured(path: Path, out: Path, number: int, workers: int) -> list[Point]:
    from inquit import batch
    from inquit.batch.folder import Done

    points: list[Point] = []
    began, done, step = time.perf_counter(), 0, max(1, number // 10)
    with MemoryWatch() as memory:

        def told(part: Done) -> None:
            nonlocal done
            done += len(part.lines)
            if done >= step * (len(points) + 1):
                points.append(Point(done, time.perf_counter() - began, memory.own, memory.largest_child))

        options = batch.BatchOptions(reader="benchmarks.batch_readers:quick")
        batch.run([path], out, options, workers=workers, watch=batch.Watch(done=told))
    return points


def plot(points: list[Point]) -> str:
    """Seconds and memory over records, as a drawing of its own."""
    width, height, left, top = 560, 260, 60, 20
    most_s, most_mb = max(p.seconds for p in points), max(max(p.worker_mb, p.own_mb) for p in points) * 1.2
    most = points[-1].records

    def path(values: list[float], limit: float) -> str:
        pairs = zip(points, values, strict=True)
        return " ".join(f"{left + p.records / most * width:.0f},{top + height * (1 - v / limit):.0f}" for p, v in pairs)

    curves = (
        ("seconds", "#1b5e9b", [p.seconds for p in points], most_s, f"{most_s:.0f} s"),
        ("memory of a worker", "#b3541e", [p.worker_mb for p in points], most_mb, f"{points[-1].worker_mb:.0f} MB"),
        ("memory of the driver", "#3b7d3b", [p.own_mb for p in points], most_mb, f"{points[-1].own_mb:.0f} MB"),
    )
    drawn = "".join(
        f'<polyline points="{path(values, limit)}" fill="none" stroke="{colour}" stroke-width="2"/>'
        f'<text x="{left + 10}" y="{top + 16 + 16 * number}" fill="{colour}">{name}, at the end {end}</text>'
        for number, (name, colour, values, limit, end) in enumerate(curves)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + left + 20} {height + top + 40}"'
        f' font-family="sans-serif" font-size="12" role="img"><title>Seconds and memory over records</title>'
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="none" stroke="#999"/>{drawn}'
        f'<text x="{left}" y="{height + top + 20}">0</text>'
        f'<text x="{left + width}" y="{height + top + 20}" text-anchor="end">{most:,} records</text></svg>\n'
    )


def engines(path: Path, folder: Path, workers: int) -> dict[str, list[float]]:
    """Seconds of two rounds of each engine, in turn."""
    from inquit import batch

    options = batch.BatchOptions(reader="benchmarks.batch_readers:twenty_ms")
    seconds: dict[str, list[float]] = {"local": [], "ray": []}
    for _ in range(2):
        for engine, taken in seconds.items():
            out = folder / engine
            shutil.rmtree(out, ignore_errors=True)
            taken.append(batch.run([path], out, options, engine=engine, workers=workers).seconds)
    return seconds


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure memory and cost of batches, and Ray beside the local engine.")
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder for input and output")
    parser.add_argument("--records", type=int, default=20_000, help="how many (20000)")
    parser.add_argument("--workers", type=int, default=2, help="worker processes (2)")
    parser.add_argument("--plot", type=Path, help="a drawing of the figures")
    parser.add_argument("--ray", type=int, metavar="N", help="compare the engines over N records instead")
    args = parser.parse_args(argv)
    args.folder.mkdir(parents=True, exist_ok=True)
    path = args.folder / "records.jsonl"
    lines(path, args.ray or args.records)
    print(f"load {os.getloadavg()[0]:.1f}, {args.workers} workers\n")
    if args.ray:
        for engine, taken in engines(path, args.folder, args.workers).items():
            print(f"{engine}: {', '.join(f'{seconds:.1f}' for seconds in taken)} s for {args.ray:,} records")
        return 0
    points = measured(path, args.folder / "out", args.records, args.workers)
    print("| records | seconds | ms a record since the line before | driver MB | a worker MB |")
    print("| --- | --- | --- | --- | --- |")
    before = Point(0, 0, 0, 0)
    for p in points:
        ms = (p.seconds - before.seconds) * 1000 / (p.records - before.records)
        print(f"| {p.records:,} | {p.seconds:.1f} | {ms:.2f} | {p.own_mb:.0f} | {p.worker_mb:.0f} |")
        before = p
    if args.plot:
        args.plot.write_text(plot(points), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
