"""Train the head that is asked about one statement, on the frozen encoder of the package.

    python -m training.statement_train DATA ACTS MODEL [--epochs 10] [--corrections FILE …]

`DATA` is the folder of the corpora, `ACTS` our own passages, `MODEL` the folder with the encoder, which gets
`statements.onnx` and the list of words that have a vector of their own.  Half an hour on one core, nothing is kept between.
`FILE` is what people corrected in a ledger, as `inquit export --format corrections` writes it.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from inquit.model.encoder import Encoder
from training import corrections
from training.runs import commit
from training.statement_distil import asked_again, learn, unmarked
from training.statement_examples import examples, vocabulary
from training.statement_export import statement_graph
from training.statement_fit import EPOCHS
from training.statement_model import StatementHead
from training.statements import READINGS, TRAIN, documents, records

HEADS = 2
"""Heads from which the one that ships learns: one alone depends much on its seed."""

READINGS_TIMES = 2
"""The readings are real news and count twice in an epoch."""

CORRECTIONS_TIMES = 4
"""What people corrected counts four times in an epoch: it is what the head gets wrong.  Chosen, not measured."""


def write(heads: Sequence[StatementHead], numbers: dict[str, int], folder: Path, made: dict) -> None:
    """Put the heads beside the encoder, and its words, its origin and the new hash of all files into `model.json`."""
    import onnx

    onnx.save(statement_graph(heads), str(folder / "statements.onnx"))
    info = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    files = ("encoder.onnx", "heads.onnx", "statements.onnx", "tokenizer.json")
    info["sha256"] = hashlib.sha256(b"".join((folder / name).read_bytes() for name in files)).hexdigest()
    info |= {"statements": made, "statement_words": " ".join(numbers)}
    (folder / "model.json").write_text(json.dumps(info, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("acts", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument(
        "--heads", type=int, default=HEADS, help="alike but for their seed, from which one learns; 1 ships itself"
    )
    parser.add_argument(
        "--corrections",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="what people corrected in a ledger",
    )
    args = parser.parse_args(argv)
    chosen = (record for record in records(args.data, args.acts) if record["part"] in TRAIN)
    corrected = (record for path in args.corrections for record in corrections.corrected(path))
    found = list(documents(chain(chosen, corrected), Encoder(args.model)))
    rows = list(examples(found))
    numbers = vocabulary(rows)
    rows += list(examples(d for d in found if d.part in READINGS)) * (READINGS_TIMES - 1)
    rows += list(examples(d for d in found if d.part == corrections.PART)) * (CORRECTIONS_TIMES - 1)
    free = [*unmarked(found), *asked_again(found)]
    head = learn(rows, free, numbers, heads=args.heads, epochs=args.epochs)
    parts = {part: len(list(examples(d for d in found if d.part == part))) for part in (*TRAIN, corrections.PART)}
    made = {
        "made": datetime.date.today().isoformat(),
        "commit": commit(),
        "epochs": args.epochs,
        "heads": args.heads,
        "statements": parts,
    }
    write([head], numbers, args.model, made)


if __name__ == "__main__":
    main()
