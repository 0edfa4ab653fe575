"""The site in a browser.  Skipped where there is no Chromium; with INQUIT_BROWSER=1 in the environment that fails."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inquit.ledger import Ledger
from inquit.web.settings import Settings
from inquit.web.static import write_site
from tests.cli.fake import FakeReader
from tests.ledger.readings import reading
from tests.web.conftest import filled
from tests.web.running import CHROMIUM, browser, running

AXE = next(Path(__file__).parent.glob("axe-*.min.js"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STORY = """Holm quay closes for the winter

Dora Winter said the quay closes in November. Vera Lund said the toll must rise by half.
"""

there = CHROMIUM is not None and importlib.util.find_spec("playwright") is not None
wanted = os.environ.get("INQUIT_BROWSER") == "1"
pytestmark = [
    pytest.mark.skipif(not there and not wanted, reason="there is no Chromium, or no playwright"),
    # Playwright's own event loop; and Chromium's sockets to a site that ends.
    pytest.mark.filterwarnings("default::ResourceWarning", "default::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as made:
        yield made


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    path = filled(tmp_path / "town.db")
    with Ledger(path) as ledger:  # the same words in another outlet
        text = "Toll\n\nVera Lund said the toll must rise. Otto Brandt said nobody asked him about it.\n"
        ledger.add(reading(text, url="https://wire.example/1", outlet="Holm Wire", published="2024-05-01"))
    settings = Settings(str(path), who="ann", threads=2, requests_per_s=None)
    with running(settings, reader=FakeReader) as told:
        yield told


class Eyes:
    """A page that remembers what went wrong on it."""

    def __init__(self, chromium: Any, **options: Any) -> None:
        self.context = chromium.new_context(**options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.wrong: list[str] = []
        self.page.on("console", lambda told: told.type in ("error", "warning") and self.wrong.append(told.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(f"dialog {dialog.message}") or dialog.dismiss())

    def __enter__(self) -> Any:
        return self.page

    def __exit__(self, *_: object) -> None:
        self.context.close()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_from_adding_a_story_to_exporting(chromium: Any, address: str, javascript: bool) -> None:
    eyes = Eyes(chromium, java_script_enabled=javascript)
    with eyes as page:
        page.goto(f"{address}/add")
        page.get_by_label("A text").fill(STORY)
        page.get_by_label("Outlet").fill("Quay News")
        page.get_by_role("button", name="Add it").click()
        page.get_by_role("link", name="Read it").wait_for()  # watched, or by looking again every two seconds
        page.get_by_role("searchbox").fill("quay closes")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="the quay closes in November").click()
        page.wait_for_url("**/statement/*")  # its script has run then

        if javascript:
            page.keyboard.press("s")
            page.keyboard.type("Ida Falk")
        else:
            page.get_by_label("Speaker", exact=True).fill("Ida Falk")
        page.keyboard.press("Enter")
        page.get_by_text("set speaker").wait_for()
        assert page.locator("dt:text-is('Speaker') + dd").inner_text().startswith("Ida Falk")

        page.get_by_role("button", name="Take back").first.focus()
        page.keyboard.press("Enter")
        page.get_by_text("took back no.").wait_for()
        assert page.locator("dt:text-is('Speaker') + dd").inner_text().startswith("Dora Winter")

        page.goto(f"{address}/compare")
        page.get_by_label("Id of a statement, or words").fill("toll rise")
        page.get_by_role("button", name="Compare").click()
        shown = page.locator("#groups").inner_text()
        assert "Norvik Echo" in shown
        assert "Holm Wire" in shown

        with page.expect_download() as waiting:
            page.goto(f"{address}/search?q=toll")
            page.get_by_role("link", name="CSV").click()
        lines = Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("id,who,")
        assert len(lines) == 1 + 4
    assert eyes.wrong == []


def test_a_reviewer_needs_no_mouse(chromium: Any, address: str) -> None:
    eyes = Eyes(chromium)
    with eyes as page:
        page.goto(f"{address}/review")
        first = page.locator(".crumbs .code").inner_text()
        page.keyboard.press("y")
        page.wait_for_url("**after=*")
        second = page.locator(".crumbs .code").inner_text()
        assert second != first
        page.keyboard.press("u")
        page.wait_for_url(f"**at={first}*")
        assert page.locator(".crumbs .code").inner_text() == first
        page.keyboard.press("a")
        assert page.evaluate("document.activeElement.id") == "c-act"
        page.keyboard.press("Escape")
        page.keyboard.press("n")
        page.wait_for_url("**after=*")
        page.keyboard.press("j")
        page.wait_for_url(lambda url: url.endswith(f"after={second}"))
    assert eyes.wrong == []


def test_an_act_is_set_by_its_first_letters(chromium: Any, address: str) -> None:
    eyes = Eyes(chromium)
    with eyes as page:
        page.goto(f"{address}/review")
        first = page.locator(".crumbs .code").inner_text()
        page.keyboard.press("a")
        page.keyboard.type("thr")
        page.keyboard.press("Enter")
        page.wait_for_url("**after=*")
        page.goto(f"{address}/review?at={first}")
        assert "threaten" in page.locator("dt:text-is('Act') + dd").inner_text()
    assert eyes.wrong == []


def test_selected_words_become_the_content(chromium: Any, address: str) -> None:
    eyes = Eyes(chromium)
    with eyes as page:
        page.goto(f"{address}/review")
        page.evaluate(
            "() => { const node = document.querySelector('.sentence .content').firstChild;"
            " getSelection().setBaseAndExtent(node, 4, node, 10); }"
        )
        words = page.evaluate("getSelection().toString()")
        page.keyboard.press("w")
        assert page.get_by_label("What is said").input_value() == words
        page.keyboard.press("Enter")
        page.wait_for_url("**after=*")
        page.goto(f"{address}/review?at={page.url.rpartition('=')[2]}")
        assert page.locator(".sentence .content").inner_text() == words
    assert eyes.wrong == []


def test_arrow_keys_go_from_statement_to_statement(chromium: Any, address: str) -> None:
    eyes = Eyes(chromium)
    with eyes as page:
        page.goto(f"{address}/search?q=bolts")
        page.locator(".said-list .meta a").first.click()
        page.wait_for_url("**/article/*")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        second = page.locator(".text span.here").get_attribute("id")
        page.keyboard.press("ArrowLeft")
        first = page.locator(".text span.here").get_attribute("id")
        assert first != second
        assert page.url.endswith(f"#{first}")
        page.locator(f"#{second}").click()
        assert page.locator(".notes .here").get_attribute("id") == second.replace("t-", "n-", 1)
    assert eyes.wrong == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_two_people_of_one_name_are_parted_by_keyboard(chromium: Any, address: str, javascript: bool) -> None:
    eyes = Eyes(chromium, java_script_enabled=javascript)
    with eyes as page:
        page.goto(f"{address}/person/Vera Lund")
        page.get_by_role("link", name="The name means two people").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Another one in: Toll of the Holm ferry rises").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")  # to the article's link
        page.get_by_label("What to call the other one").focus()
        page.keyboard.type("Vera Lund of Holm")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Vera Lund of Holm", level=1).wait_for()
        assert page.get_by_text("the toll must rise").count() == 1
    assert eyes.wrong == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_what_was_seen_is_not_shown_again(chromium: Any, address: str, javascript: bool) -> None:
    eyes = Eyes(chromium, java_script_enabled=javascript)
    with eyes as page:
        page.goto(f"{address}/")
        page.get_by_role("link", name="New", exact=True).click()
        page.get_by_text("the ferry is full").wait_for()
        page.get_by_role("button", name="I have seen these").focus()
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Nothing new").wait_for()
        page.get_by_label("Since").fill("2024")
        page.keyboard.press("Enter")
        page.get_by_text("the ferry is full").wait_for()
    assert eyes.wrong == []


def pages_of(page: Any, address: str) -> list[str]:
    row = page.request.get(f"{address}/search.json?q=bolts").json()["found"][0]
    page.request.post(
        f"{address}/statement/{row['id']}/correct",
        form={"token": token(page, address), "act": "promise", "why": "it is one"},
    )
    return [
        "/",
        "/search?q=toll",
        "/search?act=promise&q=zeppelin",
        f"/article/{row['article']}",
        f"/article/{row['article']}/changes",
        f"/statement/{row['id']}",
        f"/person/{row['person']}",
        f"/person/{row['person']}/articles",
        "/people",
        "/people/review",
        "/review",
        "/review?order=sample&hidden=true",
        "/compare?q=toll",
        "/lost?a=it opens on May 3 if it rains&b=it opens on May 4",
        "/timeline?of=toll",
        "/promises",
        "/conditions",
        "/audit",
        "/audit?of=Norvik Echo",
        f"/audit?of={row['article']}",
        "/stats?by=month",
        "/watch",
        "/watch?q=zeppelin",
        "/add",
        "/nowhere",
    ]


def token(page: Any, address: str) -> str:
    page.goto(f"{address}/add")
    return page.locator("input[name=token]").first.get_attribute("value")


@pytest.mark.parametrize(("look", "width"), [("light", 1280), ("dark", 360)])
def test_no_page_has_a_barrier(chromium: Any, address: str, look: str, width: int) -> None:
    eyes = Eyes(chromium, color_scheme=look, viewport={"width": width, "height": 900}, bypass_csp=True)
    found: list[str] = []
    with eyes as page:
        for path in pages_of(page, address):
            page.goto(address + path)
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            found += [f"{path}: {told}" for told in barriers(page)]
            too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if too_wide > 0:
                found.append(f"{path}: {too_wide} px too wide at {width}")
    assert not found, "\n".join(found)


def barriers(page: Any) -> list[str]:
    """What axe finds, as rule and place."""
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    result = page.evaluate("(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    return [
        f"{one['id']} {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in result["violations"]
        for node in one["nodes"][:3]
    ]


def test_files_are_shown_without_a_server(chromium: Any, tmp_path: Path) -> None:
    with Ledger(filled(tmp_path / "town.db")) as ledger:
        write_site(ledger, tmp_path / "site")
        article = ledger.search("bolts").rows[0].article
    eyes = Eyes(chromium, bypass_csp=False)
    with eyes as page:
        page.goto((tmp_path / "site" / "index.html").as_uri())
        assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).borderBottomWidth") == "1px"
        page.get_by_role("link", name="Ferry to Holm stays in port").first.click()
        assert article in page.url
        page.goto((tmp_path / "site" / "people.html").as_uri())
        page.get_by_role("link", name="Vera Lund").click()
        assert page.locator("h1").inner_text() == "Vera Lund"
    assert eyes.wrong == []
