"""Readings written down: as records of the reading format (docs/reading-format.md), and as a table for notebooks.

`Reading.to_dict` and `Reading._repr_html_` are the public face of this module; `jsonl` reads records back.
"""

from __future__ import annotations

from html import escape
from typing import Any

from inquit.types.article import Article, Span
from inquit.types.codes import codes_of
from inquit.types.reading import Reading, Speaker, Statement, StatementTime, TimeExpression

FORMAT = 1
"""Number of the reading format that this version writes; a reader accepts all numbers up to its own."""


def record(reading: Reading, *, codes: bool = False) -> dict[str, Any]:
    """The reading as one object of the reading format: the article's fields first, then what was read in it.

    `warnings` and `extra` stand at the end, and only where the article has any.

    Args:
        reading: What to write down.
        codes: Tell the codes of each statement's act too.
    """
    article, reader = reading.article, reading.reader
    return {
        "format": FORMAT,
        **_article_fields(article),
        "speakers": [_speaker_record(speaker) for speaker in reading.speakers],
        "statements": [_statement_record(statement, codes=codes) for statement in reading.statements],
        "times": [_time_expression_record(expression) for expression in reading.times],
        "reader": reader and {"version": reader.version, "model": reader.model},
        **({"warnings": list(article.warnings)} if article.warnings else {}),
        **({"extra": article.extra} if article.extra else {}),
    }


def html_table(reading: Reading) -> str:
    """A table of who, how and what, one row a statement, under the article's title."""
    rows = "".join(
        f"<tr><td>{escape(s.who or 'not known')}</td><td>{escape(s.cue.of(s.text))}</td><td>{escape(s.words)}</td></tr>"
        for s in reading.statements
    )
    title = escape(reading.article.title or reading.article.id)
    return (
        f"<table><caption>{title}</caption><thead><tr><th>who</th><th>cue</th><th>what</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _article_fields(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "published_candidates": [{"value": c.value, "origin": c.origin} for c in article.published_candidates],
        "modified": article.modified,
        "language": article.language,
        "text": article.text,
        "sha256": article.sha256,
    }


def _speaker_record(speaker: Speaker) -> dict[str, Any]:
    a = speaker.anonymity
    anonymity = a and {
        "descriptor": _pieces(a.descriptor),
        "basis": _pieces(a.basis),
        "granted": _pieces(a.granted),
        "reason": _pieces(a.reason),
        "number": a.number,
    }
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "mentions": [[start, end] for start, end in speaker.mentions],
        "anonymity": anonymity,
    }


def _statement_record(s: Statement, *, codes: bool) -> dict[str, Any]:
    return {
        "id": s.id,
        "source": _pieces(s.source),
        "cue": _pieces(s.cue),
        "content": _pieces(s.content),
        "speaker": s.speaker.id if s.speaker else None,
        "resolved_by": s.resolved_by,
        "mode": s.mode,
        "type": s.type,
        "act": s.act,
        "acts": [[act, probability] for act, probability in s.acts],
        **({"codes": _codes_record(s)} if codes else {}),
        "flags": list(s.flags),
        "condition": _pieces(s.condition),
        "time": s.time and _time_record(s.time),
        "addressee": _pieces(s.addressee),
        "setting": _pieces(s.setting),
        "target": _pieces(s.target),
        "target_speaker": s.target_speaker.id if s.target_speaker else None,
        "within": s.within,
        "confidence": s.confidence,
    }


def _codes_record(s: Statement) -> dict[str, list[str]]:
    codes = codes_of(s.act)
    return {"plover": list(codes.plover), "cameo": list(codes.cameo)}


def _time_record(time: StatementTime) -> dict[str, Any]:
    return {"value": time.value, "start": time.start, "end": time.end, "basis": time.basis}


def _time_expression_record(t: TimeExpression) -> dict[str, Any]:
    return {"start": t.start, "end": t.end, "type": t.type, "value": t.value, "mod": t.mod, "anchor": t.anchor}


def _pieces(span: Span) -> list[list[int]]:
    return [[start, end] for start, end in span.pieces]
