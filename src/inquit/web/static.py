"""The pages as files: a folder that any web server, or a browser by itself, shows.

No script, no form and no search; every link points at a file of the folder.  An article is shown by the sentences in
which its statements stand, since its text is seldom one's own to publish; `full_text` shows all of it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from inquit.errors import InquitError
from inquit.ledger import Ledger
from inquit.web.answers import Page
from inquit.web.assets import ASSETS
from inquit.web.context import Context
from inquit.web.desk import Desk
from inquit.web.excerpts import excerpt
from inquit.web.links import anchor
from inquit.web.memory import Memory
from inquit.web.templating import render
from inquit.web.views import article, audit, compare, home, people, person, promises, statement, stats
from inquit.web.views.article import ArticlePage
from inquit.web.views.statement import StatementPage

SINGLE: tuple[tuple[str, Callable[[Desk], Page], str], ...] = (
    ("", home.home, "home.html"),
    ("people", people.people, "people.html"),
    ("compare", compare.compare, "compare.html"),
    ("promises", promises.promises, "promises.html"),
    ("conditions", promises.conditions, "conditions.html"),
    ("audit", audit.audit, "audit.html"),
    ("stats", stats.stats, "stats.html"),
)
"""Pages of which there is one, by name; the home page has the name ``."""

NAMES = frozenset(name for name, _, _ in SINGLE)


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Addresses of files, from a file `depth` folders below the first page.

    Attributes:
        outlets: Files of the audits of outlets, by the outlet's name.
    """

    depth: int
    path: str
    outlets: dict[str, str] = field(default_factory=dict)
    here: str = ""
    query: str = ""
    live: bool = False

    def _to(self, file: str) -> str:
        return f"{'../' * self.depth}{file}"

    def page(self, name: str, **query: Any) -> str | None:
        """A page of which there is one, or an outlet's audit; nothing that a query makes."""
        asked = {key: value for key, value in query.items() if value not in (None, "", ())}
        if name == "audit" and set(asked) == {"of"}:
            file = self.outlets.get(asked["of"])
            return self._to(file) if file else None
        return self._to(f"{name or 'index'}.html") if name in NAMES and not asked else None

    def statement(self, statement: str) -> str | None:
        """A statement's file."""
        return self._to(f"statement/{statement}.html")

    def article(self, article: str, *, version: int | None = None, at: str | None = None) -> str | None:
        """An article's file, at one of its statements; only what stands is there."""
        return None if version is not None else self._to(f"article/{article}.html{f'#{anchor(at)}' if at else ''}")

    def person(self, person: str) -> str | None:
        """A person's file."""
        return self._to(f"person/{person}.html")

    def asset(self, name: str) -> str:
        """A file of ours."""
        return self._to(f"assets/{ASSETS[name].public}")

    def form(self, form: str) -> str | None:
        """There is no data beside the files."""
        return None


def write_site(
    ledger: Ledger, out: Path, *, full_text: bool = False, progress: Callable[[int], None] | None = None
) -> int:
    """Write the pages of a ledger and return how many there are.

    Args:
        ledger: The ledger.
        out: A folder that is not there yet, or empty; it is there only when all is written.
        full_text: Show the whole text of each article, and not only sentences with statements.
        progress: Told after each page how many are written.

    Raises:
        InquitError: The folder holds something already, or cannot be made.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InquitError("is there already", where=str(out), remedy="name a folder that is not there yet")
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise InquitError(f"cannot be made: {error.strerror}", where=str(out), remedy="name another folder") from error
    try:
        written = 0
        for file, html in _files(ledger, full_text):
            target = beside / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(html, encoding="utf-8", errors="replace")
            written += 1
            if progress is not None:
                progress(written)
        for asset in (ASSETS["site.css"], ASSETS["icon.svg"]):
            (beside / "assets").mkdir(exist_ok=True)
            (beside / "assets" / asset.public).write_bytes(asset.content)
        beside.chmod(0o755)
        if out.exists():
            out.rmdir()
        beside.replace(out)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return written


def _files(ledger: Ledger, full_text: bool) -> Iterator[tuple[str, str]]:
    """Path and HTML of every page."""
    desk = Desk(ledger, Memory(), "")
    names = audit.audit(desk).choices
    outlets = {name: f"outlet/{number}.html" for number, name in enumerate(names, 1)}
    for name, view, template in SINGLE:
        yield f"{name or 'index'}.html", _html(template, FileLinks(0, f"/{name}", outlets), view(desk))
    for name, file in outlets.items():
        yield file, _html("audit.html", FileLinks(1, "/audit", outlets), audit.audit(desk, name))
    seen: set[str] = set()
    for row in ledger.statements():
        links = FileLinks(1, "", outlets)
        page = statement.statement(desk, row.id)
        yield f"statement/{row.id}.html", _html("statement.html", links, page if full_text else _alone(page))
        if row.article not in seen:
            seen.add(row.article)
            shown = article.article(desk, row.article)
            yield f"article/{row.article}.html", _html("article.html", links, shown if full_text else _cut(shown))
        if row.person is not None and row.person not in seen:
            seen.add(row.person)
            yield f"person/{row.person}.html", _html("person.html", links, person.person(desk, row.person))
    # Articles in which nobody speaks are linked to as well.
    silent = ledger.conn.execute("SELECT short_id FROM articles WHERE current_version_id IS NOT NULL").fetchall()
    for (told,) in silent:
        if told not in seen:
            shown = article.article(desk, told)
            links = FileLinks(1, "", outlets)
            yield f"article/{told}.html", _html("article.html", links, shown if full_text else _cut(shown))


def _html(template: str, links: FileLinks, page: Page) -> str:
    return render(template, links, page=page)


def _alone(page: StatementPage) -> StatementPage:
    """A statement in its sentence, without what stands around it."""
    return replace(page, context=Context("", "", page.context.start, page.context.speakers))


def _cut(page: ArticlePage) -> ArticlePage:
    """An article of which only sentences with statements are shown."""
    shown = excerpt(page.shown)
    return replace(page, shown=shown, excerpt=True)
