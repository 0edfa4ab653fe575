"""`audit`: an article looked through before it is printed, or after: completeness, sources, own voice, headline.

A pure function of one reading.  Completeness comes first: what the reader attributed to nobody is listed before what it
did, so that whoever reads the rest knows what the rest leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from inquit.reports.coverage import Missing, Unattributed, unattributed
from inquit.reports.headline import HeadlineCheck, check_headline
from inquit.reports.heard import SpokenOf, Unheard, spoken_of, unheard
from inquit.reports.own_voice import OwnSentence, own_sentences
from inquit.reports.prepared import HEADLINE, prepared
from inquit.reports.sections import Cell, Section
from inquit.reports.sources import Source, Told, count_words, declined, sources, undated
from inquit.types import Reading


@dataclass(frozen=True, slots=True)
class Audit:
    """What a colleague would ask about an article.

    Attributes:
        id: Of the article.
        words: How many it has.
        statements: How many the reader found.
        headline: The headline held against the body; `None` where there is no headline, or nothing below it.
        unattributed: Quotations and reporting verbs outside statements.
        sources: In the order in which they first speak.
        unheard: Who is accused, refused or threatened without a word.
        spoken_of: People who are named and not heard.
        declined: Who did not answer.
        undated: Statements of which it is not told when they were made.
        own: Sentences without a source, those with a reason first.
    """

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    words: int
    statements: int
    headline: HeadlineCheck | None
    unattributed: tuple[Unattributed, ...]
    sources: tuple[Source, ...]
    unheard: tuple[Unheard, ...]
    spoken_of: tuple[SpokenOf, ...]
    declined: tuple[Told, ...]
    undated: tuple[Told, ...]
    own: tuple[OwnSentence, ...]

    @property
    def unnamed(self) -> tuple[Source, ...]:
        """The sources whom the article does not name."""
        return tuple(source for source in self.sources if source.unnamed is not None)

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`; offsets count code points of the article's text."""
        return {"report": "audit", **asdict(self)}

    def sections(self) -> tuple[Section, ...]:
        """Ten tables, always the same."""
        return (
            _headline(self.headline),
            _lacks(self.headline),
            _unattributed(self.unattributed),
            _sources(self.sources),
            _unnamed(self.unnamed),
            _unheard(self.unheard),
            _spoken_of(self.spoken_of),
            _told("Did not answer", self.declined),
            _told("Statements without a date", self.undated),
            _own(self.own),
        )


def audit(reading: Reading) -> Audit:
    """Look an article through.

    >>> for sentence in audit(reading).own:
    ...     print(sentence.where.words, *sentence.reasons)
    """
    page = prepared(reading)
    article = reading.article
    missing = unattributed(page)
    reported = {(one.where.start, one.where.end) for one in missing if one.kind is Missing.VERB}
    return Audit(
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        words=count_words(article.text),
        statements=len(reading.statements),
        headline=check_headline(page),
        unattributed=missing,
        sources=sources(page),
        unheard=unheard(page),
        spoken_of=spoken_of(page),
        declined=declined(page),
        undated=undated(page),
        own=own_sentences(page, reported),
    )


def paragraph_name(number: int) -> str:
    """`headline`, or the number of the paragraph."""
    return "headline" if number == HEADLINE else str(number)


def _headline(check: HeadlineCheck | None) -> Section:
    rows: list[tuple[Cell, ...]] = []
    for claim in check.claims if check else ():
        if not claim.support:
            rows.append((claim.words, claim.verdict, None, None, None, None, None))
        for support in claim.support:
            place = paragraph_name(support.where.paragraph)
            who = support.who or "own voice"
            rows.append((claim.words, claim.verdict, support.where.words, who, support.act, support.statement, place))
    note = None if check else "There is no headline, or nothing below it."
    columns = ("headline says", "verdict", "body says", "who", "act", "statement", "paragraph")
    return Section("Headline", columns, tuple(rows), note)


def _lacks(check: HeadlineCheck | None) -> Section:
    rows = (
        (claim.words, lack.kind, lack.words, lack.why)
        for claim in (check.claims if check else ())
        for lack in claim.lacks
    )
    return Section("What headline and body do not share", ("headline says", "kind", "words", "why"), tuple(rows))


def _unattributed(found: Sequence[Unattributed]) -> Section:
    rows = ((paragraph_name(one.where.paragraph), one.kind, one.where.words, one.verb, one.why) for one in found)
    return Section(
        "Not attributed by the reader",
        ("paragraph", "kind", "words", "verb", "why"),
        tuple(rows),
        "All quotations and reporting verbs outside statements.",
    )


def _sources(found: Sequence[Source]) -> Section:
    rows = (
        (
            source.name,
            source.role,
            source.kind,
            len(source.statements),
            round(100 * source.share, 1),
            source.direct,
            source.mixed,
            source.indirect,
            paragraph_name(source.first.paragraph),
        )
        for source in found
    )
    columns = ("named as", "role", "kind", "statements", "% of words", "direct", "mixed", "indirect", "paragraph")
    note = "In order of appearance; words of a statement within another count for both speakers."
    return Section("Sources", columns, tuple(rows), note)


def _unnamed(found: Sequence[Source]) -> Section:
    columns = ("described as", "how many", "how they know", "may stay unnamed", "why", "statements", "paragraph")
    rows: list[tuple[Cell, ...]] = []
    for source in found:
        if (told := source.unnamed) is not None:
            number = None if told.number is None else str(told.number)
            place = paragraph_name(source.first.paragraph)
            rows.append((told.described, number, told.knows, told.granted, told.reason, len(source.statements), place))
    return Section("Unnamed sources", columns, tuple(rows))


def _unheard(found: Sequence[Unheard]) -> Section:
    rows = (
        (one.whom, one.act, one.by, one.where.words, one.answer, one.statement, paragraph_name(one.where.paragraph))
        for one in found
    )
    columns = ("whom", "act", "by", "words", "their non-answer", "statement", "paragraph")
    return Section("Accused, refused or threatened, without a word of theirs", columns, tuple(rows))


def _spoken_of(found: Sequence[SpokenOf]) -> Section:
    rows = ((one.name, one.mentions, one.first.words, one.why, paragraph_name(one.first.paragraph)) for one in found)
    return Section("Named, not heard", ("name", "mentions", "first", "why", "paragraph"), tuple(rows))


def _told(title: str, found: Iterable[Told]) -> Section:
    rows = ((one.who, one.where.words, one.why, one.statement, paragraph_name(one.where.paragraph)) for one in found)
    return Section(title, ("who", "words", "why", "statement", "paragraph"), tuple(rows))


def _own(found: Sequence[OwnSentence]) -> Section:
    rows = (
        (paragraph_name(one.where.paragraph), one.where.words, "; ".join(map(str, one.reasons)) or None)
        for one in found
    )
    note = "No statement stands in them; those with a reason to look at them come first."
    return Section("In the outlet's own voice, without a source", ("paragraph", "words", "reasons"), tuple(rows), note)
