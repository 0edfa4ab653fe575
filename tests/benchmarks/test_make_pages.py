from __future__ import annotations

import gzip
import hashlib
import json
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # benchmarks/ is not installed

from benchmarks.make_pages import file_texts, main, pages, sample_texts, story_of  # noqa: E402
from benchmarks.page_templates import KINDS  # noqa: E402
from inquit.sources import articles_from  # noqa: E402
from inquit.types import Article  # noqa: E402

TEXTS = list(sample_texts())
TEXT = "The mill burned\n\n" + "\n\n".join(
    f"“It was the {word} time,” the miller told us; he did not say whether <b>he & his son</b> would build it again."
    for word in ("first", "second", "third", "fourth", "fifth", "sixth")
)


class ElementCounter(HTMLParser):
    number = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.number += 1


def test_the_same_arguments_make_the_same_pages() -> None:
    assert list(pages(TEXTS, 6, seed=3)) == list(pages(TEXTS, 6, seed=3))


def test_another_seed_makes_other_pages() -> None:
    assert [html for _, html in pages(TEXTS, 5, seed=3)] != [html for _, html in pages(TEXTS, 5, seed=4)]


def test_a_page_does_not_depend_on_how_many_are_made() -> None:
    assert list(pages(TEXTS, 3, seed=3)) == list(pages(TEXTS, 7, seed=3))[:3]


def test_pages_are_the_same_on_every_machine() -> None:
    [(_, html)] = pages([("The mill burned", TEXT)], 1, seed=7)
    assert hashlib.sha256(html.encode()).hexdigest()[:16] == "452c6a8051086b68"


def test_pages_have_the_size_of_real_ones() -> None:
    sizes = [len(html.encode()) for _, html in pages(TEXTS, 40, seed=7)]
    assert all(125_000 <= size <= 215_000 for size in sizes)
    assert 155_000 <= sum(sizes) / len(sizes) <= 185_000


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_pages_have_the_elements_of_real_ones(number: int) -> None:
    counter = ElementCounter()
    counter.feed(list(pages(TEXTS, len(KINDS), seed=7))[number][1])
    assert 700 <= counter.number <= 1_300


def test_a_text_meets_all_kinds_of_pages() -> None:
    htmls = [html for _, html in pages(TEXTS[:5], 25, seed=7)]
    marks = ('id="consent"', "WordPress", "__next", 'class="hero"', 'class="leftnav"')
    assert [sum(mark in html for html in htmls[::5]) for mark in marks] == [1] * 5


@pytest.mark.parametrize("number", range(2 * len(KINDS)))
def test_the_text_survives_the_extraction_and_nothing_else_does(number: int) -> None:
    texts = [("The mill burned", TEXT), *TEXTS[:9]]
    _, html = list(pages(texts, len(texts), seed=7))[number]
    story = story_of(*texts[number], number)
    [article] = articles_from(html.encode())
    assert isinstance(article, Article)
    assert article.text == "\n\n".join([story.title, *story.paragraphs])
    assert (article.outlet, article.published) == (story.outlet, story.published)


def test_texts_come_from_a_packed_file(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl.gz"
    lines = [{"text": TEXT, "title": "A mill"}, {"text": TEXT}]
    path.write_bytes(gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode()))
    assert list(file_texts(path)) == [("A mill", TEXT), ("The mill burned", TEXT)]


def test_a_line_without_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps({"text": TEXT}) + "\n" + json.dumps({"title": "Nothing"}) + "\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"texts\.jsonl, line 2: no text$"):
        list(file_texts(path))


def test_the_headline_is_left_out_of_the_paragraphs() -> None:
    story = story_of("The mill burned", TEXT, 0)
    assert len(story.paragraphs) == 6
    assert story_of("Another", TEXT, 0).paragraphs[0] == "The mill burned"


def test_the_command_writes_the_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pages", "3", "--out", str(tmp_path / "new"), "--seed", "3"]) == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "new").iterdir()}
    assert written == dict(pages(TEXTS, 3, seed=3))
    assert capsys.readouterr().out.startswith(f"3 pages around 18 texts in {tmp_path / 'new'}, ")
