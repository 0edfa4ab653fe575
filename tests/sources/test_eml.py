from __future__ import annotations

from email.message import EmailMessage

import pytest

from inquit.errors import NotAnArticleError
from inquit.sources import articles_from
from inquit.sources.detect import Form, detect
from inquit.sources.eml import draft_from_mail
from inquit.types import Article, PublishedCandidate

BODY = (
    "HOLM, 3 March - Vera Lund, the harbour master, said the quay would stay shut until the divers had looked at it.\n\n"
    "Otto Brandt said that nobody had asked the people who sell their fish on the quay what they thought about it.\n"
)


def mail(body: str = BODY, **more: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Harbour Office <press@holm.example>"
    message["To"] = "desk@herald.example"
    message["Subject"] = "Quay shut – no date for “opening”"
    message["Date"] = "Mon, 03 Mar 2025 09:30:00 +0100"
    message["Message-ID"] = "<1@holm.example>"
    for name, value in more.items():
        message[name] = value
    message.set_content(body)
    return message


def test_a_message_is_an_article() -> None:
    (article,) = articles_from(bytes(mail()))

    assert isinstance(article, Article)
    assert article.title == "Quay shut – no date for “opening”"
    assert article.outlet == "Harbour Office"
    assert article.text.startswith("Quay shut – no date for “opening”\n\nHOLM, 3 March - Vera Lund")
    assert PublishedCandidate("2025-03-03T09:30:00+01:00", "mail date") in article.published_candidates


def test_a_page_beside_the_text_is_not_read_twice() -> None:
    message = mail()
    message.add_alternative("<p>Vera Lund said something else altogether.</p>", subtype="html")

    assert "something else" not in draft_from_mail(bytes(message)).text


def test_a_page_is_read_where_the_text_only_leads_to_it() -> None:
    message = mail("Open this message in a browser.\n")
    story = "".join(f"<p>Vera Lund said the quay would stay shut until day {day} of the month.</p>" for day in range(9))
    message.add_alternative(f"<html><body><article>{story}</article></body></html>", subtype="html")

    text = draft_from_mail(bytes(message)).text

    assert "until day 8 of the month" in text
    assert "browser" not in text


def test_what_is_attached_is_named() -> None:
    message = mail()
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="statement.pdf")

    assert draft_from_mail(bytes(message)).warnings == ("Attached and not read: statement.pdf.",)


def test_a_message_without_text_is_none() -> None:
    message = mail("")
    with pytest.raises(
        NotAnArticleError, match=r"^the message holds no text; save what is attached to it and read that$"
    ):
        draft_from_mail(bytes(message))


def test_nested_parts_end_nothing() -> None:
    deep = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    deep += b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 3_000

    (result,) = articles_from(deep)

    assert not isinstance(result, Article)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (bytes(mail()), Form.MAIL),
        (b"Return-Path: <a@b.example>\r\nFrom: a@b.example\r\nSubject: x\r\n\r\nText", Form.MAIL),
        (b"From: The council\nTo: All papers\nDate: 3 March 2025\n\nThe quay is shut.", Form.TEXT),
        (b"Analysis: what the storm did\n\nFrom the quay nothing is left.", Form.TEXT),
    ],
)
def test_a_message_is_told_from_a_press_release(text: bytes, form: Form) -> None:
    assert detect(text) is form
