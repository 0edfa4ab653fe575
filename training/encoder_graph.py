"""The encoder as an ONNX graph, written node by node from its weights.

Written instead of traced: it is short, it stays the same from one torch release to the next, and it lets us place the
quantisation.  How the nodes are cut decides a fifth of the time (figures in LOG.md): rows lie flat outside the attention, so
that nothing is split or copied for it; queries, keys and values are products of their own for a few heads at a time, whose
scores fit a processor's cache; and the wide channels are added by a convolution of width one, the one operation that adds to
what is there instead of writing another array of the same size.

    python -m training.encoder_graph MODEL

writes `encoder.graph.onnx` beside the `encoder.onnx` of a model's folder: the same weights, which stay in that file, in the
graph of this version.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import set_external_data

from inquit.model.graphs import GRAPH, WEIGHTS, mark_of
from inquit.model.windows import PAD_ID, WINDOW

OPSET = 20
HEADS_TOGETHER = 3
"""Heads whose scores are computed at once: 256 x 256 of each fit a second-level cache of 1 MB."""
INNER_TOGETHER = 768
"""Inner channels of a feed-forward that are computed and quantised at once: of all of them the cache holds a third."""

Weights = Mapping[str, np.ndarray]


def groups_of(heads: int) -> int:
    """Into how many groups a layer's heads are put."""
    return heads // HEADS_TOGETHER if heads % HEADS_TOGETHER == 0 else 1


