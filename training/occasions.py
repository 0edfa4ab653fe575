"""When statements were made: learn the weights of `inquit.reading.occasions`, and measure it on given spans.

    python -m training.occasions learn DATA                 # five-fold by article, then src/inquit/reading/occasions/weights.txt
    python -m training.occasions score READINGS.jsonl.gz …  # the shares that are right, on the spans of the readings

Learns from the train parts of the readings and from the articles of `training.said_labels`.  Who speaks is found out by
`inquit.reading.speakers`, as in use.

A conditional logit over the candidates of each statement.  What was decided for the statements before is part of the
features: while learning, the right one.  Where several candidates have the right value, the likeliest is taken to be
meant, so learning goes in rounds.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from inquit.reading import occasions
from inquit.reading.occasions.candidates import Candidate, candidates, usable
from inquit.reading.occasions.choosing import likeliest, probabilities, weights
from inquit.reading.occasions.features import History, Judge
from inquit.reading.occasions.scenery import Scenery
from inquit.reading.speakers import resolve_speakers
from inquit.reading.temporal import time_expressions
from training.articles import read_articles
from training.said_labels import TIMES, said
from training.speakers import _place, attributions_of

TABLE = Path(occasions.__file__).parent / "weights.txt"
FOLDS = 5
LEAST = 4  # a feature that holds less often is left out
SMALLEST = 0.03  # a weight below does nothing
PENALTY = 0.003  # on the squared weights, a statement; 0.001 to 0.008 made no difference five-fold
ROUNDS, STEPS, RATE = 2, 250, 0.05
SAMPLES = 2000

Record = dict[str, Any]
Table = dict[str, float]


class Example(NamedTuple):
    """One statement under the right history."""

    features: list[dict[str, float]]  # one for each candidate
    right: NDArray[np.bool_]


class Article:
    """An article with its statements, the candidates of each, and which of them are right."""

    def __init__(self, record: Record) -> None:
        self.id = record["id"]
        self.statements = sorted((s for s in record["statements"] if s["content"]), key=_place)
        text, published = record["text"], record["published"]
        self.found = attributions_of({**record, "statements": self.statements})
        by_attribution = resolve_speakers(text, self.found).by_attribution
        self.speakers = [who.speaker.id if who else None for who in by_attribution]
        times = time_expressions(text, published)
        scenery, allowed = Scenery(text, self.found), usable(times, published)
        self.judge = Judge(scenery, times, allowed, published)
        self.candidates = [candidates(scenery, times, allowed, n, published) for n in range(len(self.found))]
        self.right = [np.array(right(s, c)) for s, c in zip(self.statements, self.candidates, strict=True)]

    def features(self, number: int, history: History) -> list[dict[str, float]]:
        asked = self.judge.asked(number, self.found[number].outer, history, self.speakers[number])
        return [dict(self.judge.features(asked, c)) for c in self.candidates[number]]


def right(statement: Record, possible: Sequence[Candidate]) -> list[bool]:
    """Which candidates are the annotated time; none where it could not be told."""
    value, basis = statement["time"], statement["time_basis"]
    if basis == "unclear":
        return [False] * len(possible)
    if value is None or basis == "published":
        kind = "earlier" if value is None else "published"
        return [c.kind == kind for c in possible]
    told = [c.kind == "words" and same(value, c.value) for c in possible]
    return told if any(told) else [c.kind == "published" and same(value, c.value) for c in possible]


def same(gold: str | None, value: str | None) -> bool:
    """Whether a value is the annotated one or finer, as `score_readings.py` counts."""
    return not value if gold is None else bool(value) and str(value).startswith(gold)


def examples(articles: Sequence[Article], table: Table) -> Iterator[Example]:
    """The statements whose time is among their candidates, each under the right history as far as it is known."""
    for article in articles:
        history = History()
        for number, possible in enumerate(article.candidates):
            features, fits = article.features(number, history), article.right[number]
            likely = np.array(probabilities([f.items() for f in features], table))
            meant = likely * fits if fits.any() else likely
            history.note(possible[likeliest(possible, meant.tolist())], article.speakers[number])
            if fits.any():
                yield Example(features, fits)


def learn(articles: Sequence[Article]) -> Table:
    """Weights that make the right candidates likely; Adam (Kingma and Ba 2015) on the whole batch."""
    table: Table = {}
    for _ in range(ROUNDS):
        table = _fit(list(examples(articles, table)), table)
    return table


def _fit(data: Sequence[Example], start: Table) -> Table:
    counts = Counter(name for example in data for own in example.features for name in own)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    index = {name: i for i, name in enumerate(names)}
    rows, columns, values = [], [], []
    owner = np.repeat(np.arange(len(data)), [len(e.features) for e in data])  # the statement of each candidate
    begins = np.flatnonzero(np.diff(owner, prepend=-1))
    for row, own in enumerate(own for example in data for own in example.features):
        kept = [(index[name], value) for name, value in own.items() if name in index]
        rows += [row] * len(kept)
        columns += [column for column, _ in kept]
        values += [value for _, value in kept]
    r, c, v = np.array(rows), np.array(columns), np.array(values)
    fits = np.concatenate([e.right for e in data]).astype(float)
    w = np.array([start.get(name, 0.0) for name in names])
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS):
        scores = np.bincount(r, v * w[c], len(owner))
        raised = np.exp(scores - np.maximum.reduceat(scores, begins)[owner])
        likely = raised / np.add.reduceat(raised, begins)[owner]
        aim = likely * fits
        aim /= np.add.reduceat(aim, begins)[owner]
        gradient = np.bincount(c, v * (likely - aim)[r], len(w)) / len(data) + PENALTY * w
        first, second = 0.9 * first + 0.1 * gradient, 0.99 * second + 0.01 * gradient**2
        w -= RATE * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, w.tolist(), strict=True))


def outcomes(article: Article, table: Table) -> Iterator[tuple[str, bool]]:
    """How each statement that is asked for is annotated (`text`, `published`, `earlier`), and whether we are right."""
    history = History()
    for number, (statement, possible) in enumerate(zip(article.statements, article.candidates, strict=True)):
        likely = probabilities([f.items() for f in article.features(number, history)], table)
        history.note(possible[likeliest(possible, likely)], article.speakers[number])
        if not statement.get("optional"):
            value = statement["time"]
            kind = "earlier" if value is None else statement["time_basis"]
            yield kind, same(value, history.chosen[-1].value)


def report(title: str, found: Sequence[list[tuple[str, bool]]]) -> None:
    """The shares that are right, with 95 % intervals by bootstrap over articles."""
    print(title)
    for kind in ("all", "text", "published", "earlier"):
        counted = np.array(
            [[sum(ok for k, ok in a if kind in ("all", k)), sum(kind in ("all", k) for k, _ in a)] for a in found]
        )
        draws = np.random.default_rng(1).integers(0, len(found), (SAMPLES, len(found)))
        sums = counted[draws].sum(axis=1)
        low, high = np.percentile(100 * sums[:, 0] / np.maximum(1, sums[:, 1]), [2.5, 97.5])
        good, n = counted.sum(axis=0)
        print(f"  {kind:10s} {100 * good / max(1, n):5.1f}  ({low:.1f} to {high:.1f}, n {n})")


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    learning = commands.add_parser("learn", help="learn the weights")
    learning.add_argument("data", type=Path, help="the folder of corpora")
    scoring = commands.add_parser("score", help="measure the package's weights on given spans")
    scoring.add_argument("readings", type=Path, nargs="+")
    args = parser.parse_args(argv)
    if args.command == "score":
        report(
            "given spans",
            [list(outcomes(Article(r), dict(weights()))) for path in args.readings for r in read_articles(path)],
        )
        return
    readings = [
        r for corpus in ("polnear", "wikinews") for r in read_articles(args.data / f"readings/{corpus}_train.jsonl.gz")
    ]
    own = {r["id"] for r in readings}
    articles = [
        Article(r) for r in [*readings, *said(read_articles(args.data / "polnear" / "train.jsonl.gz"), TIMES).values()]
    ]
    ids = sorted(article.id for article in articles)
    random.Random(1).shuffle(ids)
    found: dict[str, list[tuple[str, bool]]] = {}
    for fold in range(FOLDS):
        held = set(ids[fold::FOLDS])
        table = learn([a for a in articles if a.id not in held])
        found |= {a.id: list(outcomes(a, table)) for a in articles if a.id in held}
    report("five-fold by article: readings", [found[i] for i in ids if i in own])
    report("five-fold by article: said_labels", [found[i] for i in ids if i not in own])
    report("five-fold by article: all", [found[i] for i in ids])
    lines = [f"{name}\t{weight:.2f}" for name, weight in learn(articles).items() if abs(weight) >= SMALLEST]
    TABLE.write_text("\n".join(["# Learned by training/occasions.py: feature, weight.", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
