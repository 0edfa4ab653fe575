"""Fit a head to marked statements (losses, order, schedule), and ask it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from inquit.model.statement_head import Scores
from training.statement_examples import Example, collate
from training.statement_model import StatementHead

EPOCHS = 10

WEIGHTS = {"type": 0.5, "act": 1.0, "flags": 1.0, "root": 1.0, "has": 1.0, "inside": 15.0}
"""Of the losses: words of spans are few among many."""


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


@torch.no_grad()
def scores_of(
    heads: Sequence[StatementHead], numbers: dict[str, int], rows: Sequence[Example], batch: int = 64
) -> list[Scores]:
    """What the heads say of each example, their logits averaged."""
    result: dict[int, Scores] = {}
    order = sorted(range(len(rows)), key=lambda n: len(rows[n].plain))
    for i in range(0, len(order), batch):
        chosen = order[i : i + batch]
        inputs, _ = collate([rows[n] for n in chosen], numbers)
        outs = [head(inputs) for head in heads]
        mean = {name: sum(out[name] for out in outs) / len(outs) for name in outs[0]}
        for at, n in enumerate(chosen):
            own = {name: values[at].numpy() for name, values in mean.items()}
            own["inside"] = own["inside"][: len(rows[n].plain)]
            result[n] = Scores(**own)
    return [result[n] for n in range(len(rows))]
