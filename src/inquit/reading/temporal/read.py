"""Text to time expressions: find, normalise against the anchor, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from inquit.reading.temporal.ambiguous_words import is_title
from inquit.reading.temporal.dateline import date_line
from inquit.reading.temporal.find import Candidate, Grammar, candidates, grammar, modifier_behind
from inquit.reading.temporal.genre import is_narrative
from inquit.reading.temporal.rule import Hit, Meaning, Modifier
from inquit.reading.temporal.scene import Scene
from inquit.reading.temporal.tokens import Run
from inquit.types import TimeExpression, TimexType

_NOT_NOTED = (TimexType.DURATION, TimexType.SET)


def read_times(
    text: str, published: datetime | None, *, without: frozenset[str] = frozenset()
) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, in order, none overlapping another.

    Args:
        text: Any string.
        published: When it was published; `None` for not known: then a date line in the text tells it, if any.
        without: Groups of rules to leave out (`rules.GROUPS`), to measure what they are worth.
    """
    tables = grammar(without)
    published = published or date_line(text)
    year = published.year if published else None
    narrative = "narrative" not in without and is_narrative(text, year)
    scene = Scene(text, published, narrative=narrative, tense="tense" not in without)
    checked = "ambiguity" not in without
    return tuple(
        expression for run in tables.alphabet.runs(text) for expression in _in_run(run, scene, tables, checked=checked)
    )


def _in_run(run: Run, scene: Scene, tables: Grammar, *, checked: bool) -> Iterator[TimeExpression]:
    at = 0
    while at < len(run.codes):
        for candidate in candidates(scene.text, run, at, tables):
            only, hit = candidate.rule.only, candidate.hit
            if checked and only is not None and not only(hit):
                continue
            if checked and scene.text[hit.start].isupper() and is_title(hit):
                at = candidate.end
                break
            meant = candidate.rule.meaning(hit, scene)
            if meant is not None:
                yield from _expressions(run, candidate, meant, scene, tables)
                at = candidate.end
                break
        else:
            at += 1


def _expressions(
    run: Run, candidate: Candidate, meant: Meaning | tuple[Meaning, ...], scene: Scene, tables: Grammar
) -> Iterator[TimeExpression]:
    for meaning in meant if isinstance(meant, tuple) else (meant,):
        place = candidate.hit.place(meaning.part) if meaning.part else None
        first, last = place if place else candidate.hit.match.span()
        mod = None
        leads = meaning is (meant[0] if isinstance(meant, tuple) else meant)
        if candidate.before is not None and leads and (mod := _mod(candidate.before, meaning, candidate.hit)):
            first = candidate.start
        behind = modifier_behind(run, last, tables)
        if behind is not None and (behind_mod := _mod(behind[0], meaning, candidate.hit)):
            mod, last = mod or behind_mod, behind[1]
        start, end = run.tokens[first].start, run.tokens[last - 1].end
        meaning = meaning.with_mod(mod)
        if meaning.moment is not None and meaning.type not in _NOT_NOTED:
            scene.note(meaning.moment, start, end, reported=meaning.reported)
        yield TimeExpression(start, end, meaning.type, meaning.value, meaning.mod, meaning.anchor)


# "More than a year ago" lies before, "more than a year later" after the day so far off.
_ON = frozenset(("later", "afterwards", "afterward", "hence", "from"))
_TURNED = {"BEFORE": "AFTER", "AFTER": "BEFORE"}


def _mod(modifier: Modifier, meaning: Meaning, hit: Hit) -> str | None:
    """The modifier's value for that type; `None` where the words cannot modify it and are no part of it."""
    if meaning.type is TimexType.DURATION:
        return modifier.length
    if modifier.mod in _TURNED:
        if not hit.has("number"):
            return None
        return _TURNED[modifier.mod] if not _ON.isdisjoint(hit.all_words) else modifier.mod
    return modifier.mod
