"""Readings as one self-contained page: the text with every statement marked in place, and a list of who said what.

The page needs no script and asks for nothing: its policy (Content Security Policy Level 3) forbids both and allows its
own style sheet by hash, so that it can be served under a strict policy and opened from a disk alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from inquit import __version__
from inquit.export import self_contained, wording
from inquit.export.marked import Block, anchor, blocks, hue
from inquit.export.voices import Voice, voices
from inquit.types import Reading


@dataclass(frozen=True, slots=True)
class Section:
    """One reading as the template shows it.

    Attributes:
        prefix: Begins every id of the section.
        title: The article's headline, or the beginning of its text.
        link: The article's address, where it is one that may be followed.
    """

    prefix: str
    title: str
    link: str | None
    reading: Reading
    voices: tuple[Voice, ...]
    blocks: tuple[Block, ...]


def page(readings: Iterable[Reading], *, explain: bool = False, codes: bool = False) -> str:
    """The readings as one HTML page.

    Args:
        readings: One or many; all are held in memory, since the page begins with a list of them.
        explain: Show how each statement was found.
        codes: Show what its act is called in PLOVER and CAMEO.
    """
    sections = tuple(section(reading, f"r{number}") for number, reading in enumerate(readings, 1))
    style = self_contained.style("page.css")
    return (
        _environment()
        .get_template("page.html")
        .render(
            sections=sections,
            explain=explain,
            codes=codes,
            style=Markup(style),
            policy=self_contained.policy(style),
            version=__version__,
        )
    )


def pages(readings: Iterable[Reading], *, explain: bool = False, codes: bool = False) -> Iterator[str]:
    """The page as an iterator of one piece, made when it is asked for, like the formats that come in pieces."""
    yield page(readings, explain=explain, codes=codes)


def section(reading: Reading, prefix: str) -> Section:
    """What the template needs to show one reading."""
    groups = voices(reading)
    article = reading.article
    link = article.url if (article.url or "").startswith(("https://", "http://")) else None
    return Section(prefix, wording.headline(article), link, reading, groups, blocks(reading, groups, prefix))


@cache
def _environment() -> Environment:
    environment = self_contained.environment()
    environment.filters["line"] = wording.one_line
    environment.globals.update(
        about=wording.about,
        anchor=anchor,
        counted=wording.counted,
        cue_words=wording.cue_words,
        dates=wording.dates,
        facts=wording.facts,
        how_found=wording.how_found,
        hue=hue,
        percent=wording.percent,
        summary=wording.summary,
        unsure_below=wording.UNSURE_BELOW,
        who=wording.who,
    )
    return environment
