"""One place after the other, good and bad, through the door that everybody uses."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from inquit.errors import Failure, LanguageError, SourceError
from inquit.sources import ReadOptions, article_from_text, articles_from
from inquit.types import Article
from sources import pages

TEXT = "The mayor of Ostvik said on Monday that the harbour would reopen."
AS_TEXT = "save the article as HTML, plain text or JSON Lines and read that"
RAISE_LIMIT = "raise the limit if the input can be trusted (--max-bytes N; ReadOptions(max_bytes=N))"
MEND = "mend the record or take it out"
GERMAN = (
    "Die Bürgermeisterin der kleinen Stadt sagte am Montag, dass der Hafen für den Rest des Jahres geschlossen bleibt"
    " und dass das Geld dafür im Haushalt der Region gefunden wurde."
)


def records(count: int) -> list[bytes]:
    return [json.dumps({"id": f"n{n}", "text": f"{TEXT} It is {n}."}).encode() for n in range(1, count + 1)]


def only(place: str | Path | bytes, options: ReadOptions | None = None) -> Article | Failure:
    [found] = articles_from(place, options)
    return found


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("name", ["story.html", "story.txt", "story"])
def test_a_page_is_a_page_under_any_name_and_packed(tmp_path: Path, name: str, pack: type[bytes]) -> None:
    path = tmp_path / name
    path.write_bytes(pack(pages.HARBOUR.encode()))
    article = only(path)
    assert isinstance(article, Article)
    assert article.title == "Ostvik mayor vows to reopen harbour"


@pytest.mark.parametrize(
    "data",
    [
        b"\n".join(records(3)),
        gzip.compress(b"\r\n".join(records(3)), mtime=0),
        b"[" + b",\n".join(records(3)) + b"]",
        b"\xef\xbb\xbf" + b"\n\n".join(records(3)) + b"\n",
    ],
)
def test_records_are_read_in_every_form(data: bytes) -> None:
    assert [item.id for item in articles_from(data) if isinstance(item, Article)] == ["n1", "n2", "n3"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty (0 bytes); check that it was saved or downloaded whole"),
        (gzip.compress(b"", mtime=0), "empty (0 bytes); check that it was saved or downloaded whole"),
        (bytes(range(256)), f"is binary data (26 control characters in the first 256 bytes); {AS_TEXT}"),
        (
            gzip.compress(gzip.compress(b"x", mtime=0), mtime=0),
            "is packed with gzip twice; unpack it once and read the result",
        ),
        (
            gzip.compress(b"The mayor said no.", compresslevel=0, mtime=0)[:-8],
            "the gzip data end too early, after 18 unpacked bytes; download or copy it again",
        ),
        (b"\x1f\x8b", "the gzip data end too early, after 0 unpacked bytes; download or copy it again"),
        (
            pages.NO_TEXT.encode(),
            "no story was found in the page (9 elements); save the page as a browser shows it once its scripts have"
            " run, or copy its text into a file",
        ),
        (
            b"The mayor said so. " * 200_000,
            "text of 3,799,999 characters, limit 2,000,000; split it into articles",
        ),
        (b'{\n "text": "x",\n}', None),
    ],
)
def test_bad_files_are_named_with_reason_and_remedy(tmp_path: Path, data: bytes, message: str | None) -> None:
    path = tmp_path / "input"
    path.write_bytes(data)
    failure = only(path)
    assert isinstance(failure, Failure)
    assert (failure.where, failure.record) == (str(path), None)
    if message is None:  # the words of the JSON parser differ between versions of Python
        assert str(failure).startswith(f"{path}: not valid JSON: ")
        assert str(failure).endswith(MEND)
    else:
        assert str(failure) == f"{path}: {message}"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.write(b"The mayor said so. " * 4_000)
        file.truncate(200_000_000)
    from inquit import sources

    monkeypatch.setattr(sources, "whole", lambda *_: pytest.fail("read into memory"))
    assert str(only(path)) == f"{path}: 200,000,000 bytes, limit 20,000,000; {RAISE_LIMIT}"


def test_a_large_file_of_records_is_read_a_record_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"\n".join(records(200)))
    found = list(articles_from(path, ReadOptions(max_bytes=1_000)))
    assert len(found) == 200
    assert all(isinstance(item, Article) for item in found)


def test_an_endless_record_stops_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(records(1)[0] + b'\n{"text": "' + b"x" * 200_000)
    article, failure = articles_from(path, ReadOptions(max_bytes=1_000))
    assert isinstance(article, Article)
    assert str(failure) == f"{path}, record 2: more bytes than the limit of 1,000; {RAISE_LIMIT}"


def test_a_bad_line_among_thirty_leaves_the_others(tmp_path: Path) -> None:
    lines = records(30)
    lines[16] = lines[16][:-1]
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"\n".join(lines))
    found = list(articles_from(path))
    assert [item.id for item in found if isinstance(item, Article)] == [f"n{n}" for n in range(1, 31) if n != 17]
    [failure] = [item for item in found if isinstance(item, Failure)]
    assert found.index(failure) == 16
    assert str(failure) == (
        f"{path}, record 17: not valid JSON: Expecting ',' delimiter at character {len(lines[16]) + 1}; {MEND}"
    )


def test_a_cut_archive_is_reported_after_its_good_records(tmp_path: Path) -> None:
    packed = gzip.compress(b"\n".join(records(300)), compresslevel=0)
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(packed[:10_000])
    *good, failure = articles_from(path)
    assert [item.id for item in good if isinstance(item, Article)] == [f"n{n}" for n in range(1, len(good) + 1)]
    assert len(good) > 50
    assert isinstance(failure, Failure)
    assert failure.record == len(good) + 1
    assert str(failure) == (
        f"{path}, record {len(good) + 1}: the gzip data end too early, after 9,985 unpacked bytes;"
        " download or copy it again"
    )


def test_a_missing_path_a_directory_and_a_text_that_is_no_place(tmp_path: Path) -> None:
    missing = (
        "there is no such file, and it is no http or https address; check the path;"
        " a text itself goes to read_text, or by a pipe to inquit read -"
    )
    assert str(only(tmp_path / "no.txt")) == f"{tmp_path / 'no.txt'}: {missing}"
    advice = "name the files in it, or read them all (--recursive; ReadOptions(recursive=True))"
    assert str(only(tmp_path)) == f"{tmp_path}: is a directory; {advice}"
    story = f"Harbour to reopen\n\n{TEXT} " + "It rained. " * 500
    shown = "Harbour to reopen The mayor of Ostvik said on Monday that the harbour would reop…"
    assert str(only(story)) == f"{shown}: {missing}"
    assert str(only("a\0b")) == f"a\0b: {missing}"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser and Windows may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT)
    path.chmod(0)
    assert str(only(path)) == f"{path}: cannot be opened (permission denied); check its permissions"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_read(tmp_path: Path) -> None:
    import threading

    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(TEXT,))
    writer.start()
    article = only(path)
    writer.join()
    assert isinstance(article, Article)
    assert article.text == TEXT


def test_other_languages_are_refused_with_the_way_out() -> None:
    failure = only(GERMAN.encode())
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, LanguageError)
    assert str(failure) == (
        "bytes: the text is not English, probably German: 45% of its words are common German words, 0% common English"
        " ones; only English is understood; read it all the same if you like (--any-language; ReadOptions(any_language=True))"
    )
    article = only(GERMAN.encode(), ReadOptions(any_language=True))
    assert isinstance(article, Article)
    assert article.language == "de"


def test_a_text_at_hand() -> None:
    article = article_from_text(f"Harbour to reopen\r\n\r\n{TEXT}", ReadOptions(outlet="Norwire"))
    assert (article.text, article.outlet) == (f"Harbour to reopen\n\n{TEXT}", "Norwire")
    with pytest.raises(SourceError, match="holds no text"):
        article_from_text(" \n")


def test_a_date_that_is_none_is_a_wrong_option() -> None:
    with pytest.raises(SourceError) as caught:
        ReadOptions(published="someday")
    assert str(caught.value) == "published: 'someday' is not a date; write it as 2024-03-09 or 2024-03-09T18:30"


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    stream = articles_from(path)
    path.write_bytes(b"\n".join(records(2)))
    assert isinstance(next(stream), Article)
