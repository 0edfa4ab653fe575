"""An exported model as a run again, to go on from: what int8 left of the weights, in fp32.

    python -m training.packaged MODEL RUN

Checkpoints are not kept in the repository, exported models are.  The run computes what `MODEL` computes, up to what quantising
its activations adds.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from inquit.model.graphs import WEIGHTS
from inquit.model.windows import PAD_ID, WINDOW
from training.encoder_graph import weights_in
from training.model import Config, config_of, relative_buckets
from training.runs import write_run

PRODUCTS = {"o": "attention.o", "up": "up", "down": "down"}


def state_of(weights: Mapping[str, np.ndarray], heads: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    """The weights of `training.model.Model`.

    Args:
        weights: Those of `encoder.onnx`, by the names that `EncoderGraph` uses.
        heads: Those of `heads.onnx`.
    """
    state: dict[str, np.ndarray] = {}
    layers = sum(name.endswith(".qkv.w") for name in weights)
    words = weights["words"].astype(np.float32)
    state["encoder.words.weight"] = words * weights["words.s"] if "words.s" in weights else words
    positions = np.zeros((Config().positions, words.shape[1]), dtype=np.float32)  # those beyond a window are not kept
    positions[PAD_ID + 1 : PAD_ID + 1 + WINDOW] = weights["positions"]
    state["encoder.positions.weight"] = positions
    for name in ("case", "quote"):
        state[f"encoder.{name}.weight"] = weights[f"{name}.table"]
    bias, kept = _bias_of(weights, layers)
    state["encoder.bias.weight"] = bias
    norms = {"norm": "norm"} | {f"{i}.norm{n}": f"layers.{i}.norm{n}" for i in range(layers) for n in (1, 2)}
    for norm, ours in norms.items():
        state |= {f"encoder.{ours}.weight": weights[f"{norm}.g"], f"encoder.{ours}.bias": weights[f"{norm}.h"]}
    for i in range(layers):
        own = f"encoder.layers.{i}"
        state[f"{own}.attention.kept"] = kept[i]
        parts = [np.split(x, 3, axis=-1) for x in _product(weights, f"{i}.qkv")]
        for letter, weight, shift in zip("qkv", *parts, strict=True):
            state |= {f"{own}.attention.{letter}.weight": weight.T, f"{own}.attention.{letter}.bias": shift}
        for product, ours in PRODUCTS.items():
            weight, shift = _product(weights, f"{i}.{product}")
            state |= {f"{own}.{ours}.weight": weight.T, f"{own}.{ours}.bias": shift}
    for name in ("tags", "nested"):
        state |= {f"encoder.{name}.weight": weights[f"{name}.w"].T, f"encoder.{name}.bias": weights[f"{name}.b"]}
    for name in ("span", "cue", "none"):
        state |= {f"heads.{name}.weight": heads[f"{name}.w"].T, f"heads.{name}.bias": heads[f"{name}.b"]}
    state["heads.distance.weight"] = heads["distance"]
    as_float = lambda x: torch.tensor(x if x.dtype == np.int64 else x.astype(np.float32))
    return {name: as_float(np.ascontiguousarray(value)) for name, value in state.items()}


def _product(weights: Mapping[str, np.ndarray], name: str) -> tuple[np.ndarray, np.ndarray]:
    """The weights (K, N) and the bias (N,) of a matrix product."""
    weight = weights[f"{name}.w"].astype(np.float32)
    if f"{name}.ws" in weights:
        weight = weight * weights[f"{name}.ws"]
    if f"{name}.fw" in weights:
        weight[: len(weights[f"{name}.fw"])] += weights[f"{name}.fw"]
    if f"{name}.s" in weights:
        weight = weight * weights[f"{name}.s"][:, None]
    return weight, weights[f"{name}.b"]


def _bias_of(weights: Mapping[str, np.ndarray], layers: int) -> tuple[np.ndarray, list[np.ndarray]]:
    """The attention's bias by bucket, (buckets, H), and which of its H columns each layer has."""
    own = [weights[f"{i}.bias" if f"{i}.bias" in weights else "bias"] for i in range(layers)]
    columns: dict[bytes, int] = {}
    for table in sorted(own, key=lambda table: -table.shape[1]):  # a layer with all heads has them in their order
        for column in np.ascontiguousarray(table.T):
            columns.setdefault(column.tobytes(), len(columns))
    kept = [np.array([columns[column.tobytes()] for column in np.ascontiguousarray(table.T)]) for table in own]
    by_distance = np.stack([np.frombuffer(column, dtype=np.float32) for column in columns], axis=1)  # (2W-1, H)
    buckets = relative_buckets(WINDOW, Config().buckets).numpy()
    table = np.zeros((Config().buckets, len(columns)), dtype=np.float32)
    for distance in range(WINDOW):
        table[buckets[0, distance]] = by_distance[WINDOW - 1 + distance]
        table[buckets[distance, 0]] = by_distance[WINDOW - 1 - distance]
    return table, kept


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("run", type=Path)
    args = parser.parse_args(argv)
    heads = onnx.load(str(args.model / "heads.onnx")).graph.initializer
    state = state_of(weights_in(args.model / WEIGHTS), {t.name: numpy_helper.to_array(t) for t in heads})
    info = json.loads((args.model / "model.json").read_text(encoding="utf-8"))
    write_run(args.run, state, config_of(state).layers, info["training"] | {"unpacked_from": info["sha256"]})


if __name__ == "__main__":
    main()
