"""The server, asked by the SDK's own client: in memory, and over the pipes of a process."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="the extra is not installed: pip install 'inquit[mcp]'")

import anyio
from cli.fake import STORY, FakeReader
from ledger.readings import FERRY, reading
from mcp import StdioServerParameters
from mcp.client import Client

from inquit import ingest
from inquit.errors import InquitError
from inquit.integrations import mcp as integration
from inquit.ledger import Ledger


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger with two statements."""
    monkeypatch.setattr(ingest, "packaged_reader", lambda workers=1: FakeReader())
    monkeypatch.setattr("inquit.api.packaged_reader", lambda workers=1: FakeReader())
    file = tmp_path / "inquit.db"
    with Ledger(file) as ledger:
        ledger.add(reading())
    return str(file)


def asked(server: Any, question: Callable[[Client], Awaitable[Any]]) -> Any:
    """The answer of a server to a question."""

    async def ask() -> Any:
        async with Client(server) as client:
            return await question(client)

    return anyio.run(ask)


def called(path: str, tool: str, *, fetch: bool = False, **arguments: Any) -> Any:
    """What a tool answers: its value, or the message of its error."""
    result = asked(integration.server(path, fetch=fetch), lambda client: client.call_tool(tool, arguments))
    return result.content[0].text if result.is_error else result.structured_content


def test_the_tools_are_told_with_what_they_take(path: str) -> None:
    listed = asked(integration.server(path), lambda client: client.list_tools())
    tools = {tool.name: tool for tool in listed.tools}
    assert list(tools) == ["search", "show", "read", "timeline", "lost"]
    assert all(tool.annotations.read_only_hint for tool in tools.values())
    assert tools["lost"].input_schema["required"] == ["a"]
    assert tools["search"].input_schema["properties"]["limit"]["maximum"] == 100


def test_search_answers_with_exact_words_and_what_to_cite(path: str) -> None:
    (found,) = called(path, "search", words="bolts")["statements"]
    assert found["words"] == "the engine needs new bolts"
    assert FERRY[slice(*found["place"])] == "Vera Lund said the engine needs new bolts"
    assert found["cite"] == (
        "Vera Lund: [said] the engine needs new bolts (The Holm Post, Ferry to Holm stays in port, 2024-03-09;"
        f" statement {found['id']})"
    )


def test_pages_of_a_search_follow_each_other(path: str) -> None:
    first = called(path, "search", limit=1)
    second = called(path, "search", limit=1, cursor=first["next"])
    assert {one["who"] for page in (first, second) for one in page["statements"]} == {"Vera Lund", "Otto Brandt"}
    assert second["next"] is None


def test_show_tells_a_statement_in_its_sentence(path: str) -> None:
    (found,) = called(path, "search", act="promise")["statements"]
    shown = called(path, "show", id=found["id"])
    assert shown["sentence"] == "Otto Brandt promised the ferry would sail on Friday."
    assert (shown["resolved_by"], shown["corrections"]) == ("name in the source", [])


def test_corrections_are_told(path: str) -> None:
    with Ledger(path) as ledger:
        row = next(ledger.statements())
        ledger.correct(row.id, {"act": "demand"}, who="ann", why="the tape")
    (told,) = called(path, "show", id=row.id)["corrections"]
    assert (told["who"], told["field"], told["why"]) == ("ann", "act", "the tape")


def test_read_finds_statements_and_keeps_nothing(path: str) -> None:
    answer = called(path, "read", text=STORY)
    assert [(one["who"], one["words"]) for one in answer["statements"]] == [
        ("Vera Lund", "the bridge needs new cables"),
        ("Otto Brandt", "he would rather swim"),
    ]
    assert called(path, "search", words="cables")["statements"] == []


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("show", {"id": "s123456"}, "there is no statement 's123456'; inquit search prints the ids of what it finds"),
        ("search", {"act": "sing"}, "'sing' is no act; there are assert, predict, promise"),
        ("timeline", {}, "a timeline needs a person or words"),
        ("read", {}, "give either text or url"),
        (
            "read",
            {"url": "https://post.example"},
            "this server may not fetch addresses; give the text, or start it with",
        ),
    ],
)
def test_an_assistant_reads_what_went_wrong(path: str, tool: str, arguments: dict[str, str], message: str) -> None:
    assert message in called(path, tool, **arguments)


def test_a_timeline_tells_what_somebody_said(path: str) -> None:
    told = called(path, "timeline", speaker="Vera Lund")
    assert "the engine needs new bolts" in str(told)
    assert "Friday" not in str(told)


def test_what_a_wording_lost_is_told(path: str) -> None:
    told = called(path, "lost", a="The mill may close if rents rise.", b="The mill will close.")
    assert "if rents rise" in str(told)


@pytest.mark.parametrize("url", ["/etc/hosts", "file:///etc/hosts"])
def test_files_are_not_read(path: str, url: str) -> None:
    assert "url: is no http or https address" in called(path, "read", fetch=True, url=url)


def test_private_addresses_are_not_fetched(path: str) -> None:
    assert "127.0.0.1 is not a public address" in called(path, "read", fetch=True, url="http://127.0.0.1:9/")


def test_a_ledger_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InquitError, match="there is no ledger; make one with: inquit add"):
        integration.server(str(tmp_path / "none.db"))


def test_long_lists_are_cut_and_said_so() -> None:
    told = integration._cut({"rows": list(range(500)), "title": "all"})
    assert (len(told["rows"]), told["rows_left_out"], told["title"]) == (200, 300, "all")


def test_the_command_serves_over_pipes(path: str) -> None:
    call = StdioServerParameters(command=sys.executable, args=["-m", "inquit", "mcp", "--ledger", path])
    result = asked(call, lambda client: client.call_tool("search", {"words": "ferry"}))
    assert [one["who"] for one in result.structured_content["statements"]] == ["Otto Brandt"]
