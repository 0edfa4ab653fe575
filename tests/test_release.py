"""What a release is made of agrees with itself: versions, the site's pages, the container, the check of wheels."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

import inquit

ROOT = Path(__file__).parents[1]


def loaded(path: str) -> ModuleType:
    """A program of the repository as a module."""
    spec = importlib.util.spec_from_file_location(Path(path).stem + "_program", ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages_of(nav: Any) -> set[str]:
    """The files that a navigation names."""
    if isinstance(nav, str):
        return {nav}
    return set().union(*(pages_of(part) for part in (nav.values() if isinstance(nav, dict) else nav)))


def test_the_citation_has_the_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))

    assert citation["version"] == inquit.__version__
    assert citation["license"] == "Apache-2.0"


def test_the_sites_navigation_has_every_page_once() -> None:
    site = loaded("docs/site.py")
    nav = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]

    assert pages_of(nav) == set(site.pages().values())


def test_links_between_the_sites_pages_lead_to_them_and_others_become_words(tmp_path: Path) -> None:
    site = loaded("docs/site.py")
    (tmp_path / "docs").mkdir()
    page, other = tmp_path / "docs" / "a.md", tmp_path / "CHANGES.md"
    page.write_text("[changes](../CHANGES.md#new), [code](../src/x.py), [web](https://x.example), [here](#top)\n")
    other.write_text("[a](docs/a.md)\n")

    assert site.gathered({page: "a.md", other: "changes.md"}) == {
        "a.md": "[changes](changes.md#new), code, [web](https://x.example), [here](#top)\n",
        "changes.md": "[a](a.md)\n",
    }


def test_the_container_does_not_run_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    instructions = [line.split()[0] for line in lines if re.match(r"[A-Z]+ ", line)]

    assert "USER 10001" in lines  # a number: a host that forbids root cannot look a name up
    assert "--uid 10001 inquit" in "\n".join(lines)
    assert instructions.index("USER") < instructions.index("ENTRYPOINT")


def test_the_workflow_of_a_release_is_yaml_and_builds_before_it_publishes() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))

    assert workflow["jobs"]["publish"]["needs"] == ["build", "docs"]
    assert {workflow["jobs"][job]["needs"] for job in ("build", "docs")} == {"check"}


@pytest.mark.parametrize(
    ("ends", "told"), [((0, ""), None), ((1, "ERROR: none\nmore"), "ERROR: none"), ((2, ""), "pip ended with 2")]
)
def test_what_pip_cannot_resolve_is_told(
    ends: tuple[int, str], told: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    checking = loaded("tools/check_wheels.py")
    calls: list[list[str]] = []

    def run(command: list[str], **options: object) -> object:
        calls.append(command)
        return checking.subprocess.CompletedProcess(command, ends[0], "", ends[1])

    monkeypatch.setattr(checking.subprocess, "run", run)

    assert checking.resolved("linux arm64", "3.14", ["click"]) == told
    assert {"--platform=manylinux_2_28_aarch64", "--only-binary", "click", "3.14"} <= set(calls[0])
