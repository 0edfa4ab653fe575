"""Messages as mail programs save them (.eml, RFC 5322) to articles: press releases and newsletters."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from inquit.errors import InquitError, NotAnArticleError, SourceError
from inquit.sources.assemble import Draft
from inquit.sources.encodings import decode
from inquit.sources.paragraphs import shown
from inquit.sources.text import draft_from_text
from inquit.types import PublishedCandidate

MAX_PARTS = 1_000
MIN_PLAIN_CHARS = 200
"""A shorter plain part beside a page says "open this in a browser"."""


def draft_from_mail(data: bytes) -> Draft:
    """Draft an article from the bytes of a message: the subject is the headline, the sender the outlet.

    The plain part is taken where there is one, else the page; what is attached is named in a warning.

    Raises:
        SourceError: The message is damaged.
        NotAnArticleError: It holds no text.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        plain, page, attached = _parts(message)
        subject, sender = _field(message, "subject"), _field(message, "from")
        date = _field(message, "date")
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        # The library has such errors for headers and parts that no program would write.
        raise SourceError(f"the message is damaged ({type(error).__name__})", remedy="save it again") from error
    draft = _body(plain, page)
    if subject and not _same_line(draft.text, subject):
        draft.text = f"{subject}\n\n{draft.text}"
        draft.title = subject
    draft.title = draft.title or subject
    name, address = parseaddr(sender or "")
    draft.outlet = draft.outlet or name or address.partition("@")[2] or None
    if day := _iso(date):
        draft.published_candidates = (*draft.published_candidates, PublishedCandidate(day, "mail date"))
    if attached:
        draft.warnings = (*draft.warnings, f"Attached and not read: {', '.join(attached)}.")
    return draft


def _body(plain: bytes | None, page: bytes | None) -> Draft:
    plain_text = decode(plain).text if plain is not None else ""
    if page is not None and len(plain_text.strip()) < MIN_PLAIN_CHARS:
        from inquit.sources.html import draft_from_page

        try:
            return draft_from_page(page)
        except InquitError:
            if not plain_text.strip():
                raise
    if not plain_text.strip():
        raise NotAnArticleError("the message holds no text", remedy="save what is attached to it and read that")
    return draft_from_text(plain_text)


def _parts(message: EmailMessage) -> tuple[bytes | None, bytes | None, list[str]]:
    """The first plain part and the first page, as UTF-8, and the names of what is attached."""
    plain: bytes | None = None
    page: bytes | None = None
    attached: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > MAX_PARTS:
            raise ValueError
        if part.is_multipart():
            continue
        kind, name = part.get_content_type(), part.get_filename()
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            attached.append(shown(name or kind)[:80])
        elif kind == "text/html" and page is None:
            page = _content(part)
        elif kind == "text/plain" and plain is None:
            plain = _content(part)
    return plain, page, attached


def _content(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decode(data, declared=part.get_content_charset()).text.encode("utf-8", "replace")


def _field(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return shown(str(value)) or None if value is not None else None


def _iso(date: str | None) -> str | None:
    try:
        return parsedate_to_datetime(date).isoformat() if date else None
    except (ValueError, OverflowError):
        return None


def _same_line(text: str, subject: str) -> bool:
    return shown(text.partition("\n")[0]).casefold() == subject.casefold()
