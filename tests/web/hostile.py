"""Articles that mean harm: scripts in every field, marks that turn text round, endless lines, broken characters.

`python -m tests.web.hostile N` shows N of them through every page and counts what went through: the long form of the
test.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from inquit.types import Act, Article, Flag, Kind, Mode, ReaderInfo, Reading, Span, Speaker, Statement

MARKER = "hacked9"
"""Every script names it, so that a page in which it is a script can be told from one in which it is text."""

SCRIPTS = (
    f"<script>window.{MARKER}=1</script>",
    f'"><script>window.{MARKER}=1</script>',
    f"'><img src=x onerror=window.{MARKER}=1>",
    f'" onmouseover="window.{MARKER}=1" x="',
    f"</title><script>window.{MARKER}=1</script>",
    f"</textarea><svg onload=window.{MARKER}=1>",
    f"javascript:window.{MARKER}=1",
    f"data:text/html,<script>window.{MARKER}=1</script>",
    f"{{{{ {MARKER} }}}}{{% raw %}}",
    f"<!--<script>window.{MARKER}=1</script>",
    f"]]><script>window.{MARKER}=1</script>",
    f"<a href='javascript:window.{MARKER}=1'>x</a>",
    f'<div hx-get="/x" hx-trigger="load" hx-on:load="window.{MARKER}=1">x</div>',
    f"<style>@import 'https://evil.example/{MARKER}'</style>",
    f"=cmd|' /C calc'!{MARKER}",
    f"<iframe srcdoc='<script>parent.{MARKER}=1</script>'></iframe>",
)
MARKS = (
    "\u202e",
    "\u2066",
    "\u202d",
    "\u200f",
    "\u061c",
    "\u2029",
    "\u0000",
    "\u001b[31m",
    "\ufffd",
    "\ud7ff",
    "\U000e0041",
    "a\u0301" * 50,
)
FILLERS = (
    lambda rng: "word " * rng.randint(1, 400),
    lambda rng: "x" * rng.choice((1, 5_000, 50_000)),
    lambda rng: "<b>" * rng.choice((1, 2_000)),
    lambda rng: "&amp;&lt;&#x3c;" * rng.randint(1, 50),
    lambda rng: "\n" * rng.randint(1, 300),
    lambda rng: "“" * rng.randint(1, 200),
    lambda rng: b"\xff\xfe\xed\xa0\x80caf\xe9".decode("utf-8", "replace"),
)


def text(rng: Random) -> str:
    """Words, scripts and marks, in any order."""
    parts = [
        rng.choice(FILLERS)(rng) if rng.random() < 0.4 else rng.choice((*SCRIPTS, *MARKS))
        for _ in range(rng.randint(1, 5))
    ]
    return "".join(parts).replace("\r", "\n").encode("utf-8", "replace").decode() or "x"


def reading(number: int, seed: int = 1) -> Reading:
    """A hostile article with statements whose spans nest, overlap, are interrupted, empty and at the ends of the text."""
    rng = Random(f"{seed} {number}")
    title = text(rng)[:200].replace("\n", " ")
    body = f"{title}\n\n{text(rng)}\n\n{text(rng)}"
    article = Article(
        body,
        id=rng.choice((f"id {number}", f"{number}{rng.choice(SCRIPTS)}")),
        url=rng.choice((f"https://evil.example/{number}?{rng.choice(SCRIPTS)}", f"javascript:window.{MARKER}={number}", f"data:{number}", f"//evil.example/{number}", None)),
        outlet=rng.choice((text(rng)[:80], None)),
        title=title,
        authors=(text(rng)[:60],),
        published=rng.choice(("2024-03-09", "2024-03-09T10:00+01:00", None)),
    )  # fmt: skip
    people = tuple(
        Speaker(
            f"p{i}",
            text(rng)[:120].strip() or "x",
            rng.choice(tuple(Kind)),
            rng.choice((text(rng)[:60].strip() or "x", None)),
        )
        for i in range(3)
    )
    statements = []
    for i in range(rng.randint(1, 6)):
        content, cue, source = (_span(rng, len(body)) for _ in range(3))
        if not (content or cue or source):
            content = Span(((0, len(body)),))
        statements.append(
            Statement(
                f"s{i}", body, content, cue, source, rng.choice((*people, None)),
                mode=rng.choice(tuple(Mode)), act=rng.choice((*Act, None)),
                flags=(Flag.CONDITIONAL,) if rng.random() < 0.3 else (), condition=_span(rng, len(body)),
                confidence=rng.choice((0.0, 0.5, 1.0, None)),
            )
        )  # fmt: skip
    return Reading(article, tuple(statements), people, reader=ReaderInfo("0", text(rng)[:40]))


def readings(number: int, seed: int = 1) -> Iterator[Reading]:
    """That many of them."""
    for i in range(number):
        yield reading(i, seed)


def huge() -> Iterator[Reading]:
    """One line of ten megabytes, and a million tags."""
    for number, body in enumerate((f"Line {SCRIPTS[0]}" + "x" * 10_000_000, "Tags\n\n" + "<b>" * 1_000_000)):
        made = reading(number)
        article = replace(
            made.article, text=body, id=f"huge {number}", url=f"https://huge.example/{number}", title=body[:60]
        )
        span = Span(((0, min(len(body), 9_000_000)),))
        statement = Statement("s1", body, span, Span(((0, 4),)), confidence=0.5)
        yield Reading(article, (statement,), (), reader=ReaderInfo("0", "huge"))


def _span(rng: Random, length: int) -> Span:
    if rng.random() < 0.2:
        return Span()
    cuts = sorted(rng.sample(range(length + 1), min(length + 1, rng.choice((2, 2, 4)))))
    return Span(tuple((a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b))


def main() -> None:
    from tests.web.test_hostile import shown

    number = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        pages, wrong = shown(Path(folder) / "hostile.db", [*readings(number), *huge()])
    for line in wrong[:50]:
        print(line)
    print(f"{number + 2} articles, {pages} pages, {len(wrong)} of them wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
