from __future__ import annotations

from dataclasses import replace
from itertools import count as count_up

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inquit import jsonl
from inquit.errors import FormatError
from inquit.ledger import Ledger
from inquit.ledger.adding import Added, Outcome, SourceBytes, known_as
from inquit.ledger.packing import unpacked
from inquit.types import Article, ReaderInfo, Reading
from ledger.looking import content, count, said, standing
from ledger.readings import FERRY, READER, reading

NEWER = ReaderInfo("0.2.0", "tests 2")
CHANGED = FERRY.replace("needs new bolts", "needs one new bolt")

NUMBERS = count_up()
ALL = [("Vera Lund", "the engine needs new bolts"), ("Otto Brandt", "the ferry would sail on Friday")]


def test_a_reading_becomes_an_article_with_its_statements(ledger: Ledger) -> None:
    added = ledger.add(reading())
    assert added == Added(Outcome.ARTICLE, added.article, 1, 2)
    assert said(ledger) == ALL


def test_a_statement_is_a_row_with_names_dates_and_its_place(ledger: Ledger) -> None:
    ledger.add(reading())
    row = standing(ledger)[1]
    assert (row.who, row.kind, row.cue, row.act, row.mode) == (
        "Otto Brandt",
        "person",
        "promised",
        "promise",
        "indirect",
    )
    assert (row.said, row.said_basis, row.published) == ("2024-03-09", "published", "2024-03-09")
    assert (row.outlet, row.title, row.version) == ("The Holm Post", "Ferry to Holm stays in port", 1)
    assert FERRY[row.start : row.stop] == "Otto Brandt promised the ferry would sail on Friday"
    assert (row.corrected, row.current, row.confidence) == (False, True, 0.9)


def test_sql_finds_the_characters_by_the_offsets(ledger: Ledger) -> None:
    ledger.add(reading("Łódź 🚢 ferry\n\nVera Lund said the 🚢 is late.\n"))
    shown = ledger.conn.execute(
        "SELECT substr(v.text, w.start + 1, w.stop - w.start) FROM who_said_what w JOIN articles a ON a.short_id = w.article"
        " JOIN versions v ON v.article_id = a.id AND v.number = w.version"
    ).fetchone()[0]
    assert shown == "Vera Lund said the 🚢 is late"


def test_the_same_again_adds_nothing(ledger: Ledger) -> None:
    first = ledger.add(reading())
    before = content(ledger)
    assert ledger.add(reading()) == Added(Outcome.NOTHING, first.article, 1, 0)
    assert content(ledger) == before


def test_the_fragment_of_an_address_tells_no_articles_apart(ledger: Ledger) -> None:
    ledger.add(reading())
    assert ledger.add(reading(url="HTTPS://Post.example/ferry#comments")).outcome is Outcome.NOTHING


def test_the_same_text_at_two_addresses_is_two_articles(ledger: Ledger) -> None:
    ledger.add(reading())
    ledger.add(reading(url="https://wire.example/1", outlet="Wire"))
    assert said(ledger) == [*ALL, *ALL]
    assert len({row.id for row in standing(ledger)}) == 4


def test_a_changed_text_is_a_new_version_and_the_old_one_keeps_its_statements(ledger: Ledger) -> None:
    first = ledger.add(reading())
    assert ledger.add(reading(CHANGED)) == Added(Outcome.VERSION, first.article, 2, 2)
    assert [words for _, words in said(ledger)] == ["the engine needs one new bolt", "the ferry would sail on Friday"]
    old = ledger.conn.execute("SELECT words FROM who_said_what WHERE version = 1 AND NOT current ORDER BY start")
    assert [row[0] for row in old] == [words for _, words in ALL]


def test_a_text_of_before_adds_nothing_and_does_not_come_back(ledger: Ledger) -> None:
    ledger.add(reading())
    ledger.add(reading(CHANGED))
    assert ledger.add(reading()).outcome is Outcome.NOTHING
    assert said(ledger)[0] == ("Vera Lund", "the engine needs one new bolt")


def test_without_an_address_a_changed_text_is_another_article(ledger: Ledger) -> None:
    ledger.add(reading(url=None))
    assert ledger.add(reading(CHANGED, url=None)).outcome is Outcome.ARTICLE
    assert ledger.add(reading(url=None)).outcome is Outcome.NOTHING


def test_a_newer_reader_makes_a_new_reading_of_the_same_version(ledger: Ledger) -> None:
    first = ledger.add(reading())
    ids = [row.id for row in standing(ledger)]
    assert ledger.add(reading(reader=NEWER, act="plan")) == Added(Outcome.READING, first.article, 1, 2)
    assert [(row.id, row.act) for row in standing(ledger)] == [(ids[0], "plan"), (ids[1], "plan")]
    assert count(ledger, "readings") == 2


