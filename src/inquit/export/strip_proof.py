"""Whether a page of wordings says what the kept texts say: every word, place, hash, date, outlet and link of it.

What is checked is what a reader of the page sees; nothing in it is believed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from inquit import __version__
from inquit.errors import SourceError
from inquit.export.wording import visible
from inquit.ledger import Ledger
from inquit.ledger.matching.losses import losses
from inquit.reports.compare_links import link_to

MAX_BYTES = 20_000_000
"""Of a page; ours have some thousands."""


@dataclass(frozen=True, slots=True)
class StripProof:
    """What was checked on a page, and what is wrong.

    Attributes:
        pairs: How many pairs of wordings it holds.
        sides: How many wordings.
        problems: One line each; none: the page says what the ledger says.
    """

    pairs: int
    sides: int
    problems: tuple[str, ...]


def prove(ledger: Ledger, page: str | os.PathLike[str]) -> StripProof:
    """Check a page of wordings against the kept texts of a ledger.

    Args:
        ledger: With the articles that the page quotes.
        page: The file that `inquit lost --strip` or `inquit compare --strip` wrote.

    Raises:
        SourceError: It cannot be read, or it is no such page.
    """
    tree = _parsed(Path(page))
    sections = tree.xpath("//section[@class='strip']")
    if not sections:
        raise SourceError("is no page of wordings", where=str(page), remedy="inquit lost --strip writes them")
    problems: list[str] = []
    sides = 0
    for number, section in enumerate(sections, 1):
        shown = section.xpath("./article[contains(@class, 'side')]")
        sides += len(shown)
        if len(shown) != 2:
            problems.append(f"pair {number}: has {len(shown)} wordings, not two")
            continue
        for place, article in zip(("first", "second"), shown, strict=True):
            problems += [f"pair {number}, {place}: {what}" for what in _side(ledger, article)]
        by_ours = tree.xpath("string(//meta[@name='generator']/@content)") == f"inquit {__version__}"
        problems += [f"pair {number}: {what}" for what in _told(section, *map(_words, shown), by_ours=by_ours)]
    return StripProof(len(sections), sides, tuple(problems))


def _parsed(path: Path) -> html.HtmlElement:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=str(path), remedy="check the path") from error
    if size > MAX_BYTES:
        raise SourceError(f"has {size:,} bytes, limit {MAX_BYTES:,}", where=str(path), remedy="give a page of ours")
    if not data.strip():
        raise SourceError("is empty", where=str(path), remedy="give a page that inquit lost --strip wrote")
    return html.document_fromstring(data.decode("utf-8", "replace"), parser=html.HTMLParser(huge_tree=False))


def _words(article: html.HtmlElement) -> str:
    return "".join(str(words.text_content()) for words in article.xpath("./p[@class='words']"))


def _side(ledger: Ledger, article: html.HtmlElement) -> Iterator[str]:
    """What is wrong about one wording."""
    fields = article.xpath("./p[@class='words']")
    if len(fields) != 1:
        yield f"has {len(fields)} wordings, not one"
        return
    field, shown = fields[0], _words(article)
    told, sha256 = field.get("data-article"), field.get("data-sha256")
    if told is None:
        if hashlib.sha256(shown.encode()).hexdigest() != sha256:
            yield "is from no ledger, and its words have another hash: nothing here can prove it"
        else:
            yield "is from no ledger: a text that was given, which nothing here can prove"
        return
    row = ledger.conn.execute(
        "SELECT v.text, v.published, v.sha256, v.number, a.url, o.name AS outlet FROM versions v"
        " JOIN articles a ON a.id = v.article_id LEFT JOIN outlets o ON o.id = v.outlet_id"
        " WHERE a.short_id = ? AND v.sha256 = ?",
        (told, sha256),
    ).fetchone()
    if row is None:
        yield f"the ledger has no text of {told} with the SHA-256 {sha256}"
        return
    if hashlib.sha256(row["text"].encode("utf-8", "surrogatepass")).hexdigest() != row["sha256"]:
        yield f"the ledger's text of {told} is not the one that was read: its hash differs"
    places = _places(field.get("data-pieces") or "")
    there = " … ".join(row["text"][start:end] for start, end in places)
    if not places or visible(there) != shown:
        yield f"the words do not stand at {field.get('data-pieces')} of {told}: there stands “{visible(there)[:80]}”"
    yield from _seen(article, "published", "./h2/time", row["published"])
    yield from _seen(article, "outlet", ".//span[@class='outlet']", row["outlet"])
    links = [link.get("href") for link in article.xpath(".//a[@class='page']")]
    if links and links != [link_to(row["url"], there)]:
        yield f"the link is not the one of {told} and these words"
    yield from _statement(ledger, article, field, places)


def _statement(
    ledger: Ledger, article: html.HtmlElement, field: html.HtmlElement, places: list[tuple[int, int]]
) -> Iterator[str]:
    """What is wrong about the statement that a wording is said to be, and about its speaker."""
    told = field.get("data-statement")
    if told is None:
        if article.xpath(".//span[@class='who']"):
            yield "names a speaker and no statement"
        return
    row = ledger.conn.execute(
        "SELECT s.spans, w.who FROM statements s JOIN who_said_what w ON w.id = s.short_id WHERE s.short_id = ?",
        (told,),
    ).fetchone()
    if row is None:
        yield f"the ledger has no statement {told}"
        return
    if [tuple(piece) for piece in json.loads(row["spans"]).get("content", [])] != places:
        yield f"the statement {told} stands elsewhere"
    yield from _seen(article, "speaker", ".//span[@class='who']", row["who"])


def _seen(article: html.HtmlElement, name: str, path: str, expected: str | None) -> Iterator[str]:
    found = [str(element.text_content()) for element in article.xpath(path)]
    if found != ([visible(expected)] if expected else []):
        yield f"{name}: shows {', '.join(found) or 'nothing'}, the ledger has {expected or 'nothing'}"


def _told(section: html.HtmlElement, first: str, second: str, *, by_ours: bool) -> Iterator[str]:
    """Whether the lists of what went missing are those that follow from the two texts.

    Another version's rules may have found other words: then what is listed must at least stand in the one text.
    """
    for name, text, expected in (("lost", first, losses(first, second)), ("added", second, losses(second, first))):
        shown = [
            (str(item.xpath("string(./b)")), str(item.xpath("string(./q[@class='gone'])")))
            for item in section.xpath(f"./ul[@class='{name}']/li")
        ]
        if not by_ours:
            yield from (f"“{words}” does not stand in the text" for _, words in shown if words not in text)
        elif shown != [(str(loss.kind), visible(loss.words)) for loss in expected]:
            yield f"what is {name} is not what follows from the two texts"


def _places(told: str) -> list[tuple[int, int]]:
    try:
        pairs = [piece.split("-") for piece in told.split(",")]
        return [(int(start), int(end)) for start, end in pairs]
    except ValueError:
        return []
