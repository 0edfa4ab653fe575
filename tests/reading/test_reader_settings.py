"""`Reader(recall=…, min_confidence=…)`: what is told, and that the reading says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from inquit.model.encoder import TaggedWindow
from inquit.model.windows import Window
from inquit.reading import Reader
from inquit.reading.confidence import FEATURES, MOST_DOUBTFUL
from inquit.reading.doubtful import READIER
from inquit.types import Article, Reading
from reading.marked import INFO, FakeEncoder, Story, story, tagged

SURE = story("[s1 Ida Brekke] [q1 said] [c1 the pier is safe]. The mayor wants a toll.")
MORE = story("[s1 Ida Brekke] [q1 said] [c1 the pier is safe]. [s2 The mayor] [q2 wants] [c2 a toll].")
WEIGHTS = {**dict.fromkeys(FEATURES, 0.0), "found": 1.0, "bias": 0.0}


class Doubting(FakeEncoder):
    """Knows what it would say more readily."""

    def __init__(self, sure: Story, more: Story) -> None:
        super().__init__(sure, info={**INFO, "confidence": WEIGHTS})
        self.more, self.asked = more, []  # type: ignore[var-annotated]

    def tag(self, windows: Sequence[Window], *, readier: float = 0.0) -> list[TaggedWindow]:
        self.asked.append(readier)
        found = super().tag(windows)
        if not readier:
            return found
        return [replace(one, doubtful=more.outer) for one, more in zip(found, tagged(self.more), strict=True)]


def told(**settings: object) -> tuple[Reading, Doubting]:
    encoder = Doubting(SURE, MORE)
    return Reader(model=encoder, **settings).read(Article(SURE["text"])), encoder  # type: ignore[arg-type]


def test_high_recall_tells_doubtful_ones_beside_the_others() -> None:
    reading, encoder = told(recall="high")

    assert [(s.words, s.confidence) for s in reading] == [("the pier is safe", 0.9999), ("a toll", MOST_DOUBTFUL)]
    assert encoder.asked == [READIER]
    assert reading.reader is not None
    assert reading.reader.model == "marked 0123456789ab, recall high"


def test_what_is_found_anyway_is_the_same() -> None:
    (sure,), (same, _) = told()[0].statements, told(recall="high")[0].statements

    assert (same.id, str(same), same.confidence) == (sure.id, str(sure), sure.confidence)


def test_the_model_is_not_asked_for_more_than_is_wanted() -> None:
    assert told()[1].asked == [0.0]


def test_what_is_less_sure_is_left_out() -> None:
    reading, _ = told(recall="high", min_confidence=0.5)

    assert [s.words for s in reading] == ["the pier is safe"]
    assert reading.reader is not None
    assert reading.reader.model == "marked 0123456789ab, recall high, confidence from 0.5"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"recall": "higher"}, "'higher' is not a valid Recall"),
        ({"min_confidence": 50}, "min_confidence is 50; it goes from 0 to 1"),
        ({"min_confidence": -0.1}, "min_confidence is -0.1; it goes from 0 to 1"),
    ],
)
def test_wrong_settings_are_refused(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        told(**settings)
