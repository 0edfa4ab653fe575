"""How fast the packaged model makes vectors, and how long one question takes it.

    python -m benchmarks.index_speed [--texts 2000] [--threads 2]

Texts are what is said in our own stories and passages (`training/`), two joined into one, so that they are as long as
statements in news are: 14 words.  Medians over rounds, with the lowest and the highest.
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

import inquit_meaning

from inquit.model.embed import Embedder
from training import acts_passages, stories

ROUNDS = 5
QUESTIONS = 200


def texts(number: int, root: Path = Path()) -> list[str]:
    """What is said in our own stories and passages, by twos."""
    found = dict.fromkeys(
        " ".join(told["text"][start:end] for start, end in one["content"])
        for told in (*stories.load(root / "training/stories"), *acts_passages.passages(root / "training/acts"))
        for one in told["attributions" if "attributions" in told else "statements"]
    )
    each = iter(found)
    return [f"{one}, and {other}" for one, other in zip(each, each, strict=False)][:number]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=2_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--cpu", action="store_true", help="processor time instead of the clock's, on a busy machine")
    arguments = parser.parse_args()
    clock: Callable[[], float] = process_time if arguments.cpu else perf_counter
    said = texts(arguments.texts)
    embedder = Embedder(inquit_meaning.FOLDER, threads=arguments.threads)
    start = clock()
    embedder.embed(["a question"])
    print(f"model loaded and first vector: {(clock() - start) * 1000:,.0f} ms")
    rates, questions = [], []
    for _ in range(ROUNDS):
        start = clock()
        embedder.embed(said)
        rates.append(len(said) / (clock() - start))
    for text in said[:QUESTIONS]:
        start = clock()
        embedder.embed([text])
        questions.append((clock() - start) * 1000)
    words = statistics.mean(len(text.split()) for text in said)
    print(
        f"{len(said):,} texts of {words:.0f} words, {arguments.threads} of {os.cpu_count()} processors:"
        f" {statistics.median(rates):,.0f} a second ({min(rates):,.0f}–{max(rates):,.0f})"
    )
    print(f"one text alone: {statistics.median(questions):.1f} ms ({min(questions):.1f}–{max(questions):.1f})")


if __name__ == "__main__":
    main()
