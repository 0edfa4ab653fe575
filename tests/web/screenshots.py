"""Pictures of every page, light and dark, wide and narrow: `python -m tests.web.screenshots OUT [--ledger FILE]`.

Without a ledger the sample stories are read with the packaged model and a few corrections are made.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import urllib.parse
import urllib.request
from itertools import product
from pathlib import Path

from inquit import samples
from inquit.ingest.recording import record
from inquit.ledger import Ledger
from inquit.web.settings import Settings
from tests.web.running import browser, running

SIZES = {"wide": (1280, 900), "narrow": (360, 740)}
LOOKS = ("light", "dark")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--only", nargs="*", help="Names of pages.")
    parser.add_argument("--looks", nargs="*", default=list(LOOKS))
    parser.add_argument("--sizes", nargs="*", default=list(SIZES))
    parser.add_argument("--whole", action="store_true", help="The whole page, not only what a screen shows.")
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = told.ledger or sample_ledger(Path(folder) / "samples.db")
        with running(Settings(str(ledger), who="Ann Reviewer", requests_per_s=None)) as site, browser() as chromium:
            pages = pages_of(site)
            for look, size in product(told.looks, told.sizes):
                width, height = SIZES[size]
                context = chromium.new_context(
                    viewport={"width": width, "height": height}, color_scheme=look, device_scale_factor=1
                )
                page = context.new_page()
                for name, path in pages.items():
                    if told.only and name not in told.only:
                        continue
                    page.goto(site + path)
                    page.screenshot(path=told.out / f"{name}-{look}-{size}.png", full_page=told.whole)
                context.close()
    print(f"{len(list(told.out.glob('*.png')))} pictures in {told.out}")


def sample_ledger(path: Path) -> Path:
    """The sample stories, read, with a correction or two."""
    with Ledger(path) as ledger:
        for _ in record(samples.paths(), ledger):
            pass
        pledge = ledger.search('"end of 2028"').rows[0]
        ledger.correct(pledge.id, {"act": "plan"}, who="Ann Reviewer", why="an intention, not a commitment")
        ledger.confirm(ledger.search("ban cod").rows[0].id, who="Ben Desk")
    return path


def pages_of(site: str) -> dict[str, str]:
    """Path of every page, of what the ledger holds, by a name."""

    def data(path: str) -> dict:
        with urllib.request.urlopen(site + path) as answer:
            return json.load(answer)

    home = data("/index.json")
    fullest = max(data("/search.json?limit=200")["found"], key=lambda row: (row["corrected"], row["confidence"] or 0))
    articles = {row["article"] for row in data("/search.json?limit=300")["found"]}
    article = max(articles, key=lambda one: len(data(f"/article/{one}.json")["statements"]))
    versioned = next((one["id"] for one in home["articles"] if one["versions"] > 1), article)
    return {
        "home": "/",
        "search": "/search?q=water",
        "results": "/search?act=promise",
        "nothing": "/search?q=zeppelin",
        "article": f"/article/{article}",
        "statement": f"/statement/{fullest['id']}",
        "person": f"/person/{home['heard'][0]['id']}",
        "articles": f"/person/{home['heard'][0]['id']}/articles",
        "people": "/people",
        "doubts": "/people/review",
        "review": "/review",
        "sample": "/review?order=sample&size=20",
        "hidden": "/review?hidden=true",
        "compare": f"/compare?since={home['overview']['first']}&until={home['overview']['last']}",
        "lost": f"/lost?a={versioned}",
        "words": "/lost?a=We+will+not+raise+the+fares+before+2027,+unless+the+price+of+diesel+doubles"
        "&b=The+line+said+it+will+not+raise+the+fares+before+2028",
        "timeline": f"/timeline?of={home['heard'][0]['id']}",
        "promises": "/promises",
        "conditions": "/conditions",
        "audit": "/audit",
        "outlet": f"/audit?of={urllib.parse.quote(data('/audit.json')['choices'][0])}",
        "audited": f"/audit?of={article}",
        "stats": "/stats?by=outlet",
        "months": "/stats?by=month",
        "changes": f"/article/{versioned}/changes",
        "watch": "/watch",
        "watched": "/watch?act=promise&since=2024",
        "add": "/add",
        "problem": "/statement/szzzzzzzz",
    }


if __name__ == "__main__":
    main()
