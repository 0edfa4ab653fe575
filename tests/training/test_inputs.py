"""What comes into a product of the encoder is seen without padding."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")

from tiny import CONFIG, rows  # noqa: E402

from training.inputs import watch  # noqa: E402
from training.model import Model  # noqa: E402


def test_every_word_piece_is_seen_once_in_each_product() -> None:
    model = Model(CONFIG(layers=2)).eval()
    products = {"low": model.encoder.layers[0].up, "high": model.encoder.layers[1].down}
    seen: dict[str, list[int]] = {}

    watch(model.encoder, products, rows() * 5, lambda name, x: seen.setdefault(name, []).append(len(x)))

    pieces = 5 * sum(len(row["ids"]) for row in rows())
    assert {name: sum(counts) for name, counts in seen.items()} == {"low": pieces, "high": pieces}


def test_the_encoder_is_watched_no_longer_than_asked() -> None:
    model = Model(CONFIG(layers=1)).eval()
    watch(model.encoder, {"up": model.encoder.layers[0].up}, rows(), lambda *_: None)

    assert not model.encoder.layers[0].up._forward_pre_hooks
