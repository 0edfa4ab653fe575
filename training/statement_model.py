"""The head that is asked about one statement: what it does, on which condition, to whom.  What `statements.onnx` holds.

It reads a region of `inquit.model.regions`: the frozen encoder's states of the words around a statement, with each word's
part in it.  One layer of attention lets the words of cue and content look at each other; pooled by part they give type,
act and flags, word by word they give the spans.  Frequent words also have a vector of their own, since the encoder was
trained to find statements and keeps little of "if", "not" or "may": without it conditional F1 was 59 instead of 75.

Shapes in comments: S statements, L words of the longest region, C the encoder's width, D ours, F fields.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from inquit.model.regions import DISTANCES, OTHERS, PARTS, SENTENCES
from inquit.model.statement_head import FIELDS, POOLS, ROOTS
from inquit.types import Act, Flag, Type

Inputs = dict[str, Tensor]


class StatementHead(nn.Module):
    """Regions, as `inquit.model.statement_head.inputs` gives them, to logits.

    Args:
        words: Number of words with a vector of their own, the unknown one included.
        width: Of the encoder's states.
        size: Of our own.
    """

    def __init__(self, words: int, *, width: int = 768, size: int = 128, heads: int = 4, dropout: float = 0.3) -> None:
        super().__init__()
        self.heads = heads
        self.state = nn.Linear(width, size)
        self.word = nn.Embedding(words, size)
        self.places = nn.ModuleDict(
            {
                "part": nn.Embedding(PARTS, size),
                "other": nn.Embedding(OTHERS, size),
                "sentence": nn.Embedding(SENTENCES, size),
                "distance": nn.Embedding(DISTANCES, size),
            }
        )
        nn.init.normal_(self.word.weight, std=0.3)
        for place in self.places.values():
            nn.init.normal_(place.weight, std=0.5)
        self.qkv, self.o = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.up, self.down = nn.Linear(size, 2 * size), nn.Linear(2 * size, size)
        self.norms = nn.ModuleList(nn.LayerNorm(size) for _ in range(3))
        self.pool = nn.Linear(size, POOLS)
        self.whole = nn.Linear(POOLS * size, 2 * size)
        sizes = {"type": len(Type), "act": len(Act), "flags": len(Flag), "root": len(ROOTS), "has": len(FIELDS)}
        self.answers = nn.ModuleDict(
            {f"{name}_": nn.Linear(2 * size, n) for name, n in sizes.items()}
        )  # a module has a "type"
        self.gate, self.field = nn.Linear(2 * size, size), nn.Linear(2 * size, size)
        self.inside = nn.Linear(size, 3 * len(FIELDS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Inputs) -> dict[str, Tensor]:
        """Logits by the names that `inquit.model.statement_head.Scores` has.

        Of every statement `type` (S, 4), `act` (S, 14), `flags` (S, 3), `root` (S, 15), `has` (S, F), and of every word
        `inside` (S, L, 3, F): that it stands in the field's span, begins one, ends one.
        """
        word = x["word"]
        if self.training:  # one frequent word in ten is hidden, so that the states are used too
            word = word * (torch.rand(word.shape, device=word.device) > 0.1)
        h = self.dropout(self.state(x["states"])[x["row"]]) + self.word(word)
        h = self.norms[0](h + sum(table(x[name]) for name, table in self.places.items()))  # (S, L, D)
        h = self.norms[1](h + self.dropout(self._attend(h, x["real"])))
        h = self.norms[2](h + self.dropout(self.down(self.dropout(F.gelu(self.up(h))))))
        whole = self.dropout(F.gelu(self.whole(self.dropout(self._pooled(h, x["part"], x["real"])))))  # (S, 2D)
        gate = self.gate(whole)[:, None].expand_as(h)
        inside = self.inside(self.dropout(F.gelu(self.field(torch.cat([h, gate], -1)))))
        answers = {name[:-1]: layer(whole) for name, layer in self.answers.items()}
        return {**answers, "inside": inside.unflatten(-1, (3, len(FIELDS)))}

    def _attend(self, h: Tensor, real: Tensor) -> Tensor:
        S, L, D = h.shape
        q, k, v = (
            self.qkv(h).view(S, L, 3, self.heads, D // self.heads).permute(2, 0, 3, 1, 4)
        )  # (S, heads, L, D/heads)
        scores = q @ k.transpose(-1, -2) / math.sqrt(D // self.heads)
        scores = self.dropout(torch.softmax(scores.masked_fill(~real[:, None, None], -1e4), -1))
        return self.o((scores @ v).transpose(1, 2).reshape(S, L, D))

    def _pooled(self, h: Tensor, part: Tensor, real: Tensor) -> Tensor:
        """Weighted means over source, cue, content (twice), the whole statement and the whole region: (S, POOLS · D)."""
        masks = torch.stack([part == 1, part == 2, part == 3, part == 3, part > 0, part >= 0], -1) & real[..., None]
        weights = torch.softmax(self.pool(h).masked_fill(~masks, -1e4), 1) * masks.any(1, keepdim=True)  # (S, L, POOLS)
        return (weights.transpose(1, 2) @ h).flatten(1)
