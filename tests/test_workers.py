from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

import pytest
from cli.fake import FakeReader

from inquit.errors import Failure, ModelError, SourceError
from inquit.types import Article, Reading
from inquit.workers import GROUP, Workers


def articles(count: int) -> list[Article]:
    return [Article(f"Vera Lund said number {number}.") for number in range(count)]


def test_what_comes_out_is_what_one_reader_would_give() -> None:
    given: list[Article | Failure] = [*articles(3 * GROUP + 2)]
    given[5] = Failure("a.html", None, SourceError("empty"))
    alone = list(FakeReader().read_many(given))
    assert list(Workers(FakeReader(), 3).read_many(given)) == alone


def test_groups_are_read_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=10)

    class Waits(FakeReader):
        def read_many(self, articles: Iterable[Article | Failure]) -> Iterator[Reading | Failure]:
            both.wait()  # breaks if nobody else comes
            return super().read_many(articles)

    assert len(list(Workers(Waits(), 2).read_many(articles(2 * GROUP)))) == 2 * GROUP


def test_no_more_is_taken_than_the_threads_can_read() -> None:
    taken = 0

    def counted() -> Iterator[Article]:
        nonlocal taken
        for article in articles(100 * GROUP):
            taken += 1
            yield article

    stream = Workers(FakeReader(), 2).read_many(counted())
    next(stream)
    assert taken == 5 * GROUP
    stream.close()  # type: ignore[attr-defined]
    assert taken == 5 * GROUP


def test_an_error_of_the_reader_reaches_the_caller() -> None:
    class Fails(FakeReader):
        def read(self, article: Article) -> Reading:
            raise ModelError("damaged")

    with pytest.raises(ModelError, match="damaged"):
        list(Workers(Fails(), 2).read_many(articles(20)))
