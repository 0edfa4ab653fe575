"""The files that browsers fetch beside a page: two, and each under a name that changes with its content.

So a browser may keep them for ever and asks three times for a first page.  Scripts are joined here and not by a build.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

OURS = "inquit.web/assets"
SOURCES = {
    # The marks in a text look as on the page that `inquit read --format html` writes: the same file.
    "site.css": ("inquit.export/templates/page.css", f"{OURS}/site.css", f"{OURS}/pages.css"),
    "site.js": (f"{OURS}/htmx-2.0.11.min.js", f"{OURS}/site.js"),
    "icon.svg": (f"{OURS}/icon.svg",),
}
"""By name, package and path of the files that are joined."""

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to serve.

    Attributes:
        public: Its name on the site.
    """

    public: str
    media_type: str
    content: bytes


def _asset(name: str, sources: tuple[str, ...]) -> Asset:
    content = b"\n".join(_bytes(*source.split("/", 1)) for source in sources)
    stem, _, ending = name.partition(".")
    return Asset(f"{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{ending}", TYPES[ending], content)


def _bytes(package: str, path: str) -> bytes:
    return (files(package) / path).read_bytes()


ASSETS = {name: _asset(name, sources) for name, sources in SOURCES.items()}
BY_PUBLIC_NAME = {asset.public: asset for asset in ASSETS.values()}
