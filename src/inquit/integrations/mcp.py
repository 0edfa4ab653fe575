"""A ledger for assistants, over the Model Context Protocol: tools that answer with exact words and ids to cite.

Nothing is written: neither the ledger nor anything else, and nothing is fetched unless whoever starts the server allows
it, since what an assistant reads may tell it to fetch something.  Every call opens the ledger anew, so that what others
add meanwhile is found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Annotated, Any, ParamSpec

from inquit import __version__, api
from inquit.errors import InquitError
from inquit.ledger import Ledger, Query, StatementRow
from inquit.ledger.statement_view import StatementView
from inquit.types import Reading, Statement

try:
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.types import ToolAnnotations
    from pydantic import Field
except ImportError as error:
    raise InquitError(
        "the SDK of the Model Context Protocol is not installed", remedy="install it with: pip install 'inquit[mcp]'"
    ) from error

Answer = dict[str, Any]
Arguments = ParamSpec("Arguments")

INSTRUCTIONS = """\
A ledger of news statements: who said what, when, to whom and on what condition, each with its place in a kept text.
Quote only the exact words in `words`, and cite each with its `id` and source (`cite` has both ready to use).
`who` is null where the text does not say who speaks: do not guess. `confidence` is how likely the reader has words and
speaker right. Nothing here says whether a statement is true."""

MAX_LIMIT = 100
MAX_ROWS = 200
"""Rows of one table of a report that are handed over: more than an assistant can use."""

Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT, description="How many statements at most.")]
Day = Annotated[str | None, Field(description="ISO 8601: 2024, 2024-03 or 2024-03-09.")]


class Tools:
    """The tools, as plain functions.

    Args:
        path: The ledger.
        fetch: Whether `read` may fetch addresses.
    """

    def __init__(self, path: str, *, fetch: bool = False) -> None:
        self.path = path
        self.fetch = fetch

    def search(
        self,
        words: Annotated[str, Field(description='Words; "a phrase", beginnin* and -without work too.')] = "",
        speaker: Annotated[str | None, Field(description="Who speaks: words of a name, or an id.")] = None,
        act: Annotated[str | None, Field(description="promise, accuse, deny, demand, predict, refuse, …")] = None,
        outlet: Annotated[str | None, Field(description="Name of the outlet or a part of it.")] = None,
        said_from: Day = None,
        said_to: Day = None,
        published_from: Day = None,
        published_to: Day = None,
        limit: Limit = 20,
        cursor: Annotated[str | None, Field(description="`next` of the page before.")] = None,
    ) -> Answer:
        """Find statements by their words, who said them, what they do, when and where."""
        query = Query(
            words,
            speaker=speaker,
            acts=(act,) if act else (),
            outlets=(outlet,) if outlet else (),
            said_from=said_from,
            said_to=said_to,
            published_from=published_from,
            published_to=published_to,
        )
        with Ledger(self.path, create=False) as ledger:
            found = ledger.search(query, limit=limit, cursor=cursor)
        return {"statements": [_row(row) for row in found], "next": found.next, "notes": list(found.notes)}

    def show(self, id: Annotated[str, Field(description="Id of a statement, or its beginning.")]) -> Answer:  # noqa: A002
        """Tell all that is known of one statement: its sentence, conditions, how the speaker was found, corrections."""
        with Ledger(self.path, create=False) as ledger:
            return _view(ledger.statement(id))

    def read(
        self,
        text: Annotated[str | None, Field(description="A news story: headline, empty line, paragraphs.")] = None,
        url: Annotated[str | None, Field(description="Address of a story, where this server may fetch.")] = None,
        published: Day = None,
    ) -> Answer:
        """Find who says what in a story that is not in the ledger. Nothing is kept."""
        if (text is None) == (url is None):
            raise InquitError("give either text or url")
        if text is not None:
            return _reading(api.read_text(text, published=published, any_language=True))
        if not self.fetch:
            raise InquitError(
                "this server may not fetch addresses", remedy="give the text, or start it with: inquit mcp --fetch"
            )
        if not str(url).lower().startswith(("http://", "https://")):
            raise InquitError("url: is no http or https address")
        return _reading(api.read(str(url), published=published))

    def timeline(
        self,
        speaker: Annotated[str | None, Field(description="Who speaks: a name or an id.")] = None,
        words: Annotated[str, Field(description="Only statements with all of these words.")] = "",
        as_of: Annotated[date | None, Field(description="As it stood at the end of this day.")] = None,
        limit: Limit = 50,
        cursor: Annotated[str | None, Field(description="`next` of the page before.")] = None,
    ) -> Answer:
        """Tell what somebody said, or what was said of a matter, oldest first, and what may be changes of position."""
        from inquit.reports.timeline import timeline

        with Ledger(self.path, create=False) as ledger:
            found = timeline(ledger, speaker, words=words, as_of=as_of, limit=limit, cursor=cursor)
        return _cut(found.to_dict())

    def lost(
        self,
        a: Annotated[str, Field(description="Words, or the id of a statement or an article of the ledger.")],
        b: Annotated[
            str | None,
            Field(
                description="The same; without it `a` is an article: headline against body, version against version."
            ),
        ] = None,
    ) -> Answer:
        """Tell what went missing between two wordings: conditions, hedges, negations, figures, dates, qualifiers."""
        from inquit.reports.lost import lost

        with Ledger(self.path, create=False) as ledger:
            return _cut(lost(a, b, ledger=ledger).to_dict())


def server(path: str, *, fetch: bool = False) -> MCPServer[Any]:
    """The server, ready to run.

    Args:
        path: The ledger, which must be there.
        fetch: Whether the tool `read` may fetch addresses.

    Raises:
        LedgerError: There is no ledger.
    """
    with Ledger(path, create=False):
        pass
    made = MCPServer(name="inquit", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING")
    tools = Tools(path, fetch=fetch)
    for tool in (tools.search, tools.show, tools.read, tools.timeline, tools.lost):
        is_open = fetch and tool.__name__ == "read"
        annotations = ToolAnnotations(read_only_hint=True, open_world_hint=is_open)
        made.add_tool(_told(tool), annotations=annotations)
    return made


def _told(tool: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """The tool with errors that the assistant can read and act upon."""

    @wraps(tool)
    def call(*args: Arguments.args, **options: Arguments.kwargs) -> Answer:
        try:
            return tool(*args, **options)
        except InquitError as error:
            raise ToolError(str(error)) from error

    return call


def _row(row: StatementRow) -> Answer:
    return {
        "id": row.id,
        "who": row.who,
        "role": row.role,
        "cue": row.cue,
        "words": row.words,
        "act": row.act,
        "flags": list(row.flags),
        "condition": row.condition,
        "said": row.said,
        "published": row.published,
        "outlet": row.outlet,
        "title": row.title,
        "url": row.url,
        "article": row.article,
        "place": [row.start, row.stop],
        "confidence": row.confidence,
        "corrected": row.corrected,
        "cite": _cite(row),
    }


def _cite(row: StatementRow) -> str:
    """The words with who, where, when and the id, on one line."""
    source = ", ".join(part for part in (row.outlet or row.url, row.title, row.published) if part)
    words = row.words if row.mode == "direct" else f"[{row.cue}] {row.words}" if row.cue else row.words
    return f"{row.who or 'speaker not known'}: {words} ({source}{'; ' if source else ''}statement {row.id})"


def _view(view: StatementView) -> Answer:
    return {
        **_row(view.row),
        "sentence": "".join(part.text for part in view.sentence),
        "places": [{"field": place.field, "words": place.words, "at": place.pieces} for place in view.places],
        "aimed_at": view.target_who,
        "resolved_by": view.resolved_by,
        "struck": view.struck,
        "within": view.within and view.within.id,
        "holds": [row.id for row in view.holds],
        "versions": [
            {"number": one.number, "added": one.added, "words_there": one.words_there} for one in view.versions
        ],
        "corrections": [
            {"at": event.at, "who": event.who, "what": event.what, "field": event.field, "why": event.why}
            for event in view.events
            if event.live
        ],
    }


def _reading(reading: Reading) -> Answer:
    return {
        "title": reading.article.title,
        "published": reading.article.published,
        "statements": [_statement(statement) for statement in reading],
    }


def _statement(statement: Statement) -> Answer:
    return {
        "id": statement.id,
        "who": statement.who,
        "role": statement.speaker.role if statement.speaker else None,
        "cue": statement.cue.of(statement.text),
        "words": statement.words,
        "act": statement.act,
        "flags": list(statement.flags),
        "condition": statement.condition.of(statement.text) or None,
        "said": statement.when,
        "place": [list(piece) for piece in statement.content],
        "confidence": statement.confidence,
    }


def _cut(told: Mapping[str, Any]) -> Answer:
    """A report with long lists cut, and said so."""
    answer: Answer = {}
    for key, value in told.items():
        if isinstance(value, list | tuple) and len(value) > MAX_ROWS:
            answer[key] = list(value[:MAX_ROWS])
            answer[f"{key}_left_out"] = len(value) - MAX_ROWS
        else:
            answer[key] = value
    return answer
