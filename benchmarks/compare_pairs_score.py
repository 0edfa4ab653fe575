"""How well `compare` tells one statement in two wordings from two statements of one speaker on one day.

    python -m benchmarks.compare_pairs_score [--errors] [--part NAME]

Kinds are right only where they are the marked kind; `quoted` counts exact, cut, spliced and reworded together, each
still of its own kind.  `hand_kept_back.txt` was split off before the first rule was written; `--errors` never shows it.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.compare_pairs_made import made_pairs
from benchmarks.pair_files import PairBlock, read_pairs
from inquit.ledger.matching import MatchKind, same_statement

FOLDER = Path(__file__).parent / "compare_pairs"
KEPT_BACK = "hand_kept_back"
NONE = "none"
QUOTED = frozenset(MatchKind) - {MatchKind.PARAPHRASED}


def found_kind(pair: PairBlock) -> str:
    """What `compare` makes of a pair: a kind, or `none`."""
    match = same_statement(pair.one, pair.other)
    return match.kind if match else NONE


def score(pairs: list[PairBlock], *, show: bool = False) -> dict[str, Counter[str]]:
    """Right, wrong and missed, by kind and for the quoted ones together."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        found = found_kind(pair)
        for kind, name in ((found, "right" if found == pair.gold else "wrong"), (pair.gold, "missed")):
            if kind == NONE or (name == "missed" and found == pair.gold):
                continue
            counts[kind][name] += 1
            counts["quoted" if kind in QUOTED else "not quoted"][name] += 1
        if show and found != pair.gold:
            print(f"\n{pair.where}: {found} for {pair.gold}\n  A: {pair.one}\n  B: {pair.other}")
            print(f"  {same_statement(pair.one, pair.other)}")
    return counts


def f1(counts: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent."""
    precision = 100 * counts["right"] / max(1, counts["right"] + counts["wrong"])
    recall = 100 * counts["right"] / max(1, counts["right"] + counts["missed"])
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="show each error of the open parts")
    parser.add_argument("--part", choices=["hand_open", KEPT_BACK, "made"], help="one part only")
    options = parser.parse_args()
    parts = {name: read_pairs(FOLDER / f"{name}.txt") for name in ("hand_open", KEPT_BACK)} | {"made": made_pairs()}
    print("| part | kind | marked | precision | recall | F1 |\n| --- | --- | --- | --- | --- | --- |")
    for name, pairs in parts.items():
        if options.part not in (None, name):
            continue
        counts = score(pairs, show=options.errors and name != KEPT_BACK)
        for kind in ["quoted", *MatchKind]:
            if counts[kind]:
                marked = counts[kind]["right"] + counts[kind]["missed"]
                shares = " | ".join(f"{share:.1f}" for share in f1(counts[kind]))
                print(f"| {name} ({len(pairs)}) | {kind} | {marked} | {shares} |")


if __name__ == "__main__":
    main()