def test_what_a_newer_reader_lacks_stands_no_longer_but_keeps_its_link(ledger: Ledger) -> None:
    ledger.add(reading())
    ids = [row.id for row in standing(ledger)]
    newer = reading(reader=NEWER)
    ledger.add(replace(newer, statements=newer.statements[1:]))
    assert [row.id for row in standing(ledger)] == ids[1:]
    assert count(ledger, "statements") == 2


def test_an_older_readers_reading_that_comes_late_does_not_count(ledger: Ledger) -> None:
    ledger.add(reading(reader=ReaderInfo("0.10.0", "tests")))
    assert ledger.add(reading(reader=ReaderInfo("0.9.3", "tests"), act="plan")).outcome is Outcome.READING
    assert [row.act for row in standing(ledger)] == ["assert", "promise"]


def test_a_reading_made_by_hand_is_known_by_what_it_says(ledger: Ledger) -> None:
    ledger.add(reading(reader=None))
    assert ledger.add(reading(reader=None)).outcome is Outcome.NOTHING
    assert ledger.add(reading(reader=None, act="plan")).outcome is Outcome.READING


def test_ids_are_the_same_on_every_machine(ledger: Ledger) -> None:
    ledger.add(reading())
    assert [row.id for row in standing(ledger)] == ["s7yogbitruxal", "sfy4r55lj2f3o"]


def test_statements_at_the_same_place_have_ids_of_their_own(ledger: Ledger) -> None:
    twice = reading()
    first = twice.statements[0]
    ledger.add(replace(twice, statements=(first, replace(first, id="other", act=None))))
    assert count(ledger, "statements") == 2


def test_a_statement_within_another_points_at_it(ledger: Ledger) -> None:
    both = reading("Vera Lund said the crew of Otto Brandt said little.\n")
    outer = both.statements[0]
    nested = replace(outer, id="n", content=replace(outer.content, pieces=((15, 18),)), within=outer.id)
    ledger.add(replace(both, statements=(outer, nested)))
    rows = ledger.conn.execute("SELECT id, within_id FROM statements ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == [(1, None), (2, 1)]


def test_the_bytes_of_the_source_are_kept_with_time_and_address(ledger: Ledger) -> None:
    source = SourceBytes(
        "https://post.example/f", b"<p>ferry" * 100, "https://post.example/ferry", "2024-03-10T08:00:00Z"
    )
    ledger.add(reading(), source=source)
    row = ledger.conn.execute("SELECT * FROM sources").fetchone()
    assert (row["place"], row["final_url"], row["fetched"]) == (source.place, source.final_url, source.fetched)
    assert unpacked(row["packed"], row["sha256"]) == source.data
    assert len(row["packed"]) < row["size_bytes"] == 800


def test_an_article_is_known_before_it_is_read(ledger: Ledger) -> None:
    article = reading().article
    assert known_as(ledger.conn, article, READER) is None
    added = ledger.add(reading())
    assert known_as(ledger.conn, article, READER) == replace(added, outcome=Outcome.NOTHING, statements=0)
    assert known_as(ledger.conn, article, NEWER) is None
    assert known_as(ledger.conn, article, None) is None


def test_a_text_that_is_no_unicode_is_refused(ledger: Ledger) -> None:
    with pytest.raises(FormatError, match=r"^text: the lone surrogate at 3 is not a character; mend the text"):
        ledger.add(Reading(Article("odd\ud800"), ()))
    assert count(ledger, "articles") == 0


@pytest.mark.parametrize("name", ["id", "title", "outlet", "url", "published", "language"])
def test_half_a_character_anywhere_is_refused_and_nothing_is_kept(ledger: Ledger, name: str) -> None:
    good = reading()
    with pytest.raises(FormatError) as caught:
        ledger.add(replace(good, article=replace(good.article, **{name: "odd\ud800"})))
    assert (
        str(caught.value) == "'odd\\ud800': the lone surrogate at 3 is not a character; mend it, then do the same again"
    )
    assert count(ledger, "articles") == count(ledger, "outlets") == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_any_text_with_any_spans_comes_out_as_it_went_in(ledger: Ledger, text: str, data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True))
    ends = sorted(ends)[: len(ends) // 2 * 2]
    pieces = list(zip(ends[::2], ends[1::2], strict=True))
    url = f"https://post.example/{next(NUMBERS)}"
    statement = {"content": [list(piece) for piece in pieces]}
    added = ledger.add(jsonl.from_record({"text": text, "url": url, "statements": [statement]}))
    row = ledger.conn.execute("SELECT words FROM who_said_what WHERE article = ?", (added.article,)).fetchone()
    assert row["words"] == " … ".join(text[start:end] for start, end in pieces)
