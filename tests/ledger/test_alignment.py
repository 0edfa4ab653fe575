"""Two wordings side by side, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.ledger.alignment import StretchKind, align

TEXTS = st.text(alphabet=st.sampled_from("ab c.,'’“”\n17é%-…"), max_size=60)


def shown(old: str, new: str) -> str:
    """`[-lost-]`, `{+added+}`, `<old|new>`; what is the same as it stands."""
    marks = {
        StretchKind.SAME: "{0}",
        StretchKind.LOST: "[-{0}-]",
        StretchKind.ADDED: "{{+{1}+}}",
        StretchKind.CHANGED: "<{0}|{1}>",
    }
    return "".join(
        marks[s.kind].format(old[s.old_start : s.old_end], new[s.new_start : s.new_end]) for s in align(old, new)
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("We will pay.", "We will pay.", "We will pay."),
        ("We will pay if we must.", "We will pay.", "We will pay [-if we must.-]"),
        ("We won't pay", "We will not pay", "We won't pay"),
        ("“We’ll pay,” she said", "WE WILL PAY", "“We’ll pay,” [-she said-]"),
        ("It costs 40 crowns", "It costs 60 crowns", "It costs <40 |60 >crowns"),
        ("two thousand homes", "2,000 homes", "two thousand homes"),
        ("He promises a school", "He promised a school", "He <promises |promised >a school"),
        ("a b", "", "[-a b-]"),
        ("", "a b", "{+a b+}"),
        ("…", "?!", "[-…-]{+?!+}"),
        ("", "", ""),
    ],
)
def test_what_stayed_went_came_and_changed(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_a_lone_word_of_grammar_ties_nothing() -> None:
    told = shown("They closed the mill and sold every machine", "A visit to the doctor cost nothing at all")

    assert told == "[-They closed the mill and sold every machine-]{+A visit to the doctor cost nothing at all+}"


@given(TEXTS, TEXTS)
def test_the_stretches_are_the_texts(old: str, new: str) -> None:
    stretches = align(old, new)

    assert "".join(old[s.old_start : s.old_end] for s in stretches) == old
    assert "".join(new[s.new_start : s.new_end] for s in stretches) == new
    for stretch in stretches:
        assert (stretch.old_start == stretch.old_end) == (stretch.kind is StretchKind.ADDED)
        assert (stretch.new_start == stretch.new_end) == (stretch.kind is StretchKind.LOST)


@given(TEXTS)
def test_a_text_is_all_of_itself(text: str) -> None:
    lost = [s for s in align(text, text) if s.kind is not StretchKind.SAME]

    assert not [s for s in lost if any(map(str.isalnum, text[s.old_start : s.old_end]))]


def test_long_texts_are_cut_at_their_common_runs() -> None:
    old = " ".join(f"word{n} and some more of it" for n in range(120))
    new = old.replace("word60 ", "").replace("word90", "other90")

    assert [s.kind for s in align(old, new) if s.kind is not StretchKind.SAME] == ["lost", "lost", "added"]
