"""Whom a description or a pronoun cannot mean: whoever its own clause names beside it.

"The senator told Ann Berg …", "The candidate blasted Berg’s plan": nobody is described and named in one clause
(Chomsky 1981, principle C).  In labelled articles 5 of 35 who are so named after a description were meant, all of
them in another clause or as an apposition; those are not counted here.
"""

from __future__ import annotations

import re

from inquit.reading.mentions import Cast
from inquit.types import Kind

# Before a description in a clause that only leads to its sentence: "As he considered a run, Mr. Berg …".
_LEADS_TO = re.compile(
    r"(?:^|[\s“\"])(?:as|while|when|after|before|if|although|though|because|since|once|until|unlike|despite)\s+$",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r"[;:—–]|,?\s(?:and|but|or|as|because|while|when|where|whom|whose|who|although|though|after|before)\s|\n"
)
_APPOSED = re.compile(r"[\s,—–(]*(?:[A-Z][\w.’'-]*\s+){0,3}$")
# What a name only qualifies: "Berg campaign officials".
_SMALL = """
    a about after again against all an and are as at away back be because before but by can could did do does
    for from had has have he her here his if in into is it its last later like may might more not of off on or
    out over she should so still than that the them then there they this to today too twice under until up was
    were when where while who will with would yet""".split()
_QUALIFIES = re.compile(rf"\s+(?!(?:{'|'.join(_SMALL)})\b)[a-z]+(?<!ed)(?<!ing)\b")


def named_beside(cast: Cast, place: tuple[int, int]) -> frozenset[int]:
    """The persons whom the clause of a source names after it.

    Args:
        cast: Who is named.
        place: Where the source stands.
    """
    start, end = place
    first, last = cast.sentences[cast.sentence_of(start)]
    if _LEADS_TO.search(cast.text, max(first, start - 12), start):
        return frozenset()
    found = set()
    for mention in cast.within(end, last):
        if mention.quoted or cast.entities[mention.entity].kind is not Kind.PERSON:
            continue
        between = cast.text[end : mention.start]
        if _APPOSED.fullmatch(between):
            return frozenset()
        if _NEXT_CLAUSE.search(between):
            break
        if mention.possessive or not _QUALIFIES.match(cast.text, mention.end):
            found.add(mention.entity)
    return frozenset(found)
