"""Precision, recall and F1 of sentence ends on GUM, genre by genre, and the speed of the splitter.

    python benchmarks/sentences.py DATA_DIR [--errors GENRE]

DATA_DIR holds `gum/gum_open.jsonl.gz`: one document a line with `genre`, `text` and `sentences` (`start`, `end`).  An
end is right when it stands at the same character.  The last end of each document counts too.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter, defaultdict
from pathlib import Path

from inquit.sentences import sentence_bounds


def main() -> None:
    parser = argparse.ArgumentParser(description="Score sentence bounds on GUM.")
    parser.add_argument("data", type=Path, help="folder that holds gum/gum_open.jsonl.gz")
    parser.add_argument("--errors", metavar="GENRE", help="print the wrong (+) and the missing (-) ends of this genre")
    args = parser.parse_args()

    counts: dict[str, Counter[str]] = defaultdict(Counter)
    characters, seconds = 0, 0.0
    with gzip.open(args.data / "gum" / "gum_open.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            text, genre = document["text"], document["genre"]
            began = time.perf_counter()
            found = {end for _, end in sentence_bounds(text)}
            seconds += time.perf_counter() - began
            characters += len(text)
            gold = {sentence["end"] for sentence in document["sentences"]}
            counts[genre] += Counter(right=len(found & gold), found=len(found), gold=len(gold))
            if genre == args.errors:
                for end in sorted(found ^ gold):
                    sign = "+" if end in found else "-"
                    print(f"{sign} {text[max(0, end - 60) : end]!r} | {text[end : end + 40]!r}")

    print(f"{'genre':<14}{'P':>7}{'R':>7}{'F1':>7}{'ends':>7}")
    for genre, count in sorted(counts.items()):
        precision, recall = count["right"] / count["found"], count["right"] / count["gold"]
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{genre:<14}{100 * precision:7.1f}{100 * recall:7.1f}{100 * f1:7.1f}{count['gold']:7}")
    print(f"{characters / seconds / 1e6:.1f} million characters a second")


if __name__ == "__main__":
    main()
