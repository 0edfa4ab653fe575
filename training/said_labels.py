"""Articles of PolNeAR's train part in which somebody marked when, where and to whom each attribution was said.

A line is an article: `id` and `times`, in which a number means an attribution, counted from 1.  A value is a time as in the
reading format, null an utterance of which the text tells no more than that it was earlier, `?` one that could not be
told; one that is missing was made at the day of publication for all that the text tells.  The articles of `PLACES` were
also read for `addressee`, `setting` and `condition`: all of their spans, as offsets into the text; an attribution that
is missing there has none.  The texts are not ours to give away and not here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.articles import read_articles

TIMES = Path(__file__).parent / "said_labels.jsonl"
"""When, alone."""

PLACES = Path(__file__).parent / "place_labels.jsonl"
"""When, where, to whom and on which condition; who wrote them was less ready to say *earlier* than the readings are, and
`training.occasions` learns nothing more from their times (LOG.md)."""

SPANS = ("addressee", "setting", "condition")

Record = dict[str, Any]


def said(articles: Iterable[Record], labels: Path) -> dict[str, Record]:
    """The marked articles by id, their attributions as statements of the reading format.

    Args:
        articles: PolNeAR's, with their attributions.
        labels: `TIMES` or `PLACES`.
    """
    marked = {label["id"]: label for label in read_articles(labels)}
    return {
        article["id"]: {
            "id": article["id"],
            "text": article["text"],
            "published": article["date"],
            "statements": [
                {
                    "source": [],
                    "cue": [],
                    **_bare(attribution),
                    **_marks(marked[article["id"]], str(number), article["date"]),
                }
                for number, attribution in enumerate(article["attributions"], 1)
            ],
        }
        for article in articles
        if article["id"] in marked
    }


def _bare(attribution: Record) -> Record:
    return {name: value for name, value in attribution.items() if name != "id"}


def _marks(label: Record, number: str, published: str) -> Record:
    """What is marked of one attribution."""
    times = label["times"]
    value = times.get(number, published[:10])
    basis = "unclear" if value == "?" else "text" if number in times else "published"
    spans = {name: label[name].get(number, []) for name in SPANS if name in label}
    return {"time": value, "time_basis": basis, "optional": value == "?", **spans}
