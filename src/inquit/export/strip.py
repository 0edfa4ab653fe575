"""Wordings side by side as one self-contained page, with everything that is needed to prove it (see `strip_proof`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from inquit import __version__
from inquit.export import self_contained
from inquit.export.wording import visible
from inquit.ledger.alignment import StretchKind
from inquit.reports.compare import Group
from inquit.reports.lost import Strip, strip
from inquit.reports.lost_sides import Side

Run = tuple[str | None, str]
"""An element, or `None`, and the words in it."""

LOST_TITLE = "What went missing from the words"


def page(strips: Sequence[Strip], title: str = LOST_TITLE) -> str:
    """Pairs of wordings as one HTML page without scripts, which asks for nothing."""
    style = self_contained.style("strip.css")
    return (
        _environment()
        .get_template("strip.html")
        .render(
            strips=strips,
            title=title,
            style=Markup(style),
            policy=self_contained.policy(style),
            version=__version__,
        )
    )


def group_strips(group: Group) -> tuple[Strip, ...]:
    """Each telling of a group held against the first."""
    first, *others = (telling.side for telling in group.tellings)
    return tuple(strip(first, other) for other in others)


def first_runs(told: Strip) -> Iterator[Run]:
    """The first text, what the second lacks in `del`, what is not the same in `em`."""
    for stretch in told.stretches:
        tag = {StretchKind.LOST: "del", StretchKind.CHANGED: "em"}.get(stretch.kind)
        yield from _run(tag, told.first.text[stretch.old_start : stretch.old_end])


def second_runs(told: Strip) -> Iterator[Run]:
    """The second text, what the first lacks in `ins`, what is not the same in `em`."""
    for stretch in told.stretches:
        tag = {StretchKind.ADDED: "ins", StretchKind.CHANGED: "em"}.get(stretch.kind)
        yield from _run(tag, told.second.text[stretch.new_start : stretch.new_end])


def pieces(side: Side) -> str:
    """`30-71,99-120`: the places of the words, half-open."""
    return ",".join(f"{start}-{end}" for start, end in side.pieces)


def _run(tag: str | None, words: str) -> Iterator[Run]:
    """Words in an element, the white space after them outside of it."""
    bare = words.rstrip()
    if bare:
        yield tag, bare
    if len(bare) < len(words):
        yield None, words[len(bare) :]


@cache
def _environment() -> Environment:
    environment = self_contained.environment()
    environment.filters["shown"] = visible
    environment.globals.update(first_runs=first_runs, second_runs=second_runs, pieces=pieces)
    return environment