class Graph:
    """Collects nodes and weights; each method adds one operation and returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.count = 0

    def weight(self, name: str, value: np.ndarray) -> str:
        if all(w.name != name for w in self.weights):
            self.weights.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def op(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: object):
        self.count += 1
        names = [f"{kind.lower()}{self.count}" + (f".{i}" if outputs > 1 else "") for i in range(outputs)]
        self.nodes.append(
            helper.make_node(kind, list(inputs), names, name=f"{kind}{self.count}", domain=domain, **attributes)
        )
        return names[0] if outputs == 1 else names

    def model(self, inputs, outputs) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, "inquit", inputs, outputs, self.weights)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10, producer_name="inquit")


class EncoderGraph(Graph):
    """Writes the encoder.

    Args:
        given: Its weights by name.  Of each matrix product P, `0.qkv`, `0.o`, `0.up`, `0.down` and so on: `P.w` (K, N) and the
            bias `P.b`; where they are int8 also the scales of their columns `P.ws`, scale and zero of the input `P.xs` and
            `P.xz`, what the input is multiplied with `P.s`, if it is, and the weights of its first channels, which stay in
            fp32, `P.fw`.  Tables `words`, `words.s` where they are int8, `positions`, `case.table`, `quote.table`, `bias` (of
            the attention, by distance, for each head; `0.bias` and so on where layers have not the same heads); norms `norm.g`, `norm.h` and so on; heads `tags.w`, `tags.b` and so on.
    """

    def __init__(self, given: Weights) -> None:
        super().__init__()
        self.given = given
        self.width = given["positions"].shape[1]
        self.layers = sum(name.endswith(".qkv.w") for name in given)
        self.laid: dict[str, list[str]] = {}
        self.cut: dict[str, list[str]] = {}
        self.pad = self.ends = ""

    def of(self, name: str) -> str:
        return self.weight(name, self.given[name])

    def numbers(self, name: str, *values: int) -> str:
        return self.weight(name, np.array(values, dtype=np.int64))

    def scaled(self, x: str, name: str) -> str:
        """The input of the product `name`, its channels made more alike."""
        return self.op("Mul", x, self.of(f"{name}.s")) if f"{name}.s" in self.given else x

    def quantised(self, x: str, name: str) -> str:
        if f"{name}.xs" not in self.given:
            return x
        return self.op("QuantizeLinear", x, self.of(f"{name}.xs"), self.of(f"{name}.xz"))

    def far(self, x: str, name: str) -> str:
        """The channels of an input that stay in fp32, as the filters of a convolution; nothing where all are int8."""
        if f"{name}.fw" not in self.given:
            return ""
        count = len(self.given[f"{name}.fw"])
        few = self.op("Slice", x, self.numbers("from", 0), self.numbers(f"far{count}", count), self.numbers("axis", 2))
        return self.op("Reshape", few, self.numbers(f"filters{count}", -1, count, 1))

    def product(self, x: str, far: str, name: str, part: int = 0, parts: int = 1) -> str:
        """Add x @ weight + bias, or the columns of one part of as many; x (1, rows, K) is `quantised`."""
        get = lambda key: self.columns(f"{name}.{key}", part, parts)
        if f"{name}.xs" not in self.given:
            return self.op("Add", self.op("MatMul", x, get("w")), get("b"))
        inputs = (self.of(f"{name}.xs"), get("ws"), self.of(f"{name}.xz"), "", get("b"))
        y = self.op("MatMulIntegerToFloat", x, get("w"), *inputs, domain="com.microsoft")
        if not far:
            return y
        few = self.op("Unsqueeze", get("fw"), self.numbers("a0", 0))
        return self.op("FusedConv", few, far, "", y, domain="com.microsoft", kernel_shape=[1])

    def columns(self, name: str, part: int, parts: int) -> str:
        """The columns of one part of a weight; those of int8 are cut when the graph is loaded, see `over`."""
        if parts == 1:
            return self.of(name)
        value = self.given[name]
        if value.dtype != np.int8:
            return self.weight(f"{name}.{part}", np.split(value, parts, axis=-1)[part])
        if name not in self.cut:
            self.cut[name] = self.op("Split", self.of(name), outputs=parts, axis=1, num_outputs=parts)
        return self.cut[name][part]

    def norm(self, x: str, name: str) -> str:
        return self.op("LayerNormalization", x, self.of(f"{name}.g"), self.of(f"{name}.h"), axis=-1, epsilon=1e-5)

    def embedded(self, steps: str) -> str:
        """(B, T) ids and features to (B, T, C)."""
        x = self.op("Gather", self.of("words"), "ids")
        if "words.s" in self.given:
            x = self.op("Cast", x, to=TensorProto.FLOAT)
            x = self.op("Mul", x, self.op("Gather", self.of("words.s"), "ids"))
        for name, ids in (("positions", steps), ("case.table", "case"), ("quote.table", "quote")):
            x = self.op("Add", x, self.op("Gather", self.of(name), ids))
        return self.norm(x, "norm")

    def masks(self, bias: str) -> list[str]:
        """For each group of heads: the bias of the attention by distance, and no attention to padding."""
        if bias in self.laid:
            return self.laid[bias]
        steps = np.arange(WINDOW)
        distance = self.op("Sub", self.weight("column", steps[None] + WINDOW - 1), self.weight("row", steps[:, None]))
        groups, self.laid[bias] = groups_of(self.given[bias].shape[1]), []
        for group in range(groups):
            # (1, heads, W, W), computed when the graph is loaded
            whole = self.op("Gather", self.columns(bias, group, groups), distance)
            whole = self.op("Unsqueeze", self.op("Transpose", whole, perm=[2, 0, 1]), self.numbers("a0", 0))
            own = self.op("Slice", whole, self.numbers("zeros", 0, 0), self.ends, self.numbers("axes23", 2, 3))
            self.laid[bias].append(self.op("Add", own, self.pad))  # (B, heads, T, T)
        return self.laid[bias]

    def attended(self, x: str, name: str, shape: str) -> str:
        """The attention's outcome, quantised for the product after it, (1, rows, C)."""
        x = self.scaled(x, f"{name}.qkv")
        far, x = self.far(x, f"{name}.qkv"), self.quantised(x, f"{name}.qkv")
        bias = f"{name}.bias" if f"{name}.bias" in self.given else "bias"
        heads, width = self.given[bias].shape[1], len(self.given[f"{name}.o.w"])
        groups, outcomes = groups_of(heads), []
        for group, mask in enumerate(self.masks(bias)):
            parts = [self.product(x, far, f"{name}.qkv", i * groups + group, 3 * groups) for i in range(3)]
            qkv = [self.op("Reshape", part, shape) for part in parts]
            y = self.op("MultiHeadAttention", *qkv, "", "", mask, domain="com.microsoft", num_heads=heads // groups)
            flat = self.numbers(f"flat.group{width // groups}", 1, -1, width // groups)
            outcomes.append(self.op("Reshape", self.quantised(y, f"{name}.o"), flat))
        return outcomes[0] if len(outcomes) == 1 else self.op("Concat", *outcomes, axis=2)

    def layer(self, x: str, name: str, shape: str) -> str:
        y = self.product(self.attended(x, name, shape), "", f"{name}.o")
        x = self.norm(self.op("Add", x, y), f"{name}.norm1")
        return self.norm(self.op("Add", x, self.fed_forward(x, name)), f"{name}.norm2")

    def fed_forward(self, x: str, name: str) -> str:
        x = self.scaled(x, f"{name}.up")
        far, x = self.far(x, f"{name}.up"), self.quantised(x, f"{name}.up")
        inner = self.given[f"{name}.up.w"].shape[1]
        count = next(n for n in range(-(-inner // INNER_TOGETHER), inner + 1) if inner % n == 0)
        parts, inner_far = [], ""
        for number in range(count):
            y = self.op("Gelu", self.product(x, far, f"{name}.up", number, count), domain="com.microsoft")
            inner_far = inner_far or self.far(y, f"{name}.down")  # the wide channels come first
            parts.append(self.quantised(y, f"{name}.down"))
        y = parts[0] if count == 1 else self.op("Concat", *parts, axis=2)
        return self.product(y, inner_far, f"{name}.down")

    def build(self) -> onnx.ModelProto:
        shape = self.op("Shape", "ids")
        length = self.op("Slice", shape, self.numbers("one", 1), self.numbers("two", 2))  # (1,)
        zero, one = self.weight("i0", np.int64(0)), self.weight("i1", np.int64(1))
        steps = self.op("Range", zero, self.op("Squeeze", length), one)
        pad = self.op("Cast", self.op("Equal", "ids", self.weight("pad", np.int64(PAD_ID))), to=TensorProto.FLOAT)
        pad = self.op("Mul", pad, self.weight("far", np.float32(-1e4)))
        self.pad = self.op("Unsqueeze", pad, self.numbers("a12", 1, 2))
        self.ends = self.op("Concat", length, length, axis=0)
        windows = self.op("Concat", shape, self.numbers("minus", -1), axis=0)  # back to (B, T, …)
        x = self.op("Reshape", self.embedded(steps), self.numbers("flat", 1, -1, self.width))
        for number in range(self.layers):
            x = self.layer(x, str(number), windows)
        self.nodes.append(helper.make_node("Reshape", [x, windows], ["hidden"]))
        for name in ("tags", "nested"):  # in fp32: 14 columns cost nothing
            y = self.op("MatMul", "hidden", self.of(f"{name}.w"))
            self.nodes.append(helper.make_node("Add", [y, self.of(f"{name}.b")], [name]))
        ints = [
            helper.make_tensor_value_info(n, TensorProto.INT64, ["windows", "pieces"]) for n in ("ids", "case", "quote")
        ]
        outs = [
            helper.make_tensor_value_info(n, TensorProto.FLOAT, ["windows", "pieces", size])
            for n, size in (("hidden", self.width), ("tags", 7), ("nested", 7))
        ]
        return self.model(ints, outs)


def weights_in(file: Path) -> dict[str, np.ndarray]:
    """The weights of a model's file, those that its graph has in parts put together again."""
    given: dict[str, np.ndarray] = {}
    parts: dict[str, dict[int, np.ndarray]] = {}
    for tensor in onnx.load(str(file)).graph.initializer:
        name, _, number = tensor.name.rpartition(".")
        if number.isdigit():
            parts.setdefault(name, {})[int(number)] = numpy_helper.to_array(tensor)
        else:
            given[tensor.name] = numpy_helper.to_array(tensor)
    return given | {
        name: np.concatenate([own[number] for number in sorted(own)], axis=-1) for name, own in parts.items()
    }


def over(model: onnx.ModelProto, file: Path) -> None:
    """Take the int8 weights of `model` from where they lie in another model's file.

    Only these: they are nine tenths of all, and numbers of several bytes would have to lie at multiples of their size.
    """
    data = file.read_bytes()
    for tensor in model.graph.initializer:
        if tensor.data_type != TensorProto.INT8:
            continue
        at = data.index(tensor.raw_data)
        set_external_data(tensor, file.name, at, len(tensor.raw_data))
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="a model's folder")
    parser.add_argument("--out", type=Path, help="the graph's file; encoder.graph.onnx in that folder without it")
    args = parser.parse_args(argv)
    weights = args.model / WEIGHTS
    model = EncoderGraph(weights_in(weights)).build()
    over(model, weights)
    model.doc_string = mark_of(weights).decode()
    out = args.out or args.model / GRAPH
    out.write_bytes(model.SerializeToString())
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
