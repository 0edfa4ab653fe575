"""Stories of the tests' own, any number of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

NAMES = ("Vera Lund", "Otto Brandt", "Mira Dahl", "Ivo Stern", "Alma Reyes")


def story(number: int, more: str = "") -> str:
    """A story of forty words that differs from all others."""
    who, other = NAMES[number % 5], NAMES[(number + 2) % 5]
    return (
        f"Ferry {number} to Holm stays in the harbour\n\n"
        f"{who} said the ferry with the number {number} needs a new engine before the summer. {other} said that he"
        f" would rather swim than wait for it until the {number} of the month, and that nobody had asked him. {more}"
    )


def record(number: int, more: str = "", **fields: Any) -> dict[str, Any]:
    """The record of a story as a newsroom's database might give it."""
    outlet = ("Quill Gazette", "Holm Herald")[number % 2]
    return {
        "id": f"n{number}",
        "body": story(number, more),
        "pub_date": f"2025-0{number % 3 + 1}-11T08:00:00Z",
        "media": {"name": outlet},
        "section": "harbour",
        **fields,
    }


def written(path: Path, records: Iterable[dict[str, Any] | str]) -> Path:
    """A file of JSON Lines; strings are lines as they are."""
    lines = [one if isinstance(one, str) else json.dumps(one) for one in records]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
