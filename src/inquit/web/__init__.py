"""A ledger in a browser: `app.create_app` makes the site of `inquit serve`, `static.write_site` the pages as files."""

from __future__ import annotations

from inquit.web.settings import Settings

__all__ = ["Settings"]
