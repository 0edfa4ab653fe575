"""What stands around a statement, and who else speaks there: what a person needs to correct it."""

from __future__ import annotations

from dataclasses import dataclass

from inquit.ledger.rows import StatementRow
from inquit.sentences import sentence_bounds
from inquit.web.desk import Desk

AROUND = 420
"""Characters before and after at most."""


@dataclass(frozen=True, slots=True)
class Context:
    """The text around a statement's sentence.

    Attributes:
        before, after: Of the text; cut at a word.
        start: Where its sentence begins, in code points of the version's text.
        speakers: Names of those who speak in the article.
    """

    before: str
    after: str
    start: int
    speakers: tuple[str, ...]


def context_of(desk: Desk, row: StatementRow) -> Context:
    """The context of a statement."""
    reading = desk.ledger.article(row.article, version=row.version).reading
    text = reading.article.text
    around = [bounds for bounds in sentence_bounds(text) if bounds[0] < row.stop and row.start < bounds[1]]
    start, stop = min([row.start, *(s for s, _ in around)]), max([row.stop, *(e for _, e in around)])
    before, after = text[max(0, start - AROUND) : start].strip(), text[stop : stop + AROUND].strip()
    return Context(
        f"… {before.partition(' ')[2]}" if start > AROUND else before,
        f"{after.rpartition(' ')[0]} …" if stop + AROUND < len(text) else after,
        start,
        tuple(dict.fromkeys(speaker.name for speaker in reading.speakers)),
    )
