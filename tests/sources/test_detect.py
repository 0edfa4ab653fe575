from __future__ import annotations

import gzip

import pytest

from inquit.errors import SourceError
from inquit.sources.detect import Form, detect

STORY = "Mira Dahl said the quay would open."
AS_TEXT = "save the article as HTML, plain text or JSON Lines and read that"


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (STORY.encode(), Form.TEXT),
        (b"[Video] The mayor speaks.", Form.TEXT),
        (b"{sic} was all she wrote.", Form.TEXT),
        (b"< 5 degrees in Ostvik, the office said.", Form.TEXT),
        (STORY.encode("utf-16"), Form.TEXT),
        (STORY.encode("utf-16-be"), Form.TEXT),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", Form.HTML),
        (b"  \n<html lang=en>", Form.HTML),
        (b"<!-- saved page --><html>", Form.HTML),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">\n<html>', Form.HTML),
        ("<html><p>x".encode("utf-16"), Form.HTML),
        (b"Skip to content <div>a</div><div>b</div><p>c</p>", Form.HTML),
        (b'{"text": "a"}\n{"text": "b"}\n', Form.ARTICLES),
        (b'{"text": "a"}', Form.ARTICLES),
        (b'{"text": "a\n{"text": "b"}\n', Form.ARTICLES),
        (b'{"text": "' + b"a" * 1000, Form.ARTICLES),
        (b'{"format": 1, "text": "a"}\n', Form.READINGS),
        (b'{"text": "a", "attributions": []}\n', Form.READINGS),
        (b'{\n "text": "a"\n}', Form.JSON),
        (b'[{"text": "a"}]', Form.JSON),
        (b'[\n {"text": "a"}\n]', Form.JSON),
        (gzip.compress(b"x", mtime=0), Form.GZIP),
        (b"%PDF-1.7 ...", Form.PDF),
        (b"PK\x03\x04 ...", Form.ZIP),
        (b"\x28\xb5\x2f\xfd...", Form.ZSTD),
        (b"WARC/1.0\r\n", Form.WARC),
    ],
)
def test_the_form_is_told_by_the_first_bytes(head: bytes, form: Form) -> None:
    assert detect(head) is form


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (b"", "empty (0 bytes); check that it was saved or downloaded whole"),
        (b" \n\t\n", "holds only white space; check that it was saved or downloaded whole"),
        (b"\x89PNG\r\n\x1a\n", f"is a PNG image; {AS_TEXT}"),
        (
            bytes(range(256)),
            f"is binary data (26 control characters in the first 256 bytes); {AS_TEXT}",
        ),
        (
            b'<?xml version="1.0"?><rss version="2.0">',
            "is a feed or sitemap, not an article; read the pages that it links to",
        ),
        (b'<?xml version="1.0"?><nitf>', f"is XML but not a page; {AS_TEXT}"),
    ],
)
def test_what_cannot_be_read_is_named(head: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        detect(head)
    assert str(caught.value) == message
