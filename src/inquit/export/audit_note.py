"""An audit as a note to the reporter: one question after the other, in the order of the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inquit.export.markdown import escaped
from inquit.export.wording import counted, one_line
from inquit.reports.audit import Audit
from inquit.reports.coverage import Missing, Unattributed
from inquit.reports.headline import CheckedClaim, Verdict
from inquit.reports.headline_lacks import NON_ANSWER
from inquit.reports.heard import Unheard
from inquit.reports.prepared import HEADLINE, Passage
from inquit.reports.sources import NOT_KNOWN, Source
from inquit.types import Type

SHOWN = 160
"""Characters of a passage that are shown; the paragraph's number leads to the rest."""

OFTEN = 2
"""Mentions from which on somebody who is not heard is asked about."""


_SPOKESPERSON = re.compile(r"\bspokes\w+", re.IGNORECASE)
_POINTS_BACK = re.compile(r"(?:\w+ of (?:them|these|those)|the others?|another|both)\b", re.IGNORECASE)
"""*One of them*: what there is to tell is told, and asked, where *they* are described."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question and the place that it is about; without a place it stands with the headline."""

    paragraph: int
    start: int
    text: str


def note(audit: Audit) -> str:
    """The note, as Markdown, with a line end."""
    return "".join(f"{line}\n" for line in _lines(audit))


def queries(audit: Audit) -> tuple[Query, ...]:
    """The questions, in the order of the text."""
    found = [*_headline(audit), *_missing(audit), *_people(audit), *_dates(audit), *_own(audit)]
    return tuple(sorted(found, key=lambda query: (query.paragraph, query.start)))


def _lines(audit: Audit) -> Iterator[str]:
    yield f"# Queries: {escaped(audit.title or audit.id)}"
    yield ""
    about = [
        audit.outlet,
        audit.published,
        f"{counted(audit.statements, 'statement')}",
        counted(len(audit.sources), "source"),
    ]
    yield " · ".join(escaped(part) for part in about if part)
    asked = queries(audit)
    for paragraph in dict.fromkeys(query.paragraph for query in asked):
        yield ""
        yield "## Headline" if paragraph == HEADLINE else f"## Paragraph {paragraph}"
        yield ""
        yield from (f"- {query.text}" for query in asked if query.paragraph == paragraph)
    if not asked:
        yield ""
        yield "No query."
    yield from _rest(audit)


def _headline(audit: Audit) -> Iterator[Query]:
    for claim in audit.headline.claims if audit.headline else ():
        lacks = [lack for lack in claim.lacks if lack.kind != NON_ANSWER]
        if claim.verdict is not Verdict.SUPPORTED or claim.lacks:
            yield Query(HEADLINE, 0, _claim(claim))
            for lack in claim.lacks if lacks else ():
                yield Query(HEADLINE, 0, f"{escaped(lack.kind)}: {_shown(lack.words)} – {escaped(lack.why)}.")


def _claim(claim: CheckedClaim) -> str:
    said = f"The headline says {_shown(claim.words)}"
    if claim.verdict is Verdict.NOT_FOUND or not claim.support:
        return f"{said}; the body does not say so in these words: where does it?"
    best = claim.support[0]
    has = f"{said}; the body has it from {escaped(best.who) if best.who else 'no source'}: {_shown(best.where.words)}"
    return f"{has} – what does the headline leave out?" if claim.verdict is Verdict.WEAKER else has


def _missing(audit: Audit) -> Iterator[Query]:
    for one in audit.unattributed:
        yield Query(one.where.paragraph, one.where.start, _unattributed(one))


def _unattributed(one: Unattributed) -> str:
    words = _shown(one.where.words)
    if one.kind is Missing.VERB:
        return f"“{escaped(one.verb or '')}”: who says what? {words}"
    if one.kind is Missing.MARK:
        return f"A quotation mark stands alone: where does the quotation begin and end? {words}"
    if one.kind is Missing.PART:
        return f"Whose words are these? The rest of the quotation has a speaker. {words}"
    return f"Whose words are these? {words} ({escaped(one.why)})"


def _people(audit: Audit) -> Iterator[Query]:
    for source in audit.unnamed:
        if asked := _unnamed(source):
            yield Query(source.first.paragraph, source.first.start, asked)
    for one in audit.unheard:
        yield Query(one.where.paragraph, one.where.start, _unheard(one))
    for person in audit.spoken_of:
        if person.mentions >= OFTEN:
            times = f"named {person.mentions} times and not heard"
            yield Query(person.first.paragraph, person.first.start, f"{escaped(person.name)} is {times}: asked?")
    for source in audit.sources:
        if source.speaker is None:
            number = counted(len(source.statements), "statement")
            text = f"The speaker of {number} is not known; the first: {_shown(source.first.words)} Who says so?"
            yield Query(source.first.paragraph, source.first.start, text)


def _unnamed(source: Source) -> str:
    told = source.unnamed
    if told is None or _POINTS_BACK.match(told.described or source.name):
        return ""
    speaks_for = _SPOKESPERSON.search(told.described or source.name)  # they know from whom they speak for
    gaps = [] if told.knows or speaks_for else ["how they know"]
    gaps += [] if told.reason else ["why they are not named"]
    return f"“{escaped(told.described or source.name)}”: the text does not tell {' and '.join(gaps)}." if gaps else ""


def _unheard(one: Unheard) -> str:
    done = {"accuse": "accuses", "refuse": "refuses", "threaten": "threatens"}.get(one.act, one.act)
    asked = f"They are told not to have answered: {_shown(one.answer)}" if one.answer else "Were they asked?"
    by = "Somebody not known" if one.by == NOT_KNOWN else escaped(one.by)
    return f"{by} {done} {escaped(one.whom)}, who has no word here. {asked}"


def _dates(audit: Audit) -> Iterator[Query]:
    """When it was said, once for what one says in a stretch of text; beliefs and attitudes have no hour."""
    asked: set[tuple[str, int]] = set()
    silent = {one.statement for one in audit.declined}
    for one in audit.undated:
        if one.statement in silent or one.type not in (None, Type.ASSERTION) or (one.who, one.where.start) in asked:
            continue
        asked.add((one.who, one.where.start))
        text = f"When? {escaped(one.who)}: {_shown(one.where.words)} ({escaped(one.why)})"
        yield Query(one.where.paragraph, one.where.start, text)


def _own(audit: Audit) -> Iterator[Query]:
    for sentence in audit.own:
        if sentence.reasons:
            reasons = escaped("; ".join(map(str, sentence.reasons)))
            where = sentence.where
            yield Query(where.paragraph, where.start, f"Where is this from? {_shown(where.words)} ({reasons})")


def _rest(audit: Audit) -> Iterator[str]:
    """What is no question, for whoever wants to see all."""
    plain = [str(sentence.where.paragraph) for sentence in audit.own if not sentence.reasons]
    if plain:
        places = list(dict.fromkeys(plain))
        yield ""
        yield f"Further sentences without a source: paragraph{'s' if len(places) > 1 else ''} {', '.join(places)}."
    if audit.declined:
        yield ""
        yield "Did not answer:"
        yield ""
        yield from (f"- {escaped(one.who)}: {_passage(one.where)}" for one in audit.declined)


def _passage(where: Passage) -> str:
    place = "headline" if where.paragraph == HEADLINE else f"paragraph {where.paragraph}"
    return f"{_shown(where.words)} ({place})"


def _shown(words: str) -> str:
    """Words in italics, cut to a readable length."""
    line = one_line(words)
    return f"*{escaped(line if len(line) <= SHOWN else f'{line[: SHOWN - 1].rstrip()}…')}*"
