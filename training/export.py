"""A trained run to the files that the package reads: `encoder.onnx`, `heads.onnx`, `model.json`.

    python -m training.export RUN WINDOWS OUT [--fp32] [--reduce-range]

`encoder_graph` writes the nodes.  Weights are int8 with a scale for each output channel; activations uint8 with one static scale for each
matrix product, calibrated on training windows.  Static, because a scale taken from the batch at hand would let one article change
the reading of its neighbour.  Three things keep int8 near fp32 (figures in LOG.md): SmoothQuant moves the channels' differences into
the weights; the few widest channels of each product stay in fp32; the bias takes up what rounding the weights shifts on average.
"""

import argparse
import datetime
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from torch import nn

from inquit.model.graphs import GRAPH, WEIGHTS
from inquit.model.windows import PAD_ID, WINDOW
from training.channels import Range, Ranges, widest_first
from training.encoder_graph import EncoderGraph, Graph
from training.inputs import watch
from training.model import load_model
from training.prepare import TOKENIZER, read_jsonl
from training.runs import read_meta, without_places

OUTLIERS = {"qkv": 16, "o": 0, "up": 16, "down": 64}
"""Input channels of each product that are kept in fp32: the widest ones, which `channels` has put first."""


def array(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().cpu().float().numpy()


def quantise_columns(weight: np.ndarray, levels: int) -> tuple[np.ndarray, np.ndarray]:
    """(K, N) to int8 and one scale a column."""
    scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / levels
    return np.clip(np.round(weight / scale), -levels, levels).astype(np.int8), scale.astype(np.float32)


def encoder_weights(model: nn.Module, ranges: Ranges | None, levels: int, smooth: float = 0.5) -> dict[str, np.ndarray]:
    """The weights of `training.model.Encoder` by the names that `EncoderGraph` asks for.

    Args:
        model: The encoder.
        ranges: For each matrix product the lowest and highest value of each input channel; `None` keeps fp32.
        levels: Largest weight after quantisation: 127 for 8 bits, 63 for 7.
        smooth: How much of the channels' differences moves from the activations into the weights, 0 to 1.
    """
    W = WINDOW
    # Relative position bias: one row of H values for each distance -(W-1) … W-1.
    by_distance = array(model.bias.weight)[model.buckets[0, :W].tolist()]
    before = array(model.bias.weight)[model.buckets[:W, 0].tolist()]
    weights = table_weights("words", array(model.words.weight), ranges is not None) | {
        "positions": array(model.positions.weight)[PAD_ID + 1 : PAD_ID + 1 + W],
        "case.table": array(model.case.weight),
        "quote.table": array(model.quote.weight),
    }
    bias = np.concatenate([before[1:][::-1], by_distance])  # (2W-1, H)
    kept = [layer.attention.kept.tolist() for layer in model.layers]
    if all(len(own) == bias.shape[1] for own in kept):
        weights["bias"] = bias
    else:
        weights |= {f"{i}.bias": bias[:, own] for i, own in enumerate(kept)}
    norms = {"norm": model.norm}
    for i, layer in enumerate(model.layers):
        a = layer.attention
        products = {"qkv": (a.q, a.k, a.v), "o": (a.o,), "up": (layer.up,), "down": (layer.down,)}
        for kind, parts in products.items():
            name = f"{i}.{kind}"
            weight = np.concatenate([array(part.weight).T for part in parts], axis=1)
            bias = np.concatenate([array(part.bias) for part in parts])
            weights |= product_weights(name, weight, bias, ranges[name] if ranges else None, levels, smooth)
        norms |= {f"{i}.norm1": layer.norm1, f"{i}.norm2": layer.norm2}
    for name, norm in norms.items():
        weights |= {f"{name}.g": array(norm.weight), f"{name}.h": array(norm.bias)}
    for name, head in (("tags", model.tags), ("nested", model.nested)):
        weights |= {f"{name}.w": array(head.weight).T, f"{name}.b": array(head.bias)}
    return weights


def table_weights(name: str, table: np.ndarray, is_int8: bool) -> dict[str, np.ndarray]:
    """A large table, in int8 with a scale for each row."""
    if not is_int8 or len(table) < 1000:
        return {name: table}
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
    return {name: np.clip(np.round(table / scale), -127, 127).astype(np.int8), f"{name}.s": scale.astype(np.float32)}


def product_weights(
    name: str, weight: np.ndarray, bias: np.ndarray, given: Range | None, levels: int, smooth: float
) -> dict[str, np.ndarray]:
    """The weights (K, N) and bias (N,) of a matrix product, in int8 where the range of its input is known."""
    if given is None:
        return {f"{name}.w": weight, f"{name}.b": bias}
    (low, high, mean), weights = given, {}
    kind = name.split(".")[1]
    if kind in ("qkv", "up"):
        # The norms' outputs have a few channels of +-40 among hundreds of +-1, which would leave those two or three levels.
        # SmoothQuant (Xiao et al. 2023): divide each channel by s, multiply its row of the weights by s.
        widest = np.maximum(np.abs(low), np.abs(high)).clip(1e-3)
        s = (widest**smooth / np.abs(weight).max(axis=1).clip(1e-3) ** (1 - smooth)).astype(np.float32)
        low, high, mean, weight = low / s, high / s, mean / s, weight * s[:, None]
        weights[f"{name}.s"] = 1 / s
    far = min(OUTLIERS[kind], len(low) // 8)
    near = np.arange(len(low)) >= far
    w8, ws = quantise_columns(weight * near[:, None], levels)
    drift = mean[near] @ (w8[near].astype(np.float32) * ws - weight[near])  # (N,), what rounding adds on average
    bottom, top = min(0.0, float(low[near].min())), max(0.0, float(high[near].max()))
    scale = max(top - bottom, 1e-6) / 255
    zero = int(np.clip(round(-bottom / scale), 0, 255))
    weights |= {f"{name}.xs": np.float32(scale), f"{name}.xz": np.uint8(zero)}
    weights |= {f"{name}.w": w8, f"{name}.ws": ws, f"{name}.b": (bias - drift).astype(np.float32)}
    return weights | ({f"{name}.fw": weight[:far]} if far else {})


def heads_model(heads: nn.Module, width: int) -> onnx.ModelProto:
    """`training.model.Heads` on the end states of spans and cues; weights kept as fp16, computed in fp32."""
    g = Graph()
    half = lambda name, t: g.op("Cast", g.weight(name, array(t).astype(np.float16)), to=TensorProto.FLOAT)
    L = heads.link

    def side(x: str, name: str, layer: nn.Linear) -> str:  # (n, 2C) to (2, n, L)
        y = g.op(
            "Tanh", g.op("Add", g.op("MatMul", x, half(f"{name}.w", layer.weight.T)), half(f"{name}.b", layer.bias))
        )
        return g.op("Transpose", g.op("Reshape", y, g.weight("shape", np.array([-1, 2, L]))), perm=[1, 0, 2])

    s, q = side("spans", "span", heads.span), side("cues", "cue", heads.cue)  # (2, S, L), (2, Q, L)
    scores = g.op(
        "Mul", g.op("MatMul", s, g.op("Transpose", q, perm=[0, 2, 1])), g.weight("scale", np.float32(4.0 / L**0.5))
    )  # (2, S, Q)
    bias = g.op(
        "Transpose", g.op("Gather", g.weight("distance", array(heads.distance.weight)), "distances"), perm=[2, 0, 1]
    )
    both = g.op("Add", scores, bias)
    pick = lambda x, i: g.op("Gather", x, g.weight(f"role{i}", np.int64(i)), axis=0)
    column = g.op("Unsqueeze", g.op("Equal", "roles", g.weight("zero", np.int64(0))), g.weight("a1", np.array([1])))
    g.nodes.append(helper.make_node("Where", [column, pick(both, 0), pick(both, 1)], ["scores"]))
    none = g.op(
        "Add", g.op("MatMul", pick(q, 0), half("none.w", heads.none.weight.T)), half("none.b", heads.none.bias)
    )  # (Q, 1)
    g.nodes.append(helper.make_node("Squeeze", [none, g.weight("a1", np.array([1]))], ["none"]))
    info = helper.make_tensor_value_info
    inputs = [info("spans", TensorProto.FLOAT, ["s", 2 * width]), info("roles", TensorProto.INT64, ["s"]), info("cues", TensorProto.FLOAT, ["q", 2 * width]), info("distances", TensorProto.INT64, ["s", "q"])]  # fmt: skip
    return g.model(inputs, [info("scores", TensorProto.FLOAT, ["s", "q"]), info("none", TensorProto.FLOAT, ["q"])])


def calibrate(encoder: nn.Module, rows: list[dict]) -> Ranges:
    """What goes into each matrix product, over training windows."""
    ranges: Ranges = {}
    counts: dict[str, int] = {}

    def seen(name: str, x: torch.Tensor) -> None:
        new = Range(array(x.amin(dim=0)), array(x.amax(dim=0)), array(x.mean(dim=0)))
        old, n = ranges.get(name, new), counts.get(name, 0)
        counts[name] = n + len(x)
        mean = old.mean + (new.mean - old.mean) * (len(x) / counts[name])
        ranges[name] = Range(np.minimum(old.low, new.low), np.maximum(old.high, new.high), mean)

    products = {}
    for i, layer in enumerate(encoder.layers):
        own = {"qkv": layer.attention.q, "o": layer.attention.o, "up": layer.up, "down": layer.down}
        products |= {f"{i}.{name}": module for name, module in own.items()}
    watch(encoder, products, rows, seen)
    return ranges


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("windows", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--checkpoint", default="model.pt")
    parser.add_argument(
        "--fp32", action="store_true", help="no quantisation: the reference that int8 is measured against"
    )
    parser.add_argument(
        "--reduce-range", action="store_true", help="7-bit weights, for processors whose int8 products saturate"
    )
    parser.add_argument("--smooth", type=float, default=0.5)
    parser.add_argument("--calibrate-on", type=int, default=64, help="training windows")
    parser.add_argument("--name", default="inquit-base")
    args = parser.parse_args(argv)
    meta = without_places(read_meta(args.run))
    model = load_model(args.run / args.checkpoint)
    model.eval()
    rows = read_jsonl(args.windows / "train.jsonl.gz")
    rows = rows[:: max(1, len(rows) // args.calibrate_on)]
    ranges = None if args.fp32 else widest_first(model, calibrate(model.encoder, rows))
    args.out.mkdir(parents=True, exist_ok=True)
    weights = encoder_weights(model.encoder, ranges, 63 if args.reduce_range else 127, args.smooth)
    onnx.save(EncoderGraph(weights).build(), str(args.out / WEIGHTS))
    (args.out / GRAPH).unlink(missing_ok=True)  # of older weights
    onnx.save(heads_model(model.heads, model.encoder.config.width), str(args.out / "heads.onnx"))
    if args.out.resolve() != TOKENIZER.parent.resolve():
        shutil.copy(TOKENIZER, args.out / "tokenizer.json")
    digest = hashlib.sha256(
        b"".join((args.out / n).read_bytes() for n in ("encoder.onnx", "heads.onnx", "tokenizer.json"))
    ).hexdigest()
    info = {
        "name": args.name, "sha256": digest, "made": datetime.date.today().isoformat(), "precision": "fp32" if args.fp32 else "int8",
        "reduce_range": args.reduce_range, "smooth": args.smooth, "outliers": OUTLIERS, "calibration_windows": len(rows), "training": meta,
    }  # fmt: skip
    # What `evaluate tune` and `calibrate` add belongs to one export, so it is never carried over.
    (args.out / "model.json").write_text(json.dumps(info, indent=1) + "\n", encoding="utf-8")
    print({p.name: f"{p.stat().st_size / 1e6:.1f} MB" for p in sorted(args.out.iterdir())}, digest[:12])


if __name__ == "__main__":
    main()
