"""The word lists: what they tell, and that they hold together."""

from __future__ import annotations

from pathlib import Path

import pytest

from inquit.reading import lexicon
from inquit.reading.lexicon import Gender

FOLDER = Path(lexicon.__file__).parent / "words"
FEMALE, MALE = Gender.FEMALE, Gender.MALE


@pytest.mark.parametrize(("name", "gender"), [("Ann", FEMALE), ("Robert", MALE), ("Alex", None), ("Norvik", None)])
def test_the_gender_of_a_given_name(name: str, gender: Gender | None) -> None:
    assert lexicon.gender_of(name) is gender


@pytest.mark.parametrize(("title", "gender"), [("Mrs", FEMALE), ("Mr", MALE), ("Mayor", None)])
def test_the_gender_of_a_title(title: str, gender: Gender | None) -> None:
    assert lexicon.gender_of_title(title) is gender


@pytest.mark.parametrize(("noun", "gender"), [("widow", FEMALE), ("spokesman", MALE), ("mayor", None)])
def test_the_gender_of_a_noun(noun: str, gender: Gender | None) -> None:
    assert lexicon.gender_of_noun(noun) is gender


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Ann", "Ann", True),
        ("A.", "Ann", True),
        ("Robert", "Bob", True),
        ("Bob", "Robert", True),
        ("Ann", "Amy", False),
        ("Bob", "Bill", False),
    ],
)
def test_given_names_of_one_person(a: str, b: str, *, same: bool) -> None:
    assert lexicon.same_given_name(a, b) is same


def test_a_capital_stands_for_its_country() -> None:
    assert lexicon.countries()["Oslo"] is lexicon.countries()["Norway"]
    assert lexicon.country_of("Norwegian") is lexicon.countries()["Norway"]
    assert lexicon.country_of("Norway") is None
    assert "Norwegian" in lexicon.peoples()


def test_words_of_a_compound_are_parted_by_a_space() -> None:
    assert "chief executive" in lexicon.nouns("person")
    assert "United Kingdom" in lexicon.countries() or "Britain" in lexicon.countries()


@pytest.mark.parametrize("kind", ["document", "organization", "group", "person", "speech", "female", "male"])
def test_nouns_are_singular_and_small(kind: str) -> None:
    assert [noun for noun in lexicon.nouns(kind) if noun != noun.lower()] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("given_names_*.txt")), ids=lambda path: path.stem)
def test_given_names_are_written_as_names_each_once(path: Path) -> None:
    names = [name for line in path.read_text(encoding="utf-8").splitlines() if line[0] != "#" for name in line.split()]

    assert [name for name in names if not name[0].isupper()] == []
    assert len(names) == len(set(names)) > 100
