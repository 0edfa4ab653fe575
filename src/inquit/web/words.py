"""How values are put into words on the pages."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from inquit.export.wording import one_line
from inquit.ledger.alignment import Stretch, StretchKind, align
from inquit.ledger.events import Event
from inquit.ledger.rows import StatementRow
from inquit.types import Act

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

ACT_SIGNS: dict[str, str] = {
    Act.PREDICT: "↗",
    Act.PROMISE: "◆",
    Act.PLAN: "◇",
    Act.THREATEN: "▲",
    Act.REFUSE: "×",
    Act.DEMAND: "!",
    Act.ASK: "?",
    Act.ACCUSE: "→",
    Act.DENY: "≠",
    Act.CONCEDE: "↓",
    Act.SUPPORT: "+",
    Act.EXPRESS: "~",
    Act.DECLINE: "∅",
}
"""A sign for each act but `assert`, the commonest: signs that every system's fonts have."""

ACT_TOLD: dict[str, str] = {
    Act.ASSERT: "says how things are",
    Act.PREDICT: "says what will happen",
    Act.PROMISE: "commits to it",
    Act.PLAN: "tells an intention",
    Act.THREATEN: "announces harm",
    Act.REFUSE: "turns down",
    Act.DEMAND: "wants others to act",
    Act.ASK: "asks",
    Act.ACCUSE: "says others did wrong",
    Act.DENY: "says it is untrue",
    Act.CONCEDE: "admits or agrees",
    Act.SUPPORT: "praises or backs",
    Act.EXPRESS: "tells a feeling",
    Act.DECLINE: "does not answer",
}


CONJUNCTIONS = frozenset("as assuming before if only once provided providing should unless until when without".split())
"""Words with which a condition begins that tell what it is."""

_ID = re.compile(r"[as][a-z2-7]{12}")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T|$)", re.ASCII)


def line(text: str) -> str:
    """`one_line`, which most texts are already: a page asks for it a hundred times.

    A text that is printable to Python holds no white space but spaces, no control characters and no marks that turn
    text round (the categories of Unicode that `str.isprintable` refuses).
    """
    return text.strip() if text.isprintable() and "  " not in text else one_line(text)


def act_sign(act: str | None) -> str:
    """The sign of an act; empty for `assert` and where none is known."""
    return ACT_SIGNS.get(act or "", "")


def number(value: float) -> str:
    """`1,234`."""
    return f"{value:,}"


def counted(value: int, noun: str) -> str:
    """`1 statement`, `1,234 statements`, `2 people`."""
    plural = {"person": "people", "story": "stories"}.get(noun, f"{noun}s")
    return f"{value:,} {noun if value == 1 else plural}"


def day(value: str | None) -> str:
    """`9 Mar 2024` for a day, `Mar 2024` for a month; any other value, such as a week, as it is."""
    told = value or ""
    if match := _DAY.match(told):
        year, number, of_month = match.groups()
        return f"{int(of_month)} {MONTHS[int(number) - 1]} {year}" if 1 <= int(number) <= 12 else one_line(told)
    return month(told) if len(told) == 7 else one_line(told)


def month(value: str) -> str:
    """`Mar 2024` for `2024-03`."""
    year, _, told = value.partition("-")
    if not (year.isdecimal() and told.isdecimal() and 1 <= int(told) <= 12):
        return one_line(value)
    return f"{MONTHS[int(told) - 1]} {year}"


def moment(value: str) -> str:
    """`28 Nov 2026, 08:16 UTC` for a time that the ledger wrote."""
    return f"{day(value)}, {value[11:16]} UTC" if "T" in value else day(value)


