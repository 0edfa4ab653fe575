"""Party and region of persons, as a text tells them."""

from __future__ import annotations

import pytest

from inquit.reading.mentions import Cast
from inquit.reading.origins import Origins


def _told(text: str) -> tuple[Origins, int]:
    cast = Cast(text)
    return Origins(cast), next(n for n, entity in enumerate(cast.entities) if entity.name == "Ida Brekke")


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        pytest.param("Sen. Ida Brekke (R-Fla.) left.", {"florida"}, id="label"),
        pytest.param("Sen. Ida Brekke (N.J.) left.", {"new jersey"}, id="label without a party"),
        pytest.param("Senator Ida Brekke of New Mexico left.", {"new mexico"}, id="of"),
        pytest.param("Ida Brekke, Democrat of Vermont, left.", {"vermont"}, id="party, of"),
        pytest.param("Then Ohio Gov. Ida Brekke left.", {"ohio"}, id="before the title"),
        pytest.param("She won Utah. Ida Brekke left.", set(), id="a sentence before"),
        pytest.param("Ida Brekke left for Ohio.", set(), id="where she goes"),
    ],
)
def test_regions(text: str, regions: set[str]) -> None:
    origins, who = _told(text)

    assert origins.regions(who) == regions


@pytest.mark.parametrize(
    ("text", "modifiers", "other"),
    [
        pytest.param("Sen. Ida Brekke (R-Fla.) left.", ["florida"], False, id="the same region"),
        pytest.param("Sen. Ida Brekke (R-Fla.) left.", ["ohio"], True, id="another region"),
        pytest.param("Sen. Ida Brekke (R-Fla.) left.", ["democratic"], True, id="another party"),
        pytest.param("Sen. Ida Brekke (R-Fla.) left.", ["gop"], False, id="the same party"),
        pytest.param("Sen. Ida Brekke left.", ["democratic", "ohio"], False, id="the text tells neither"),
    ],
)
def test_is_other(text: str, modifiers: list[str], other: bool) -> None:
    origins, who = _told(text)

    assert origins.is_other(who, modifiers) is other
