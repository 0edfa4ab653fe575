"""What the words beside a name say of its bearer."""

from __future__ import annotations

import pytest

from inquit.reading.lexicon import nouns
from inquit.reading.names import TOKEN
from inquit.reading.roles import heads, nouns_in, plain_role, role_after, role_before


@pytest.mark.parametrize(
    ("apposition", "role"),
    [
        ("the town’s mayor, said", "the town’s mayor"),
        ("48, a doctor, said", "a doctor"),
        ("an aide to Sen. Berg, said", "an aide to Sen. Berg"),
        ("an adviser to George W. Berg, said", "an adviser to George W. Berg"),
        ("an aide to the mayor was there", "an aide to the mayor"),
        ("an aide who was there, said", "an aide who was there"),
        ("managing director of the mill, said", "managing director of the mill"),
        ("through a spokesman, said", None),
        ("saying the director was there, left", None),
        ("who came late, said", None),
    ],
)
def test_appositions(apposition: str, role: str | None) -> None:
    text = f"Ida Brekke, {apposition}."
    tokens = list(TOKEN.finditer(text))

    assert role_after(text, tokens, 2, nouns("person")) == role


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("The mayor and the treasurer, ", "the treasurer"),
        ("With Bo Ek, the town’s sheriff, ", None),  # his
        ("In Old Norvik, the town’s sheriff, ", "the town’s sheriff"),
        ("Voters should favour leader ", "leader"),
        ("Harbour founder ", "Harbour founder"),
        ("the then-Senate leader ", "then-Senate leader"),
    ],
)
def test_what_stands_before_a_name(before: str, role: str | None) -> None:
    text = f"{before}Ida Brekke said"
    tokens = list(TOKEN.finditer(text))
    first = next(i for i, token in enumerate(tokens) if token.group() == "Ida")

    assert role_before(text, tokens, first, ()) == role


@pytest.mark.parametrize(
    ("role", "plain"),
    [
        ("a retired teacher", "retired teacher"),
        ("his chairman", "chairman"),
        ("then a volunteer", "volunteer"),
        ("then mayor", "then mayor"),
        ("although longtime friend", "longtime friend"),
        ("former mayor of the town", "former mayor of the town"),
        ("the", "the"),
    ],
)
def test_a_role_without_its_sentence(role: str, plain: str) -> None:
    assert plain_role(role) == plain


def test_the_noun_of_a_role() -> None:
    assert nouns_in("the town’s former mayor of Norvik", nouns("person")) == {"mayor"}
    assert nouns_in("the Republican strategist", nouns("person")) == {"strategist"}
    assert heads("a celebrity talent agency in Norvik", nouns("organization"))
    assert not heads("an agency’s lawyer in Norvik", nouns("organization"))
