"""A search of a page for what the reader was sure of."""

from __future__ import annotations

import pytest

from tests.web.pages import Site


@pytest.mark.parametrize(("asked", "hits"), [("", 5), ("0.9", 5), ("0.95", 0)])
def test_a_search_leaves_out_what_is_less_sure(shared_site: Site, asked: str, hits: int) -> None:
    assert len(shared_site.data(f"/search.json?min_confidence={asked}")["found"]) == hits


def test_the_filter_is_shown_and_can_be_taken_away(shared_site: Site) -> None:
    page = shared_site.page("/search?min_confidence=0.5&q=toll").text

    assert "min confidence: 0.5" in page
    assert "min_confidence=0.5" in page


def test_a_confidence_goes_from_0_to_1(shared_site: Site) -> None:
    assert shared_site.client.get("/search.json?min_confidence=50").status_code in (400, 422)
