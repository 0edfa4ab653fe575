"""Statements whose act, condition, addressee … somebody marked: all sources in one shape.

Each record has `id`, `part`, `text` and `statements` as in the reading format; a field that the source does not mark is
missing there, so that nothing is learned from it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inquit.model.encoder import Encoder
from inquit.model.regions import Region, Words, regions, words_of
from inquit.reading.attribution import Attribution
from inquit.types import Span
from training.acts_passages import passages
from training.articles import read_articles
from training.said_labels import PLACES, said

READINGS = ("polnear_train", "wikinews_train", "polnear_dev", "wikinews_dev")
TRAIN = ("polnear_train", "wikinews_train", "labels", "acts tune", "plover")
"""The parts that what ships may learn from."""

LABELS = Path(__file__).parent / "act_labels" / "polnear.jsonl"
"""Statements of PolNeAR's train part labelled by hand, chosen for what is rare: see the README beside it."""


@dataclass(frozen=True)
class Document:
    """A text with marked statements, as the encoder saw it.

    Attributes:
        part: Where it comes from: a file of the readings, `acts tune`, `acts aside` or `plover`.
        statements: The statements that have a content, as records of the reading format.
        regions: What surrounds each.
    """

    id: str
    part: str
    text: str
    statements: tuple[dict[str, Any], ...]
    words: Words
    regions: tuple[Region, ...]


def records(data: Path, acts: Path) -> Iterator[dict[str, Any]]:
    """All records, readings first."""
    readings: set[str] = set()
    for name in READINGS:
        for record in read_articles(data / "readings" / f"{name}.jsonl.gz"):
            readings.add(record["id"])
            yield {"id": record["id"], "part": name, "text": record["text"], "statements": record["statements"]}
    yield from labelled(data / "polnear" / "train.jsonl.gz", LABELS, without=readings)
    for part in ("tune", "aside"):
        for passage in passages(acts, part):
            yield {"part": f"acts {part}", **passage}
    for record in read_articles(data / "plover" / "plv_train.jsonl.gz"):
        yield {"id": record["id"], "part": "plover", "text": record["text"], "statements": [_event(record)]}


def labelled(articles: Path, labels: Path, *, without: Container[str] = ()) -> Iterator[dict[str, Any]]:
    """Articles of PolNeAR; some of their attributions somebody labelled, or marked when they were made.

    The labels hold numbers and offsets, no words.

    Args:
        articles: With their attributions.
        labels: Of some of them.
        without: Articles that are measured on elsewhere.
    """
    by_article: dict[str, dict[int, dict[str, Any]]] = {}
    for label in read_articles(labels):
        by_article.setdefault(label.pop("article"), {})[label.pop("number")] = label
    found = list(read_articles(articles))
    marked = said(found, PLACES)
    for record in found:
        if record["id"] not in without:
            own = by_article.get(record["id"], {})
            attributions = marked[record["id"]]["statements"] if record["id"] in marked else record["attributions"]
            statements = [{**a, **own.get(n, {})} for n, a in enumerate(attributions, 1)]
            yield {"id": record["id"], "part": "labels", "text": record["text"], "statements": statements}


def _event(record: dict[str, Any]) -> dict[str, Any]:
    """An event of PLOVER as a statement: what is not its source is its content, and its target is marked.

    No cue is marked there.  Its root takes the place of an act.
    """
    spans = {"SRC": [], "TAR": []}
    for span in record["spans"]:
        for role in span["role"].split("/"):
            spans[role].append([span["start"], span["end"]])
    rest, position = [], 0
    for start, end in sorted(spans["SRC"]):
        if record["text"][position:start].strip():
            rest.append([position, start])
        position = max(position, end)
    rest += [[position, len(record["text"])]] if record["text"][position:].strip() else []
    return {
        "source": sorted(spans["SRC"]),
        "cue": [],
        "content": rest,
        "root": record["event"],
        "target": sorted(spans["TAR"]),
    }


def documents(found: Iterator[dict[str, Any]], encoder: Encoder) -> Iterator[Document]:
    """Records with the hidden states of their words."""
    for record in found:
        statements = tuple(s for s in record["statements"] if s["content"])
        words = words_of(encoder.tag(encoder.windows(record["text"])))
        places = [Attribution(*(spans(s.get(name)) for name in ("source", "cue", "content"))) for s in statements]
        yield Document(
            record["id"],
            record["part"],
            record["text"],
            statements,
            words,
            tuple(regions(record["text"], words, places)),
        )


def spans(pieces: list[list[int]] | None) -> Span:
    """A list of `[start, end)` as a span."""
    return Span(tuple((start, end) for start, end in pieces or ()))
