"""Who said what, in a spaCy pipeline: `nlp.add_pipe("inquit")`.

`doc._.statements` and `doc._.speakers` are Inquit's own values, whose offsets count the characters of `doc.text`;
`doc.spans["inquit"]` has their words as spaCy spans, which consist of whole tokens.  Where a place begins or ends
inside a token, the span has the whole token (`alignment_mode="expand"` of `Doc.char_span`), so that nothing is lost;
`span._.exact` tells whether that was so.  Nothing of the pipeline is used, so that it may stand anywhere in any
pipeline, a blank one too.

A doc keeps the reading as plain values in `doc.user_data`, so that `to_bytes`, `DocBin` and several processes work.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from inquit import ingest, jsonl
from inquit.errors import Failure, InquitError
from inquit.sources.options import ReadOptions
from inquit.types import Article, Reading, Speaker, Statement
from inquit.workers import ManyReader

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, SpanGroup
except ImportError as error:
    raise InquitError("spaCy is not installed", remedy="install it with: pip install 'inquit[spacy]'") from error

KEY = "inquit"
"""Of the reading in `doc.user_data`."""

LABELS = {
    "source": "SOURCE", "cue": "CUE", "content": "CONTENT", "condition": "CONDITION", "addressee": "ADDRESSEE",
    "setting": "SETTING", "target": "TARGET",
}  # fmt: skip
"""Labels of the spans, by the fields of a statement."""


class Inquit:
    """The component.

    Args:
        spans_key: Under which key of `doc.spans` the spans are.
        published: Day on which the texts were published, ISO 8601; a doc's own `doc.user_data["published"]` wins.
        reader: Reads; by default the one with the packaged model, loaded with the first doc.
    """

    def __init__(self, *, spans_key: str = KEY, published: str | None = None, reader: ManyReader | None = None) -> None:
        self.spans_key = spans_key
        self.published = ReadOptions(published=published).published  # checked, and as ISO 8601
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Read one doc."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Read docs in their order; many together are quicker than one by one.

        Raises:
            InquitError: A doc cannot be read.
        """
        reader = self.reader or ingest.packaged_reader()
        remaining = iter(docs)
        while batch := list(islice(remaining, batch_size)):
            for doc, reading in zip(batch, reader.read_many(map(self._article, batch)), strict=True):
                if isinstance(reading, Failure):
                    raise reading.error
                yield self._annotated(doc, reading)

    def _article(self, doc: Doc) -> Article:
        told = doc.user_data.get("published")
        return Article(doc.text, published=ReadOptions(published=told).published if told else self.published)

    def _annotated(self, doc: Doc, reading: Reading) -> Doc:
        # Through JSON, so that nothing but plain values is kept: closed sets of words are a class of their own.
        doc.user_data[KEY] = json.dumps({**reading.to_dict(), "text": None})
        doc.spans[self.spans_key] = SpanGroup(doc, name=self.spans_key, spans=list(_spans(doc, reading)))
        return doc


def _spans(doc: Doc, reading: Reading) -> Iterator[Span]:
    """The words of all statements, a span a piece, with the id of the statement as the span's id."""
    for statement in reading:
        for name, label in LABELS.items():
            for start, end in getattr(statement, name):
                span = doc.char_span(start, end, label=label, span_id=statement.id, alignment_mode="expand")
                if span is not None:  # nothing but what no token holds
                    yield span


def _reading(doc: Doc) -> Reading | None:
    """The reading of a doc; `None` where the component has not seen it."""
    told = doc.user_data.get(KEY)
    return None if told is None else jsonl.from_record({**json.loads(told), "text": doc.text})


def _statements(doc: Doc) -> tuple[Statement, ...]:
    reading = _reading(doc)
    return reading.statements if reading is not None else ()


def _speakers(doc: Doc) -> tuple[Speaker, ...]:
    reading = _reading(doc)
    return reading.speakers if reading is not None else ()


def _statement(span: Span) -> Statement | None:
    return next((one for one in _statements(span.doc) if one.id == span.id_), None)


def _exact(span: Span) -> bool:
    """Whether a span has the words and no more: no place begins or ends inside one of its tokens."""
    statement = _statement(span)
    name = next((field for field, label in LABELS.items() if label == span.label_), None)
    if statement is None or name is None:
        return False
    return (span.start_char, span.end_char) in getattr(statement, name).pieces


@Language.factory(  # type: ignore[untyped-decorator, unused-ignore]
    "inquit",
    assigns=["doc._.statements", "doc._.speakers", "doc.spans"],
    default_config={"spans_key": KEY, "published": None},
)
def make(nlp: Language, name: str, spans_key: str, published: str | None) -> Inquit:
    """The component, as `nlp.add_pipe("inquit")` makes it."""
    return Inquit(spans_key=spans_key, published=published)


def _extend() -> None:
    """Give docs and spans their attributes."""
    extensions: dict[str, Any] = {"statements": _statements, "speakers": _speakers}
    for name, getter in extensions.items():
        Doc.set_extension(name, getter=getter, force=True)
    Span.set_extension("statement", getter=_statement, force=True)
    Span.set_extension("exact", getter=_exact, force=True)


_extend()
