"""Readings as Markdown: a section for each article, a list for each speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inquit.export.voices import Entry, Voice, voices
from inquit.export.wording import (
    UNSURE_BELOW,
    about,
    cue_words,
    dates,
    facts,
    headline,
    how_found,
    one_line,
    percent,
    summary,
)
from inquit.types import Reading

SPECIAL = re.compile(r"[\\`*_\[\]#~|]|^[-+=:](?=[\s=-])")
"""What CommonMark and its common extensions give a meaning to inside a line, and the bullets at its beginning."""

NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
"""What would begin a numbered list."""

ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


def section(reading: Reading, *, explain: bool = False, codes: bool = False) -> str:
    """One reading as Markdown, with a line end.

    Args:
        reading: What was read.
        explain: Tell how each statement was found.
        codes: Tell what its act is called in PLOVER and CAMEO.
    """
    return "\n".join(_lines(reading, explain=explain, codes=codes)) + "\n"


def escaped(text: str) -> str:
    """The text on one line, shown by Markdown as it is; `<` and `&` as entities, for HTML in Markdown is live."""
    line = NUMBERED.sub(r"\1\\\2", SPECIAL.sub(r"\\\g<0>", one_line(text)))
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lines(reading: Reading, *, explain: bool, codes: bool) -> Iterator[str]:
    article = reading.article
    groups = voices(reading)
    yield f"## {escaped(headline(article))}"
    yield ""
    yield f"{' · '.join(map(escaped, about(article)))} · {summary(groups)}"
    if article.url:
        yield ""
        yield f"<{article.url}>" if ADDRESS.fullmatch(article.url) else escaped(article.url)
    if explain and article.published_candidates:
        yield ""
        yield f"Dates found: {escaped(dates(article))}"
    for voice in groups:
        yield ""
        yield f"### {escaped(voice.name)}{f', {escaped(voice.role)}' if voice.role else ''}"
        yield ""
        for entry in voice.entries:
            yield _item(voice, entry, codes=codes)
            if explain:
                yield from (f"  - {name}: {escaped(told)}" for name, told in how_found(entry))


def _item(voice: Voice, entry: Entry, *, codes: bool) -> str:
    statement = entry.statement
    source = statement.source.of(statement.text) if voice.mark == "?" else ""
    said = escaped(f"{source} {cue_words(statement)}")
    told = [*map(escaped, facts(entry, codes=codes))]
    if statement.confidence is not None:
        told.append(percent(statement.confidence) + (", unsure" if statement.confidence < UNSURE_BELOW else ""))
    words = escaped(statement.words)
    return "- " + " ".join(
        part
        for part in (f"*{said}{':' if words else ''}*" if said else "", words, f"({'; '.join(told)})" if told else "")
        if part
    )
