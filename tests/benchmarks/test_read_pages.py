from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # benchmarks/ is not installed

from benchmarks.clocks import calls_seen, clock_on  # noqa: E402
from benchmarks.int8_limit import operations  # noqa: E402
from benchmarks.make_pages import pages  # noqa: E402
from benchmarks.read_pages import Limit, Round, measure, peak_mb, read_round, seconds_of, table  # noqa: E402
from inquit.errors import Failure, SourceError  # noqa: E402
from inquit.types import Article, Reading, Span, Statement  # noqa: E402

TEXT = "The mill burned\n\n" + "\n\n".join(
    f"“It was the {word} time,” the miller told us, and he did not say whether he would build it again."
    for word in ("first", "second", "third", "fourth", "fifth", "sixth")
)


class FakeReader:
    """One statement an article, without a model."""

    def read_many(self, articles: Iterable[Article | Failure]) -> Iterator[Reading | Failure]:
        for article in articles:
            if isinstance(article, Failure):
                yield article
            else:
                yield Reading(article, (Statement("s1", article.text, Span(((0, 3),)), Span(((4, 8),))),))


class Sleeper:
    def work(self, seconds: float) -> float:
        time.sleep(seconds)
        return seconds

    def deep(self, depth: int) -> int:
        time.sleep(0.01)
        return self.deep(depth - 1) if depth else 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, html in pages([("The mill burned", TEXT)], 3, seed=1):
        (tmp_path / name).write_text(html, encoding="utf-8")
    return tmp_path


def test_a_clock_adds_up_the_calls_and_goes_away_again() -> None:
    original = Sleeper.work
    with clock_on(Sleeper, "work") as clock:
        assert Sleeper().work(0.02) == 0.02
        Sleeper().work(0.02)
    assert clock.calls == 2
    assert 0.04 <= clock.seconds < 0.4
    assert Sleeper.work is original


def test_a_call_inside_a_call_counts_once() -> None:
    with clock_on(Sleeper, "deep") as clock:
        start = time.perf_counter()
        Sleeper().deep(3)
        wall = time.perf_counter() - start
    assert clock.calls == 1
    assert clock.seconds <= wall


def test_a_clock_counts_a_call_that_fails() -> None:
    with clock_on(Sleeper, "work") as clock, pytest.raises(ValueError, match="sleep length"):
        Sleeper().work(-1)
    assert clock.calls == 1


def test_calls_are_seen_with_their_arguments_until_the_block_ends() -> None:
    seen: list[float] = []
    with calls_seen(Sleeper, "work", lambda _, seconds: seen.append(seconds)):
        assert Sleeper().work(0.01) == 0.01
    Sleeper().work(0.02)
    assert seen == [0.01]


def test_the_operations_of_a_piece_are_two_for_each_weight() -> None:
    assert operations([(768, 2304), (768, 768)]) == 2 * 768 * (2304 + 768)


def test_a_round_counts_and_writes_what_was_read(folder: Path) -> None:
    out = folder / "out.jsonl"
    result = read_round(sorted(folder.glob("*.html")), FakeReader(), out)
    assert (result.articles, result.words, result.statements) == (3, 3 * len(TEXT.split()), 3)
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3
    assert result.encoder_s == 0
    assert 0 < result.extraction_s < result.wall_s


def test_a_page_that_cannot_be_read_stops_the_measurement(folder: Path) -> None:
    (folder / "page-00001.html").write_bytes(b"")
    with pytest.raises(SourceError, match="page-00001"):
        read_round(sorted(folder.glob("*.html")), FakeReader(), folder / "out.jsonl")


def test_warming_up_is_not_counted(folder: Path) -> None:
    assert [one.articles for one in measure(sorted(folder.glob("*.html")), FakeReader(), 2)] == [3, 3]


def test_a_process_that_fails_is_shown() -> None:
    with pytest.raises(SystemExit, match="ended with 3"):
        seconds_of([sys.executable, "-c", "raise SystemExit(3)"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the peak")
def test_peak_memory_is_that_of_this_process() -> None:
    peak = peak_mb()
    assert peak is not None
    assert 20 < peak < 20_000


def test_the_table_gives_medians_with_the_lowest_and_highest() -> None:
    rounds = [Round(10, 4_000, 70, wall, wall / 2, wall / 8) for wall in (1.0, 2.0, 4.0)]
    cold = {"read": [0.9, 0.7, 0.8], "import": [0.15, 0.12, 0.14], "python": [0.02, 0.02, 0.03]}
    lines = table(rounds, cold, cpus=2, workers=1, page_kb=168.4, peak=512.3).splitlines()
    assert lines[2].startswith("| machine | ")
    assert lines[2].endswith(", 2 processors used, 1 reading threads |")
    assert lines[:2] + lines[4:] == [
        "| measure | value |",
        "| --- | --- |",
        "| pages | 10 of 168 kB, 400 words each |",
        "| statements found | 70 |",
        "| words a second | 2,000 (1,000–4,000) |",
        "| articles a second | 5.00 (2.50–10.00) |",
        "| share of time in the encoder | 50.0% (50.0%–50.0%) |",
        "| share of time in the extraction | 12.5% (12.5%–12.5%) |",
        "| rounds | 3 |",
        "| peak resident memory | 512 MB |",
        "| `inquit read` of one page, whole process | 0.80 s |",
        "| `import inquit`, without Python's own start | 120 ms |",
    ]


def test_the_table_tells_the_share_of_the_limit() -> None:
    # two threads: 500 pieces in 2 seconds of both together are 500 a second; of 1,000 operations each
    rounds = [Round(10, 4_000, 70, 2.0, 2.0, 0.2, pieces=500), Round(10, 4_000, 70, 2.0, 4.0, 0.2, pieces=500)]
    lines = table(rounds, None, cpus=2, workers=2, page_kb=168.4, peak=None, limit=Limit(1_000, 1e6)).splitlines()

    assert lines[-2:] == [
        "| int8 products at most | 0 GOPS |",
        "| encoder's share of that | 37.5% (25.0%–50.0%) |",
    ]
