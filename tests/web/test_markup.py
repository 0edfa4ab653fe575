"""Pages as HTML: valid by the Nu Html Checker where it is there (INQUIT_VNU names vnu.jar), and every link leads somewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from inquit.ledger import Ledger
from inquit.web.static import write_site
from tests.web.conftest import filled
from tests.web.crawl import dead_links_of_files, ids_of, links_of
from tests.web.pages import BROWSER, Site
from tests.web.test_pages import paths

VNU = os.environ.get("INQUIT_VNU")


def test_every_link_of_every_page_leads_somewhere(shared_site: Site) -> None:
    seen: dict[str, str | None] = {}
    dead = []
    for path in paths(shared_site):
        html = shared_site.page(path).text
        for link in links_of(html):
            if link.startswith(("http:", "https:")):
                continue
            target, _, place = link.partition("#")
            target = target or path
            if target not in seen:
                answer = shared_site.client.get(target, headers=BROWSER)
                # 405: where forms are sent to
                ok = answer.status_code in (200, 405) or (answer.status_code == 400 and target.startswith("/lost"))
                seen[target] = answer.text if ok else None
            there = seen[target]
            if there is None or (place and place not in ids_of(there)):
                dead.append(f"{path}: {link}")
    assert dead == []


def test_every_link_between_files_leads_somewhere(tmp_path: Path) -> None:
    with Ledger(filled(tmp_path / "town.db")) as ledger:
        write_site(ledger, tmp_path / "site")
        write_site(ledger, tmp_path / "whole", full_text=True)
    assert dead_links_of_files(tmp_path / "site") == []
    assert dead_links_of_files(tmp_path / "whole") == []


@pytest.mark.skipif(
    VNU is None or shutil.which("java") is None, reason="INQUIT_VNU does not name vnu.jar, or there is no Java"
)
def test_every_page_is_valid_html(shared_site: Site, tmp_path: Path) -> None:
    for number, path in enumerate([*paths(shared_site), "/nowhere"]):
        (tmp_path / f"{number}.html").write_text(shared_site.page(path).text, encoding="utf-8")
    with Ledger(filled(tmp_path / "town.db")) as ledger:
        write_site(ledger, tmp_path / "site")
    done = subprocess.run(
        ["java", "-Xss1m", "-jar", str(VNU), "--format", "gnu", "--errors-only", "--skip-non-html", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
