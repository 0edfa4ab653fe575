from __future__ import annotations

import json
from typing import Any

import pytest

from inquit.errors import Failure
from inquit.sources.jsonl import articles_from_json, articles_from_lines
from inquit.sources.options import ReadOptions
from inquit.types import Article, PublishedCandidate

TEXT = "The mayor of Ostvik said on Monday that the harbour would reopen."
MEND = "mend the record or take it out"


def read(*records: Any, options: ReadOptions | None = None) -> list[Article | Failure]:
    lines = [record if isinstance(record, bytes) else json.dumps(record).encode() for record in records]
    return list(articles_from_lines(enumerate(lines, start=1), options or ReadOptions(), where="news.jsonl"))


def test_a_record_becomes_an_article() -> None:
    record = {
        "id": "n7",
        "title": "Harbour to reopen",
        "text": TEXT,
        "url": "https://ledger.example/7",
        "outlet": "Ledger",
        "authors": ["Jana Holm"],
        "published": "2024-03-09T18:30:00Z",
        "modified": "10 March 2024",
        "language": "en",
        "section": "Region",
    }
    expected = Article(
        text=f"Harbour to reopen\n\n{TEXT}",
        id="n7",
        url="https://ledger.example/7",
        outlet="Ledger",
        title="Harbour to reopen",
        authors=("Jana Holm",),
        published="2024-03-09T18:30:00+00:00",
        modified="2024-03-10",
        published_candidates=(PublishedCandidate("2024-03-09T18:30:00+00:00", "field published"),),
        language="en",
    )
    assert read(record) == [expected]
    [kept] = read(record, options=ReadOptions(keep=True))
    assert isinstance(kept, Article)
    assert kept.extra == {"section": "Region"}


def test_other_names_of_the_same_things() -> None:
    [article] = read(
        {
            "id": 7,
            "headline": "Rain",
            "body": TEXT,
            "link": "u",
            "publisher": "Post",
            "date": "2024",
            "author": "Li Wen",
        }
    )
    assert isinstance(article, Article)
    assert (article.id, article.title, article.url, article.outlet) == ("7", "Rain", "u", "Post")
    assert (article.published, article.authors) == ("2024", ("Li Wen",))


@pytest.mark.parametrize("first", ["Harbour to reopen", "Harbour to  reopen.", "Harbour to reopen.”"])
def test_the_title_is_not_put_before_a_text_that_begins_with_it(first: str) -> None:
    [article] = read({"title": "Harbour to reopen", "text": f"{first}\n\n{TEXT}"})
    assert isinstance(article, Article)
    assert article.text == f"{first}\n\n{TEXT}"


def test_the_text_of_a_reading_stays_as_it_is() -> None:
    text = f" {TEXT}\n"
    [article] = read({"title": "Harbour", "text": text, "attributions": [{"content": [[1, 4]]}]})
    assert isinstance(article, Article)
    assert (article.text, article.title) == (text, "Harbour")


def test_headline_and_date_line_of_a_bare_text_are_recognised() -> None:
    [article] = read({"text": f"Harbour to reopen\n\n4 March 2024\n\n{TEXT}"})
    assert isinstance(article, Article)
    assert (article.title, article.published) == ("Harbour to reopen", "2024-03-04")


def test_a_date_that_is_none_costs_the_date_and_not_the_article() -> None:
    [article] = read({"text": TEXT, "published": "soon"})
    assert isinstance(article, Article)
    assert (article.published, article.warnings) == (None, ('published: "soon" is not a date and was left out.',))


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (b'{"text": "The', "not valid JSON: Unterminated string starting at character 10"),
        (b"[1]", "not a JSON object but a list"),
        (b'{"text": NaN}', "not valid JSON: NaN is not a JSON number"),
        (b'{"text": "\xff"}', "not UTF-8: byte 11 cannot be read"),
        ({"title": "x"}, "text: is missing"),
        ({"text": ""}, 'text: "" is empty'),
        ({"text": 5}, "text: 5 is not a string"),
        ({"text": TEXT, "authors": [1]}, "authors[0]: 1 is not a string"),
        ({"text": TEXT, "extra": []}, "extra: [] is not an object"),
    ],
)
def test_a_bad_record_is_a_failure_in_its_place(record: Any, message: str) -> None:
    before, failure, after = read({"text": TEXT}, record, {"text": TEXT})
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(failure, Failure)
    assert (failure.where, failure.record) == ("news.jsonl", 2)
    assert str(failure) == f"news.jsonl, record 2: {message}; {MEND}"


def test_brackets_nested_without_end_are_a_failure() -> None:
    [failure] = read(b'{"text": ' + b"[" * 200_000)
    assert isinstance(failure, Failure)
    assert failure.error.what.startswith("not valid JSON: ")


def test_a_single_object_and_a_list() -> None:
    options = ReadOptions()
    one = json.dumps({"text": TEXT}, indent=1).encode()
    assert [type(item) for item in articles_from_json(one, options, where="a")] == [Article]
    many = json.dumps([{"text": TEXT}, 5, {"text": TEXT}], indent=1).encode()
    first, failure, last = articles_from_json(many, options, where="a")
    assert (type(first), type(last)) == (Article, Article)
    assert str(failure) == f"a, record 2: not a JSON object but a number; {MEND}"
