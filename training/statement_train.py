"""Train the head that is asked about one statement, on the frozen encoder of the package.

    python -m training.statement_train DATA ACTS MODEL [--epochs 10]

`DATA` is the folder of the corpora, `ACTS` our own passages, `MODEL` the folder with the encoder, which gets
`statements.onnx` and the list of words that have a vector of their own.  Minutes on two cores; nothing is kept between.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from inquit.model.encoder import Encoder
from inquit.model.regions import Region, Words
from inquit.model.statement_head import FIELDS, ROOTS, plain
from inquit.types import Act, Flag, Type
from training.statement_export import statement_graph
from training.statement_model import StatementHead
from training.statements import READINGS, TRAIN, Document, documents, records, spans

LEAST_COUNT = 5
"""Statements in whose regions a word must occur to get a vector of its own."""

EPOCHS = 10
HEADS = 2
"""Heads whose logits are averaged: one alone depends much on its seed."""

READINGS_TIMES = 2
"""The readings are real news and count twice in an epoch."""

WEIGHTS = {"type": 0.5, "act": 1.0, "flags": 1.0, "root": 1.0, "has": 1.0, "inside": 15.0}
"""Of the losses: words of spans are few among many."""

FIRST_ACT = 0.8
"""Share of the act that was marked, where a fair reader could accept others too; they share the rest."""


@dataclass(frozen=True)
class Example:
    """A statement with what is to be learned from it; −1 where its source does not mark that.

    Attributes:
        act: Probability of each act, all zero where none is marked.
        inside: Of each word of the region, for each field, `(n, 4)`.
    """

    words: Words
    region: Region
    plain: tuple[str, ...]
    type: int
    act: np.ndarray
    flags: np.ndarray
    root: int
    inside: np.ndarray


def examples(documents: Iterable[Document]) -> Iterator[Example]:
    """One example for each statement of the documents."""
    types, acts = list(Type), list(Act)
    for document in documents:
        words = document.words
        for statement, region in zip(document.statements, document.regions, strict=True):
            if not {"act", "type", "root"} & statement.keys():
                continue  # nothing is marked; it only stands beside others
            act = np.zeros(len(acts), dtype=np.float32)
            if statement.get("act"):
                also = [a for a in statement.get("also") or () if a != statement["act"]]
                act[acts.index(statement["act"])] = FIRST_ACT if also else 1.0
                for other in also:
                    act[acts.index(other)] += (1 - FIRST_ACT) / len(also)
            inside = np.full((len(region.words), len(FIELDS)), -1, dtype=np.float32)
            for number, name in enumerate(FIELDS):
                if name in statement:
                    inside[:, number] = words.inside(spans(statement[name]))[region.words]
            flags = [f in statement["flags"] for f in Flag] if "flags" in statement else [-1] * len(Flag)
            yield Example(
                words,
                region,
                tuple(plain(document.text[words.start[w] : words.end[w]]) for w in region.words),
                types.index(statement["type"]) if statement.get("type") else -1,
                act,
                np.array(flags, dtype=np.float32),
                ROOTS.index(statement["root"]) if statement.get("root") else -1,
                inside,
            )


def vocabulary(found: Iterable[Example]) -> dict[str, int]:
    """Words that have a vector of their own, the most frequent first, numbered from 1."""
    counts = Counter(word for example in found for word in sorted(set(example.plain)))
    kept = sorted((word for word, n in counts.items() if n >= LEAST_COUNT), key=lambda word: (-counts[word], word))
    return {word: number for number, word in enumerate(kept, 1)}


def collate(rows: Sequence[Example], numbers: dict[str, int]) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """A batch: what goes in (as `statement_head.inputs` lays it out) and what is to come out."""
    shape = (len(rows), max(len(row.plain) for row in rows))
    filled = {
        name: torch.zeros(shape, dtype=torch.long) for name in ("row", "word", "part", "other", "sentence", "distance")
    }
    real = torch.zeros(shape, dtype=torch.bool)
    inside = torch.full((*shape, 3, len(FIELDS)), -1.0)
    at = 0
    for i, row in enumerate(rows):
        n = len(row.plain)
        filled["row"][i, :n] = torch.arange(at, at + n)
        filled["word"][i, :n] = torch.tensor([numbers.get(word, 0) for word in row.plain])
        for name in ("part", "other", "sentence", "distance"):
            filled[name][i, :n] = torch.from_numpy(getattr(row.region, name))
        real[i, :n] = True
        inside[i, :n] = torch.from_numpy(edged(row.inside))
        at += n
    states = np.concatenate([row.words.states[row.region.words] for row in rows]).astype(np.float32)
    targets = {
        name: torch.tensor(np.array([getattr(row, name) for row in rows])) for name in ("type", "act", "flags", "root")
    }
    return {"states": torch.from_numpy(states), **filled, "real": real}, {**targets, "inside": inside}


def edged(inside: np.ndarray) -> np.ndarray:
    """`(n, fields)` to `(n, 3, fields)`: inside, and whether the word begins or ends a run."""
    before, after = np.zeros_like(inside), np.zeros_like(inside)
    before[1:], after[:-1] = inside[:-1], inside[1:]
    edges = [np.where(inside < 0, -1, (inside == 1) & (beside != 1)) for beside in (before, after)]
    return np.stack([inside, *edges], axis=1).astype(np.float32)


def losses(out: dict[str, Tensor], wanted: dict[str, Tensor]) -> Tensor:
    """The weighted sum over what is marked in this batch."""
    told = (wanted["inside"][:, :, 0] >= 0).any(1)  # (S, F)
    has = (wanted["inside"][:, :, 0] > 0).any(1).float()
    parts = {
        "type": (wanted["type"] >= 0, lambda m: F.cross_entropy(out["type"][m], wanted["type"][m])),
        "act": (wanted["act"].sum(1) > 0, lambda m: F.cross_entropy(out["act"][m], wanted["act"][m], label_smoothing=0.05)),
        "flags": (wanted["flags"] >= 0, lambda m: F.binary_cross_entropy_with_logits(out["flags"][m], wanted["flags"][m])),
        # Few of a batch are events: each counts as much as a statement's act does.
        "root": (wanted["root"] >= 0, lambda m: F.cross_entropy(out["root"][m], wanted["root"][m], label_smoothing=0.05) * m.float().mean()),
        "has": (told, lambda m: F.binary_cross_entropy_with_logits(out["has"][m], has[m])),
        "inside": (wanted["inside"] >= 0, lambda m: F.binary_cross_entropy_with_logits(out["inside"][m], wanted["inside"][m])),
    }  # fmt: skip
    return sum((WEIGHTS[name] * loss(mask) for name, (mask, loss) in parts.items() if mask.any()), torch.zeros(()))


def fit(
    rows: Sequence[Example],
    numbers: dict[str, int],
    *,
    epochs: int = EPOCHS,
    batch: int = 32,
    rate: float = 2e-3,
    seed: int = 0,
    log: bool = False,
) -> StatementHead:
    """Train a head from nothing; the same rows, numbers and seed give the same weights on the same machine."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    head = StatementHead(len(numbers) + 1).train()
    optimizer = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=0.02)
    steps, step = epochs * -(-len(rows) // batch), 0
    for epoch in range(epochs):
        total = []
        for chosen in batches(rows, batch, rng):
            for group in optimizer.param_groups:
                group["lr"] = rate * min(step / (0.1 * steps) + 1e-2, max(0.0, 1 - step / steps))
            inputs, wanted = collate(chosen, numbers)
            loss = losses(head(inputs), wanted)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            step += 1
            total.append(loss.item())
        if log:
            print(f"epoch {epoch + 1} of {epochs}: loss {np.mean(total):.3f}", flush=True)
    return head.eval()


def batches(rows: Sequence[Example], size: int, rng: np.random.Generator) -> Iterator[list[Example]]:
    """Batches of statements with regions of like length, in random order."""
    order = rng.permutation(len(rows)).tolist()
    groups = []
    for i in range(0, len(order), 16 * size):
        near = sorted(order[i : i + 16 * size], key=lambda n: len(rows[n].plain))
        groups += [near[j : j + size] for j in range(0, len(near), size)]
    for number in rng.permutation(len(groups)):
        yield [rows[n] for n in groups[number]]


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
        "--heads", type=int, default=HEADS, help="trained alike but for the seed; their logits are averaged"
    )
    args = parser.parse_args(argv)
    chosen = (record for record in records(args.data, args.acts) if record["part"] in TRAIN)
    found = list(documents(chosen, Encoder(args.model)))
    rows = list(examples(found))
    numbers = vocabulary(rows)
    rows += list(examples(d for d in found if d.part in READINGS)) * (READINGS_TIMES - 1)
    heads = [fit(rows, numbers, epochs=args.epochs, seed=seed, log=True) for seed in range(args.heads)]
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    parts = {part: len(list(examples(d for d in found if d.part == part))) for part in TRAIN}
    made = {
        "made": datetime.date.today().isoformat(),
        "commit": commit,
        "epochs": args.epochs,
        "heads": args.heads,
        "statements": parts,
    }
    write(heads, numbers, args.model, made)


if __name__ == "__main__":
    main()
