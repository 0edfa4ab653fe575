"""The graph that is shipped gives the logits of the head that was trained."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")
pytest.importorskip("onnx", reason="training needs onnx: pip install 'inquit[train]'")

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/ is not installed

from headed import rows  # noqa: E402

from training.export import array, quantise_columns  # noqa: E402
from training.statement_examples import collate  # noqa: E402
from training.statement_export import statement_graph  # noqa: E402
from training.statement_model import StatementHead  # noqa: E402

NUMBERS = {"the": 1, "if": 2, "said": 3}
ORDERS = [[0, 1, 2, 3], [3, 2, 1, 0], [0], [2, 2], [3]]


def rounded(head: StatementHead) -> StatementHead:
    """The head with its tables and matrices as int8 holds them."""
    with torch.no_grad():
        for layer in head.modules():
            if isinstance(layer, torch.nn.Linear | torch.nn.Embedding):
                table = array(layer.weight)
                table = table.T if isinstance(layer, torch.nn.Linear) else table
                w8, scale = quantise_columns(table, 127)
                back = w8 * scale
                layer.weight.copy_(torch.from_numpy(back.T if isinstance(layer, torch.nn.Linear) else back))
    return head


Pair = tuple[list[StatementHead], onnxruntime.InferenceSession]


@pytest.fixture(scope="module")
def pair() -> Pair:
    """Two heads, and the one graph that gives the mean of their logits."""
    torch.manual_seed(0)
    heads = [StatementHead(len(NUMBERS) + 1).eval() for _ in range(2)]
    graph = statement_graph(heads).SerializeToString()
    return [rounded(head) for head in heads], onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])


def answers(session: onnxruntime.InferenceSession, batch: dict[str, torch.Tensor]) -> dict[str, np.ndarray]:
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, {k: v.numpy() for k, v in batch.items()}), strict=True))


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_the_graph_gives_the_logits_of_the_head(pair: Pair, order: list[int]) -> None:
    heads, session = pair
    made = rows()
    batch, _ = collate([made[n] for n in order], NUMBERS)
    with torch.no_grad():
        each = [head(batch) for head in heads]
    wanted = {name: sum(out[name] for out in each) / len(each) for name in each[0]}
    got = answers(session, batch)
    assert got.keys() == wanted.keys()
    for name, value in wanted.items():
        np.testing.assert_allclose(got[name], value.numpy(), rtol=1e-3, atol=1e-3, err_msg=name)


def test_a_statement_gets_the_same_alone_and_among_others(
    pair: Pair,
) -> None:
    made = rows()
    together = answers(pair[1], collate(made, NUMBERS)[0])
    for n, row in enumerate(made):
        alone = answers(pair[1], collate([row], NUMBERS)[0])
        for name, value in alone.items():
            own = together[name][n, : len(row.plain)] if name == "inside" else together[name][n]
            np.testing.assert_allclose(own, value[0], rtol=1e-3, atol=1e-3, err_msg=name)
