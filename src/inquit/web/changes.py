"""What people say about statements: each of these calls one function of the ledger and says where to go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Form, Path

from inquit.errors import FormatError
from inquit.ledger.events import Event
from inquit.ledger.rows import StatementRow
from inquit.web.desk import Desk

MAX_TEXT = 20_000
Id = Annotated[str, Path(max_length=80, description="Short id, or a beginning of it")]
Short = Annotated[str, Form(max_length=400)]
Long = Annotated[str, Form(max_length=MAX_TEXT)]
Then = Annotated[str, Form(max_length=2000, description="Path of this site to go to afterwards")]


@dataclass(frozen=True, slots=True)
class Changed:
    """What was said.

    Attributes:
        events: As the log has them; none where all was so already.
        then: The page to go on with.
    """

    events: tuple[Event, ...]
    then: str


def local(then: str, default: str = "/") -> str:
    """A path of this site, whatever a form says: nothing that a browser could take for another host."""
    if not then.startswith("/") or then.startswith("//") or any(c in then for c in "\\\r\n\t"):
        return default
    return then


def correct(
    desk: Desk,
    id: Id,  # noqa: A002 (the name in the address)
    speaker: Short = "",
    speaker_unknown: Annotated[bool, Form()] = False,
    act: Short = "",
    type_: Annotated[str, Form(max_length=40, alias="type")] = "",
    content: Long = "",
    content_at: Annotated[str, Form(max_length=400, description="Offsets: 12-80,95-120")] = "",
    said: Short = "",
    flags: Annotated[list[str] | None, Form()] = None,
    flags_told: Annotated[bool, Form(description="The flags given are all there are")] = False,
    why: Long = "",
    then: Then = "",
) -> Changed:
    """Set what is right about a statement; what is left empty, or is so already, stays."""
    row = desk.ledger.statement(id).row
    fields = _fields(row, speaker.strip(), act, type_, content.strip(), content_at, said.strip())
    if speaker_unknown and row.person is not None:
        fields["speaker"] = None
    if flags_told and set(flags or ()) != set(row.flags):
        fields["flags"] = list(flags or ())
    events = desk.ledger.correct(row.id, fields, who=desk.who, why=why.strip() or None) if fields else ()
    return Changed(events, local(then, _page(row.id)))


def confirm(desk: Desk, id: Id, why: Long = "", then: Then = "") -> Changed:  # noqa: A002
    """Say that a statement is right as it stands."""
    event = desk.ledger.confirm(id, who=desk.who, why=why.strip() or None)
    return Changed((event,), local(then, _page(event.statement)))


def strike(desk: Desk, id: Id, why: Long = "", then: Then = "") -> Changed:  # noqa: A002
    """Say that nobody says anything there."""
    event = desk.ledger.strike(id, who=desk.who, why=why.strip() or None)
    return Changed((event,), local(then, _page(event.statement)))


def add_missed(
    desk: Desk,
    id: Id,  # noqa: A002
    content: Long,
    speaker: Short = "",
    source: Long = "",
    cue: Long = "",
    act: Short = "",
    why: Long = "",
    then: Then = "",
) -> Changed:
    """Add a statement that the reader missed to an article: words as the text has them, once."""
    told = {"content": content.strip(), "source": source.strip(), "cue": cue.strip(), "act": act, "speaker": speaker}
    record = {name: value for name, value in told.items() if value}
    event = desk.ledger.add_missed(id, record, who=desk.who, why=why.strip() or None)
    return Changed((event,), local(then, _page(event.statement)))


def undo(desk: Desk, event: Annotated[int, Form(ge=1, le=2**62)], why: Long = "", then: Then = "") -> Changed:
    """Take back what somebody said; to take that back too brings it to life again."""
    made = desk.ledger.undo(event, who=desk.who, why=why.strip() or None)
    page = _page(made.statement) if made.statement else f"/person/{made.person}" if made.person else "/"
    return Changed((made,), local(then, page))


CHANGES: tuple[tuple[str, Callable[..., Changed]], ...] = (
    ("/statement/{id}/correct", correct),
    ("/statement/{id}/confirm", confirm),
    ("/statement/{id}/strike", strike),
    ("/article/{id}/missed", add_missed),
    ("/undo", undo),
)


def _page(statement: str | None) -> str:
    return f"/statement/{statement}" if statement else "/"


def _fields(
    row: StatementRow, speaker: str, act: str, kind: str, content: str, content_at: str, said: str
) -> dict[str, Any]:
    """The fields that differ from what stands."""
    fields: dict[str, Any] = {}
    if speaker and speaker != row.who:
        fields["speaker"] = speaker
    if act and act != row.act:
        fields["act"] = act
    if kind and kind != row.type:
        fields["type"] = kind
    if content_at:
        fields["content"] = _pieces(content_at)
    elif content and content != " ".join(row.words.split()) and content != row.words:
        fields["content"] = content
    if said and said != row.said:
        fields["time"] = {"value": said, "start": None, "end": None, "basis": "text"}
    return fields


def _pieces(told: str) -> list[list[int]]:
    """`12-80,95-120` as pieces of a span.

    Raises:
        FormatError: It is not written so.
    """
    pieces = []
    for part in told.split(","):
        start, dash, end = part.strip().partition("-")
        if not (
            dash and start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal() and len(part) < 30
        ):
            raise FormatError(f"content_at: {told!r} are no offsets", remedy="write them as 12-80,95-120")
        pieces.append([int(start), int(end)])
    return pieces
