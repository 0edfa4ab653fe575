from __future__ import annotations

import pytest
from lxml import html

from inquit.sources.html import draft_from_page
from inquit.sources.notices import MAX_CHARS, drop_notices

STORY = (
    "The mayor of Ostvik said on Monday that the harbour would reopen once the ice had gone from the inner basin.",
    "“We have waited long enough,” she told the crews, who had asked for a day and a tide and were given neither.",
    "The crews answered that they would sail on Thursday, whatever the mayor and her harbour master might think of it.",
)


def left(body: str) -> list[str]:
    """The texts of a page's elements, those of the story apart, once the notices are dropped."""
    tree = html.document_fromstring(f"<body>{''.join(f'<p>{text}</p>' for text in STORY)}{body}</body>")
    drop_notices(tree)
    return [text for text in map(str.strip, tree.itertext()) if text and text not in STORY]


@pytest.mark.parametrize(
    "body",
    [
        '<p class="read-also">Tell your friends about this story:</p>',
        '<div class="subscribe-form"><p class="subscribe-form__text">Get our letter every morning</p><input></div>',
        '<div class="field--name-field-copyright"><p>This text may change.</p></div>',
        '<div class="story__ad-slot"><font>ADVERTISEMENT</font></div>',
        '<div id="advertisement">Sponsored</div>',
        '<section class="Newsletter"><h4>Post from Ostvik</h4><p>Every Friday.</p></section>',
        '<p class="read_more">Read more: what the harbour costs</p>',
    ],
)
def test_what_the_page_names_a_notice_is_dropped(body: str) -> None:
    assert left(body) == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('<p class="readership">Kept.</p>', id="another word"),
        pytest.param('<p class="copyrighted">Kept.</p>', id="a longer word"),
        pytest.param('<div class="social-embed share"><p>Kept.</p></div>', id="posts and quotations"),
        pytest.param('<blockquote class="newsletter">Kept.</blockquote>', id="a quotation"),
        pytest.param('<div class="newsletter"><h1>Kept.</h1></div>', id="a headline"),
        pytest.param(f'<div class="newsletter">{"Kept. " * 60}</div>', id="long"),
        pytest.param(f'<div class="newsletter">{"<b>Kept.</b>" * 50}</div>', id="many elements"),
    ],
)
def test_what_may_be_the_story_is_kept(body: str) -> None:
    assert {word for text in left(body) for word in text.split()} == {"Kept."}


def test_a_name_that_covers_the_page_is_the_site_s_word_for_its_stories() -> None:
    paragraphs = "".join(f'<p class="newsletter__paragraph">{text}</p>' for text in STORY)
    assert all(len(text) < MAX_CHARS for text in STORY)
    draft = draft_from_page(f"<article><h1>Ice holds</h1>{paragraphs}</article>".encode())
    assert draft.text.endswith("\n\n".join(STORY))


def test_the_text_around_a_notice_stays() -> None:
    assert left('<div>Before<p class="read-also">Gone</p>after</div>') == ["Beforeafter"]


def test_a_page_without_notices_stays_as_it_is() -> None:
    tree = html.document_fromstring("<body><p>Ice.</p></body>")
    drop_notices(tree)
    assert html.tostring(tree) == b"<html><body><p>Ice.</p></body></html>"
