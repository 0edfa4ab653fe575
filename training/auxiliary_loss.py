"""The loss of what else a word is: see `auxiliary`, which needs no torch."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from training.auxiliary import ACTS, FIELDS, UNKNOWN


def loss(out: Tensor, acts: Tensor, fields: Tensor) -> Tensor:
    """Mean cross-entropy of what is marked.

    Args:
        out: Logits of words, (N, `WIDTH`).
        acts: Their acts, (N,).
        fields: Their fields, (N, len(`FIELDS`)).
    """
    told, known = acts != UNKNOWN, fields != UNKNOWN
    total = out.new_zeros(())
    if told.any():
        total = total + F.cross_entropy(out[told, : len(ACTS)], acts[told])
    if known.any():
        total = total + F.binary_cross_entropy_with_logits(out[:, len(ACTS) :][known], fields[known].to(out.dtype))
    return total


def tensors(rows: list[dict[str, Any]]) -> tuple[Tensor, Tensor]:
    """Acts and fields of a batch's words, end to end; `UNKNOWN` for windows that were prepared without."""
    acts, fields = [], []
    for row in rows:
        n = len(row["words"])
        acts += row.get("acts") or [UNKNOWN] * n
        fields += row.get("fields") or [[UNKNOWN] * len(FIELDS)] * n
    return torch.tensor(acts, dtype=torch.long), torch.tensor(fields, dtype=torch.long).view(-1, len(FIELDS))
