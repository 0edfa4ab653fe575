"""Cut a trained run to fewer attention heads and narrower feed-forwards, so that it reads faster.

    python -m training.compact RUN WINDOWS OUT [--inner 768 1536 …] [--heads 9 9 …]

`OUT` is a run again, for `train` to go on from; it loses little even untrained.  What goes is chosen by the optimal brain surgeon
(Hassibi and Stork 1993; for whole channels Kurtic et al. 2023, ZipLM): of each product the inputs whose loss, after the others have taken over what
they can, changes its outcome on training windows least.  Layer after layer, each on what the cut layers below it give.
"""

import argparse
import random
from pathlib import Path

import torch
from torch import Tensor, nn

from training.inputs import watch
from training.model import Layer, Model, load_model
from training.prepare import read_jsonl
from training.runs import WEIGHTS, read_meta, write_run

RIDGE = 1e-3  # of the mean square of an input: keeps the inverse sound where two inputs are alike
AT_ONCE = 64  # inputs that go before the others are judged again


@torch.no_grad()
def without_least(x: Tensor, weight: Tensor, keep: int, block: int = 1) -> tuple[Tensor, Tensor]:
    """Choose the inputs of a product that stay, and mend its weights.

    Args:
        x: What comes in, (N, K).
        weight: Of `nn.Linear`, (C, K).
        keep: How many inputs stay.
        block: Inputs that stay or go together: the 64 of an attention head.

    Returns:
        The numbers of the inputs that stay, ascending, (keep,), and the weights for them, (C, keep).
    """
    gram = (x.T @ x).double() / len(x)
    gram += torch.eye(len(gram), dtype=gram.dtype) * gram.diagonal().mean() * RIDGE
    inverse, w, numbers = torch.linalg.inv(gram), weight.T.double(), torch.arange(len(gram))
    while len(numbers) > keep:
        costs = costs_of(w, inverse, block)
        count = 1 if block > 1 else min(AT_ONCE, len(numbers) - keep)
        going = torch.zeros(len(costs), dtype=torch.bool)
        going[costs.argsort()[:count]] = True
        going = going.repeat_interleave(block)
        # The others take over: block elimination of the rows that go.
        share = torch.linalg.solve(inverse[going][:, going], inverse[going])  # (going, all)
        w = (w - share.T @ w[going])[~going]
        inverse = (inverse - inverse[:, going] @ share)[~going][:, ~going]
        numbers = numbers[~going]
    return numbers, w.T.float()


def costs_of(w: Tensor, inverse: Tensor, block: int) -> Tensor:
    """How much the outcome changes, in squares, where a block of inputs goes and the others take over."""
    if block == 1:
        return w.square().sum(1) / inverse.diagonal()
    starts = torch.arange(0, len(w), block)
    own = torch.stack([inverse[i : i + block, i : i + block] for i in starts])
    rows = w.view(len(starts), block, -1)
    return (rows * torch.linalg.solve(own, rows)).sum((1, 2))


def inputs_of(module: nn.Module, model: Model, rows: list[dict]) -> Tensor:
    """What goes into a product of the encoder, (N, K)."""
    seen: list[Tensor] = []
    watch(model.encoder, {"product": module}, rows, lambda _, x: seen.append(x))
    return torch.cat(seen)


@torch.no_grad()
def with_fewer_heads(layer: Layer, x: Tensor, keep: int) -> None:
    """Leave a layer `keep` heads of its attention; `x` is what comes into its last product."""
    a = layer.attention
    size = a.size
    numbers, weight = without_least(x, a.o.weight, keep * size, block=size)
    a.kept = a.kept[numbers[::size] // size]
    a.o = linear(weight, a.o.bias)
    a.q, a.k, a.v = (linear(part.weight[numbers], part.bias[numbers]) for part in (a.q, a.k, a.v))


@torch.no_grad()
def narrower(layer: Layer, x: Tensor, keep: int) -> None:
    """Leave a layer's feed-forward `keep` inner channels; `x` is what comes into its second product."""
    numbers, weight = without_least(x, layer.down.weight, keep)
    layer.up = linear(layer.up.weight[numbers], layer.up.bias[numbers])
    layer.down = linear(weight, layer.down.bias)


def linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight.copy_(weight)
    made.bias.copy_(bias)
    return made


def compact(model: Model, rows: list[dict], heads: list[int], inner: list[int]) -> None:
    """Cut a model in place, to so many heads and inner channels in each layer; `rows` are windows to judge by."""
    model.eval()
    for layer, own_heads, own_inner in zip(model.encoder.layers, heads, inner, strict=True):
        if own_heads < len(layer.attention.kept):
            with_fewer_heads(layer, inputs_of(layer.attention.o, model, rows), own_heads)
        if own_inner < layer.down.in_features:
            narrower(layer, inputs_of(layer.down, model, rows), own_inner)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("windows", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--inner", type=int, nargs="+", required=True, help="inner channels of each layer")
    parser.add_argument("--heads", type=int, nargs="+", required=True, help="heads of each layer")
    parser.add_argument("--judge-by", type=int, default=240, help="training windows")
    args = parser.parse_args(argv)
    model = load_model(args.run / WEIGHTS)
    layers = len(model.encoder.layers)
    if not layers == len(args.inner) == len(args.heads):
        parser.error(f"{args.run} has {layers} layers: give as many numbers")
    rows = read_jsonl(args.windows / "train.jsonl.gz")
    random.Random(0).shuffle(rows)
    compact(model, sorted(rows[: args.judge_by], key=lambda row: len(row["ids"])), args.heads, args.inner)
    cut = {"inner": args.inner, "heads": args.heads, "windows": args.judge_by}
    write_run(args.out, model.state_dict(), layers, read_meta(args.run) | {"compact": cut})


if __name__ == "__main__":
    main()
