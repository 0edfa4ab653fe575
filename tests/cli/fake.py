"""A reader of the tests' own: every sentence "X said Y." is a statement.  No pytest, so that processes start fast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from inquit.errors import Failure
from inquit.types import Article, Kind, ReaderInfo, Reading, Span, Speaker, Statement
from inquit.types.confident import at_least

SAID = re.compile(r"(?P<source>[A-Z]\w+ [A-Z]\w+) (?P<cue>said) (?P<content>[^.]+)\.")

STORY = """Bridge to Holm stays shut

Vera Lund said the bridge needs new cables. Otto Brandt said he would rather swim.
"""

TABLE = """\
Bridge to Holm stays shut
date not known · 2 statements by 2 speakers

  Vera Lund
    said: the bridge needs new cables [90%]

  Otto Brandt
    said: he would rather swim [unsure, 40%]
"""


class FakeReader:
    """Finds "X said Y." and is sure of the first statement only; those less sure than `min_confidence` are left out."""

    min_confidence = 0.0

    def read_many(self, articles: Iterable[Article | Failure]) -> Iterator[Reading | Failure]:
        for article in articles:
            yield article if isinstance(article, Failure) else self.read(article)

    def read(self, article: Article) -> Reading:
        speakers: dict[str, Speaker] = {}
        statements = []
        for number, match in enumerate(SAID.finditer(article.text)):
            name = match["source"]
            speaker = speakers.setdefault(name, Speaker(f"p{len(speakers) + 1}", name, Kind.PERSON))
            source, cue, content = (Span((match.span(part),)) for part in ("source", "cue", "content"))
            statements.append(
                Statement(
                    f"s{number}",
                    article.text,
                    content,
                    cue,
                    source,
                    speaker,
                    resolved_by="name in the source",
                    confidence=0.9 if number == 0 else 0.4,
                )
            )
        whole = Reading(article, tuple(statements), tuple(speakers.values()), reader=ReaderInfo("0", "fake"))
        return at_least(whole, self.min_confidence)