def host(url: str) -> str:
    """The host of an address, to be shown; empty where it has none."""
    try:
        return one_line(urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def safe_url(url: str | None) -> str | None:
    """An address that may be followed: http and https; `None` for any other, such as `javascript:`."""
    if not url or not url.lower().startswith(("https://", "http://")):
        return None
    try:
        urlsplit(url)
    except ValueError:
        return None
    # What HTML does not allow in an address, and an article can hold: spaces, control characters, lone marks.
    return "".join(one if "!" <= one <= "~" and one not in '"<>\\^`{|}[]' else _quoted(one) for one in url)


def _quoted(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def cut(text: str, width: int) -> str:
    """A text on one line, at most so wide."""
    told = one_line(text[: width * 4])
    return told if len(told) <= width else f"{told[: width - 1].rstrip()}…"


def row_facts(row: StatementRow) -> tuple[str, ...]:
    """What is remarkable about a statement, a few words each."""
    told = condition(row.condition) if row.condition else "conditional"
    flags = tuple(told if flag == "conditional" else flag for flag in row.flags)
    return (*((row.act,) if row.act not in (None, Act.ASSERT) else ()), *flags)


def condition(words: str) -> str:
    """A condition as the text words it, with *if* where the words alone do not say that they are one."""
    told = one_line(words)
    first = told.partition(" ")[0].rstrip(",").lower()
    return told if first in CONJUNCTIONS else f"if: {told}"


def shown(value: Any) -> str:
    """A value of the log for people: a speaker by name, offsets as they are."""
    if value is None:
        return "not known"
    if isinstance(value, dict):
        named = value.get("name") or value.get("value")
        return one_line(str(named)) if named else one_line(json.dumps(value, ensure_ascii=False))
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value) or "none"
    return one_line(json.dumps(value, ensure_ascii=False))


def event_told(event: Event) -> str:
    """What somebody said, as a sentence without its subject."""
    if event.what == "correct":
        return f"set {event.field}"
    if event.what == "undo":
        return f"took back no. {event.undoes}"
    return {
        "strike": "said that this is no statement",
        "confirm": "said that it is right",
        "add": "added it: the reader had missed it",
        **({} if event.person is None else _told_of_people(event)),
    }.get(event.what, event.what)


def _told_of_people(event: Event) -> dict[str, str]:
    """The same for what is said about people; all wordings, since an event holds nothing that the others need."""
    value = event.value if isinstance(event.value, dict) else {}
    articles = ", ".join(article for _, article in value.get("speakers", ()))
    held = " of ".join(str(value[part]) for part in ("office", "of") if value.get(part))
    days = "".join(f" {word} {value[part]}" for word, part in (("from", "since"), ("to", "until")) if value.get(part))
    return {
        "distinct": f"said that {event.was} is somebody else",
        "unsure": f"could not tell whether {event.was} is the same",
        "merge": f"said that {event.was} is the same",
        "split": f"said that the name means another one in {articles}",
        "rename": f"called {event.was} {event.value}",
        "office": f"told an office: {held}{days}",
        "speaks_for": f"said that they speak for {value.get('of')}{days}",
        "identify": f"said that they are {event.value} of Wikidata",
    }


def is_day(value: object) -> bool:
    """Whether a value is a day, with or without the time of it."""
    return isinstance(value, str) and len(value) < 40 and _DAY.match(value) is not None


def is_statement(value: object) -> bool:
    """Whether a value is the short id of a statement."""
    return isinstance(value, str) and value.startswith("s") and _ID.fullmatch(value) is not None


def is_article(value: object) -> bool:
    """Whether a value is the short id of an article."""
    return isinstance(value, str) and value.startswith("a") and _ID.fullmatch(value) is not None


def paired(old: str, new: str, stretches: Sequence[Stretch]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Two aligned texts as pieces with what became of each: `same`, `lost`, `added`, `changed`."""
    ours = [piece for s in stretches for piece in _piece(s.kind, old[s.old_start : s.old_end])]
    theirs = [piece for s in stretches for piece in _piece(s.kind, new[s.new_start : s.new_end])]
    return ours, theirs


def _piece(kind: str, text: str) -> list[tuple[str, str]]:
    """A piece without the white space at its end, and that space: a line through it would touch the next word."""
    bare = text.rstrip()
    return [piece for piece in ((str(kind), bare), ("same", text[len(bare) :])) if piece[1]]


def merged(old: str, new: str) -> list[tuple[str, str]]:
    """Two texts as one: what both have as the new one has it, and before what came what it stands for."""
    pieces: list[tuple[str, str]] = []
    for s in align(old, new):
        went, came = old[s.old_start : s.old_end], new[s.new_start : s.new_end]
        if s.kind is StretchKind.SAME:
            pieces.append(("same", came))
            continue
        pieces += [*_piece("lost", went), *_piece("added", came)]
    return pieces
