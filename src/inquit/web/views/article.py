"""An article with its statements marked in place, and what changed between its versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Path
from fastapi import Query as Asked
from pydantic import Field

from inquit.export.marked import Block, blocks
from inquit.export.voices import Voice, voices
from inquit.ledger.article_view import ArticleVersion, ArticleView
from inquit.ledger.difference import Difference
from inquit.ledger.rows import StatementRow
from inquit.types import Reading
from inquit.web.asked import OPTIONAL
from inquit.web.desk import Desk
from inquit.web.links import anchor
from inquit.web.words import act_sign

MOST_SHOWN = 150_000
"""Characters of a text that a page shows: more than any article has, and what a browser still scrolls."""

Id = Annotated[str, Path(max_length=4000, description="Short id, or a beginning of it that only one has")]
Number = Annotated[
    Annotated[int, Field(ge=1, le=2**31)] | None,
    OPTIONAL,
    Asked(description="Number of a version; the current one by default"),
]


@dataclass(frozen=True, slots=True)
class StatementOf:
    """A statement of an article, flat.

    Attributes:
        id: Short id.
        person: Short id of the speaker across articles; `None` for those unknown or unnamed.
    """

    id: str
    who: str | None
    person: str | None
    source: str
    cue: str
    words: str
    mode: str
    type: str | None
    act: str | None
    flags: tuple[str, ...]
    said: str | None
    confidence: float | None
    corrected: bool


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as it stands.

    Attributes:
        text: The whole of it; offsets of statements count its code points.
        cut: How many characters of the text a page shows; `None`: all.
        excerpt: Whether a page shows only sentences with statements.
    """

    id: str
    version: int
    versions: tuple[ArticleVersion, ...]
    url: str | None
    outlet: str | None
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    text: str
    sha256: str
    fetched: str | None
    statements: tuple[StatementOf, ...]
    cut: int | None
    view: Annotated[ArticleView, Field(exclude=True)]
    shown: Annotated[Reading, Field(exclude=True)]
    excerpt: Annotated[bool, Field(exclude=True)] = False

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Who speaks in what is shown."""
        return voices(self.shown)

    def rows(self) -> tuple[StatementOf, ...]:
        """The statements, in the order of the text."""
        return self.statements

    def blocks(self) -> tuple[Block, ...]:
        """The text as marked paragraphs."""
        return blocks(
            self.shown,
            voices(self.shown),
            "t",
            anchors=lambda prefix, entry: anchor(entry.statement.id),
            signs=lambda entry: act_sign(entry.statement.act),
        )

    def acts(self) -> tuple[str, ...]:
        """The acts that have a sign, those that there are."""
        return tuple(dict.fromkeys(str(s.act) for s in self.shown.statements if s.act and act_sign(s.act)))


def article(desk: Desk, id: Id, version: Number = None) -> ArticlePage:  # noqa: A002 (the name in the address)
    """An article with its statements, corrections applied."""
    view = desk.ledger.article(id, version=version)
    text = view.reading.article.text
    cut = MOST_SHOWN if len(text) > MOST_SHOWN else None
    shown = view.reading if cut is None else _beginning(view.reading, cut)
    told = view.reading.article
    return ArticlePage(
        id=view.id,
        version=view.version,
        versions=view.versions,
        url=told.url,
        outlet=told.outlet,
        title=told.title,
        authors=told.authors,
        published=told.published,
        text=text,
        sha256=view.versions[view.version - 1].sha256,
        fetched=view.fetched,
        statements=tuple(_flat(view)),
        cut=cut,
        view=view,
        shown=shown,
    )


def _flat(view: ArticleView) -> list[StatementOf]:
    return [
        StatementOf(
            s.id,
            s.who,
            view.people.get(s.id),
            s.source.of(s.text),
            s.cue.of(s.text),
            s.words,
            s.mode,
            s.type,
            s.act,
            tuple(map(str, s.flags)),
            s.when,
            s.confidence,
            s.id in view.corrected,
        )
        for s in view.reading.statements
    ]


def _beginning(reading: Reading, length: int) -> Reading:
    """The reading of the first characters of a text."""
    kept = tuple(s for s in reading.statements if min(p[0] for p in (*s.source, *s.cue, *s.content)) < length)
    return replace(reading, article=replace(reading.article, text=reading.article.text[:length]), statements=kept)


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What an outlet changed in what people are quoted as saying."""

    difference: Difference
    versions: tuple[ArticleVersion, ...]

    def rows(self) -> tuple[StatementRow, ...]:
        """The statements that came, went or changed, as they are now or were."""
        return tuple(row for one in self.difference.changes if (row := one.after or one.before) is not None)


def changes(desk: Desk, id: Id, before: Number = None, after: Number = None) -> ChangesPage:  # noqa: A002
    """Compare two versions of an article by what is said in them."""
    difference = desk.ledger.diff(id, before=before, after=after)
    return ChangesPage(difference, desk.ledger.article(difference.article).versions)
