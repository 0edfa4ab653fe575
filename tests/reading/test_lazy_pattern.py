import re

import pytest

from inquit.reading.lazy_pattern import LazyPattern


def test_it_finds_what_the_pattern_finds() -> None:
    lazy = LazyPattern(r"s(ai)d", re.IGNORECASE)
    text = "He Said what she said."

    assert [match.span() for match in lazy.finditer(text)] == [(3, 7), (17, 21)]
    assert [match.span() for match in lazy.finditer(text, 4, 20)] == []
    assert lazy.search(text, 4)[1] == "ai"  # type: ignore[index]
    assert lazy.match(text) is None
    assert lazy.match(text, 3).span() == (3, 7)  # type: ignore[union-attr]


def test_it_is_compiled_at_its_first_use_only() -> None:
    lazy = LazyPattern("(")

    with pytest.raises(re.error, match="missing \\)"):
        lazy.search("(")
    assert LazyPattern("a").compiled is not None
