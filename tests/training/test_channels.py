"""Channels in another order: the same network, the wide ones in front."""

from __future__ import annotations

import copy

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")

from tiny import CONFIG  # noqa: E402

from training.channels import Range, Ranges, widest_first  # noqa: E402
from training.model import Model  # noqa: E402

LAYERS = 2


@pytest.fixture
def model() -> Model:
    torch.manual_seed(3)
    return Model(CONFIG(layers=LAYERS)).eval()


@pytest.fixture
def ranges(model: Model) -> Ranges:
    """Made ranges, every channel of another width."""
    rng = np.random.default_rng(5)
    config = model.encoder.config
    found = {}
    for layer in range(LAYERS):
        for name, size in (("qkv", config.width), ("o", config.width), ("up", config.width), ("down", config.inner)):
            top = rng.permutation(np.arange(1.0, size + 1))
            found[f"{layer}.{name}"] = Range(-top / 2, top, top / 10)
    return found


def test_the_network_computes_what_it_did(model: Model, ranges: Ranges) -> None:
    other = copy.deepcopy(model)
    widest_first(other, ranges)
    ids = torch.randint(5, 50, (2, 12))
    case = torch.zeros_like(ids)
    spans, roles = torch.tensor([[0, 1], [3, 5]]), torch.tensor([0, 1])
    cues, distances = torch.tensor([[2, 2]]), torch.zeros((2, 1), dtype=torch.long)

    with torch.no_grad():
        before, after = (m.encoder(ids, case, case) for m in (model, other))
        links = [m.heads(h[0][0], spans, roles, cues, distances) for m, h in ((model, before), (other, after))]

    assert not torch.allclose(before[0], after[0])  # the hidden channels stand in another order
    for one, two in zip((*before[1:], *links[0]), (*after[1:], *links[1]), strict=True):
        torch.testing.assert_close(one, two, rtol=1e-4, atol=1e-5)


def test_ranges_follow_their_channels_and_the_widest_come_first(model: Model, ranges: Ranges) -> None:
    ordered = widest_first(model, ranges)

    assert ordered.keys() == ranges.keys()
    for name, old in ranges.items():
        new = ordered[name]
        assert sorted(zip(*new, strict=True)) == sorted(zip(*old, strict=True))
        if name.endswith(".down"):
            assert list(new.width) == sorted(old.width, reverse=True)
        if name.endswith(".o"):
            assert list(new.width) == list(old.width)
    stream = [r.width / np.median(r.width) for name, r in ordered.items() if name.endswith((".qkv", ".up"))]
    widest = np.max(stream, axis=0)
    assert list(widest) == sorted(widest, reverse=True)
