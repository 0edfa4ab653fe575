from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from inquit import ingest
from inquit.errors import Failure
from inquit.ingest import articles, readings
from inquit.sources import ReadOptions
from inquit.types import Article, Reading

TEXT = "The mayor of Ostvik said on Monday that the harbour would reopen."


class Echo:
    """A reader that finds nothing, and keeps what it was given."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def read_many(self, articles: Iterable[Article | Failure]) -> Iterator[Reading | Failure]:
        for article in articles:
            if isinstance(article, Failure):
                yield article
            else:
                self.seen.append(article.id)
                yield Reading(article, ())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("c.txt", "a.txt", "b/2.txt", "b/1.txt", ".secret.txt", ".hidden/x.txt"):
        (tmp_path / name).write_text(f"{TEXT} This is {name}.")
    return tmp_path


def endings(found: Iterable[Article | Failure]) -> list[str]:
    return [item.text.rpartition("This is ")[2] if isinstance(item, Article) else str(item) for item in found]


def test_places_are_read_in_their_order_and_failures_stay_in_their_places(folder: Path) -> None:
    places = [str(folder / "c.txt"), str(folder / "none.txt"), folder / "a.txt"]
    found = endings(articles(places))
    assert (found[0], found[2]) == ("c.txt.", "a.txt.")
    assert found[1] == (
        f"{folder}/none.txt: there is no such file, and it is no http or https address; check the path;"
        " a text itself goes to read_text, or by a pipe to inquit read -"
    )


def test_a_directory_is_refused_unless_asked_for(folder: Path) -> None:
    message = (
        f"{folder}: is a directory; name the files in it, or read them all (--recursive; ReadOptions(recursive=True))"
    )
    assert endings(articles([folder])) == [message]


def test_a_directory_is_walked_in_sorted_order_without_hidden_files(folder: Path) -> None:
    found = endings(articles([str(folder)], ReadOptions(recursive=True)))
    assert found == ["a.txt.", "c.txt.", "b/1.txt.", "b/2.txt."]


def test_an_empty_directory_is_told(tmp_path: Path) -> None:
    found = endings(articles([tmp_path], ReadOptions(recursive=True)))
    assert found == [f"{tmp_path}: there is no file in the directory; name a file that holds an article"]


def test_standard_input_may_have_any_form() -> None:
    lines = "\n".join(json.dumps({"text": f"{TEXT} This is {n}."}) for n in range(2))
    assert endings(articles(["-"], stdin=io.BytesIO(lines.encode()))) == ["0.", "1."]
    assert endings(articles(["-"], stdin=io.BytesIO(b""))) == [
        "-: empty (0 bytes); check that it was saved or downloaded whole"
    ]


def test_an_address_that_is_no_web_address_is_a_path() -> None:
    [failure] = articles(["ftp://ledger.example/a"])
    assert isinstance(failure, Failure)
    assert failure.where == "ftp://ledger.example/a"


def test_readings_come_lazily_and_in_order(folder: Path) -> None:
    reader = Echo()
    stream = readings([folder / "a.txt", folder / "none.txt", folder / "c.txt"], reader=reader)
    assert reader.seen == []
    assert isinstance(next(stream), Reading)
    assert len(reader.seen) == 1
    assert isinstance(next(stream), Failure)
    assert isinstance(next(stream), Reading)
    assert list(stream) == []


def test_readings_are_the_same_for_any_number_of_workers(folder: Path) -> None:
    places = [folder / "none.txt" if number == 7 else folder / "a.txt" for number in range(20)]
    alone, together = (list(readings(places, reader=Echo(), workers=count)) for count in (1, 3))
    assert [type(item) for item in alone] == [Failure if number == 7 else Reading for number in range(20)]
    assert list(map(str, together)) == list(map(str, alone))


def test_readings_are_those_of_the_packaged_model_unless_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = Echo()
    monkeypatch.setattr(ingest, "packaged_reader", lambda: packaged)
    assert len(list(readings([folder / "a.txt"]))) == len(packaged.seen) == 1


def test_the_packaged_reader_is_made_once() -> None:
    assert ingest.packaged_reader() is ingest.packaged_reader()  # it loads nothing before it reads
