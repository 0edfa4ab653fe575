from __future__ import annotations

from pathlib import Path

import pytest

from inquit.errors import FormatError
from inquit.reports.statuses import SHIPPED, vocabulary

OURS = """
name = "ours"
[[status]]
code = "Open"
label = "offen"
unrated = true
[[status]]
code = "done"
label = "erledigt"
ends = true
"""


@pytest.mark.parametrize("name", SHIPPED)
def test_each_has_one_for_the_unrated_and_one_for_what_cannot_be_rated(name: str) -> None:
    found = vocabulary(name)
    assert found.name == name
    assert found.source
    assert found.status("cannot be rated").ends is False
    assert [status.unrated for status in found.statuses].count(True) == 1
    assert all(status.meaning for status in found.statuses)


def test_politifact_has_its_six() -> None:
    labels = [status.label for status in vocabulary("politifact").statuses]
    assert labels[:6] == [
        "Not Yet Rated", "In the Works", "Stalled", "Compromise", "Promise Kept", "Promise Broken",
    ]  # fmt: skip


def test_a_file_of_our_own(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(OURS, encoding="utf-8")
    found = vocabulary(path)
    assert (found.unrated.label, found.status("Erledigt").code, found.status("open").label) == (
        "offen",
        "done",
        "offen",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", "is not TOML"),
        ('[[status]]\ncode="a"\nlabel="b"\nunrated=true', "a vocabulary needs a name"),
        ('name="x"\n[[status]]\ncode="a"\nlabel="b"', "one status must be that of unrated pledges"),
        ('name="x"\n[[status]]\ncode="a"', "status 1 needs a code and a label, both texts"),
        ('name="x"\n[[status]]\ncode="a"\nlabel="b"\nend=true', "status 1 has an unknown key 'end'"),
        (
            'name="x"\n[[status]]\ncode="a"\nlabel="b"\nunrated=true\n[[status]]\ncode="A"\nlabel="c"',
            "two statuses have the same code",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError) as error:
        vocabulary(path)
    assert error.value.what.startswith(message)
    assert str(path) in str(error.value)


def test_a_status_that_is_none_suggests_the_nearest() -> None:
    with pytest.raises(FormatError, match="did you mean 'kept'"):
        vocabulary().status("keept")
