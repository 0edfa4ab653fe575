"""What is this input?  Told by its first bytes; names and suffixes are not asked, because they lie too often."""

from __future__ import annotations

import json
import re
from enum import StrEnum

from inquit.errors import NotAnArticleError, SourceError
from inquit.sources.encodings import BOMS, utf16_without_mark

HEAD_BYTES = 65_536
"""How many bytes `detect` wants to see; it takes fewer where the input is shorter."""


class Form(StrEnum):
    """The forms of input that can be read."""

    HTML = "html"
    TEXT = "text"
    ARTICLES = "jsonl articles"
    READINGS = "jsonl readings"
    JSON = "json"
    GZIP = "gzip"
    ZSTD = "zstandard"
    ZIP = "zip"
    WARC = "warc"
    PDF = "pdf"
    MAIL = "mail"


AS_TEXT = "save the article as HTML, plain text or JSON Lines and read that"
UNPACK = "unpack it and read what is inside"

# Signatures as in the PRONOM registry and file(1), for what people try by mistake.
MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x05\x06", "an empty ZIP archive", AS_TEXT),
    (b"\x89PNG\r\n", "a PNG image", AS_TEXT),
    (b"\xff\xd8\xff", "a JPEG image", AS_TEXT),
    (b"GIF8", "a GIF image", AS_TEXT),
    (b"RIFF", "a RIFF file (image, sound or video)", AS_TEXT),
    (b"ID3", "a sound file", AS_TEXT),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (b"Rar!\x1a", "a RAR archive", UNPACK),
    (b"\xd0\xcf\x11\xe0", "an old office document", AS_TEXT),
    (b"{\\rtf", "a rich text document", AS_TEXT),
    (b"SQLite format 3\x00", "an SQLite database", AS_TEXT),
    (b"PAR1", "a Parquet file", "export it as JSON Lines and read that"),
    (b"\x7fELF", "a program", AS_TEXT),
    (b"MZ\x90", "a program", AS_TEXT),
)
# What is told by its first bytes and can be read.
FORMS: tuple[tuple[bytes, Form], ...] = (
    (b"\x1f\x8b", Form.GZIP),
    (b"\x28\xb5\x2f\xfd", Form.ZSTD),
    (b"PK\x03\x04", Form.ZIP),
    (b"WARC/", Form.WARC),
    (b"%PDF-", Form.PDF),
)

PAGE_START = re.compile(
    r"<(!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h[1-6]|span|table)\b", re.I
)
FEED_START = re.compile(r"<(rss|feed|rdf:rdf|urlset|sitemapindex)\b", re.I)
PROLOGUE = re.compile(r"\s*(<\?xml[^>]*>|<!--.*?-->|<!doctype[^>]*>)", re.I | re.S)
CLOSED_TAG = re.compile(r"</(p|div|a|li|h[1-6]|article|section)>", re.I)
MAIL_FIELD = re.compile(r"^([A-Za-z][\w-]*):[ \t]", re.M)
MAIL_START = re.compile(r"(From \S+ .*\n)?[A-Za-z][\w-]*:[ \t]")
MAIL_ONLY = frozenset({"message-id", "mime-version", "received", "return-path", "delivered-to", "x-mailer"})
READING_KEYS = re.compile(r'"(statements|attributions)"\s*:\s*\[|^\s*\{\s*"format"\s*:')
# Control characters that no text holds; tab, line ends, form feed and escape (coloured terminal output) are fine.
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def detect(head: bytes) -> Form:
    """Tell the form of an input.

    Args:
        head: Its first bytes, all of them or at least `HEAD_BYTES`.

    Raises:
        SourceError: The input is empty or of a kind that cannot be read: binary, an image, an archive, a feed.
    """
    if not head:
        raise SourceError("empty (0 bytes)", remedy="check that it was saved or downloaded whole")
    for start, form in FORMS:
        if head.startswith(start):
            return form
    for magic, name, remedy in MAGIC:
        if head.startswith(magic):
            raise NotAnArticleError(f"is {name}", remedy=remedy)
    text = _as_text(head).lstrip("\ufeff \t\r\n")
    if not text:
        raise SourceError("holds only white space", remedy="check that it was saved or downloaded whole")
    if text[0] in "{[" and (told := _json_form(text)):
        return told
    if text[0] == "<" and (told := _markup_form(text)):
        return told
    if _is_mail(text):
        return Form.MAIL
    return Form.HTML if len(CLOSED_TAG.findall(text)) >= 3 else Form.TEXT


def _is_mail(text: str) -> bool:
    """Whether a text is a message as mail programs save it (RFC 5322): its header has what only mail has."""
    fields = {match[1].lower() for match in MAIL_FIELD.finditer(text.partition("\n\n")[0].replace("\r", ""))}
    return MAIL_START.match(text) is not None and "from" in fields and len(fields & MAIL_ONLY) > 0


def _as_text(head: bytes) -> str:
    """The head, decoded well enough to look at it."""
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    if encoding_found := utf16_without_mark(head):
        return head.decode(encoding_found, "replace")
    controls = len(CONTROLS.findall(head))
    # One stray control character in a text is dirt; a zero byte, or one in fifty, is data.
    if b"\0" in head or controls * 50 > len(head):
        raise NotAnArticleError(
            f"is binary data ({controls:,} control characters in the first {len(head):,} bytes)", remedy=AS_TEXT
        )
    return head.decode("utf-8", "replace")


def _json_form(text: str) -> Form | None:
    """The form of text that starts with a bracket; `None` where it is no JSON after all ("[Video] …")."""
    if text[0] == "[":
        return Form.JSON if re.match(r"\[\s*(\{|\]\s*$)", text) else None
    if not re.match(r'\{\s*("|\}\s*$)', text):
        return None
    first, _, rest = text.partition("\n")
    rest = rest.lstrip()
    # A line that is cut by the end of the head, parses, or is followed by another object, is a line of JSON Lines.
    if len(first) < len(text) and not _parses(first) and not rest.startswith("{") and first.strip() != text.strip():
        return Form.JSON
    return Form.READINGS if READING_KEYS.search(first) else Form.ARTICLES


def _parses(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _markup_form(text: str) -> Form | None:
    start = text
    while match := PROLOGUE.match(start):
        if re.match(r"\s*<!doctype\s+html", match[0], re.I):
            return Form.HTML
        start = start[match.end() :]
    start = start.lstrip()
    if FEED_START.match(start):
        raise NotAnArticleError("is a feed or sitemap, not an article", remedy="read the pages that it links to")
    if PAGE_START.match(start):
        return Form.HTML
    if text.startswith("<?xml"):
        raise NotAnArticleError("is XML but not a page", remedy=AS_TEXT)
    return None
