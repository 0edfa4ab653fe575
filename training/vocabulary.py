"""MPNet's vocabulary without the word pieces that English news hardly uses: 30,527 rows of 768 weigh 23 MB, a third of the model.

    python -m training.vocabulary DATA MPNET OUT.json

Counts the pieces of all training texts of `DATA` and writes a `tokenizer.json` with those seen at least `KEEP_FROM` times, single
characters of the Latin script and of punctuation, and the special pieces.  A word whose piece is gone is spelled with smaller ones.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer

KEEP_FROM = 2
SPECIAL = (
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "[UNK]",
    "<mask>",
)  # the first three keep their numbers: windows.py knows them
FILES = (
    "polnear/train", "readings/wikinews_train", "gum/gum_open", "timex/timebank", "timex/aquaint", "timex/wikiwars_train",
    "timex/meantime_train", "ner/re3d_train", "ner/crossner_politics_train", "ner/wikigold", "plover/gsr", "plover/plv_train",
)  # fmt: skip
# The Wikinews stories that the readings report on are in GUM too; nothing that ships learns from them.
LEFT_OUT = ("homeopathic", "iodine", "taxes", "hackers", "clock")


def clean(tokenizer: dict) -> dict:
    """MPNet's tokenizer without truncation, padding and special tokens of its own: a page may hold the characters `</s>`."""
    return {**tokenizer, "truncation": None, "padding": None, "post_processor": None, "added_tokens": []}


def is_letter_or_mark(piece: str) -> bool:
    """Whether a piece is one character that English text may hold: Latin letters, punctuation, currencies."""
    return len(piece) == 1 and (piece < "\u0250" or "\u2000" <= piece < "\u2200")


def texts(data: Path) -> Iterator[str]:
    for name in FILES:
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if not any(word in str(row["id"]) for word in LEFT_OUT) and row.get("license", "").find("NC") < 0:
                    yield row["text"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("mpnet", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    whole = clean(json.loads((args.mpnet / "tokenizer.json").read_text(encoding="utf-8")))
    tokenizer = Tokenizer.from_str(json.dumps(whole))
    counts: Counter[str] = Counter()
    for text in texts(args.data):
        counts.update(tokenizer.encode(text, add_special_tokens=False).tokens)
    vocabulary = whole["model"]["vocab"]
    kept = [
        piece
        for piece in sorted(vocabulary, key=vocabulary.__getitem__)
        if piece in SPECIAL or counts[piece] >= KEEP_FROM or is_letter_or_mark(piece.removeprefix("##"))
    ]
    whole["model"]["vocab"] = {piece: number for number, piece in enumerate(kept)}
    args.out.write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    lost = sum(n for piece, n in counts.items() if piece not in whole["model"]["vocab"])
    print(f"{len(kept):,} of {len(vocabulary):,} pieces; {lost:,} of {counts.total():,} occurrences spelled anew")


if __name__ == "__main__":
    main()
