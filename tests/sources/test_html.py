from __future__ import annotations

import pytest

from inquit.errors import SourceError
from inquit.sources.assemble import assemble
from inquit.sources.html import draft_from_page
from inquit.sources.options import ReadOptions
from inquit.types import Article, PublishedCandidate
from sources import pages

SENTENCE = "<p>The mayor of Ostvik said on Monday that pier {} would be rebuilt before the winter.</p>"


def read(page: str, *, url: str | None = None, options: ReadOptions | None = None) -> Article:
    return assemble(draft_from_page(page.encode(), url=url), options or ReadOptions())


def body(*, paragraphs: int = 3) -> str:
    return "".join(SENTENCE.format(number) for number in range(paragraphs))


def test_an_untidy_page_becomes_headline_standfirst_and_story() -> None:
    article = read(pages.HARBOUR)
    assert article.text.split("\n\n") == [
        "Ostvik mayor vows to reopen harbour",
        "Council leader Mira Dahl says the quay will be safe before winter, but will not name a price",
        "The closed quay at Ostvik, which engineers have called unsafe. Photo: Lars Berg",
        "The mayor of Ostvik, Mira Dahl, promised on Saturday that the harbour would reopen before the first ice,"
        " eleven months after a crane fell onto the main quay.",
        "“We will not leave the fishermen waiting for another season,” Dahl told reporters outside the town hall. “The"
        " work begins on Monday.”",
        "She refused to say what the repairs would cost, adding only that the money had been “found, not borrowed”.",
        "The sea does not read our budgets. If the ice comes early, we lose the year.",
        "— Olle Strand, chairman of the Fishermen’s Guild",
        "According to a report by the port inspectorate, two pillars have shifted by nine centimetres since the"
        " spring.",
        "The guild was never asked. We will block the road if the quay stays shut.",
        "— Ostvik Fishermen (@ostvikfish) March 9, 2024",
        "A spokesman for the national road agency, who asked not to be named, said the agency had not been told of any"
        " plan.",
    ]


def test_a_page_tells_who_when_and_where() -> None:
    article = read(pages.HARBOUR)
    assert article.title == "Ostvik mayor vows to reopen harbour"
    assert article.authors == ("Jana Holm", "Per Lind")
    assert article.outlet == "The Norrland Ledger"
    assert article.url == "https://ledger.example/news/2024/03/09/ostvik-harbour"
    assert article.language == "en"
    assert article.published == "2024-03-09T19:30:00+01:00"
    assert article.modified == "2024-03-10T08:05:00+01:00"
    assert article.published_candidates == (
        PublishedCandidate("2024-03-09T19:30:00+01:00", "json-ld datePublished"),
        PublishedCandidate("2024-03-09T18:30:00+00:00", "meta article:published_time"),
        PublishedCandidate("2024-03-09T19:30:00+01:00", "time element"),
        PublishedCandidate("2024-03-09", "url"),
        PublishedCandidate("2024-03-10T08:05:00+01:00", "json-ld dateModified"),
    )
    assert article.warnings == ()


def test_the_address_fetched_wins_over_the_one_given_and_makes_the_id() -> None:
    one = read(pages.HARBOUR, url="https://ledger.example/amp/ostvik")
    assert one.url == "https://ledger.example/amp/ostvik"
    assert one.id == read(pages.BLOG, url="https://ledger.example/amp/ostvik").id != read(pages.HARBOUR).id


def test_an_old_page_without_closing_tags_is_read_whole() -> None:
    article = read(pages.BLOG)
    assert article.text.split("\n\n") == [
        "Bridge vote put off",
        "VALMORA - The county council put off its vote on the new bridge on Wednesday after its chairwoman, Ines"
        " Castell, said she had not seen the final price.",
        '"I do not sign a cheque without a number on it," Castell said.',
        "The builder, Corvane Works, declined to comment.",
        "Residents on the east bank have waited nine years, according to the ferry company, which expects to stop its"
        " service in June.",
        "We were told it was certain. Nothing is certain here.",
        "Bo Arden, ferry captain",
        "Opponents say the bridge would bring lorries into the old town, and they want a tunnel instead.",
    ]
    assert (article.outlet, article.authors, article.published) == ("Valmora Courier", ("Tess Okoro",), "2022-11-02")
    assert [candidate.origin for candidate in article.published_candidates] == ["meta date", "date line"]


def test_nested_quotations_keep_the_names_under_them() -> None:
    assert read(pages.NESTED_QUOTES).text.split("\n\n")[2:7] == [
        "The ministry wrote to us in May:",
        "“You may lower the lake by one metre, no more.”",
        "Ministry of Waters, letter of 4 May",
        "We kept to every word of that letter.",
        "Rafael Onder, head of Lakepower",
    ]


