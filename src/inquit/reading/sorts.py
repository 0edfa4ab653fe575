"""What sort of speaker a noun phrase describes, told by its last word: a person, a body, people, a paper."""

from __future__ import annotations

from collections.abc import Sequence

from inquit.reading.lexicon import known_nouns, nouns, peoples
from inquit.reading.lexicon import words as word_list
from inquit.types import Kind

OFFICES = frozenset(
    """governor president premier mayor king queen pope chancellor minister prime minister ambassador archbishop
    chief executive""".split()
)
"""Offices that one person holds: whoever holds it is known, if not named."""

ANY_BODY = frozenset(
    """company group organization organisation newspaper agency party firm union site team network outlet association
    government ministry department administration campaign commission committee council court bank body institute
    charity club university paper website magazine broadcaster alliance bloc""".split()
)
"""Words by which a body may be called whatever its name is."""

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife", "police": "police",
    "media": "media", "data": "data", "analyses": "analysis",
}  # fmt: skip


def singular(noun: str) -> tuple[str, bool]:
    """A noun in the singular, and whether it was a plural."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun], noun in {"people", "men", "women", "children", "wives"}
    known = known_nouns()
    if noun in known:
        return noun, noun.endswith("s") and noun.removesuffix("s") in known
    for ending, instead in (("ies", "y"), ("men", "man"), ("women", "woman"), ("es", ""), ("s", "")):
        if noun.endswith(ending) and noun.removesuffix(ending) + instead in known:
            return noun.removesuffix(ending) + instead, True
    if noun.endswith("people"):
        return noun.removesuffix("people") + "person", True
    return noun, noun.endswith("s") and not noun.endswith(("ss", "us", "is"))


def sort_of(
    pair: str, head: str, plural: bool, determiner: str, number: int | str | None, written: str, words: Sequence[str]
) -> Kind | None:
    """What sort of speaker a description is, by its head; `None` where its head is no noun that is known.

    Args:
        pair: The last two words of its core, lower case, for compounds: "police officer".
        head: The last one, in the singular.
        plural: Whether it was a plural.
        determiner: As in `phrases.Source`.
        number: How many the phrase counts.
        written: The head as the text writes it.
        words: All words of the core, lower case.
    """
    organisations = word_list("bodies", "organisation")
    titled = words[0].rstrip(".").capitalize() in word_list("titles", "address") and len(words) == 2
    if head in {"percent", "per cent", "%"} or "percent" in words:
        return Kind.GROUP
    if number is not None and words[:1] in (["million"], ["billion"]):
        return Kind.GROUP  # "13 million people"
    if titled and head not in nouns("person"):
        return Kind.PERSON  # "Mr. Varek", whoever else is called so
    if written in organisations and (determiner == "definite" or head not in known_nouns()):
        return Kind.ORGANIZATION
    if head in {"source", "insider"} or pair.endswith(" source"):
        return Kind.ANONYMOUS
    person = (
        head in nouns("person")
        or head.rsplit("-", 1)[-1] in nouns("person")  # "the star-turned-candidate"
        or (written[:1].islower() and head.partition("-")[0] in nouns("person"))  # "the governor-elect"
        or pair in nouns("person")
        or head in {"someone", "somebody"}
        or head.endswith(("-year-old", "ist", "ian"))
        or written in peoples()
    )
    if head in nouns("speech") and determiner == "possessive" and head not in nouns("person"):
        return Kind.DOCUMENT  # "her concern", but "the insurance concern"
    if " " in pair and pair in nouns("document"):
        return Kind.DOCUMENT  # "a white paper", though a paper alone is a newspaper
    if (head in nouns("organization") or pair in nouns("organization")) and not (
        person and (plural or pair in nouns("person"))
    ):
        return Kind.GROUP if plural else Kind.ORGANIZATION
    if head in nouns("group") or pair in nouns("group"):
        return Kind.GROUP
    if person and not plural and determiner in {"possessive", "definite"} and head in OFFICES:
        return Kind.PERSON
    if person and not plural:
        return Kind.ANONYMOUS if determiner in {"indefinite", "possessive", "bare"} or number == 1 else Kind.PERSON
    if person:
        return Kind.ANONYMOUS if isinstance(number, int) and determiner != "definite" else Kind.GROUP
    if head in nouns("document") or head in nouns("speech"):
        return Kind.DOCUMENT
    if (
        not plural
        and not written[:1].isupper()
        and head.endswith(("er", "or", "eer", "ist", "ian", "ant", "ee"))
        and determiner != "bare"
    ):
        return Kind.PERSON if determiner == "definite" else Kind.ANONYMOUS
    if plural and not (written[:1].isupper() and determiner == "bare" and len(words) == 1):
        return Kind.GROUP
    return Kind.ORGANIZATION if written[:1].isupper() else None
