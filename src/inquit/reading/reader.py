"""The pipeline: an article in, a reading out, in six plain steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Literal

from inquit.errors import Failure, InquitError, SourceError
from inquit.jsonl import statement_id
from inquit.model.catalogue import folder_of
from inquit.model.encoder import Encoder, TaggedWindow
from inquit.model.regions import regions, words_of
from inquit.model.windows import Window
from inquit.quotation import mode_of, quoted_ranges
from inquit.reading.acts import Doing, aimed_at, doing, mended, with_whole_names
from inquit.reading.attribution import Attribution, attributions
from inquit.reading.confidence import confidence
from inquit.reading.doubtful import READIER, Recall, with_doubtful
from inquit.reading.occasions import when_said
from inquit.reading.speakers import Speakers, resolve_speakers
from inquit.reading.transcripts import with_turns
from inquit.types import Article, ReaderInfo, Reading, Statement, StatementTime, TimeExpression
from inquit.types.confident import at_least

MAX_CHARACTERS = 2_000_000
"""Longest text that is read: 2 million characters are a thick novel, minutes of work on two cores."""

_AHEAD = 4
"""Articles that `read_many` reads together: windows enough for the model to link their spans in one run, few enough to
stay lazy."""

_CHARACTERS_AHEAD = 200_000
"""Characters after which a group of articles is read at once: bounds memory where articles are long."""


class Reader:
    """Reads articles with one model.

    The model is loaded at the first reading.  One instance may be used by several threads, and after a fork.  The same
    text and model give the same reading, whatever is read beside it.

    Args:
        model: Another model than the packaged one: the name of one that is installed (`inquit.models()`), its folder,
            or a model that somebody else loads.
        threads: Processor threads for the model of a folder; `None` takes those that the process may use.
        recall: `high` tells doubtful statements too, with confidences that say so.
        min_confidence: Leave out statements less confident than this, from 0 to 1; `None`: none.

    Raises:
        ModelError: There is no such model, or its data package is not installed.
        ValueError: `recall` is none of `Recall`, or `min_confidence` is not between 0 and 1.
    """

    def __init__(
        self,
        *,
        model: str | Path | Encoder | None = None,
        threads: int | None = None,
        recall: Recall | str = Recall.NORMAL,
        min_confidence: float | None = None,
    ) -> None:
        if min_confidence is not None and not 0 <= min_confidence <= 1:
            raise ValueError(f"min_confidence is {min_confidence}; it goes from 0 to 1")
        if model is None or isinstance(model, str | Path):
            model = Encoder(folder_of(model), threads=threads)
        self._encoder = model
        self._recall = Recall(recall)
        self._min_confidence = min_confidence

    @property
    def info(self) -> ReaderInfo:
        """Who reads, as each reading tells it: the version of this package, the model's name and hash.

        What else decides which statements are told stands behind the hash.  The weights are not loaded for it.

        Raises:
            ModelError: If the model's files are missing or damaged.
        """
        info = self._encoder.info
        told = [f"{info['name']} {info['sha256'][:12]}"]
        told += [f"recall {self._recall}"] if self._recall is not Recall.NORMAL else []
        told += [f"confidence from {self._min_confidence:g}"] if self._min_confidence is not None else []
        return ReaderInfo(_version(), ", ".join(told))

    def read(self, article: Article) -> Reading:
        """Read one article.

        Raises:
            SourceError: If the text is longer than `MAX_CHARACTERS`.
            ModelError: If the model's files are missing or damaged.
        """
        _check_length(article)
        tagged = self._tagged(self._encoder.windows(article.text))
        return self._reading(article, tagged)

    def read_many(
        self, articles: Iterable[Article | Failure], *, on_error: Literal["yield", "raise"] = "yield"
    ) -> Iterator[Reading | Failure]:
        """Read articles lazily, in their order.

        Args:
            articles: Articles; failures among them pass through in their places.
            on_error: `yield` gives a `Failure` in the place of an article that cannot be read; `raise` stops there.

        Raises:
            InquitError: With `on_error="raise"`, the first failure's error, after the readings before it.
        """
        stream = iter(articles)
        while group := _next_group(stream):
            for result in self._read_group(group):
                if isinstance(result, Failure) and on_error == "raise":
                    raise result.error
                yield result

    def _read_group(self, group: list[Article | Failure]) -> Iterator[Reading | Failure]:
        """Read a few articles with one call of the model."""
        checked = [_checked(item) for item in group]
        windows = [self._encoder.windows(item.text) if isinstance(item, Article) else [] for item in checked]
        tagged = iter(self._tagged([window for article in windows for window in article]))
        for item, own in zip(checked, windows, strict=True):
            if isinstance(item, Failure):
                yield item
            else:
                yield self._reading(item, list(islice(tagged, len(own))))

    def _tagged(self, windows: list[Window]) -> list[TaggedWindow]:
        if self._recall is Recall.NORMAL:
            return self._encoder.tag(windows)
        return self._encoder.tag(windows, readier=READIER)

    def _reading(self, article: Article, tagged: list[TaggedWindow]) -> Reading:
        found = attributions(article.text, tagged)
        if self._recall is Recall.HIGH:
            found = with_doubtful(article.text, found, tagged)
        found = with_turns(article.text, found)
        speakers = resolve_speakers(article.text, found, authors=article.authors)
        done = [
            replace(act, target=with_whole_names(act.target, speakers.all))
            for act in (mended(act, article.text) for act in self._done(article.text, tagged, found))
        ]
        times = _times(article)
        spoken = [who.speaker.id if who else None for who in speakers.by_attribution]
        said = when_said(article.text, found, times, article.published, spoken)
        statements = self._statements(article, found, speakers, done, said)
        reading = Reading(article, statements, speakers.all, times, self.info)
        return reading if self._min_confidence is None else at_least(reading, self._min_confidence)

    def _statements(
        self,
        article: Article,
        found: list[Attribution],
        speakers: Speakers,
        done: list[Doing],
        said: tuple[StatementTime | None, ...],
    ) -> tuple[Statement, ...]:
        text, sha256 = article.text, article.sha256
        quotes = quoted_ranges(text)
        weights = self._encoder.info.get("confidence")
        ids = [statement_id(sha256, a.source, a.cue, a.content) for a in found]
        return tuple(
            Statement(
                id=ids[i],
                text=text,
                source=a.source,
                cue=a.cue,
                content=a.content,
                speaker=who.speaker if who else None,
                resolved_by=who.reason if who else None,
                mode=mode_of(text, a.content, quotes),
                within=None if a.outer is None else ids[a.outer],
                confidence=round(confidence(a, who.rule if who else None, weights), 4),
                time=time,
                target_speaker=aimed_at(act.target, speakers.all),
                **act.fields(),
            )
            for i, (a, who, act, time) in enumerate(zip(found, speakers.by_attribution, done, said, strict=True))
        )

    def _done(self, text: str, tagged: list[TaggedWindow], found: list[Attribution]) -> list[Doing]:
        """What is done by each statement; nothing is told where the model has no head for it."""
        words = words_of(tagged)
        around = regions(text, words, found)
        scores = self._encoder.statements(text, words, around) if found else []
        if scores is None:
            return [Doing()] * len(found)
        return [doing(own, region, words) for own, region in zip(scores, around, strict=True)]


def _times(article: Article) -> tuple[TimeExpression, ...]:
    from inquit.reading.temporal import time_expressions  # not before an article is read: its tables take a while

    return time_expressions(article.text, article.published)


def _checked(item: Article | Failure) -> Article | Failure:
    if isinstance(item, Failure):
        return item
    try:
        _check_length(item)
    except InquitError as error:
        return Failure(error.where or item.id, error.record, error)
    return item


def _check_length(article: Article) -> None:
    length = len(article.text)
    if length > MAX_CHARACTERS:
        raise SourceError(
            f"text of {length:,} characters, limit {MAX_CHARACTERS:,}",
            where=article.url or article.id,
            remedy="split it into articles",
        )


def _next_group(stream: Iterator[Article | Failure]) -> list[Article | Failure]:
    """A few articles, fewer where they are long; empty at the end of the stream."""
    group: list[Article | Failure] = []
    characters = 0
    for item in stream:
        group.append(item)
        characters += len(item.text) if isinstance(item, Article) else 0
        if len(group) >= _AHEAD or characters >= _CHARACTERS_AHEAD:
            break
    return group


def _version() -> str:
    from inquit import __version__  # the face imports this module

    return __version__
