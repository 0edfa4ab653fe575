"""How well acts, flags and spans are told, given the statements: five-fold over the readings, and on the part kept aside.

    python -m training.statement_score DATA ACTS BENCH [--epochs 10] [--heads 3]

`BENCH` is the folder of the scorers.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from inquit.model.encoder import Encoder
from inquit.model.statement_head import FIELDS, ROOTS, Scores
from inquit.reading.acts import SHARPER, doing
from inquit.types import Act
from training.statement_distil import learn, unmarked
from training.statement_examples import examples, vocabulary
from training.statement_fit import EPOCHS, scores_of
from training.statement_train import HEADS, READINGS_TIMES
from training.statements import READINGS, Document, documents, records, spans

FOLDS = 5


def folds(found: Sequence[Document]) -> list[list[Document]]:
    """The documents dealt out at random, always alike."""
    dealt = sorted(found, key=lambda d: d.id)
    random.Random(7).shuffle(dealt)
    return [dealt[i::FOLDS] for i in range(FOLDS)]


def as_read(document: Document, scores: Sequence[Scores]) -> dict:
    """The document with what we tell of its statements."""
    told = []
    for statement, region, own in zip(document.statements, document.regions, scores, strict=True):
        d = doing(own, region, document.words)
        told.append(
            {key: statement.get(key) for key in ("id", "source", "cue", "content", "within")}
            | {"type": d.type, "act": d.act, "flags": list(d.flags)}
            | {name: [list(p) for p in getattr(d, name)] for name in FIELDS}
        )
    return {"id": document.id, "text": document.text, "speakers": [], "statements": told}


def as_marked(document: Document) -> dict:
    """The document with its own marks, nobody speaking: who speaks is not asked here."""
    statements = [{**s, "speaker": None} for s in document.statements]
    return {"id": document.id, "text": document.text, "speakers": [], "statements": statements}


def figures(found: Sequence[Document], told: dict[str, list[Scores]], evaluate: Callable) -> dict[str, float]:
    """The scorer's figures on acts and spans."""
    result = evaluate([as_marked(d) for d in found], [as_read(d, told[d.id]) for d in found])
    asked = (
        "type",
        "act",
        "act macro F1, strict",
        "conditional",
        "negated",
        "hedged",
        "condition",
        "addressee",
        "setting",
    )
    return {name: result[name]["f1"] if isinstance(result[name], dict) else result[name] for name in asked}


def with_interval(
    found: Sequence[Document], told: dict[str, list[Scores]], evaluate: Callable, draws: int = 200
) -> dict[str, str]:
    """Each figure with its 95 % interval, bootstrap over documents."""
    rng = random.Random(0)
    # Documents drawn twice need ids of their own.
    drawn = []
    for _ in range(draws):
        sample = [rng.choice(found) for _ in found]
        gold = [as_marked(d) | {"id": f"{n}"} for n, d in enumerate(sample)]
        read = [_READ.setdefault(d.id, as_read(d, told[d.id])) | {"id": f"{n}"} for n, d in enumerate(sample)]
        drawn.append(evaluate(gold, read))
    whole = figures(found, told, evaluate)
    value = lambda result, name: (result[name]["f1"] if isinstance(result[name], dict) else result[name]) or 0.0
    bounds = {name: np.percentile([value(r, name) for r in drawn], [2.5, 97.5]) for name in whole}
    return {name: f"{whole[name]} ({bounds[name][0]:.1f}–{bounds[name][1]:.1f})" for name in whole}


_READ: dict[str, dict] = {}


def target_f1(found: Sequence[Document], told: dict[str, list[Scores]], *, always: bool) -> dict[str, float]:
    """F1 of the target's words, and of telling one that touches it.

    Args:
        found: Documents.
        told: Scores of their statements, by the document's id.
        always: Take the best span whatever the act is, as for PLOVER's events, which have no act of ours.
    """
    from inquit.reading.acts import MOST_PIECES, segments

    n: Counter[str] = Counter()
    at = FIELDS.index("target")
    for document in found:
        for statement, region, own in zip(document.statements, document.regions, told[document.id], strict=True):
            if "target" not in statement:
                continue
            gold = document.words.inside(spans(statement["target"]))[region.words]
            read = np.zeros_like(gold)
            if always:
                for first, last in segments(own.inside[:, :, at], MOST_PIECES["target"]) if own.has[at] > 0 else []:
                    read[first : last + 1] = True
            else:
                read = document.words.inside(doing(own, region, document.words).target)[region.words]
            n.update({"both": int((gold & read).sum()), "gold": int(gold.sum()), "read": int(read.sum())})
            n.update({"touched": int((gold & read).any()), "golds": int(gold.any()), "reads": int(read.any())})
    f1 = lambda both, a, b: round(200 * n[both] / max(1, n[a] + n[b]), 1)
    return {"words": f1("both", "gold", "read"), "touched": f1("touched", "golds", "reads"), "n": n["golds"]}


