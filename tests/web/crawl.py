"""Links of pages: those that lead nowhere."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

LINK = re.compile(r'<(?:a|link|script|form)\b[^>]*?\s(?:href|src|action)="([^"]*)"')
ID = re.compile(r'\sid="([^"]+)"')


def links_of(html: str) -> list[str]:
    """Targets of links, styles, scripts and forms, as a browser reads them."""
    return [unescape(link) for link in LINK.findall(html)]


def ids_of(html: str) -> set[str]:
    return {unescape(one) for one in ID.findall(html)}


def dead_links_of_files(folder: Path) -> list[str]:
    """Links between the files of a folder whose file or place is not there."""
    pages = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
    ids = {path: ids_of(html) for path, html in pages.items()}
    dead = []
    for path, html in pages.items():
        for link in links_of(html):
            if link.startswith(("http:", "https:")):
                continue
            file, _, place = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            if not target.is_file() or (place and place not in ids.get(target, set())):
                dead.append(f"{path.relative_to(folder)}: {link}")
    return dead
