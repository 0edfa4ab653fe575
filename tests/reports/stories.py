"""Readings of the tests' own: statements told by their words, which are looked for in the text.  No model."""

from __future__ import annotations

from typing import Any

from inquit import jsonl
from inquit.types import Reading

SPANS = ("source", "cue", "content", "condition", "addressee", "setting", "target")
SAME_DAY = {"value": "2024-03-09", "basis": "published"}


def say(who: str | None, cue: str, content: str, **more: Any) -> dict[str, Any]:
    """A statement: who is the source's words, `None` where they are left out."""
    return {"source": who or "", "cue": cue, "content": content, "act": "assert", "time": SAME_DAY, **more}


def story(
    text: str, *said: dict[str, Any], speakers: dict[str, dict[str, Any]] | None = None, **fields: Any
) -> Reading:
    """A reading of a text.

    Args:
        text: Its first line is the title unless `fields` tell another.
        said: Statements, see `say`; spans by their words, several pieces as a list.  The content is looked for below
            the headline (`in_headline`: from its beginning on), the others are taken where they stand nearest to it.
            `speaker` names a key of `speakers`; by default the source's words.
        speakers: More about speakers: `kind`, `role`, `also` (further mentions), `anonymity` by words.
        fields: Of the article.
    """
    told = speakers or {}
    known: dict[str, dict[str, Any]] = {}
    statements = []
    for number, one in enumerate(said, 1):
        record = {"id": f"s{number}", **one}
        body = 0 if one.get("in_headline") else text.index("\n") if "\n" in text else 0
        content = _pieces(text, one["content"], body)
        near = (content[0][0], content[-1][1]) if content else (text.index(one["cue"], body),) * 2
        record |= {name: _nearest(text, one.get(name) or "", near) for name in SPANS} | {"content": content}
        name = one.get("speaker", one["source"] or None)
        record["speaker"] = _speaker(text, name, told, known)
        if "target_speaker" in one:
            record["target_speaker"] = _speaker(text, one["target_speaker"], told, known)
        statements.append(record)
    return jsonl.from_record({
        "text": text, "title": text.partition("\n")[0], "published": "2024-03-09", "outlet": "Norvik Echo",
        **fields, "speakers": list(known.values()), "statements": statements,
    })  # fmt: skip


def _speaker(
    text: str, name: str | None, told: dict[str, dict[str, Any]], known: dict[str, dict[str, Any]]
) -> str | None:
    if name is None:
        return None
    if name not in known:
        more = told.get(name, {})
        mentions = [piece for words in (name, *more.get("also", ())) for piece in _pieces(text, words)]
        unnamed = {key: _pieces(text, words) for key, words in more.get("anonymity", {}).items() if key != "number"}
        number = more.get("anonymity", {}).get("number")
        known[name] = {
            "id": f"p{len(known) + 1}",
            "name": more.get("name", name),
            "kind": more.get("kind", "person"),
            "role": more.get("role"),
            "mentions": sorted(mentions),
            "anonymity": {**unnamed, "number": number} if "anonymity" in more else None,
        }
    return str(known[name]["id"])


def _nearest(text: str, words: str, near: tuple[int, int]) -> list[list[int]]:
    if not words:
        return []
    starts = [start for start in range(len(text)) if text.startswith(words, start)]
    start = min(starts, key=lambda start: max(near[0] - start - len(words), start - near[1]))
    return [[start, start + len(words)]]


def _pieces(text: str, words: str | list[str], at: int = 0) -> list[list[int]]:
    pieces = []
    for part in [words] if isinstance(words, str) else words:
        if part:
            at = text.index(part, at)
            pieces.append([at, at + len(part)])
    return pieces


TOLL = story(
    """Mayor promises 40 buses, slams ferry line

NORVIK – Mayor Ida Holm promised on Friday to buy 40 buses by May if the bank lends the money.

“The toll will rise,” Holm said. “And nobody will like it.” She accused the ferry line of greed.

A senior official, briefed on the talks, said the bank was ready. Holm did not say when.

The fleet has cost 3 million crowns because of rust. Otto Brandt, 63, owns the ferry line. Brandt was once mayor.

“A ‘toll for fools’,” a banner read. The so-called fast boat is slow.

The town announced a fair. “Wait and see""",
    say("Mayor Ida Holm", "promised", "to buy 40 buses by May if the bank lends the money", act="promise",
        condition="if the bank lends the money", flags=["conditional"], mode="indirect"),
    say("Holm", "said", "“The toll will rise,”", mode="direct", speaker="Mayor Ida Holm"),
    say("She", "accused", "the ferry line of greed", act="accuse", target="the ferry line", speaker="Mayor Ida Holm"),
    say("A senior official, briefed on the talks,", "said", "the bank was ready", time={"value": None, "basis": "text"}),
    say("Holm", "did not say", "when", act="decline", speaker="Mayor Ida Holm"),
    speakers={
        "Mayor Ida Holm": {"name": "Ida Holm", "role": "Mayor", "also": ["Holm"]},
        "A senior official, briefed on the talks,": {
            "name": "senior official",
            "kind": "anonymous",
            "anonymity": {"descriptor": "A senior official", "basis": "briefed on the talks", "number": 1},
        },
    },
)  # fmt: skip
"""A story that has one of everything."""
