from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from inquit import samples
from inquit.sources import articles_from
from inquit.types import Article

PATHS = samples.paths()
PAGES = [path for path in PATHS if path.suffix == ".html"]
JUNK = re.compile(
    r"Accept all|cookies|Most read|Related stories|More local news|You might also like|window\.|said: \"this is not"
    r"|newsletter|social media|^advertisement$|final form",
    re.IGNORECASE | re.MULTILINE,
)


def by_name(name: str) -> Path:
    return next(path for path in PATHS if path.name.startswith(name))


def article_of(path: Path) -> Article:
    [article] = articles_from(path)
    assert isinstance(article, Article), str(article)
    return article


def page_source(path: Path) -> str:
    data = path.read_bytes()
    charset = re.search(rb'charset="?([\w-]+)', data)
    assert charset is not None
    return data.decode(charset[1].decode())


def test_all_stories_are_there_in_a_fixed_order() -> None:
    folder = Path(samples.__file__).parent
    assert [path.name for path in PATHS] == sorted(p.name for p in folder.iterdir() if p.name[:2].isdigit())
    assert samples.paths() == PATHS


def test_docstring_and_readme_tell_of_each() -> None:
    readme = (Path(samples.__file__).parent / "README.md").read_text(encoding="utf-8")
    told = [set(re.findall(r"\d\d-[\w-]+\.\w+", text)) for text in (readme, samples.__doc__ or "")]
    assert told == [set(samples.NAMES)] * 2


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_each_is_read_as_one_english_story(path: Path) -> None:
    article = article_of(path)
    assert article.language == "en"
    assert 250 <= len(article.text.split()) <= 700


@pytest.mark.parametrize(
    ("name", "title", "published"),
    [
        ("07", "Commission opens inquiry into ferry fares on Lake Ister", "2025-04-03"),
        ("12", "Astronomers think they have weighed a grain of comet dust in flight", "2024-08-12T09:15"),
        ("13", "Ammon coach walks out on questions about his future", "2025-02-23"),
    ],
)
def test_texts_tell_headline_and_date(name: str, title: str, published: str) -> None:
    article = article_of(by_name(name))
    assert (article.title, article.published) == (title, published)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_are_untidy_and_leave_nothing_of_it_in_the_story(path: Path) -> None:
    source = page_source(path)
    assert 15_000 <= path.stat().st_size <= 60_000
    assert JUNK.search(source)
    assert JUNK.search(article_of(path).text) is None


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_tell_date_and_publisher_in_json_ld(path: Path) -> None:
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page_source(path), re.DOTALL)
    nodes = [node for script in scripts for node in (json.loads(script).get("@graph") or [json.loads(script)])]
    [story] = [node for node in nodes if node["@type"].endswith("Article")]
    article = article_of(path)
    assert article.outlet == story["publisher"]["name"]
    assert article.published is not None
    assert article.published.startswith(story["datePublished"][:10])


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("01", r"envoy.*“This is a handshake, not a treaty,” he said, adding that"),
        ("02", r"\"Esterland will open the gates on Monday\. If the level at Tarn falls below eleven metres"),
        ("03", r"‘I don’t know when we last had one,’ she added"),
        ("03", r"carried buckets\.’\n\nTorben Ash"),
        ("04", r"told her in December, she recalled, that he expects"),
        ("05", r"\n\nWALDEN \(laughs\): I was given one last spring"),
        ("06", r"\n\nQ: Did they ask you before they decided\?\n\nA: They sent a form"),
        ("07", r"”\n– Commissioner Benoît Halloran\n\nAnd from Chairwoman Agnes Tolland: “"),
        ("08", r"noted that the government believes the army has no place on a quay"),
        ("08", r"frightened of a port\.”\n\nJoost Avery"),
        ("09", r"on condition of anonymity because the inquiry is confidential"),
        (
            "10",
            r"\n\n\"I counted[^\n]*there were four\.\n\n\"I thought[^\n\"]*\n\n\"After that I stopped counting\.\"\n\n",
        ),
        (
            "10",
            r"\"Those were his words,\" Farrow said, \"or the boy's words for them\" - he paused - \"but I believed",
        ),
        ("12", r"explained at a conference in Brennick on Monday, stressing that"),
        ("12", r"needed for teaching, but did not say whether"),
        ("13", r"\"I learned that it is cold\.\""),
        ("14", r"\"We will build 400 homes on the ropewalk by the end of 2027,\" Ash told"),
        ("15", r"meets the condition.*“The council has approved the plan, and we will keep our word,”"),
        ("15", r"said that Ash had promised 500 homes"),
        ("16", r"up to 250 homes on the ropewalk by the end of 2028, provided that"),
        ("17", r"“We will not raise the fares before 2027,” Holloway told"),
        ("18", r"“We will not raise the fares before 2027, unless the price of diesel doubles,” Holloway told"),
    ],
)
def test_each_keeps_what_it_is_there_to_show(name: str, pattern: str) -> None:
    assert re.search(pattern, article_of(by_name(name)).text, re.DOTALL), pattern


def test_one_story_has_an_odd_number_of_quotation_marks() -> None:
    text = article_of(by_name("11")).text
    assert (text.count("“"), text.count("”")) == (7, 6)


def test_one_page_is_not_utf_8() -> None:
    with pytest.raises(UnicodeDecodeError):
        by_name("11").read_bytes().decode("utf-8")


def test_an_outlet_corrects_its_article_at_the_same_address() -> None:
    first, corrected = (article_of(by_name(name)) for name in ("17", "18"))
    assert first.url == corrected.url
    assert first.outlet == corrected.outlet == "Quill Harbour Gazette"
    assert (first.modified, corrected.modified) == (None, "2025-03-20")
    assert "9,000 islanders" in first.text
    assert "900 islanders" in corrected.text


def test_three_outlets_quote_the_same_words_differently() -> None:
    texts = [article_of(by_name(name)).text for name in ("01", "02", "03")]
    assert ["open the gates on Monday" in text for text in texts] == [True, True, False]
    assert ["nobody should be surprised" in text for text in texts] == [False, True, True]
