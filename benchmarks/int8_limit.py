"""What this machine's int8 products can do at most: the encoder's own, in its shapes, and nothing else.

onnxruntime runs them as it runs the encoder, so the share of this that the encoder reaches tells what its graph costs
around them (attention, norms, channels in fp32), and not how good onnxruntime's products are.

    python -m benchmarks.int8_limit src/inquit/model/encoder.onnx [--threads 1] [--at-once 2]

prints the operations for a word piece and the operations a second.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

ROWS = 220
"""Word pieces in a run: as many as most windows have."""

Shape = tuple[int, int]


def shapes_in(weights: Path) -> list[Shape]:
    """Inputs and outputs of each int8 product in the file of an encoder's weights."""
    import onnx

    return [
        (tensor.dims[0], tensor.dims[1])
        for tensor in onnx.load(str(weights)).graph.initializer
        if tensor.data_type == onnx.TensorProto.INT8 and tensor.name != "words"
    ]


def operations(shapes: Sequence[Shape]) -> int:
    """Multiplications and additions for one word piece."""
    return sum(2 * inputs * outputs for inputs, outputs in shapes)


def limit(shapes: Sequence[Shape], *, threads: int, runs_at_once: int, seconds: float = 2.0) -> float:
    """Operations a second when nothing but these products is done.

    Args:
        shapes: Of the products.
        threads: Of one run.
        runs_at_once: How many threads run them, each with its own session.
        seconds: How long it is measured.
    """
    runs = [_products(shapes, threads) for _ in range(runs_at_once)]
    with ThreadPoolExecutor(runs_at_once) as pool:
        rates = list(pool.map(lambda run: _rate(run, seconds), runs))
    return sum(rates) * ROWS * operations(shapes)


def _rate(run: Callable[[], Any], seconds: float) -> float:
    """Runs a second, the first of them, which warms up, not counted."""
    run()
    number, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        run()
        number += 1
    return number / (time.perf_counter() - start)


def _products(shapes: Sequence[Shape], threads: int) -> Callable[[], Any]:
    """Runs the products once, one after the other."""
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    rng = np.random.default_rng(0)
    inputs = {f"x{size}": rng.integers(0, 256, (ROWS, size), dtype=np.uint8) for size in {size for size, _ in shapes}}
    weights, nodes, results = [], [], []
    for number, shape in enumerate(shapes):
        weights.append(numpy_helper.from_array(rng.integers(-127, 128, shape, dtype=np.int8), f"w{number}"))
        nodes.append(helper.make_node("MatMulInteger", [f"x{shape[0]}", f"w{number}"], [f"y{number}"]))
        results.append(helper.make_tensor_value_info(f"y{number}", TensorProto.INT32, [ROWS, shape[1]]))
    given = [helper.make_tensor_value_info(name, TensorProto.UINT8, x.shape) for name, x in inputs.items()]
    graph = helper.make_graph(nodes, "products", given, results, weights)
    model = helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 20)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return lambda: session.run(None, inputs)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Time the encoder's int8 products and nothing else.")
    parser.add_argument("weights", type=Path, help="a model's encoder.onnx")
    parser.add_argument("--threads", type=int, default=1, help="threads of one run (1)")
    parser.add_argument("--at-once", type=int, default=1, help="how many threads run them (1)")
    parser.add_argument("--seconds", type=float, default=2.0, help="how long (2)")
    args = parser.parse_args(argv)
    shapes = shapes_in(args.weights)
    rate = limit(shapes, threads=args.threads, runs_at_once=args.at_once, seconds=args.seconds)
    print(operations(shapes), round(rate))


if __name__ == "__main__":
    main()
