"""What a robots.txt allows (RFC 9309).

Ours and not the standard library's, which knows no `*` and `$` in paths and takes the first rule that fits, where the
RFC takes the longest: it fetches what many sites forbid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urlsplit

MAX_CHARACTERS = 512_000
"""As much of a robots.txt is read; the RFC (section 2.5) asks for 500 KiB at least."""

_LINE = re.compile(r"\s*(?P<field>[A-Za-z-]+)\s*:\s*(?P<value>[^#]*)")
_AGENT = re.compile(r"[A-Za-z_-]+|\*")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one robot.

    Attributes:
        rules: Patterns of paths with whether they allow; the longest first, of two as long the one that allows.
        crawl_delay_s: Seconds between two requests that the site asks for; 0: it does not.
    """

    rules: tuple[tuple[str, bool], ...] = ()
    crawl_delay_s: float = 0.0

    @classmethod
    def parsed(cls, text: str, agent: str) -> Self:
        """The rules of a robots.txt for a robot: those of all groups that name it, else those for all (section 2.2.1).

        Args:
            text: The file.
            agent: The robot's product token, in any case.
        """
        own, others = cls._of_group(text, agent.lower()), cls._of_group(text, "*")
        return own or others or cls()

    @classmethod
    def _of_group(cls, text: str, agent: str) -> Self | None:
        rules: set[tuple[str, bool]] = set()
        delay_s, named, in_head, ever = 0.0, False, False, False
        for line in text[:MAX_CHARACTERS].lstrip("\ufeff").splitlines():
            if (match := _LINE.match(line)) is None:
                continue
            field, value = match["field"].lower(), match["value"].strip()
            if field == "user-agent":
                token = _AGENT.match(value)
                fits = token is not None and token[0].lower() == agent
                named = fits or (in_head and named)
                ever, in_head = ever or fits, True
                continue
            if field in ("allow", "disallow"):
                in_head = False
                if named and value:  # an empty rule forbids nothing
                    rules.add((_normal(value), field == "allow"))
            elif field == "crawl-delay":
                in_head = False
                if named and re.fullmatch(r"\d{1,6}(\.\d+)?", value):
                    delay_s = float(value)
        if not ever:
            return None
        return cls(tuple(sorted(rules, key=lambda rule: (-len(rule[0]), not rule[1], rule[0]))), delay_s)

    def allows(self, url: str) -> bool:
        """Whether the robot may fetch an address of this site: what the longest rule that fits it says."""
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        return next((allowed for pattern, allowed in self.rules if _fits(pattern, path)), True)


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern says, with `*` for anything and `$` for the end (section 2.2.3).

    Not a regular expression: with many `*` that could take for ever, and the pattern is a stranger's.
    """
    at_end = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    for number, part in enumerate(others, 1):
        if at_end and number == len(others):
            return path.endswith(part) and len(path) - len(part) >= position
        found = path.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return not at_end or position == len(path)


def _normal(path: str) -> str:
    """A path as it is compared: what need not be encoded is not, all else is, in capitals (section 2.2.2)."""

    def plain(match: re.Match[str]) -> str:
        character = chr(int(match[0][1:], 16))
        return character if character in _UNRESERVED else match[0].upper()

    return _ENCODED.sub(plain, "".join(c if c.isascii() else quote(c, errors="replace") for c in path))
