"""Words a second of the time expressions, on one core, with its 95 % interval.

    python -m benchmarks.timex_speed TEXT.txt...
    python -m benchmarks.timex_speed DATA/timex/timebank.jsonl.gz

Texts are files, or JSON Lines with `text` and `dct`.  Words are parted by white space.  The first pass compiles the
rules and is told apart; each round reads all texts once.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import time
from pathlib import Path

from inquit.reading.temporal import time_expressions

ROUNDS = 30
SAMPLES = 1000


def texts_of(path: Path) -> list[tuple[str, str | None]]:
    """`(text, published)` of a file."""
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode()
    if ".jsonl" not in path.name:
        return [(text, None)]
    records = [json.loads(line) for line in text.splitlines() if line]
    return [(record["text"], record.get("dct")) for record in records]


def seconds_for(texts: list[tuple[str, str | None]]) -> float:
    """Of one round."""
    began = time.perf_counter()
    for text, published in texts:
        time_expressions(text, published)
    return time.perf_counter() - began


def interval(rates: list[float]) -> tuple[float, float]:
    """The 95 % interval of the median, by drawing rounds with replacement."""
    draw = random.Random(7)
    medians = sorted(statistics.median(draw.choices(rates, k=len(rates))) for _ in range(SAMPLES))
    return medians[int(0.025 * SAMPLES)], medians[int(0.975 * SAMPLES) - 1]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how fast time expressions are read.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    texts = [entry for path in args.files for entry in texts_of(path)]
    words = sum(len(text.split()) for text, _ in texts)
    began = time.perf_counter()
    time_expressions("on Friday", "2023-06-28")
    print(f"rules compiled in {time.perf_counter() - began:.2f} s")
    seconds_for(texts)
    rates = [words / seconds_for(texts) for _ in range(args.rounds)]
    low, high = interval(rates)
    print(f"{len(texts)} texts, {words:,} words, {args.rounds} rounds on one core")
    print(f"{statistics.median(rates):,.0f} words a second [{low:,.0f}, {high:,.0f}], slowest round {min(rates):,.0f}")


if __name__ == "__main__":
    main()
