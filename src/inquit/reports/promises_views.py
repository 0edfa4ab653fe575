"""What reports on pledges show: a pledge with all that is known of it, and a page of them, as JSON and as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from inquit.ledger.pledges import Said
from inquit.ledger.pledges_events import Verdict
from inquit.reports.deadlines import Deadline
from inquit.reports.pledges import Reported
from inquit.reports.pledges_changes import Change, told
from inquit.reports.pledges_joining import Joined
from inquit.reports.pledges_since import Development
from inquit.reports.sections import Cell, Section

PLEDGE_COLUMNS = (
    "id", "who", "what", "first said", "last said", "times", "outlets", "to whom", "condition", "deadline", "status",
    "reported by others", "since",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A pledge, as a report shows it.

    Attributes:
        id: Short id of its first statement; the id of any of its statements finds it.
        who, person: The side: its first statement's speaker, or the one they speak for; `None`: not known.
        first, last: Its first and its last own statement, those that only recall an earlier one (*had promised*) apart
            where there are others.
        outlets: Which told it, in order.
        to_whom, condition: As the last statement that tells it does; `None`: not stated.
        deadline: Of the last statement that tells one; `None`: not stated.
        bounds: Other days that it names: from when, until when.
        status: What people read; of an unrated one that of the vocabulary.
        overdue: Whether the deadline is past and no verdict ends it.
        verdicts: What people said of it, oldest first; the last counts.
        joined: Why each of the statements but the first belongs to it, by id.
        developments: `None`: not looked for.
    """

    id: str
    who: str | None
    person: str | None
    acts: tuple[str, ...]
    first: Said
    last: Said
    statements: tuple[Said, ...]
    outlets: tuple[str, ...]
    to_whom: str | None
    condition: str | None
    deadline: Deadline | None
    bounds: tuple[Deadline, ...]
    status: str
    overdue: bool
    verdicts: tuple[Verdict, ...]
    changes: tuple[Change, ...]
    joined: Mapping[str, Joined]
    reported: tuple[Reported, ...]
    developments: tuple[Development, ...] | None

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "id": self.id,
            "who": self.who,
            "person": self.person,
            "acts": list(self.acts),
            "what": self.last.words,
            "first_said": told(self.first),
            "last_said": told(self.last),
            "outlets": list(self.outlets),
            "to_whom": self.to_whom,
            "condition": self.condition,
            "deadline": _day(self.deadline),
            "bounds": [_day(one) for one in self.bounds],
            "status": self.status,
            "overdue": self.overdue,
            "verdicts": [one.to_dict() for one in self.verdicts],
            "changes": [one.to_dict() for one in self.changes],
            "statements": [{**told(one), **_why(self.joined.get(one.id))} for one in self.statements],
            "reported": [{**told(one.statement), "reported_by": one.by} for one in self.reported],
            "developments": None if self.developments is None else [one.to_dict() for one in self.developments],
        }

    def sections(self) -> tuple[Section, ...]:
        """The pledge; its statements and why they belong to it; what changed; who else tells of it; since; verdicts."""
        return (
            Section("Pledge", PLEDGE_COLUMNS, (_row(self),)),
            Section(
                "Statements",
                ("id", "day", "who", "act", "words", "outlet", "same side", "same matter", "score"),
                tuple(_statement_row(one, self.joined.get(one.id)) for one in self.statements),
                "Why each stands here; inquit pledge part takes one out, inquit pledge join puts one in.",
            ),
            _changes_section((self,)),
            _reported_section("Reported by others", self.reported),
            Section(
                "Since",
                ("id", "day", "who", "act", "words", "outlet", "own side", "score"),
                tuple(
                    (one.statement.id, one.statement.day or None, one.statement.who, one.statement.act,
                     one.statement.words, one.statement.outlet, "yes" if one.own else "no", one.score)
                    for one in self.developments or ()
                ),
            ),
            Section(
                "Verdicts",
                ("event", "at", "who", "status", "vocabulary", "why", "evidence"),
                tuple(
                    (one.event, one.at[:10], one.who, one.label, one.vocabulary, one.why,
                     " ".join(one.evidence) or None)
                    for one in self.verdicts
                ),
                "What people said, the latest last; it counts.",
            ),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promises:
    """A page of pledges, those told last first.

    Attributes:
        about: Whose or what was asked for; `None`: all.
        as_of: The day on which it stands so.
        pledges: The pledges.
        reported: What only others say was promised, in the part of the ledger that was looked at.
        next: The cursor of the page after this one; `None`: this is the last.
    """

    about: str | None
    as_of: str
    vocabulary: str
    pledges: tuple[Told, ...]
    reported: tuple[Reported, ...] = ()
    next: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        return {
            "about": self.about,
            "as_of": self.as_of,
            "vocabulary": self.vocabulary,
            "pledges": [one.to_dict() for one in self.pledges],
            "reported": [{**told(one.statement), "reported_by": one.by} for one in self.reported],
            "next": self.next,
        }

    def sections(self) -> tuple[Section, ...]:
        """Pledges; what changed in them; what only others report."""
        return (
            Section(
                "Pledges",
                PLEDGE_COLUMNS,
                tuple(_row(one) for one in self.pledges),
                f"As of {self.as_of}. Promises, plans and threats of one side on one matter; an empty cell is not"
                " stated. A status is what a person said, never what was found.",
            ),
            _changes_section(self.pledges),
            _reported_section("Reported by others only", self.reported),
        )


def _day(one: Deadline | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "bound": str(one.bound),
        "day": one.day,
        "words": one.words,
        "start": one.start,
        "stop": one.stop,
        "value": one.value,
    }


def _why(joined: Joined | None) -> dict[str, Any]:
    if joined is None:
        return {"joined": None}
    return {
        "joined": {
            "to": joined.to,
            "rule": joined.rule,
            "why": joined.why,
            "score": joined.score,
            "event": joined.event,
        }
    }


def _row(one: Told) -> tuple[Cell, ...]:
    rated = one.verdicts[-1] if one.verdicts else None
    status = f"{one.status} ({rated.who}, {rated.at[:10]}: {rated.why})" if rated else one.status
    bounds = "; ".join(f"{day.bound} {day.day}" for day in one.bounds)
    deadline = f"{one.deadline.day} (“{one.deadline.words}”)" if one.deadline else bounds or None
    if one.overdue:
        status += ", deadline past"
    return (
        one.id,
        one.who,
        one.last.words,
        _when(one.first),
        _when(one.last) if len(one.statements) > 1 else None,
        len(one.statements),
        ", ".join(one.outlets) or None,
        one.to_whom,
        one.condition,
        deadline,
        status,
        len(one.reported),
        None if one.developments is None else len(one.developments),
    )


def _when(one: Said) -> str | None:
    return one.day or None


def _statement_row(one: Said, why: Joined | None) -> tuple[Cell, ...]:
    return (
        one.id,
        one.day or None,
        one.who,
        one.act,
        one.words,
        one.outlet,
        why.rule if why else None,
        f"{why.why} ({why.to})" if why else "the first",
        why.score if why else None,
    )


def _changes_section(pledges_: Iterable[Told]) -> Section:
    return Section(
        "Possible changes",
        ("pledge", "what", "before", "words before", "after", "words after", "score", "why"),
        tuple(
            (
                one.id,
                str(change.kind),
                change.before.day or None,
                change.before.words,
                change.after.day or None,
                change.after.words,
                change.score,
                change.why,
            )
            for one in pledges_
            for change in one.changes
        ),
        "The same side on the same matter in other words, side by side.",
    )


def _reported_section(title: str, reported: Iterable[Reported]) -> Section:
    return Section(
        title,
        ("id", "reported by", "whose", "what", "day", "outlet"),
        tuple(
            (one.statement.id, one.by, one.statement.who, one.statement.words, one.statement.day or None,
             one.statement.outlet)
            for one in reported
        ),
        "Somebody on another side says that it was promised; it is not counted as the side’s own.",
    )  # fmt: skip
