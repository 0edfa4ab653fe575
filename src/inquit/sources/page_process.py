"""Large pages, and PDF documents, are read by a process of their own, which is killed when its time is up.

The limits of `html` bound what its own code costs; what libxml2 and trafilatura make of a hostile page nobody can
promise.  The worst of sixty kinds of such pages, within these limits, took 20 s of a processor and 1.6 GB.  A thread
cannot be stopped in the middle of a call; a process can, on every system, and its memory goes with it.  It costs a
second, so pages of usual size are read without one.

A plain subprocess, not `multiprocessing`: that runs the caller's main module once more, which fails in scripts without
a guard, and it sends pickles, which run code when they are loaded.  This one answers in JSON.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from inquit.errors import NotAnArticleError, SourceError
from inquit.sources.assemble import Draft
from inquit.types import PublishedCandidate

LOGGER = logging.getLogger(__name__)

MAX_PAGE_S = 120.0
MAX_MEMORY_BYTES = 4_000_000_000
SAVE_STORY = "no page should; save the story alone, as HTML or plain text, and read that"

# The first line tells what to import from where; the child finds this package wherever the parent found it.
CHILD = """
import json, sys
request = json.loads(sys.stdin.buffer.readline())
sys.path[:] = request["path"]
from inquit.sources.page_process import answer
answer(request, sys.stdin.buffer, sys.stdout.buffer)
"""


def draft_from_large_page(
    data: bytes, *, declared: str | None = None, url: str | None = None, timeout_s: float = MAX_PAGE_S
) -> Draft:
    """Draft an article from the bytes of a page, as `html.draft_from_page` does, in bounded time.

    Where no process can be started the page is read in this one.

    Raises:
        SourceError: As there, and where the process took too long or died.
    """
    return draft_in_process("page", data, declared=declared, url=url, timeout_s=timeout_s)


def draft_in_process(
    kind: str,
    data: bytes,
    *,
    declared: str | None = None,
    url: str | None = None,
    timeout_s: float = MAX_PAGE_S,
) -> Draft:
    """Draft an article from a `page` or a `pdf`, as `html` and `pdf` do, in bounded time.

    Raises:
        SourceError: As there, and where the process took too long or died.
    """
    request = json.dumps({"path": sys.path, "kind": kind, "declared": declared, "url": url}).encode()
    name = "page" if kind == "page" else "document"
    try:
        done = subprocess.run(
            _command(),
            input=request + b"\n" + data,
            capture_output=True,
            timeout=timeout_s,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows only
        )
    except subprocess.TimeoutExpired:  # `run` has killed it
        raise SourceError(f"reading the {name} took longer than {timeout_s:g} s", remedy=SAVE_STORY) from None
    except OSError as error:
        LOGGER.debug("no process can be started, the %s is read in this one", name, exc_info=error)
        return _drafted(kind, data, declared, url)
    if done.returncode:
        LOGGER.debug("the process that read the %s: %s", name, done.stderr.decode(errors="replace"))
        raise SourceError(f"reading the {name} failed (its process ended with {done.returncode})", remedy=SAVE_STORY)
    return _draft(json.loads(done.stdout))


def answer(request: dict[str, Any], page: BinaryIO, out: BinaryIO) -> None:
    """The child's part: read the page, write the draft, or why there is none."""
    _limit_memory()
    try:
        draft = _drafted(request.get("kind", "page"), page.read(), request["declared"], request["url"])
    except SourceError as error:
        is_article = not isinstance(error, NotAnArticleError)
        result: dict[str, Any] = {"what": error.what, "remedy": error.remedy, "article": is_article}
    else:
        result = {"draft": asdict(draft)}
    out.write(json.dumps(result).encode())


def _drafted(kind: str, data: bytes, declared: str | None, url: str | None) -> Draft:
    if kind == "pdf":
        from inquit.sources.pdf import draft_from_pdf

        return draft_from_pdf(data)
    from inquit.sources.html import draft_from_page

    return draft_from_page(data, declared=declared, url=url)


def _limit_memory() -> None:
    """Let the system refuse more memory than any page needs, where it can."""
    try:
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        if most == resource.RLIM_INFINITY or most > MAX_MEMORY_BYTES:
            resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, most))
    except (ImportError, OSError, ValueError):  # Windows; systems that know no such limit
        LOGGER.debug("the memory of the process that reads a page cannot be limited")


def _command() -> list[str]:
    """How to start a Python like this one.

    Raises:
        OSError: This Python is part of another program, which would be started instead.
    """
    name = Path(sys.executable or "").name.lower()
    if getattr(sys, "frozen", False) or not name.startswith(("python", "pypy")):
        raise FileNotFoundError(f"{sys.executable!r} is no Python interpreter")
    return [sys.executable, "-P", "-c", CHILD]


def _draft(result: dict[str, Any]) -> Draft:
    if "what" in result:
        kind = SourceError if result.get("article", True) else NotAnArticleError
        raise kind(result["what"], remedy=result["remedy"])
    fields = result["draft"]
    fields["published_candidates"] = tuple(PublishedCandidate(**found) for found in fields["published_candidates"])
    for name in ("authors", "warnings"):
        fields[name] = tuple(fields[name])
    return Draft(**fields)