def test_a_live_blog_keeps_entries_lists_and_the_marks_of_q() -> None:
    article = read(pages.LIVE_BLOG)
    assert article.text.split("\n\n") == [
        "Storm Ylva: latest",
        "07:40 Ferries stay in port",
        "The ferry company said no boat would leave Strandby before noon.",
        "07:15 Schools closed",
        "All schools in the county are closed, the governor, Hanne Moe, announced on local radio.",
        "She said: “Stay at home. Nobody will be thanked for being brave.”",
        "06:50 Power cuts",
        "Nine thousand homes are without power, according to the grid operator.",
        "Repairs will begin “once it is safe to climb”, it said.",
    ]
    # the JSON-LD has a comma too many: its date is still found
    assert article.published == "2025-01-14T06:00:00+01:00"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Rain in Ostvik | The Ledger</title>", "Rain in Ostvik"),
        ('<meta property="og:site_name" content="Post"><title>Post - Rain in Ostvik</title>', "Rain in Ostvik"),
        ("<title>Rain in Ostvik - and more of it is to come</title>", "Rain in Ostvik - and more of it is to come"),
        ('<meta property="og:title" content="Rain">', "Rain"),
        ('<script type="application/ld+json">[{"@type":"Article","headline":"Wet"}]</script><title>x</title>', "Wet"),
    ],
)
def test_titles_without_a_heading(head: str, title: str) -> None:
    article = read(f"<html><head>{head}</head><body><article>{body()}</article></body></html>")
    assert article.title == title
    assert article.text.startswith(f"{title}\n\nThe mayor of Ostvik said on Monday that pier 0")


@pytest.mark.parametrize(
    ("head", "candidates"),
    [
        ('<meta itemprop="datePublished" content="2024-03-09">', [("2024-03-09", "meta datepublished")]),
        ('<meta name="date" content="soon">', []),
        (
            '<meta name="dc.date" content="2024-03-09"><script type="application/ld+json">{"@graph": [{"@type":'
            ' "WebPage", "datePublished": "2024-03-08T10:00Z"}]}</script>',
            [("2024-03-08T10:00+00:00", "json-ld datePublished"), ("2024-03-09", "meta dc.date")],
        ),
    ],
)
def test_published_candidates_of_declared_dates(head: str, candidates: list[tuple[str, str]]) -> None:
    article = read(f"<html><head><title>x</title>{head}</head><body><article>{body()}</article></body></html>")
    assert [(one.value, one.origin) for one in article.published_candidates] == candidates
    assert article.published == (candidates[0][0] if candidates else None)


def test_dates_of_related_stories_are_left_out() -> None:
    related = '<div class="related"><time datetime="2019-01-01">1 January 2019</time></div>'
    article = read(f"<html><head><title>x</title></head><body>{related}<article>{body()}</article></body></html>")
    assert article.published is None


def test_windows_characters_in_references_are_shown_as_browsers_do() -> None:
    page = f"<html><body><article>{body()}<p>&#147;It rains,&#148; she said &#150; twice. caf&eacute;&#173;teria</p>"
    assert "“It rains,” she said – twice. caféteria" in read(page).text


def test_broken_bytes_are_counted() -> None:
    page = f"<html><head><meta charset=utf-8></head><body><article>{body()}<p>Åse and Øystein spoke: \xe5".encode()
    assert draft_from_page(page + b"\xff\xfe</p></article>").warnings == (
        "Replaced 2 places that are not valid utf-8.",
    )


@pytest.mark.parametrize(
    "page", [pages.NO_TEXT, "<html></html>", "<!doctype html>", "<html><body><p>Menu</p></body></html>", "<!-- -->"]
)
def test_a_page_without_a_story_says_so(page: str) -> None:
    with pytest.raises(SourceError, match=r"no story was found in the page|the page has no text") as caught:
        read(page)
    assert caught.value.remedy == (
        "save the page as a browser shows it once its scripts have run, or copy its text into a file"
    )


def test_ten_megabytes_of_nested_tags_are_refused() -> None:
    with pytest.raises(SourceError) as caught:
        read("<html><body>" + "<div>" * 2_000_000)
    assert str(caught.value) == "2,000,002 tags, limit 400,000; no page is that large; check what the file is"


def test_elements_nested_too_deep_are_refused() -> None:
    with pytest.raises(SourceError) as caught:
        read("<html><body>" + "<div>" * 100_000 + body())
    assert str(caught.value) == (
        "elements nested 2,048 deep or deeper, limit 2,000; no page is that deep; check what the file is"
    )


def test_a_deep_page_is_read_plainly() -> None:
    article = read("<html><body><nav>Menu</nav>" + "<div>" * 500 + body(paragraphs=2))
    assert article.text == (
        "The mayor of Ostvik said on Monday that pier 0 would be rebuilt before the winter.\n\n"
        "The mayor of Ostvik said on Monday that pier 1 would be rebuilt before the winter."
    )
    assert article.warnings == ("Read plainly: elements nested 503 deep, limit 150.",)


def test_a_page_of_many_elements_is_read_plainly() -> None:
    article = read(
        f"<html><body><div class='cookie-note'><p>We use cookies here, and so on.</p></div>{body(paragraphs=20_001)}"
    )
    assert article.text.count("\n\n") == 20_000
    assert article.warnings == ("Read plainly: 20,005 elements, limit 20,000.",)


def test_a_line_of_five_megabytes_is_refused_by_its_length() -> None:
    with pytest.raises(SourceError) as caught:
        read("<html><body><article><p>" + "The mayor of Ostvik said it was so. " * 145_000)
    assert str(caught.value) == ("text of 5,219,999 characters, limit 2,000,000; split it into articles")


@pytest.mark.parametrize("before", ["", '<script>if(a <b c="</script>', '<p x=">"></p>'])
def test_an_element_of_countless_attributes_costs_no_time(before: str) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    assert "pier 2" in read(f'<html><body><article>{before}<p {attributes}>"</p>{body()}').text


def test_a_failing_extraction_is_told_and_the_page_is_read_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    article = read(f"<html><body><article>{body()}</article>")
    assert article.text.count("pier") == 3
    assert article.warnings == ("Read plainly: the extraction failed (ZeroDivisionError).",)
