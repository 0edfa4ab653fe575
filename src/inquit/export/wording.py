"""How a statement's properties are put into words, the same in the table, on the page and in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from inquit.export.voices import NOT_KNOWN, Entry, Voice
from inquit.types import Act, Article, Basis, Flag, Span, Statement
from inquit.types.codes import codes_of

UNSURE_BELOW = 0.5
"""Confidence is a calibrated probability: below one half a statement is more likely wrong than right."""

HEADLINE_WIDTH = 80
"""Characters by which an article without a title is named."""

UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but tab and line feed, and lone surrogates, which cannot be written as UTF-8."""

BIDI_CONTROLS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
"""Embeddings and overrides that turn round what stands beside a text; a page could forge our own words with them."""


def one_line(text: str) -> str:
    """The text on one line, safe to print: white space runs become one space, control characters `�`.

    A terminal obeys the escape sequences in what it is shown, and an article is not to be trusted with that.
    """
    return " ".join(visible(text).translate(BIDI_CONTROLS).split())


def visible(text: str) -> str:
    """The text with every character that cannot be shown as `�`: control characters and lone surrogates.

    Same length as `text`, so that offsets stay true; tab and line feed stay.
    """
    return UNSHOWN.sub("\ufffd", text)


def headline(article: Article) -> str:
    """The title, or the beginning of the text where there is none, or the id of an empty article."""
    if title := one_line(article.title or ""):
        return title
    text = one_line(article.text[: HEADLINE_WIDTH * 4])  # as much as one line can need, not the whole text
    return (text if len(text) <= HEADLINE_WIDTH else f"{text[: HEADLINE_WIDTH - 1].rstrip()}…") or article.id


def about(article: Article) -> tuple[str, ...]:
    """Outlet, authors and date of an article, those that are known."""
    authors = ", ".join(article.authors)
    changed = article.modified if article.modified != article.published else None
    told = (
        article.outlet,
        f"by {authors}" if authors else None,
        article.published or "date not known",
        f"changed {changed}" if changed else None,
    )
    return tuple(part for part in told if part)


def dates(article: Article) -> str:
    """Every date of publication that the article offered and where it stood, the one taken first."""
    return "; ".join(f"{candidate.value} ({candidate.origin})" for candidate in article.published_candidates)


def who(voice: Voice, entry: Entry) -> str:
    """Who makes one statement: the voice's name, or the source's own words where the voice is nobody known."""
    source = entry.statement.source.of(entry.statement.text)
    return one_line(source if voice.mark == "?" and source else voice.name)


def cue_words(statement: Statement) -> str:
    """The cue's words on one line, without a colon of their own, so that one can be put after them.

    Empty where the cue is nothing but a mark, as the colon after a name in a transcript.
    """
    words = one_line(statement.cue.of(statement.text))
    return words.rstrip(" :") if any(map(str.isalnum, words)) else ""


def percent(confidence: float | None) -> str:
    """`93%`; empty where there is no confidence.  Rounded down, so that only certainty is called 100%."""
    return "" if confidence is None else f"{int(confidence * 100 + 1e-9)}%"


def facts(entry: Entry, *, codes: bool = False) -> tuple[str, ...]:
    """What else is known of a statement, in a few words each, the unremarkable left out.

    Args:
        entry: The statement.
        codes: Tell what its act is called in PLOVER and CAMEO.
    """
    statement = entry.statement
    return (
        *((str(statement.act),) if statement.act not in (None, Act.ASSERT) else ()),
        *((str(codes_of(statement.act)),) if codes and str(codes_of(statement.act)) else ()),
        *(_flag(flag, statement) for flag in statement.flags),
        *_around(statement),
        *((statement.when,) if statement.when and statement.time and statement.time.basis is Basis.TEXT else ()),
        *((f"as told by {entry.told_by}",) if entry.told_by not in (None, NOT_KNOWN) else ()),
    )


