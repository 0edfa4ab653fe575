"""The doubtful layer of the packaged model."""

from __future__ import annotations

import pytest

from inquit.model.encoder import MODEL_FOLDER, Encoder
from inquit.reading.doubtful import READIER

pytestmark = pytest.mark.skipif(
    not (MODEL_FOLDER / "encoder.onnx").is_file(), reason="this checkout has no encoder.onnx: export it from a training"
)

TEXT = (
    "“The toll will rise,” Mayor Ida Holm said. The harbour board presented its accounts on Monday, and shopkeepers have"
    " filed a suit against the plan."
)


def test_a_readier_decoding_finds_more_and_changes_nothing_else() -> None:
    encoder = Encoder(threads=1)
    windows = encoder.windows(TEXT)
    (usual,), (more,) = encoder.tag(windows), encoder.tag(windows, readier=READIER)

    assert usual.doubtful is None
    assert (more.outer, more.nested) == (usual.outer, usual.nested)
    assert more.doubtful is not None
    assert {(c.span.first, c.span.last) for c in more.doubtful.cues} > {
        (c.span.first, c.span.last) for c in usual.outer.cues
    }
