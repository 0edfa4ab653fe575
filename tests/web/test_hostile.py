"""Hostile articles on every page: what they say is text there, and the page stays whole."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

from inquit.ledger import Ledger
from inquit.types import Reading
from inquit.web.app import create_app
from inquit.web.settings import Settings
from tests.cli.fake import FakeReader
from tests.web.hostile import MARKER, huge, readings
from tests.web.pages import BROWSER

OURS = {
    "a", "article", "aside", "b", "bdi", "blockquote", "body", "br", "button", "caption", "code", "datalist", "dd", "del", "details",
    "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "head", "header", "html", "i", "input", "ins", "kbd",
    "label", "legend", "li", "line", "link", "main", "mark", "meta", "nav", "noscript", "ol", "option", "p", "progress", "rect", "script",
    "section", "select", "span", "summary", "svg", "table", "tbody", "td", "text", "textarea", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
VOID = {"br", "input", "link", "meta"}


class Checker(HTMLParser):
    """Reads a page as a browser does, and collects what should not be there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in OURS:
            self.wrong.append(f"<{tag}>")
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style" or (name.startswith("hx-")):
                self.wrong.append(f"{tag} {name}={value!r}")
            if name in ("href", "src", "action", "formaction"):
                scheme = (value or "").partition(":")[0].strip().lower() if ":" in (value or "") else ""
                if (
                    scheme
                    and "/" not in scheme
                    and "?" not in scheme
                    and "#" not in scheme
                    and scheme not in ("http", "https")
                ):
                    self.wrong.append(f"{tag} {name}={value!r}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> in {self.open[-3:]}")
        elif self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.wrong.append(f"a script: {data[:80]!r}")


def wrong_with(html: str) -> list[str]:
    checker = Checker()
    checker.feed(html)
    checker.close()
    return checker.wrong + [f"<{tag}> is never closed" for tag in checker.open]


def shown(path: Path, hostile: Iterable[Reading]) -> tuple[int, list[str]]:
    """Add readings and look at every page of them: how many pages, and what is wrong with which."""
    pages, wrong = 0, []
    with Ledger(path) as ledger:
        ids = [ledger.add(one).article for one in hostile]
    app = create_app(Settings(str(path), threads=1, requests_per_s=None), reader=FakeReader)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:

        def look(place: str) -> None:
            nonlocal pages
            answer = client.get(place, headers=BROWSER)
            pages += 1
            if answer.status_code >= 500:
                wrong.append(f"{place}: {answer.status_code}")
            else:
                wrong.extend(f"{place}: {told}" for told in wrong_with(answer.text))

        for place in (
            "/",
            "/people",
            "/people/review",
            "/review",
            "/promises",
            "/conditions",
            "/stats",
            "/audit",
            "/compare",
            "/watch?since=2024",
        ):
            look(place)
        outlets = client.get("/audit.json").json()["choices"]
        for outlet in outlets[:20]:
            look(f"/audit?of={quote(outlet, safe='')}")
        for word in ("script", MARKER, "</title><script>alert(1)</script>", "'\"><svg onload=alert(1)>"):
            look(f"/search?q={quote(word)}&speaker={quote(word)}&outlet={quote(word)}")
            look(f"/timeline?of={quote(word)}")
            look(f"/watch?q={quote(word)}&speaker={quote(word)}&outlet={quote(word)}")
            look(f"/lost?a={quote(word)}&b={quote(word)}x")
        for article in ids:
            look(f"/article/{article}")
            look(f"/audit?of={article}")
            for one in client.get(f"/article/{article}.json").json()["statements"][:2]:
                look(f"/statement/{one['id']}")
                if one["person"]:
                    look(f"/person/{one['person']}")
                    look(f"/person/{one['person']}/articles")
    return pages, wrong


def test_hostile_articles_are_text_on_every_page(tmp_path: Path) -> None:
    pages, wrong = shown(tmp_path / "hostile.db", readings(60))
    assert wrong == []
    assert pages > 200


def test_a_text_of_ten_megabytes_is_shown_by_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "huge.db"
    _, wrong = shown(path, huge())
    assert wrong == []
    app = create_app(Settings(str(path), threads=1, requests_per_s=None), reader=FakeReader)
    with TestClient(app, base_url="http://localhost") as client:
        for one in client.get("/index.json").json()["articles"]:
            page = client.get(f"/article/{one['id']}", headers=BROWSER)
            assert len(page.content) < 1_000_000
            assert "the first 150,000 are shown" in page.text
        for place in ("/", "/search", "/watch"):
            assert len(client.get(place, headers=BROWSER).content) < 100_000


def test_the_checker_finds_what_should_not_be_there() -> None:
    assert wrong_with("<p>a</p>") == []
    assert wrong_with("<p onclick='x'>") == ["p onclick='x'", "<p> is never closed"]
    assert wrong_with("<iframe></iframe>") == ["<iframe>"]
    assert wrong_with("<a href='javascript:x'>y</a>") == ["a href='javascript:x'"]
    assert wrong_with("<script>x</script>") == ["a script: 'x'"]
    assert wrong_with("<p><b></p>") != []