def act_f1(found: Sequence[Document], told: dict[str, list[Scores]]) -> dict[str, float]:
    """F1 of each act; a confusion that a fair reader could accept is not counted."""
    n: Counter[tuple[str, str]] = Counter()
    for document in found:
        for statement, own in zip(document.statements, told[document.id], strict=True):
            gold, read = statement["act"], list(Act)[int(np.argmax(own.act))]
            if gold == read:
                n["both", gold] += 1
            elif read in (statement.get("also") or ()):
                continue
            n["gold", gold] += 1
            n["read", read] += 1
    return {act: round(200 * n["both", act] / (n["gold", act] + n["read", act])) for act in Act if n["gold", act]}


def calibration(found: Sequence[Document], told: dict[str, list[Scores]]) -> dict[str, float]:
    """Mean probability of the first act, how often a fair reader accepts it, and the expected error over ten bins."""
    pairs = []
    for document in found:
        for statement, own in zip(document.statements, told[document.id], strict=True):
            if not statement.get("optional"):
                chances = np.exp(SHARPER * (own.act - own.act.max()))
                read = list(Act)[int(np.argmax(own.act))]
                right = read in (statement["act"], *(statement.get("also") or ()))
                pairs.append((float(chances.max() / chances.sum()), right))
    p, right = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    bins = np.minimum((p * 10).astype(int), 9)
    gaps = [(bins == b).sum() * abs(p[bins == b].mean() - right[bins == b].mean()) for b in np.unique(bins)]
    figures = {"mean probability": p.mean(), "right": right.mean(), "expected error": sum(gaps) / len(p)}
    return {name: round(100 * float(value), 1) for name, value in figures.items()} | {"n": len(p)}


def confusions(found: Sequence[Document], told: dict[str, list[Scores]]) -> Counter[tuple[str, str]]:
    """How often each act was taken for each other, where no fair reader could."""
    n: Counter[tuple[str, str]] = Counter()
    for document in found:
        for statement, own in zip(document.statements, told[document.id], strict=True):
            read = list(Act)[int(np.argmax(own.act))]
            if not statement.get("optional") and read not in (statement["act"], *(statement.get("also") or ())):
                n[statement["act"], str(read)] += 1
    return n


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("acts", type=Path)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--heads", type=int, default=HEADS, help="from which one learns")
    parser.add_argument("--folds", type=int, default=FOLDS, help="of the five, how many are measured")
    args = parser.parse_args(argv)
    sys.path.insert(0, str(args.bench))
    evaluate = importlib.import_module("score_readings").evaluate
    parts: dict[str, list[Document]] = {}
    for document in documents(records(args.data, args.acts), Encoder()):
        parts.setdefault("readings" if document.part in READINGS else document.part, []).append(document)
    told: dict[str, list[Scores]] = {}
    aside: list[list[Scores]] = []
    asides = list(examples(parts["acts aside"]))
    dealt = [folds(parts["readings"]), folds(parts["plover"])]
    free = list(unmarked(parts["labels"]))
    for fold in range(args.folds):
        left = [d for group in dealt for n, part in enumerate(group) if n != fold for d in part]
        rows = list(examples(left + parts["acts tune"] + parts["labels"]))
        rows += list(examples(d for d in left if d.part in READINGS)) * (READINGS_TIMES - 1)
        numbers = vocabulary(rows)
        heads = [learn(rows, free, numbers, heads=args.heads, epochs=args.epochs)]
        held = [d for group in dealt for d in group[fold]]
        found = iter(scores_of(heads, numbers, list(examples(held))))
        told |= {d.id: [next(found) for _ in d.statements] for d in held}
        aside.append(scores_of(heads, numbers, asides))
        print(f"fold {fold + 1}: {figures(dealt[0][fold], told, evaluate)}", flush=True)
    readings = [d for part in dealt[0][: args.folds] for d in part]
    plover = [d for part in dealt[1][: args.folds] for d in part]
    print("readings, five-fold", json.dumps(with_interval(readings, told, evaluate), ensure_ascii=False))
    print("probability of the first act", calibration(readings, told))
    print("their dev parts", figures([d for d in readings if d.part.endswith("dev")], told, evaluate))
    own = iter(aside[0])
    told |= {d.id: [next(own) for _ in d.statements] for d in parts["acts aside"]}
    print("aside, first fold", figures(parts["acts aside"], told, evaluate))
    print(
        "aside, F1 by act",
        act_f1(parts["acts aside"], told),
        "target",
        target_f1(parts["acts aside"], told, always=False),
    )
    right = [ROOTS[int(np.argmax(told[d.id][0].root))] == d.statements[0]["root"] for d in plover]
    print(
        "PLOVER, five-fold: roots",
        round(100 * float(np.mean(right)), 1),
        "target",
        target_f1(plover, told, always=True),
    )
    for (gold, read), n in confusions(readings, told).most_common(12):
        print(f"{gold} read as {read}: {n}")


if __name__ == "__main__":
    main()
