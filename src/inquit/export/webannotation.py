"""Statements as W3C Web Annotations (Web Annotation Data Model, 2017), one annotation a line; out and in.

An annotation's targets are the pieces of source, cue, content and so on, told apart by `styleClass`; each is selected
twice, by its position in the article's text, in code points as section 4.2.5 of the model asks for, and by its words
with those around them (section 4.2.4).  The bodies tell act and flags as tags, who said it in a sentence, and, as JSON
for programs, everything else, so that an annotation comes back whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from inquit.errors import FormatError
from inquit.export.articles import PLACES, ToldArticle
from inquit.export.jsonld import URN
from inquit.records import Fields, parse_object

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of prefix and suffix: what the annotation client of Hypothesis takes."""

JSON_TYPE = "application/json"
_IN_TARGETS = ("spans", "cue", "words", "condition")


def lines(articles: Iterable[ToldArticle]) -> Iterator[str]:
    """Each statement as one line."""
    for article in articles:
        for statement in article.statements:
            yield f"{json.dumps(annotation(statement, article), ensure_ascii=False)}\n"


def annotation(statement: dict[str, Any], article: ToldArticle) -> dict[str, Any]:
    """A statement as one annotation."""
    source = article.url or f"{URN}{article.id}"
    labels = [label for label in (statement["act"], *statement["flags"]) if label]
    rest = {key: value for key, value in statement.items() if key not in _IN_TARGETS}
    told = f"{statement['who'] or 'not known'} ({statement['cue'] or '–'})"
    return {
        "@context": CONTEXT,
        "id": f"{URN}{statement['id']}",
        "type": "Annotation",
        "motivation": "identifying",
        "stylesheet": STYLESHEET,
        "body": [
            *({"type": "TextualBody", "purpose": "tagging", "value": label} for label in labels),
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": told},
            {"type": "TextualBody", "format": JSON_TYPE, "value": json.dumps(rest, ensure_ascii=False)},
        ],
        "target": [
            _target(name, start, end, source, article.text)
            for name in PLACES
            for start, end in statement["spans"][name]
        ],
    }


STYLESHEET = {
    "type": "CssStylesheet",
    "value": ".source { font-weight: bold } .cue { font-style: italic } .content { text-decoration: underline }",
}
"""Of the targets' classes; an annotation that has classes has one (section 4.4), be it that nobody draws by it."""


def _target(name: str, start: int, end: int, source: str, text: str) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": text[start:end]}
    if start:
        quote["prefix"] = text[max(0, start - AROUND) : start]
    if end < len(text):
        quote["suffix"] = text[end : end + AROUND]
    return {
        "type": "SpecificResource",
        "source": source,
        "styleClass": name,
        "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
    }


def record(line: str | bytes) -> dict[str, Any]:
    """The statement that an annotation of ours is of, as `export.rehydrate` takes it.

    Raises:
        FormatError: It is not an annotation, or not one of ours.
    """
    given = Fields(parse_object(line))
    if given.text("type") != "Annotation":
        given.fail("type", "is not Annotation")
    told = _told(given)
    spans: dict[str, list[list[int]]] = {name: [] for name in PLACES}
    quotes = []
    for target in given.objects("target"):
        name = target.text("styleClass")
        if name not in spans:
            target.fail("styleClass", f"is none of {', '.join(PLACES)}")
        start, end, exact = _selected(target)
        spans[name].append([start, end])
        quotes.append((start, end, exact))
    return {**told, "spans": {name: sorted(pieces) for name, pieces in spans.items()}, "quotes": quotes}


def _told(given: Fields) -> dict[str, Any]:
    for body in given.objects("body"):
        if body.text("format") == JSON_TYPE:
            return parse_object(body.needed_text("value"))
    raise FormatError(
        f"body: none of format {JSON_TYPE}, which tells what the annotation is about",
        remedy="take annotations that inquit export wrote",
    )


def _selected(target: Fields) -> tuple[int, int, str | None]:
    """Where a target begins and ends, and the words that stood there; `None`: it does not tell."""
    place: tuple[int | None, int | None] = (None, None)
    exact = None
    for selector in target.objects("selector"):
        if selector.text("type") == "TextPositionSelector":
            place = selector.position("start"), selector.position("end")
        elif selector.text("type") == "TextQuoteSelector":
            exact = selector.text("exact")
    if place[0] is None or place[1] is None:
        raise FormatError(f"{target.at('selector')}: there is no TextPositionSelector with start and end")
    return place[0], place[1], exact
