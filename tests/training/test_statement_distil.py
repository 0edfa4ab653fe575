"""One head that learns from several: what nobody marked, their answers softened, and that it comes close to them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")
pytest.importorskip("onnx", reason="training needs onnx: pip install 'inquit[train]'")

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # training/ is not installed

from headed import DOCUMENTS, document, rows  # noqa: E402

from inquit.types import Act  # noqa: E402
from training.statement_distil import PASSAGES, asked_again, distil, learn, soften, unmarked  # noqa: E402
from training.statement_examples import Example  # noqa: E402
from training.statement_fit import fit, scores_of  # noqa: E402

BARE = document("Liv swore to sail if paid", source="Liv", cue="swore", content="to sail if paid")


def free() -> list[Example]:
    return list(unmarked([BARE]))


def test_only_what_nobody_marked_is_asked_of_the_teachers() -> None:
    (example,) = unmarked([*DOCUMENTS, BARE])

    assert example.plain == ("liv", "swore", "to", "sail", "if", "paid")
    assert (example.type, example.root, example.act.any()) == (-1, -1, False)
    assert (example.inside == -1).all()


def test_the_teachers_are_asked_about_our_passages_too_whatever_is_marked_there() -> None:
    marked = DOCUMENTS[0]
    asked = list(asked_again([BARE, replace(marked, part=PASSAGES), replace(marked, part="acts aside")]))

    assert len(asked) == len(marked.statements)
    assert [(example.type, example.act.any()) for example in asked] == [(-1, False)] * len(asked)


def test_answers_are_softened_to_probabilities() -> None:
    (scores,) = scores_of([fit(rows(), {}, epochs=1, batch=4)], {}, free())
    answer = soften(replace(scores, act=np.log(np.array([0.5, 0.3, 0.2] + [1e-9] * 11, dtype=np.float32))))

    assert answer["act"][:3] == pytest.approx([0.5, 0.3, 0.2], abs=1e-5)
    assert all(answer[name].sum() == pytest.approx(1, abs=1e-5) for name in ("type", "act", "root"))
    assert all(((answer[name] >= 0) & (answer[name] <= 1)).all() for name in ("flags", "has", "inside"))


def test_the_one_gives_its_teachers_answers_where_nothing_is_marked() -> None:
    answer = soften(scores_of([fit(rows(), {}, epochs=1, batch=4)], {}, free())[0])
    answer["act"] = np.eye(len(Act), dtype=np.float32)[list(Act).index(Act.THREATEN)]

    numbers = {"vowed": 1, "swore": 2}
    head = distil(rows(), free(), [answer], numbers, epochs=120, batch=5)

    marked, told = scores_of([head], numbers, rows()), scores_of([head], numbers, free())
    assert list(Act)[int(told[0].act.argmax())] is Act.THREATEN
    assert [list(Act)[int(own.act.argmax())] for own in marked[:3]] == [Act.PROMISE, Act.ACCUSE, Act.PREDICT]


def test_the_same_seed_gives_the_same_one() -> None:
    answers = [soften(scores) for scores in scores_of([fit(rows(), {}, epochs=1, batch=4)], {}, free())]
    one, two, other = (distil(rows(), free(), answers, {}, epochs=2, seed=s).state_dict() for s in (1, 1, 2))

    assert all(torch.equal(one[name], two[name]) for name in one)
    assert not all(torch.equal(one[name], other[name]) for name in one)


def test_a_single_head_is_its_own_teacher() -> None:
    alone = fit(rows(), {}, epochs=2, seed=0).state_dict()
    learned = learn(rows(), free(), {}, heads=1, epochs=2).state_dict()

    assert all(torch.equal(alone[name], learned[name]) for name in alone)
