"""How well `lost` finds what one wording has and another lacks, by kind.

    python -m benchmarks.lost_pairs_score [--errors] [--part NAME]

A loss is right where one of the same kind is marked in the pair and shares a word with it.  `hand_kept_back.txt` was
split off before the first rule was written; `--errors` never shows it.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.lost_pairs_made import made_pairs
from benchmarks.pair_files import PairBlock, read_pairs
from inquit.ledger.matching.losses import Loss, losses
from inquit.ledger.matching.marks import LossKind

FOLDER = Path(__file__).parent / "lost_pairs"
KEPT_BACK = "hand_kept_back"

Counts = dict[str, Counter[str]]


def gold_of(pair: PairBlock) -> list[tuple[LossKind, int, int]]:
    """The marked losses: kind, start and end in `pair.one`."""
    if pair.gold == "nothing":
        return []
    found = []
    for part in pair.gold.split("; "):
        kind, _, words = part.partition("=")
        start = pair.one.index(words)
        found.append((LossKind(kind), start, start + len(words)))
    return found


def judged(pair: PairBlock) -> tuple[list[tuple[LossKind, int, int]], list[Loss], list[LossKind]]:
    """What was missed, what was found wrongly, and the kinds of what was found rightly."""
    missed, wrong, right = gold_of(pair), [], []
    for loss in losses(pair.one, pair.other):
        hit = next((g for g in missed if g[0] is loss.kind and g[1] < loss.end and loss.start < g[2]), None)
        if hit:
            missed.remove(hit)
            right.append(loss.kind)
        else:
            wrong.append(loss)
    return missed, wrong, right


def score(pairs: list[PairBlock], *, show: bool = False) -> Counts:
    """Right, wrong and missed, by kind and for `all`."""
    counts: Counts = defaultdict(Counter)
    for pair in pairs:
        missed, wrong, right = judged(pair)
        for name, kinds in (
            ("right", right),
            ("wrong", [loss.kind for loss in wrong]),
            ("missed", [kind for kind, _, _ in missed]),
        ):
            for kind in kinds:
                counts[kind][name] += 1
                counts["all"][name] += 1
        if show and (missed or wrong):
            print(f"\n{pair.where}\n  A: {pair.one}\n  B: {pair.other}")
            for kind, start, end in missed:
                print(f"  missed {kind}: {pair.one[start:end]}")
            for loss in wrong:
                print(f"  wrong  {loss.kind}: {loss.words} ({loss.why})")
    return counts


def shares(counts: Counter[str]) -> tuple[float, float]:
    """Precision and recall, in per cent; 100 where nothing could be wrong."""
    found, marked = counts["right"] + counts["wrong"], counts["right"] + counts["missed"]
    return (100 * counts["right"] / found if found else 100.0), (100 * counts["right"] / marked if marked else 100.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="show each error of the open parts")
    parser.add_argument("--part", choices=["hand_open", KEPT_BACK, "made"], help="one part only")
    options = parser.parse_args()
    parts = {name: read_pairs(FOLDER / f"{name}.txt") for name in ("hand_open", KEPT_BACK)} | {"made": made_pairs()}
    print("| part | kind | marked | precision | recall |\n| --- | --- | --- | --- | --- |")
    for name, pairs in parts.items():
        if options.part not in (None, name):
            continue
        counts = score(pairs, show=options.errors and name != KEPT_BACK)
        for kind in ["all", *LossKind]:
            if counts[kind]:
                precision, recall = shares(counts[kind])
                marked = counts[kind]["right"] + counts[kind]["missed"]
                print(f"| {name} ({len(pairs)}) | {kind} | {marked} | {precision:.1f} | {recall:.1f} |")


if __name__ == "__main__":
    main()
