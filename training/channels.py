"""Put the widest channels first, so that an export can keep them apart at no cost.

A few channels of the residual stream are ±40 wide among hundreds of ±1, and a static int8 scale would leave those two or three levels
(LLM.int8(), Dettmers et al. 2022).  Kept in fp32 they cost nothing in accuracy, but picking them out of every product's
input took a fifth of the encoder's time.  Channels have no order of their own: moved to the front, in all weights alike, the
model computes what it did before and the wide ones are a slice.
"""

from typing import NamedTuple

import numpy as np
import torch

from training.model import Encoder, Model


class Range(NamedTuple):
    """Lowest, highest and mean value of each input channel of a matrix product, (K,) each."""

    low: np.ndarray
    high: np.ndarray
    mean: np.ndarray

    @property
    def width(self) -> np.ndarray:
        """The largest magnitude of each channel, (K,)."""
        return np.maximum(np.abs(self.low), np.abs(self.high))

    def taken(self, order: np.ndarray) -> "Range":
        """The channels in another order."""
        return Range(self.low[order], self.high[order], self.mean[order])


Ranges = dict[str, Range]
"""By product: `0.qkv`, `0.o`, `0.up`, `0.down`, and so on for each layer."""


def widest_first(model: Model, ranges: Ranges) -> Ranges:
    """Reorder the channels of `model` in place, and return its ranges in the new order.

    The residual stream has one order for all layers: by the widest that a channel gets anywhere, each product measured against
    its own median channel.  The inner channels of each feed-forward have their own.
    """
    encoder = model.encoder
    stream = [r for name, r in ranges.items() if name.endswith((".qkv", ".up"))]
    widths = np.max([r.width / np.median(r.width) for r in stream], axis=0)
    outer = np.argsort(-widths, kind="stable")
    inner = [np.argsort(-ranges[f"{i}.down"].width, kind="stable") for i in range(len(encoder.layers))]
    with torch.no_grad():
        _reorder(encoder, torch.from_numpy(outer), [torch.from_numpy(order) for order in inner])
        ends = torch.from_numpy(np.concatenate([outer, outer + len(outer)]))
        for side in (model.heads.span, model.heads.cue):
            side.weight.copy_(side.weight[:, ends])
    order_of = {f"{i}.down": order for i, order in enumerate(inner)}
    for i in range(len(encoder.layers)):
        order_of |= {f"{i}.qkv": outer, f"{i}.up": outer, f"{i}.o": np.arange(len(ranges[f"{i}.o"].low))}
    return {name: r.taken(order_of[name]) for name, r in ranges.items()}


def _reorder(encoder: Encoder, outer: torch.Tensor, inner: list[torch.Tensor]) -> None:
    readers = [encoder.words, encoder.positions, encoder.case, encoder.quote, encoder.tags, encoder.nested]
    norms = [encoder.norm]
    for layer, order in zip(encoder.layers, inner, strict=True):
        attention = layer.attention
        readers += [attention.q, attention.k, attention.v, layer.up]
        norms += [layer.norm1, layer.norm2]
        for writer in (attention.o, layer.down):
            writer.weight.copy_(writer.weight[outer])
            writer.bias.copy_(writer.bias[outer])
        layer.up.weight.copy_(layer.up.weight[order])
        layer.up.bias.copy_(layer.up.bias[order])
        layer.down.weight.copy_(layer.down.weight[:, order])
    for module in readers:
        module.weight.copy_(module.weight[:, outer])
    for norm in norms:
        norm.weight.copy_(norm.weight[outer])
        norm.bias.copy_(norm.bias[outer])
