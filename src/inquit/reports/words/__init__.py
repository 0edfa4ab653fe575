"""Word lists of the reports, as files: a word is added without reading code, and each list says how it was made."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def blocks(name: str) -> dict[str, tuple[str, ...]]:
    """The blocks of a list, in their order: entries under the heading in square brackets above them.

    Args:
        name: Of the file, without its ending.  White space parts entries; an underscore stands for a space in one.
    """
    found: dict[str, list[str]] = {}
    block: list[str] = []
    for line in files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            block = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            block += (entry.replace("_", " ") for entry in line.split())
    return {heading: tuple(entries) for heading, entries in found.items()}
