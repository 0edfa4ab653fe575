"""Readers of the tests' own for workers, by dotted name: every "X said Y." is a statement; some texts misbehave.

No pytest here: worker processes import it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from cli.fake import FakeReader

from inquit.errors import Failure, ModelError
from inquit.types import Article, Reading

READER = "batch.fake:reader"
SLOW = "batch.fake:slow_reader"
WITHOUT_MODEL = "batch.fake:reader_without_model"


class Misbehaving(FakeReader):
    """Does what words in a text ask for."""

    def __init__(self, pause_s: float = 0.0) -> None:
        self.pause_s = pause_s

    def read_many(self, articles: Iterable[Article | Failure]) -> Iterator[Reading | Failure]:
        for article in articles:
            if isinstance(article, Failure):
                yield article
                continue
            time.sleep(self.pause_s)
            misbehave(article.text)
            yield self.read(article)


def misbehave(text: str) -> None:
    if "PLEASEHANG" in text:
        time.sleep(3600)
    if "PLEASEDIE " in text:
        os._exit(9)
    if "PLEASERAISE" in text:
        raise KeyError("a bug of the reader")
    if "PLEASEGROW" in text:
        held = []
        while True:
            held.append(bytearray(b"x" * 20_000_000))
            time.sleep(0.01)
    if "PLEASEDIEONCE" in text:
        marker = Path(text.split("PLEASEDIEONCE", 1)[1].split()[0])
        if not marker.exists():
            marker.touch()
            os._exit(9)


def reader(workers: int) -> Misbehaving:
    return Misbehaving()


def slow_reader(workers: int) -> Misbehaving:
    return Misbehaving(pause_s=0.01)


def reader_without_model(workers: int) -> Misbehaving:
    raise ModelError("the model is not there", remedy="install it")
