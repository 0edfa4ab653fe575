"""Readings for people at a terminal, grouped by speaker.

`plain` is for pipes and files: no colours, nothing cut, one statement a line, the same on every machine.  `renderable`
is for a terminal: the same content, wrapped to its width and coloured by rich.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

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

COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red")

CUE_WIDTH = 16
"""Of the first column at most, in cells of the terminal: longer than nearly every cue, short enough for 80 columns."""

EXPLAINED_WIDTH = 9
"""Of the first column at least where `--explain` names its findings there; "addressee" is the longest name."""


def plain(reading: Reading, *, explain: bool = False, codes: bool = False) -> str:
    """One reading as plain lines, with a line end.

    Args:
        reading: What was read.
        explain: Tell below each statement how it was found.
        codes: Tell what its act is called in PLOVER and CAMEO.
    """
    groups = voices(reading)
    lines = [*_heading(reading, groups, explain=explain)]
    for voice in groups:
        lines += ["", f"  {_who(voice)}"]
        for entry in voice.entries:
            lines.append("    " + _sentence(voice, entry, codes=codes))
            if explain:
                lines += (f"        {name}: {one_line(told)}" for name, told in how_found(entry))
    return "\n".join(lines) + "\n"


def renderable(reading: Reading, *, explain: bool = False, codes: bool = False) -> RenderableType:
    """One reading for a terminal; see `plain`.

    Everything that comes from the article is `Text`, never markup: a bracket in a quotation is a bracket.
    """
    groups = voices(reading)
    title, *rest = _heading(reading, groups, explain=explain)
    parts: list[RenderableType] = [Text(title, style="bold"), *(Text(line, style="dim") for line in rest)]
    width = _cue_width(groups, explain=explain)
    for voice in groups:
        colour = "bright_black" if voice.mark == "?" else COLOURS[voice.number % len(COLOURS)]
        who = Text(one_line(voice.name), style=f"bold {colour}")
        if voice.role:
            who.append(f", {one_line(voice.role)}", style="not bold default")
        parts += [Text(), who, Padding(_entries(voice, colour, width, explain=explain, codes=codes), (0, 0, 0, 2))]
    return Group(*parts)


def _heading(reading: Reading, groups: tuple[Voice, ...], *, explain: bool) -> Iterator[str]:
    article = reading.article
    yield headline(article)
    yield " · ".join((*map(one_line, about(article)), summary(groups)))
    if article.url:
        yield one_line(article.url)
    if explain and article.published_candidates:
        yield f"dates found: {one_line(dates(article))}"


def _who(voice: Voice) -> str:
    return one_line(f"{voice.name}, {voice.role}" if voice.role else voice.name)


def _said(voice: Voice, entry: Entry) -> str:
    """The cue; before it the source where the heading does not tell who speaks."""
    statement = entry.statement
    source = statement.source.of(statement.text) if voice.mark == "?" else ""
    return one_line(f"{source} {cue_words(statement)}")


def _told(entry: Entry, *, codes: bool) -> tuple[str, ...]:
    """What else is known, and a warning where the reader itself is unsure."""
    unsure = (entry.statement.confidence or 1) < UNSURE_BELOW
    return (*map(one_line, facts(entry, codes=codes)), *(("unsure",) if unsure else ()))


def _sentence(voice: Voice, entry: Entry, *, codes: bool) -> str:
    said, words = _said(voice, entry), one_line(entry.statement.words)
    told = ", ".join(part for part in (*_told(entry, codes=codes), percent(entry.statement.confidence)) if part)
    parts = (f"{said}:" if said and words else said, words, f"[{told}]" if told else "")
    return " ".join(part for part in parts if part)


def _entries(voice: Voice, colour: str, cue_width: int, *, explain: bool, codes: bool) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(justify="right", width=cue_width, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right", width=4, no_wrap=True, style="dim")
    for entry in voice.entries:
        words = Text(one_line(entry.statement.words))
        if told := _told(entry, codes=codes):
            words.append(f"{' ' if words else ''}[{', '.join(told)}]", style="dim")
        said = Text(_said(voice, entry), style=f"italic {colour}")
        grid.add_row(said, words, percent(entry.statement.confidence))
        if explain:
            for name, text in how_found(entry):
                grid.add_row(Text(name, style="dim"), Text(one_line(text), style="dim"), "")
    return grid


def _cue_width(groups: tuple[Voice, ...], *, explain: bool) -> int:
    """One width for all speakers, so that the words stand in one column; long cues are wrapped."""
    widths = [cell_len(_said(voice, entry)) for voice in groups for entry in voice.entries]
    return max(min(max(widths, default=1), CUE_WIDTH), EXPLAINED_WIDTH if explain else 1)
