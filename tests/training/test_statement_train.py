from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")
pytest.importorskip("onnx", reason="training needs onnx: pip install 'inquit[train]'")

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/ is not installed

from headed import DOCUMENTS, rows  # noqa: E402

from inquit.model.statement_head import FIELDS, ROOTS  # noqa: E402
from inquit.types import Act, Flag, Type  # noqa: E402
from training.statement_examples import FIRST_ACT, collate, edged, examples, vocabulary  # noqa: E402
from training.statement_fit import fit, losses  # noqa: E402


def test_what_is_not_marked_is_minus_one() -> None:
    promise, accuse, _, event = rows()
    assert (event.type, event.act.sum(), event.flags.tolist()) == (-1, 0, [-1] * len(Flag))
    assert (promise.root, event.root) == (-1, ROOTS.index("REQUEST"))
    column = dict(zip(FIELDS, promise.inside.T.tolist(), strict=True))
    assert column["condition"] == [0, 0, 0, 0, 1, 1]
    assert set(column["addressee"]) == {0}  # marked as not there
    assert set(column["target"]) == {-1}  # not marked
    assert accuse.act[list(Act).index(Act.ACCUSE)] == pytest.approx(FIRST_ACT)
    assert accuse.act.sum() == pytest.approx(1)


def test_a_statement_with_nothing_marked_is_no_example() -> None:
    bare = replace(DOCUMENTS[0], statements=({"content": [[6, 12]]},))
    assert list(examples([bare])) == []


def test_edges_of_runs() -> None:
    inside = np.array([[1, -1], [1, -1], [0, -1], [1, -1]], dtype=np.float32)
    assert edged(inside)[:, 1, 0].tolist() == [1, 0, 0, 1]
    assert edged(inside)[:, 2, 0].tolist() == [0, 1, 0, 1]
    assert (edged(inside)[:, :, 1] == -1).all()


def outputs(batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    shape = batch["real"].shape
    sizes = {"type": len(Type), "act": len(Act), "flags": len(Flag), "root": len(ROOTS), "has": len(FIELDS)}
    out = {name: torch.zeros(shape[0], n) for name, n in sizes.items()}
    return {name: t.requires_grad_() for name, t in {**out, "inside": torch.zeros(*shape, 3, len(FIELDS))}.items()}


def test_nothing_is_learned_from_what_is_not_marked() -> None:
    batch, wanted = collate(rows(), {})
    out = outputs(batch)
    losses(out, wanted).backward()
    grads = {name: t.grad for name, t in out.items()}
    event, promise = 3, 0
    for name in ("type", "act", "flags"):
        assert not grads[name][event].any()
        assert grads[name][promise].any()
    assert not grads["root"][promise].any()
    assert grads["root"][event].any()
    target = FIELDS.index("target")
    assert not grads["inside"][promise, :, :, target].any()
    assert grads["inside"][event, :, :, target].any()
    assert not grads["inside"][~batch["real"]].any()
    assert grads["has"][promise].ne(0).tolist() == [True, True, False, False]  # condition and addressee are marked


def test_words_that_occur_often_get_a_vector() -> None:
    assert vocabulary(rows() * 5) == vocabulary(list(reversed(rows() * 5)))
    assert {"the", "if", "holm"} <= vocabulary(rows() * 5).keys()
    assert vocabulary(rows()) == {}


def test_the_same_seed_gives_the_same_weights() -> None:
    one, two, other = (fit(rows(), {"if": 1}, epochs=2, batch=4, seed=seed).state_dict() for seed in (1, 1, 2))
    assert all(torch.equal(one[name], two[name]) for name in one)
    assert not all(torch.equal(one[name], other[name]) for name in one)


def test_four_statements_are_known_by_heart_in_a_few_steps() -> None:
    found = rows()
    head = fit(found, {}, epochs=80, batch=4, seed=0).eval()
    batch, wanted = collate(found, {})
    with torch.no_grad():
        out = head(batch)
    assert out["act"][:3].argmax(1).tolist() == wanted["act"][:3].argmax(1).tolist()
    assert out["type"][:3].argmax(1).tolist() == wanted["type"][:3].tolist()
    assert out["root"][3].argmax() == wanted["root"][3]
    assert torch.equal(out["flags"][:3] > 0, wanted["flags"][:3] == 1)
    marked = wanted["inside"] >= 0
    assert torch.equal((out["inside"] > 0)[marked], (wanted["inside"] == 1)[marked])
