from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from cli.fake import STORY
from inquit import ingest
from inquit.errors import FetchError
from inquit.ingest import politeness, recording
from inquit.ledger import Ledger
from inquit.ledger.packing import unpacked
from inquit.sources import ReadOptions
from inquit.sources.fetch import Fetched

Run = Callable[..., Result]

FILLER = (
    "<p>Nobody else wanted to be named, and the harbour was empty in the evening when the last boat came in.</p>" * 4
)
PAGE = (
    "<html><body><article><h1>Cold water</h1><p>Otto Brandt said the water was cold.</p>"
    f"{FILLER}</article></body></html>"
).encode()
SWIM = "Cold water\n\nOtto Brandt said the water was cold in June.\n"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The web: what each address answers."""
    pages: dict[str, bytes] = {}

    def fetch(url: str, options: ReadOptions | None = None) -> Fetched:
        if url not in pages:
            raise FetchError("the server answers 404 Not Found", remedy="check the address", status=404)
        return Fetched(url, pages[url], "utf-8")

    monkeypatch.setattr("inquit.sources.fetch.fetch", fetch)
    monkeypatch.setattr(politeness, "fetch", fetch)
    return pages


def urls(path: str = "inquit.db") -> list[str | None]:
    with Ledger(path, create=False) as ledger:
        return [row[0] for row in ledger.conn.execute("SELECT url FROM articles ORDER BY id")]


def test_a_story_is_added_and_counted(run: Run) -> None:
    result = run("add", "bridge.txt")
    assert (result.stdout, result.stderr, result.exit_code) == (
        "inquit.db: 1 new article; 2 statements added\n",
        "",
        0,
    )


def test_the_same_again_adds_nothing(run: Run) -> None:
    run("add", "bridge.txt")
    assert run("add", "bridge.txt").stdout == "inquit.db: 1 known; 0 statements added\n"


def test_a_known_article_is_not_read_again(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "many.jsonl").write_text("".join(json.dumps({"text": STORY, "url": f"https://a.example/{n}"}) + "\n" for n in range(5)), encoding="utf-8")  # fmt: skip
    run("add", "many.jsonl")
    reader, read = ingest.packaged_reader(), []

    class Counting:
        def read_many(self, articles):  # type: ignore[no-untyped-def]
            for article in articles:
                read.append(article)
                yield reader.read(article)

    with Ledger("inquit.db") as ledger:
        done = list(recording.record(["many.jsonl"], ledger, reader=Counting()))
    assert [str(item.added.outcome) for item in done if isinstance(item, recording.Recorded)] == ["known"] * 5
    assert len(read) == 1  # who reads is known from the first reading on


def test_readings_are_taken_as_they_are_without_a_model(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "r.jsonl").write_text(run("read", "bridge.txt", "--format", "jsonl").stdout, encoding="utf-8")
    monkeypatch.setattr(ingest, "packaged_reader", lambda workers=1: pytest.fail("the model was loaded"))
    assert run("add", "r.jsonl").stdout == "inquit.db: 1 new article; 2 statements added\n"
    packed = folder / "r.jsonl.gz"
    packed.write_bytes(gzip.compress((folder / "r.jsonl").read_bytes()))
    assert run("add", "r.jsonl.gz").stdout == "inquit.db: 1 known; 0 statements added\n"


def test_readings_come_by_a_pipe_too(run: Run) -> None:
    line = run("read", "bridge.txt", "--format", "jsonl").stdout
    assert run("add", "-", given=line).stdout == "inquit.db: 1 new article; 2 statements added\n"


def test_the_outlet_of_readings_can_be_given(run: Run) -> None:
    line = run("read", "bridge.txt", "--format", "jsonl").stdout
    run("add", "-", "--outlet", "The Holm Post", given=line)
    with Ledger("inquit.db") as ledger:
        assert [row.outlet for row in ledger.statements()] == ["The Holm Post"] * 2


def test_a_folder_is_added_with_those_in_it_and_without_the_ledger(run: Run, folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "swim.txt").write_text(SWIM, encoding="utf-8")
    assert run("add", ".").stdout == "inquit.db: 2 new articles; 3 statements added\n"
    again = run("add", ".")
    assert (again.stdout, again.stderr, again.exit_code) == ("inquit.db: 2 known; 0 statements added\n", "", 0)


def test_a_broken_record_is_named_and_the_rest_goes_in(run: Run, folder: Path) -> None:
    lines = [json.dumps({"text": STORY}), '{"text": 7}', json.dumps({"text": SWIM})]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("add", "a.jsonl", "nope.html")
    assert result.stdout == "inquit.db: 2 new articles; 3 statements added\n"
    assert result.stderr == (
        "inquit: a.jsonl, record 2: text: 7 is not a string; mend the record or take it out\n"
        "inquit: nope.html: there is no such file, and it is no http or https address; check the path; a text itself "
        "goes to read_text, or by a pipe to inquit read -\n"
        "inquit: 2 of 4 could not be added; the others were\n"
    )
    assert result.exit_code == 1


def test_a_broken_reading_is_named_and_the_rest_goes_in(run: Run, folder: Path) -> None:
    good = run("read", "bridge.txt", "--format", "jsonl").stdout
    bad = json.loads(good) | {"text": "changed since"}
    (folder / "r.jsonl").write_text(json.dumps(bad) + "\n" + good, encoding="utf-8")
    result = run("add", "r.jsonl")
    assert result.stderr.startswith("inquit: r.jsonl, record 1: sha256: ")
    assert result.stdout == "inquit.db: 1 new article; 2 statements added\n"


def test_mixed_lines_are_read_or_taken(run: Run, folder: Path) -> None:
    good = run("read", "bridge.txt", "--format", "jsonl").stdout
    (folder / "mixed.jsonl").write_text(good + json.dumps({"text": SWIM}) + "\n", encoding="utf-8")
    assert run("add", "mixed.jsonl").stdout == "inquit.db: 2 new articles; 3 statements added\n"


def test_the_bytes_of_a_page_are_kept_unless_declined(run: Run, folder: Path, web: dict[str, bytes]) -> None:
    web["https://a.example/1"] = web["https://a.example/2"] = PAGE
    run("add", "https://a.example/1", "bridge.txt")
    run("add", "https://a.example/2", "--no-keep-source")
    with Ledger("inquit.db") as ledger:
        rows = ledger.conn.execute("SELECT place, final_url, packed, sha256 FROM sources ORDER BY place").fetchall()
    assert [(row["place"], row["final_url"]) for row in rows] == [
        ("bridge.txt", None),
        ("https://a.example/1", "https://a.example/1"),
    ]
    assert unpacked(rows[1]["packed"], rows[1]["sha256"]) == PAGE
    assert unpacked(rows[0]["packed"], rows[0]["sha256"]) == STORY.encode()


def test_a_list_of_addresses_is_fetched_but_for_those_that_are_there(
    run: Run, folder: Path, web: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(politeness, "PAUSE_S", 0.0)
    web.update({f"https://{host}.example/1": PAGE for host in "abc"})
    (folder / "list.txt").write_text(
        "# news\nhttps://a.example/1\n\nhttps://gone.example/1\nhttps://b.example/1\n", encoding="utf-8"
    )
    result = run("add", "--urls", "list.txt")
    assert (result.stdout, result.exit_code) == ("inquit.db: 2 new articles; 2 statements added\n", 1)
    assert "https://gone.example/1: the server answers 404 Not Found; check the address" in result.stderr
    (folder / "list.csv").write_text("name,url\nA,https://a.example/1\nC,https://c.example/1\n", encoding="utf-8")
    assert run("add", "--urls", "list.csv").stdout == "inquit.db: 1 known, 1 new article; 1 statement added\n"
    assert run("add", "--urls", "list.csv").stdout == "inquit.db: 2 known; 0 statements added\n"
    assert urls() == [f"https://{host}.example/1" for host in "abc"]


def test_what_changed_is_fetched_again_on_request(run: Run, folder: Path, web: dict[str, bytes]) -> None:
    web["https://a.example/1"] = PAGE
    (folder / "list.txt").write_text("https://a.example/1\n", encoding="utf-8")
    run("add", "--urls", "list.txt")
    web["https://a.example/1"] = PAGE.replace(b"cold.", b"icy.")
    assert run("add", "--urls", "list.txt", "--refetch").stdout == "inquit.db: 1 new version; 1 statement added\n"


def test_a_removed_article_stays_out(run: Run) -> None:
    run("add", "bridge.txt")
    with Ledger("inquit.db") as ledger:
        (article,) = ledger.conn.execute("SELECT short_id FROM articles").fetchone()
        ledger.remove(article, reason="court order 7", who="ann")
    result = run("add", "bridge.txt")
    assert result.stdout == "inquit.db: 1 removed before; 0 statements added\n"
    assert (
        result.stderr
        == f"inquit: note: bridge.txt: the article {article} was removed for good, and is not added again\n"
    )


def test_the_ledger_is_named_by_option_or_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INQUIT_LEDGER", "town.db")
    assert run("add", "bridge.txt").stdout.startswith("town.db: ")
    assert run("add", "bridge.txt", "--ledger", "other.db").stdout.startswith("other.db: 1 new article")


def test_nothing_to_add_is_a_wrong_call(run: Run) -> None:
    result = run("add")
    assert result.exit_code == 2
    assert "Name what to add: paths, folders, addresses, - for standard input, or --urls FILE." in result.stderr


def test_a_ledger_that_is_none_ends_the_command(run: Run, folder: Path) -> None:
    (folder / "inquit.db").write_bytes(b"dear diary, " * 100)
    result = run("add", "bridge.txt")
    assert result.stderr == "inquit: inquit.db: is not a ledger: not even a SQLite file; check the path\n"
    assert result.exit_code == 1


def test_an_interrupted_command_tells_what_is_done(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "swim.txt").write_text(SWIM, encoding="utf-8")
    reader = ingest.packaged_reader()

    class Interrupted:
        def read_many(self, articles):  # type: ignore[no-untyped-def]
            yield reader.read(next(articles))
            raise KeyboardInterrupt

    monkeypatch.setattr(ingest, "packaged_reader", lambda workers=1: Interrupted())
    result = run("add", "bridge.txt", "swim.txt")
    told = "interrupted: 1 new article; 2 statements added; the same command goes on from here"
    assert (result.stdout, result.stderr, result.exit_code) == ("", f"inquit: inquit.db: {told}\n", 1)
    monkeypatch.setattr(ingest, "packaged_reader", lambda workers=1: reader)
    assert run("add", "bridge.txt", "swim.txt").stdout == "inquit.db: 1 known, 1 new article; 1 statement added\n"
