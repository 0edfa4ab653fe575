"""`inquit follow` at the command line: what it prints, how it ends, and that nothing is lost when it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from follow.site import Page, Site, serving

from cli.fake import STORY
from inquit.ledger import Ledger

Run = Callable[..., Result]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def arguments(site: Site, *more: str) -> list[str]:
    return ["follow", f"{site.base}/feed.xml", "--allow-private", "--any-language", "--pause", "0.1", *more]


def test_articles_are_lines_and_the_feed_is_told(run: Run, site: Site) -> None:
    site.rss("/a")
    site.story("/a", STORY)
    done = run(*arguments(site, "--once"))
    assert done.exit_code == 0, done.stderr
    outcome, _, statements, where = done.stdout.rstrip("\n").split("\t")
    assert (outcome, statements, where) == ("new article", "2", f"{site.base}/a")
    assert done.stderr == f"inquit: {site.base}/feed.xml: 1 new, 0 changed of 1 listed\n"
    again = run(*arguments(site, "--once"))
    assert (again.exit_code, again.output) == (0, "")


def test_a_failure_ends_with_1(run: Run, site: Site) -> None:
    site.rss("/bad")
    site.pages["/bad"] = Page(b"", 500)
    done = run(*arguments(site, "--once"))
    assert done.exit_code == 1
    assert f"inquit: {site.base}/bad: the server answers 500 Internal Server Error; try again later\n" in done.stderr


def test_a_path_is_a_wrong_call(run: Run) -> None:
    done = run("follow", "feed.xml")
    assert done.exit_code == 2
    assert "'feed.xml' is no http or https address." in done.stderr


def started(command: Callable[..., list[str]], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_at_a_signal_while_it_waits(
    command: Callable[..., list[str]], site: Site, folder: Path, number: signal.Signals
) -> None:
    site.rss("/a")
    site.story("/a", STORY)
    process = started(command, *arguments(site))
    assert process.stdout is not None
    assert process.stdout.readline().startswith("new article\t")
    time.sleep(0.3)
    process.send_signal(number)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 0
    assert told.endswith("inquit: stopped; the next call goes on from here\n")


def test_it_stops_at_a_signal_while_a_server_keeps_it_waiting(
    command: Callable[..., list[str]], site: Site, run: Run, folder: Path
) -> None:
    site.rss("/a", "/slow")
    site.story("/a", STORY)
    site.pages["/slow"] = Page(does=lambda handler: time.sleep(60))
    process = started(command, *arguments(site))
    while not site.asked_for("/slow"):
        time.sleep(0.02)
    start = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert (process.returncode, time.monotonic() - start < 10) == (0, True)
    site.story("/slow", STORY + "Ida Holm said so too.\n")
    left = 1 if site.asked_for("/a") and len(run("export").stdout.splitlines()) else 2
    done = run(*arguments(site, "--once"))
    assert len(done.stdout.splitlines()) == left
    assert f"{site.base}/slow" in done.stdout


def test_killed_at_any_moment_nothing_is_lost_or_doubled(
    command: Callable[..., list[str]], site: Site, run: Run, folder: Path
) -> None:
    paths = [f"/{number}" for number in range(12)]
    site.rss(*paths, ETag='"1"')
    for path in paths:
        site.story(path, f"Story {path[1:]}\n\nVera Lund said number {path[1:]} is true.\n")
    for delay_s in (0.9, 1.3, 1.7):
        process = started(command, *arguments(site))
        time.sleep(delay_s)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    done = run(*arguments(site, "--once"))
    assert done.exit_code == 0, done.stderr
    with Ledger(folder / "inquit.db") as ledger:
        assert sorted(row.words for row in ledger.statements()) == sorted(
            f"number {path[1:]} is true" for path in paths
        )
        assert not ledger.verify().problems
