from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from reports.pledge_stories import fill, line

from inquit.export.atom import feed
from inquit.ledger import Ledger, Query
from inquit.reports.watch import watch

ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(path: Path, *words: str, query: Query | None = None) -> ElementTree.Element:
    with Ledger(path / "town.db") as ledger:
        fill(ledger, [line("2024-01-10", "Ida Holm", "promise", one) for one in words])
        return ElementTree.fromstring(feed(watch(ledger, query or Query()), ledger="town.db"))


def told(element: ElementTree.Element, name: str) -> list[str | None]:
    return [one.text for one in element.findall(f"{ATOM}{name}")]


def test_a_feed_and_its_entries_have_what_the_standard_asks_for(tmp_path: Path) -> None:
    root = parsed(tmp_path, "a bridge & a <tower> {if it rains}")
    assert root.tag == f"{ATOM}feed"
    assert told(root, "title") == ["New statements"]
    (entry,) = root.findall(f"{ATOM}entry")
    for element in (root, entry):
        for name in ("id", "title", "updated"):
            (value,) = told(element, name)
            assert value
    assert told(entry, "title") == ["Ida Holm promised: a bridge & a <tower> if it rains"]
    (summary,) = told(entry, "summary")
    assert summary is not None
    assert summary.startswith("promise · condition: if it rains · 2024-01-10 · Norvik Echo")
    assert told(entry, "published") == ["2024-01-10T00:00:00Z"]
    (link,) = entry.findall(f"{ATOM}link")
    assert link.get("href", "").startswith("https://made.example/0#:~:text=")
    assert entry.find(f"{ATOM}author/{ATOM}name") is not None


def test_ids_are_the_same_everywhere_and_differ_by_what_was_asked(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    one, other = (parsed(tmp_path / name, "a bridge") for name in ("a", "b"))
    assert told(one, "id") == told(other, "id")
    assert told(one[-1], "id") == told(other[-1], "id")
    asked = parsed(tmp_path / "a", query=Query("bridge"))
    assert told(asked, "id") != told(one, "id")
    assert told(asked, "title") == ["New statements: bridge"]


def test_an_empty_feed_is_a_feed(tmp_path: Path) -> None:
    root = parsed(tmp_path)
    assert root.findall(f"{ATOM}entry") == []
    assert told(root, "updated")[0]


def test_what_xml_cannot_hold_is_replaced(tmp_path: Path) -> None:
    root = parsed(tmp_path, "a \x0bbridge\x00 of ￾ stone")
    (entry,) = root.findall(f"{ATOM}entry")
    (title,) = told(entry, "title")
    assert title is not None
    assert title.endswith("bridge� of � stone")
