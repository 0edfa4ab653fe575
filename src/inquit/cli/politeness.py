"""Lists of addresses, fetched as a good guest does: what robots.txt forbids is not, and never two at once from a host.

Addresses that a person names one by one are fetched as a browser would; a list is a robot's work (RFC 9309).
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from inquit.errors import Failure, FetchError, SourceError
from inquit.sources import ReadOptions, is_url
from inquit.sources.fetch import fetch

AGENT = "Inquit"
PAUSE_S = 1.0
"""Between two requests to one host, unless its robots.txt asks for longer: what crawlers take for polite."""

MAX_PAUSE_S = 60.0
"""Of what a robots.txt may ask for; a host that wants more does not want robots."""


def urls_in(path: Path) -> list[str]:
    """The addresses of a list, one a line, or of a CSV table: its column `url`, else the first with an address in it.

    Empty lines and those that begin with `#` are left out, and so is an address that stood before.

    Raises:
        SourceError: The file cannot be read, or has no address.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(f"cannot be opened ({(error.strerror or str(error)).lower()})", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise SourceError("is not UTF-8", where=str(path), remedy="save it as UTF-8") from error
    rows = [row for row in csv.reader(io.StringIO(text)) if row and not row[0].lstrip().startswith("#")]
    names = [cell.strip().lower() for cell in rows[0]] if rows else []
    column = names.index("url") if "url" in names else None
    found = (_address(row, column) for row in rows)
    urls = list(dict.fromkeys(url for url in found if url))
    if not urls:
        raise SourceError("there is no address in it", where=str(path), remedy="write one http(s) address a line")
    return urls


def politely(
    urls: Iterable[str], options: ReadOptions, *, sleep: Callable[[float], None] = time.sleep
) -> Iterator[str | Failure]:
    """The addresses, each when it may be fetched; one that robots.txt forbids is a `Failure` in its place.

    Args:
        urls: What to fetch.
        options: How robots.txt is fetched.
        sleep: Waits.
    """
    rules: dict[str, RobotFileParser | None] = {}
    last: dict[str, float] = {}
    for url in urls:
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in rules:
            rules[host] = _rules(host, options)
        robots = rules[host]
        if robots is not None and not robots.can_fetch(AGENT, url):
            error = FetchError("robots.txt forbids it", where=url, remedy="save the page from a browser, if you may")
            yield Failure(url, None, error)
            continue
        asked_s = float((robots and robots.crawl_delay(AGENT)) or 0)
        wanted_s = max(PAUSE_S, min(asked_s, MAX_PAUSE_S))
        if host in last and (wait := last[host] + wanted_s - time.monotonic()) > 0:
            sleep(wait)
        last[host] = time.monotonic()
        yield url


def _address(row: list[str], column: int | None) -> str | None:
    cells = row if column is None else row[column : column + 1]
    return next((cell.strip() for cell in cells if is_url(cell.strip())), None)


def _rules(host: str, options: ReadOptions) -> RobotFileParser | None:
    """What the robots.txt of a host says; `None` where there is none that can be had (RFC 9309, section 2.3.1.3)."""
    try:
        text = fetch(f"{host}/robots.txt", options).data.decode("utf-8", "replace")
    except FetchError:
        return None
    robots = RobotFileParser()
    robots.parse(text.splitlines())
    return robots
