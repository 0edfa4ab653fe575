"""Build the documentation as a site in build/site, with zensical (`pip install zensical`).

python docs/site.py           build it; a link that leads nowhere is an error
python docs/site.py --pages   only gather the pages in build/site-docs

The pages in docs/ read well where they are and link to files of the repository; a site has pages only.  So the ones
that stand elsewhere are copied beside them, and links to what is no page become plain words.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GATHERED = ROOT / "build" / "site-docs"
ELSEWHERE = {
    ROOT / "CHANGELOG.md": "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md": "CONTRIBUTING.md",
    ROOT / "SECURITY.md": "SECURITY-POLICY.md",  # a file system may not tell it from security.md
    ROOT / "src" / "inquit" / "model" / "MODEL_CARD.md": "MODEL_CARD.md",
}
LINK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<target>(?!https?:|mailto:|#)[^)#\s]+)(?P<anchor>#[^)\s]*)?\)")


def gathered(pages: dict[Path, str]) -> dict[str, str]:
    """The pages by their names on the site, with their links.

    Args:
        pages: Where each page stands, and what it is called on the site.
    """

    def linked(match: re.Match[str], page: Path) -> str:
        target = (page.parent / match["target"]).resolve()
        name = pages.get(target)
        return f"[{match['words']}]({name}{match['anchor'] or ''})" if name else match["words"]

    return {
        name: LINK.sub(lambda match, page=page: linked(match, page), page.read_text(encoding="utf-8"))
        for page, name in pages.items()
    }


def pages() -> dict[Path, str]:
    """All pages of the site."""
    return {page: page.name for page in sorted((ROOT / "docs").glob("*.md"))} | ELSEWHERE


def main() -> int:
    """Gather the pages and build the site."""
    shutil.rmtree(GATHERED, ignore_errors=True)
    GATHERED.mkdir(parents=True)
    for name, text in gathered(pages()).items():
        (GATHERED / name).write_text(text, encoding="utf-8")
    if sys.argv[1:] == ["--pages"]:
        return 0
    return subprocess.call([sys.executable, "-m", "zensical", "build", "--clean", "--strict"], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
