"""Learn the weights of `inquit.reading.salience`: whom a pronoun that speaks goes back to.

    python -m training.antecedents DATA

Prints how many pronouns are right, five-fold by article, and the two tables of weights for `salience.py`.  Learns from the train parts
of the readings and from `tune`, `pronouns` and `world_tune` of `training/speaker_labels/`.

A conditional logit over the candidates of each pronoun.  A candidate is judged by its best place, which is found
under the weights so far, so learning goes in rounds; run it again after pasting, since the narrative's pronouns are traced by
the weights in the package.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from inquit.reading.phrases import Form
from inquit.reading.pronouns import PERSONAL
from inquit.reading.salience import WEIGHTS
from inquit.reading.speakers import Resolver
from training.articles import read_articles
from training.evaluate import fit
from training.speaker_labels import Record, labelled, same
from training.speakers import attributions_of

FOLDS = 5
SMALLEST = 0.03  # a weight below does nothing
PENALTY = 0.01  # on the squared weights, a pronoun; 0.003 to 0.03 made no difference five-fold
ROUNDS, STEPS, RATE = 4, 400, 0.05


class Pronoun(NamedTuple):
    """One pronoun with all places of its candidates.

    Attributes:
        features: One row a place, `(places, features)`.
        who: Which candidate each place belongs to.
        right: Whether the place means the speaker.
    """

    article: str
    features: NDArray[np.float64]
    who: list[object]
    right: NDArray[np.bool_]


def pronouns(records: list[Record]) -> Iterator[Pronoun]:
    """The pronouns whose speaker is labelled, met as the resolver meets them."""
    for record in records:
        speakers = {speaker["id"]: speaker for speaker in record["speakers"]}
        resolver = Resolver(record["text"], attributions_of(record))
        for number, statement in enumerate(record["statements"]):
            source = resolver.sources[number]
            gold = speakers.get(statement.get("speaker") or "")
            asked = source.form is Form.PRONOUN and source.head in PERSONAL and not statement.get("optional")
            resolver.approach(number)
            if gold and asked:
                places = resolver.pronouns.candidates(source, resolver.found[number].content)
                voices = [resolver.voices[resolver.voices.key_of(heard)] for heard, _ in places]
                if places:
                    yield Pronoun(
                        record["id"],
                        np.array([list(map(float, features.values())) for _, features in places]),
                        [heard.who for heard, _ in places],
                        np.array([same(gold, voice.name, voice.kind) for voice in voices]),
                    )
            resolver.step(number)


def names_of(records: list[Record]) -> list[str]:
    """The features, in their order."""
    for record in records:
        resolver = Resolver(record["text"], attributions_of(record))
        for number, source in enumerate(resolver.sources):
            if source.form is Form.PRONOUN and (places := resolver.pronouns.candidates(source)):
                return list(places[0][1])
            resolver.step(number)
    raise SystemExit("no pronoun in the labelled articles")


def best_places(pronoun: Pronoun, weights: NDArray[np.float64]) -> list[int]:
    """For each candidate the place with the highest score."""
    scores = pronoun.features @ weights
    best: dict[object, int] = {}
    for i, who in enumerate(pronoun.who):
        if who not in best or scores[i] > scores[best[who]]:
            best[who] = i
    return list(best.values())


def learn(data: list[Pronoun], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights that make the right candidates likely; Adam (Kingma and Ba 2015) on the whole batch."""
    weights = start.copy()
    for _ in range(ROUNDS):
        chosen = [(p.features[rows], p.right[rows]) for p in data if (rows := best_places(p, weights))]
        chosen = [(x, right) for x, right in chosen if right.any()]
        features = np.vstack([x for x, _ in chosen])
        aims = np.concatenate([right / right.sum() for _, right in chosen])
        sizes = [len(x) for x, _ in chosen]
        starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
        first, second = np.zeros_like(weights), np.zeros_like(weights)
        for step in range(1, STEPS):
            scores = features @ weights
            likely = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
            likely /= np.add.reduceat(likely, starts)[owner]
            aim = likely * (aims > 0)
            aim /= np.add.reduceat(aim, starts)[owner]
            gradient = features.T @ (likely - aim) / len(chosen) + PENALTY * weights
            first, second = 0.9 * first + 0.1 * gradient, 0.99 * second + 0.01 * gradient**2
            weights -= RATE * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def sureness(data: list[Pronoun], weights: NDArray[np.float64], names: list[str]) -> list[tuple[list[float], bool]]:
    """For each pronoun what `Salience.sure` goes by, and whether the best candidate is right."""
    told = []
    for pronoun in data:
        rows = best_places(pronoun, weights)
        scores = pronoun.features[rows] @ weights
        best = rows[int(scores.argmax())]
        share = min(max(1 / float(np.exp(scores - scores.max()).sum()), 1e-3), 1 - 1e-3)
        unnamed, document, gender = (
            float(pronoun.features[best][names.index(name)]) for name in ("unnamed", "document", "gender")
        )
        told.append(([float(np.log(share / (1 - share))), unnamed, document, 1 - gender], bool(pronoun.right[best])))
    return told


def right(data: list[Pronoun], weights: NDArray[np.float64]) -> int:
    """How many pronouns go back to the right one."""
    return sum(bool(p.right[int(np.argmax(p.features @ weights))]) for p in data)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of corpora")
    args = parser.parse_args(argv)
    readings = [
        r for corpus in ("polnear", "wikinews") for r in read_articles(args.data / f"readings/{corpus}_train.jsonl.gz")
    ]
    labels = [record for part in ("tune", "pronouns", "world_tune") for record in labelled(args.data, part)]
    records = [*readings, *labels]
    names, data = names_of(records), list(pronouns(records))
    start = np.array([WEIGHTS.get(name, 0.0) for name in names])
    articles = sorted({p.article for p in data})
    random.Random(1).shuffle(articles)
    found, told = 0, []
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        weights = learn([p for p in data if p.article not in held], np.zeros_like(start))
        apart = [p for p in data if p.article in held]
        found += right(apart, weights)
        told += sureness(apart, weights, names)
    reachable = sum(bool(p.right.any()) for p in data)
    print(f"{len(data)} pronouns, {reachable / len(data):.1%} have the speaker among their candidates")
    print(
        f"right {found / len(data):.1%} five-fold by article; with the package's weights {right(data, start) / len(data):.1%}"
    )
    for name, weight in zip(names, learn(data, start), strict=True):
        if abs(weight) >= SMALLEST:
            print(f'    "{name}": {weight:.2f},')
    table = fit(np.array([x for x, _ in told]), np.array([y for _, y in told], dtype=float)).round(3)
    print(dict(zip(("log odds", "unnamed", "document", "no gender", "bias"), table.tolist(), strict=True)))


if __name__ == "__main__":
    main()
