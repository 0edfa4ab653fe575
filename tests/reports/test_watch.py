from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from ledger.readings import FERRY, reading

from inquit.errors import FormatError, LedgerError
from inquit.ledger import Ledger, Query
from inquit.reports.watch import watch
from inquit.reports.watch_marks import Mark, file_of, forget, keep, marks
from reports.pledge_stories import fill, line


def words(ledger: Ledger, *given: object, **more: object) -> list[str]:
    return [one.statement.words for one in watch(ledger, *given, **more).statements]  # type: ignore[arg-type]


def test_what_came_since_a_mark(ledger: Ledger) -> None:
    fill(ledger, [line("2024-01-10", "Ida Holm", "promise", "a bridge")])
    first = watch(ledger)
    assert [one.statement.words for one in first.statements] == ["a bridge"]
    assert words(ledger, since=first.until) == []
    fill(ledger, [line("1999-01-10", "Otto Brandt", "refuse", "a tower")])
    assert words(ledger, since=first.until) == ["a tower"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), ["a bridge", "a tower"]),
        (Query("bridges"), ["a bridge"]),
        (Query(speaker="Brandt"), ["a tower"]),
        (Query(acts=("refuse",)), ["a tower"]),
        (Query(outlets=("Echo",), acts=("promise",)), ["a bridge"]),
        (Query(outlets=("Nowhere",)), []),
    ],
)
def test_by_person_word_act_and_outlet(ledger: Ledger, query: Query, found: list[str]) -> None:
    fill(
        ledger,
        [line("2024-01-10", "Ida Holm", "promise", "a bridge"), line("2024-01-10", "Otto Brandt", "refuse", "a tower")],
    )
    assert words(ledger, query) == found


def test_of_a_new_version_only_what_was_not_said_before(ledger: Ledger) -> None:
    ledger.add(reading())
    mark = watch(ledger).until
    ledger.add(reading(f"{FERRY}\nVera Lund said the bolts have come."))
    found = watch(ledger, since=mark)
    assert [(one.statement.words, one.version) for one in found.statements] == [("the bolts have come", 2)]
    ledger.add(reading(reader=None))
    assert words(ledger, since=found.until) == []


def test_since_a_day(ledger: Ledger) -> None:
    fill(ledger, [line("2024-01-10", "Ida Holm", "promise", "a bridge")])
    today = datetime.now(UTC).date()
    assert words(ledger, since=today) == words(ledger, since=today.isoformat()) == ["a bridge"]
    assert words(ledger, since=today + timedelta(1)) == []
    assert words(ledger, as_of=today - timedelta(1)) == []
    with pytest.raises(FormatError, match="since: 'monday' is not a date"):
        watch(ledger, since="monday")


def test_more_than_fits_goes_on_at_the_next_call(ledger: Ledger) -> None:
    fill(ledger, [line("2024-01-10", "Ida Holm", "promise", f"bridge {n}") for n in range(5)])
    seen, mark = [], None
    while True:
        found = watch(ledger, since=mark, limit=2)
        seen += [one.statement.words for one in found.statements]
        mark = found.until
        if not found.more:
            break
    assert seen == [f"bridge {n}" for n in range(5)]
    with pytest.raises(FormatError, match="limit: 0 is not between 1 and 1000"):
        watch(ledger, limit=0)


def test_named_watches_are_kept_beside_the_ledger(tmp_path: Path) -> None:
    file = file_of(tmp_path / "town.db")
    assert file.name == "town.db.watch.json"
    assert marks(file) == {}
    tolls = Mark("tolls", Query("toll", "Holm", acts=("promise",)), "2024-03-09T00:00:00.000Z")
    keep(file, tolls)
    keep(file, Mark("all", Query(), None))
    assert marks(file) == {"tolls": tolls, "all": Mark("all", Query(), None)}
    forget(file, "tolls")
    assert list(marks(file)) == ["all"]
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_what_is_wrong_with_named_watches_is_told(tmp_path: Path) -> None:
    file = tmp_path / "watch.json"
    with pytest.raises(FormatError, match="there is no watch 'tolls'"):
        forget(file, "tolls")
    with pytest.raises(FormatError, match="cannot be the name of a watch"):
        keep(file, Mark("a/b", Query(), None))
    file.write_text("[]", encoding="utf-8")
    with pytest.raises(FormatError, match="is not a file of watches"):
        marks(file)
    with pytest.raises(LedgerError, match="cannot be written"):
        keep(tmp_path / "gone" / "watch.json", Mark("a", Query(), None))


def test_an_article_that_was_being_written_meanwhile_is_not_passed_over(ledger: Ledger) -> None:
    fill(ledger, [line("2024-01-10", "Ida Holm", "promise", "a bridge")])
    mark = watch(ledger).until
    fill(ledger, [line("2024-01-10", "Ida Holm", "promise", "a tower")])
    before = f"9999-01-01T00:00:00.000Z/{mark.rpartition('/')[2]}"  # as if it had begun before we looked
    assert words(ledger, since=before) == ["a tower"]
    assert words(ledger, since=mark) == ["a tower"]


def test_a_day_of_a_date_object(ledger: Ledger) -> None:
    assert watch(ledger, since=date(2024, 3, 9)).since == "2024-03-09T00:00:00.000Z"
