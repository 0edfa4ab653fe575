"""Readers without a model for batches, by dotted name: to measure what is not reading, and to be killed cheaply."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator

from inquit.errors import Failure
from inquit.types import Article, Kind, ReaderInfo, Reading, Span, Speaker, Statement

SAID = re.compile(r"(?P<source>[A-Z]\w+ [A-Z]\w+)(?:, [^,.]+,)? (?P<cue>said) (?P<content>[^.]+)\.")


class Quick:
    """Every "X said Y." is a statement.

    Args:
        pause_s: What reading an article takes; the processor rests meanwhile.
    """

    def __init__(self, pause_s: float = 0.0) -> None:
        self.pause_s = pause_s

    def read_many(self, articles: Iterable[Article | Failure]) -> Iterator[Reading | Failure]:
        """Read articles lazily, in order."""
        for article in articles:
            if isinstance(article, Failure):
                yield article
                continue
            time.sleep(self.pause_s)
            yield self.read(article)

    def read(self, article: Article) -> Reading:
        """Read one article."""
        speakers: dict[str, Speaker] = {}
        statements = []
        for number, match in enumerate(SAID.finditer(article.text)):
            name = match["source"]
            speaker = speakers.setdefault(name, Speaker(f"p{len(speakers) + 1}", name, Kind.PERSON))
            source, cue, content = (Span((match.span(part),)) for part in ("source", "cue", "content"))
            statements.append(Statement(f"s{number}", article.text, content, cue, source, speaker, confidence=0.5))
        return Reading(article, tuple(statements), tuple(speakers.values()), reader=ReaderInfo("0", "quick"))


def quick(workers: int) -> Quick:
    return Quick()


def twenty_ms(workers: int) -> Quick:
    return Quick(0.02)
