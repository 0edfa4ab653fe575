"""The statement heads as ONNX: `statements.onnx`, written node by node as `training.export` writes the encoder.

Weights are kept as int8 with a scale for each output column and computed in fp32: the file is small beside the encoder, and
so is the work.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from torch import nn

from inquit.model.statement_head import POOLS
from training.export import Graph, array, quantise_columns
from training.statement_model import StatementHead

PLACES = ("part", "other", "sentence", "distance")


class HeadsGraph(Graph):
    """Writes several `StatementHead`s and the mean of their answers; see there for what happens and the shapes."""

    def __init__(self, heads: Sequence[StatementHead]) -> None:
        super().__init__()
        self.heads = heads
        self.number = 0
        self.head = heads[0]

    def weight(self, name: str, value: np.ndarray) -> str:
        """A weight of the head that is being written."""
        return super().weight(f"{self.number}.{name}", value)

    def packed(self, name: str, table: np.ndarray) -> str:
        """A weight `(rows, columns)` in int8."""
        w8, scale = quantise_columns(table, 127)
        return self.op(
            "Mul", self.op("Cast", self.weight(f"{name}.w", w8), to=TensorProto.FLOAT), self.weight(f"{name}.s", scale)
        )

    def linear(self, x: str, name: str, layer: nn.Linear) -> str:
        y = self.op("MatMul", x, self.packed(name, array(layer.weight).T))
        return self.op("Add", y, self.weight(f"{name}.b", array(layer.bias)))

    def embedding(self, ids: str, name: str, layer: nn.Embedding) -> str:
        return self.op("Gather", self.packed(name, array(layer.weight)), ids)

    def norm(self, x: str, number: int) -> str:
        norm = self.head.norms[number]
        g, h = self.weight(f"norm{number}.g", array(norm.weight)), self.weight(f"norm{number}.h", array(norm.bias))
        return self.op("LayerNormalization", x, g, h, axis=-1, epsilon=norm.eps)

    def gelu(self, x: str) -> str:
        return self.op("Gelu", x, domain="com.microsoft")

    def axes(self, *axes: int) -> str:
        return self.weight(f"axes{'_'.join(map(str, axes))}", np.array(axes, dtype=np.int64))

    def masked(self, x: str, real: str) -> str:
        return self.op("Where", real, x, self.weight("far", np.float32(-1e4)))

    def build(self) -> onnx.ModelProto:
        """The graph, its inputs and outputs named as in `inquit.model.statement_head`."""
        answers: dict[str, list[str]] = {}
        for number, head in enumerate(self.heads):
            self.number, self.head = number, head
            for name, logits in self._answers().items():
                answers.setdefault(name, []).append(logits)
        for name, logits in answers.items():
            self.nodes.append(helper.make_node("Mean", logits, [name]))
        return self.model(*self._faces())

    def _answers(self) -> dict[str, str]:
        """One head's answers by name."""
        head = self.head
        size = head.state.out_features
        h = self.op("Gather", self.linear("states", "state", head.state), "row")  # (S, L, D)
        h = self.op("Add", h, self.embedding("word", "words", head.word))
        for name in PLACES:
            h = self.op("Add", h, self.embedding(name, f"{name}.table", head.places[name]))
        h = self.norm(h, 0)
        h = self.norm(self.op("Add", h, self.linear(self._attended(h), "o", head.o)), 1)
        inner = self.linear(self.gelu(self.linear(h, "up", head.up)), "down", head.down)
        h = self.norm(self.op("Add", h, inner), 2)
        whole = self.gelu(self.linear(self._pooled(h, size), "whole", head.whole))  # (S, 2D)
        answers = {name.removesuffix("_"): self.linear(whole, name, layer) for name, layer in head.answers.items()}
        gate = self.op("Unsqueeze", self.linear(whole, "gate", head.gate), self.axes(1))
        zero = self.op("Mul", h, self.weight("zero", np.float32(0)))
        field = self.op("Concat", h, self.op("Add", zero, gate), axis=-1)
        inside = self.linear(self.gelu(self.linear(field, "field", head.field)), "inside.layer", head.inside)
        shape = self.weight("inside.shape", np.array([0, 0, 3, head.inside.out_features // 3]))
        return answers | {"inside": self.op("Reshape", inside, shape)}

    def _attended(self, h: str) -> str:
        qkv = self.linear(h, "qkv", self.head.qkv)
        size, heads = self.head.state.out_features, self.head.heads
        parts = self.op("Split", qkv, outputs=3, axis=-1, num_outputs=3)
        shape = self.weight("heads.shape", np.array([0, 0, heads, size // heads]))
        split = [self.op("Reshape", part, shape) for part in parts]
        q, v = (self.op("Transpose", split[i], perm=[0, 2, 1, 3]) for i in (0, 2))
        k = self.op("Transpose", split[1], perm=[0, 2, 3, 1])
        scores = self.op(
            "Mul", self.op("MatMul", q, k), self.weight("attention.scale", np.float32((size // heads) ** -0.5))
        )
        scores = self.op("Softmax", self.masked(scores, self.op("Unsqueeze", "real", self.axes(1, 2))), axis=-1)
        mixed = self.op("Transpose", self.op("MatMul", scores, v), perm=[0, 2, 1, 3])
        return self.op("Reshape", mixed, self.weight("flat.shape", np.array([0, 0, size])))

    def _pooled(self, h: str, size: int) -> str:
        part = self.op("Unsqueeze", "part", self.axes(2))
        # One column a pool: source, cue, content, content; then whatever has a part, then everything.
        lowest = self.weight("pools.from", np.array([1, 2, 3, 3, 1, 0]))
        highest = self.weight("pools.to", np.array([1, 2, 3, 3, 3, 3]))
        masks = self.op("And", self.op("GreaterOrEqual", part, lowest), self.op("LessOrEqual", part, highest))
        masks = self.op("And", masks, self.op("Unsqueeze", "real", self.axes(2)))  # (S, L, POOLS)
        weights = self.op("Softmax", self.masked(self.linear(h, "pool", self.head.pool), masks), axis=1)
        some = self.op("ReduceMax", self.op("Cast", masks, to=TensorProto.FLOAT), self.axes(1), keepdims=1)
        weights = self.op("Transpose", self.op("Mul", weights, some), perm=[0, 2, 1])
        return self.op(
            "Reshape", self.op("MatMul", weights, h), self.weight("pooled.shape", np.array([0, POOLS * size]))
        )

    def _faces(self) -> tuple[list, list]:
        info, head = helper.make_tensor_value_info, self.head
        region = ["statements", "longest"]
        ints = [info(name, TensorProto.INT64, region) for name in ("row", "word", *PLACES)]
        states = info("states", TensorProto.FLOAT, ["words", head.state.in_features])
        real = info("real", TensorProto.BOOL, region)
        answers = [
            info(name.removesuffix("_"), TensorProto.FLOAT, ["statements", layer.out_features])
            for name, layer in head.answers.items()
        ]
        inside = info("inside", TensorProto.FLOAT, [*region, 3, head.inside.out_features // 3])
        return [states, *ints, real], [*answers, inside]


@torch.no_grad()
def statement_graph(heads: Sequence[StatementHead]) -> onnx.ModelProto:
    """The heads as one model that onnxruntime runs."""
    return HeadsGraph(heads).build()
