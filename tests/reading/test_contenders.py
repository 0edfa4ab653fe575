"""Who "the candidate" is."""

from __future__ import annotations

import pytest

from inquit.reading.contenders import Choice, Contenders
from inquit.reading.mentions import Cast
from inquit.reading.origins import Origins

ONE = "Ida Brekke came. Brekke sang. Brekke’s campaign goes on. Tor Lund left."
TWO = "Ida Brekke’s campaign met Tor Lund supporters."


@pytest.mark.parametrize(
    ("text", "modifiers", "name"),
    [
        pytest.param(ONE, [], "Ida Brekke", id="the only campaign"),
        pytest.param(ONE, ["republican"], "Ida Brekke", id="of a party that the text does not contradict"),
        pytest.param(f"Democratic mayor {TWO}", ["democratic"], "Ida Brekke", id="of the party asked for"),
        pytest.param(f"Democratic mayor {TWO}", ["gop"], "Tor Lund", id="not of the other party"),
        pytest.param(TWO, ["republican"], None, id="two campaigns, nothing tells"),
    ],
)
def test_choice(text: str, modifiers: list[str], name: str | None) -> None:
    cast = Cast(text)
    who = next((n for n, e in enumerate(cast.entities) if e.name == name), None)

    assert Contenders(cast, Origins(cast)).choose([], modifiers) == Choice(who)


def test_no_campaign_decides_nothing() -> None:
    cast = Cast("Ida Brekke met Tor Lund.")

    assert Contenders(cast, Origins(cast)).choose([], []) is None