def _flag(flag: Flag, statement: Statement) -> str:
    """The flag; after `conditional` the condition, unless it stands in the content and is read there."""
    condition = statement.condition
    if flag is not Flag.CONDITIONAL or not condition or statement.content.covers(condition):
        return str(flag)
    return f"{flag}: {condition.of(statement.text)}"


def _around(statement: Statement) -> Iterator[str]:
    """Whom the act is aimed at, to whom it was said, and on what occasion."""
    if statement.target_speaker or statement.target:
        target = statement.target_speaker.name if statement.target_speaker else statement.target.of(statement.text)
        yield f"target: {target}"
    if statement.addressee and statement.addressee != statement.target:
        addressee = statement.addressee.of(statement.text)
        yield addressee if addressee.lower().startswith("to ") else f"to {addressee}"
    if statement.setting:
        yield statement.setting.of(statement.text)


def how_found(entry: Entry) -> tuple[tuple[str, str], ...]:
    """How a statement was found, as pairs of a heading and its text: the answer to `--explain`."""
    s = entry.statement
    kind = " ".join(part for part in (s.mode if s.content else None, s.type) if part)
    acts = ", ".join(f"{act} {percent(probability)}" for act, probability in s.acts) or (s.act or "")
    told = [
        ("speaker", _resolved(s)),
        *((name, quoted_with_place(s.text, span)) for name, span in (("source", s.source), ("cue", s.cue))),
        ("content", places(s.content)),
        ("kind", kind),
        ("act", acts),
        ("flags", ", ".join(s.flags)),
        *(
            (name, quoted_with_place(s.text, span))
            for name, span in (
                ("condition", s.condition),
                ("addressee", s.addressee),
                ("setting", s.setting),
                ("target", s.target),
            )
        ),
        ("said", _said(s)),
        ("within", f"{s.within}, by {entry.told_by}" if s.within and entry.told_by else ""),
        ("id", s.id),
    ]
    return tuple((name, text) for name, text in told if text)


def quoted_with_place(text: str, span: Span) -> str:
    """`“the mayor” 73–89`; empty for an empty span."""
    return f"“{span.of(text)}” {places(span)}" if span else ""


def places(span: Span) -> str:
    """`30–71, 99–120`: the half-open ranges of a span, in code points."""
    return ", ".join(f"{start}–{end}" for start, end in span)


def counted(number: int, noun: str) -> str:
    """`1 statement`, `2 statements`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(groups: Iterable[Voice]) -> str:
    """`12 statements by 5 speakers, 2 more by speakers not known`."""
    groups = tuple(groups)
    total = sum(len(voice.entries) for voice in groups)
    unknown = sum(len(voice.entries) for voice in groups if voice.mark == "?")
    named = sum(voice.mark != "?" for voice in groups)
    if not total:
        return "no statements found"
    if not named:
        return f"{counted(total, 'statement')} by speakers not known"
    text = f"{counted(total - unknown, 'statement')} by {counted(named, 'speaker')}"
    return f"{text}, {unknown} more by speakers not known" if unknown else text


def _resolved(statement: Statement) -> str:
    if statement.speaker is None:
        return f"not known ({statement.resolved_by})" if statement.resolved_by else "not known"
    kind = f"{statement.speaker.name}, {statement.speaker.kind}" if statement.speaker.kind else statement.speaker.name
    return f"{kind} ({statement.resolved_by})" if statement.resolved_by else kind


def _said(statement: Statement) -> str:
    time = statement.time
    if time is None:
        return ""
    if time.basis is Basis.PUBLISHED:
        return f"{time.value or 'not known when'} (day of publication)"
    if time.start is None or time.end is None:
        return f"{time.value or 'earlier, not known when'} (from the text)"
    words = quoted_with_place(statement.text, Span(((time.start, time.end),)))
    return f"{time.value or 'earlier, not known when'} ({words})"
