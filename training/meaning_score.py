"""How well a model of `meaning_export` finds what means the same, and how near two of them are.

    python -m training.meaning_score PACKAGE [--against FP32]

Each of the pairs of `training/meaning/pairs.tsv` says one thing twice with few words in common, both written for this.  One of a pair is
looked for among the other halves and all that is said in our stories and passages.  With `--against`, how many of the ten nearest of each
of these texts two models share, and the cosine between their vectors.
"""

import argparse
from pathlib import Path

import numpy as np

from inquit.model.embed import Embedder
from training.meaning_export import own_texts

NEAREST = 10


def pairs(path: Path = Path("training/meaning/pairs.tsv")) -> list[tuple[str, str]]:
    """Two wordings of one matter, a line each."""
    halves = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(one, other) for one, other in halves]


def ranks(questions: np.ndarray, answers: np.ndarray, others: np.ndarray) -> np.ndarray:
    """At which place each question's own answer comes among all answers and the others, from 1."""
    scores = questions @ np.concatenate([answers, others]).T  # (n, n + m)
    own = scores[np.arange(len(questions)), np.arange(len(questions))]
    return (scores >= own[:, None]).sum(axis=1)


def shared(one: np.ndarray, other: np.ndarray) -> float:
    """How many of the nearest of each text are the same by both models, as a share."""
    nearest = []
    for vectors in (one, other):
        scores = vectors @ vectors.T
        np.fill_diagonal(scores, -1)
        nearest.append(np.argsort(-scores, axis=1)[:, :NEAREST])
    return float(np.mean([len({*a} & {*b}) / NEAREST for a, b in zip(*map(np.ndarray.tolist, nearest), strict=True)]))


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--against", type=Path)
    args = parser.parse_args(argv)
    said, told = own_texts(), pairs()
    vectors = {}
    for folder in filter(None, (args.model, args.against)):
        embedder = Embedder(folder)
        others = vectors[folder] = embedder.embed(said)
        one, other = (embedder.embed([pair[side] for pair in told]) for side in (0, 1))
        found = np.concatenate([ranks(one, other, others), ranks(other, one, others)])
        print(
            f"{embedder.name}: {len(found)} questions among {len(told) + len(said):,} texts: first {np.mean(found == 1):.1%},"
            f" in the first ten {np.mean(found <= NEAREST):.1%}, mean reciprocal rank {np.mean(1 / found):.3f}"
        )
    if args.against:
        one, other = vectors[args.model], vectors[args.against]
        print(
            f"cosine {np.mean((one * other).sum(axis=1)):.4f}; of the ten nearest {shared(one, other):.1%} are the same"
        )


if __name__ == "__main__":
    main()
