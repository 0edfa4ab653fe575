from __future__ import annotations

import pytest

from inquit.reports import Section


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Pledges: row 2 has 1 cells, not those of 2 columns \(who, what\)$"):
        Section("Pledges", ("who", "what"), (("Ida Holm", "a ferry"), ("Otto Brandt",)))


def test_a_section_may_have_no_rows() -> None:
    assert Section("Pledges", ("who", "what")).rows == ()
