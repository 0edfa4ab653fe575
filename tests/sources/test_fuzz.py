"""Whatever the bytes: articles or failures, and nothing else."""

from __future__ import annotations

import gzip
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from inquit.errors import Failure, InquitError
from inquit.sources import ReadOptions, article_from_text, articles_from
from inquit.sources.dates import date_line, dateline, iso
from inquit.types import Article
from sources import pages

OPTIONS = ReadOptions(any_language=True, keep=True)
WHOLE = (pages.HARBOUR, pages.BLOG, pages.NESTED_QUOTES, pages.LIVE_BLOG)

# Pieces of pages that come in any order and number: unclosed, nested in each other, cut.
PIECES = """
<p> </p> <div> </div> <article> <h1> </h1> <blockquote> </blockquote> <footer> <cite> </cite> <figure> <figcaption> <q>
</q> <br> <table> <tr> <td> <ul> <li> <script> </script> <style> </style> <!-- --> <![CDATA[ ]]> <title> </title> <head>
<body> <html> &amp; &#150; &#0; &#1; &#x110000; <svg> <math> <template> <textarea> <a <p|class="related">
<time|datetime="2024-03-09"> <meta|name=date|content="9-March-2024"> <meta|charset=utf-16>
"""
TAGS = st.sampled_from([piece.replace("|", " ") for piece in PIECES.split()])
WORDS = st.text(max_size=12) | st.sampled_from(
    ["The mayor of Ostvik said on Monday that the harbour would reopen. ", "“No,” she said.", "\n\n", "\x00", "\ud800"]
)
PAGES = st.lists(TAGS | WORDS, max_size=40).map("".join)
LINKED_DATA = st.recursive(
    st.none() | st.text(max_size=10) | st.sampled_from(["NewsArticle", "2024-03-09"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "@graph",
                    "headline",
                    "author",
                    "name",
                    "datePublished",
                    "publisher",
                    "mainEntity",
                    "inLanguage",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


def check(data: bytes) -> None:
    for item in articles_from(data, OPTIONS):
        assert isinstance(item, Article | Failure)
        if isinstance(item, Article):
            assert item.text.strip()
            assert "\r" not in item.text
            item.text.encode()  # no lone surrogate is left
            assert item.published is None or item.published == iso(item.published)


def encoded(page: str, encoding: str) -> bytes:
    return page.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    check(data)


@settings(max_examples=60, deadline=None)
@given(PAGES, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_soup_of_tags(page: str, encoding: str) -> None:
    check(encoded(f"<html>{page}", encoding))


@settings(max_examples=25, deadline=None)
@given(LINKED_DATA, PAGES)
def test_any_linked_data(data: object, page: str) -> None:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    check(encoded(f"<html><head>{script}</head>{page}", "utf-8"))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(WHOLE), st.data())
def test_any_cut_or_damaged_page(page: str, data: st.DataObject) -> None:
    whole = bytearray(page.encode())
    start = data.draw(st.integers(0, len(whole)))
    whole[start : start + data.draw(st.integers(0, 2000))] = data.draw(st.binary(max_size=20))
    check(bytes(whole))


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=20).map("".join) | st.text(max_size=200))
def test_any_text(text: str) -> None:
    check(encoded(text, "utf-8"))
    try:
        article = article_from_text(text, OPTIONS)
    except InquitError:
        return
    if article.title is not None:
        assert f"{article.title}\n\n" in article.text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.binary(max_size=30)
        | st.dictionaries(
            st.sampled_from(["text", "title", "id", "published", "authors", "extra", "url", "x", "sha256"]),
            st.none() | st.text(max_size=20) | st.integers() | st.lists(st.text(max_size=5), max_size=2),
        ).map(lambda record: json.dumps(record).encode()),
        max_size=5,
    ),
    st.integers(0, 30),
)
def test_any_lines_packed_and_cut(lines: list[bytes], cut: int) -> None:
    data = b'{"text": "first"}\n' + b"\n".join(lines)
    check(data)
    packed = gzip.compress(data)
    check(packed[: len(packed) - cut])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "3 May 2021 12 March , Updated Published ago year By Jana 20:35 GMT +2 / | - ET PM 2024-03-09 (X)".split()
        )
        | st.text(max_size=5),
        max_size=10,
    ).map(" ".join)
)
def test_any_line_of_dates(line: str) -> None:
    date_line(line)
    dateline(line)
    value = iso(line)
    assert value is None or iso(value) == value
