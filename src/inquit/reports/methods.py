"""What a paper says of how its statements were found: version, model, counts, accuracy, and whom to cite.

Everything is counted in the ledger, but for the accuracy that the model card of this package tells, which is told only
where the same model read the ledger.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any

from inquit.ledger import Ledger, events
from inquit.ledger.connection import snapshot
from inquit.ledger.errors import translated
from inquit.reports.sections import Section

LICENCE = "Apache-2.0"
_CARD = re.compile(r"\*\*Reaches\*\*\s+(\(.+?)\.(?:\s+[A-Z]|\s*\n\s*\n)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ReaderCount:
    """A reader and how many of the statements that stand it read.

    Attributes:
        version: Of Inquit; `None`: made by hand.
        model: Name and hash of its files.
    """

    version: str | None
    model: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What people said of statements that a reader had found.

    Attributes:
        right: Said to be right as they stand.
        changed: In which people changed something.
        struck: Said to be none.
        added: Statements that a reader had missed.
        people: How many people said so.
    """

    right: int
    changed: int
    struck: int
    added: int
    people: int

    @property
    def judged(self) -> int:
        """How many statements of a reader people have judged."""
        return self.right + self.changed + self.struck


@dataclass(frozen=True, slots=True)
class Methods:
    """How the statements of a ledger were found.

    Attributes:
        readers: Who read the statements that stand, those that read most first.
        first, last: Days of publication; `None`: not known.
        named: Statements whose speaker is known by name, or as a body, a group or a document.
        modes, acts: How many statements there are of each.
        accuracy: What the model card says of the model that read most of them, beginning with the data in brackets;
            `None`: it was another model.
        state: SHA-256 of what stands: the same for the same texts, readings and corrections.
    """

    version: str
    readers: tuple[ReaderCount, ...]
    articles: int
    versions: int
    outlets: int
    first: str | None
    last: str | None
    statements: int
    named: int
    speakers: int
    modes: dict[str, int]
    acts: dict[str, int]
    judged: Judged
    removed: int
    accuracy: str | None
    state: str

    def to_dict(self) -> dict[str, Any]:
        """All of it, with the paragraph and the citation, ready for `json.dumps`."""
        return {**asdict(self), "paragraph": self.paragraph(), "citation": self.citation(), "bibtex": self.bibtex()}

    def sections(self) -> tuple[Section, ...]:
        """The counts as tables."""
        counts = (
            ("articles", self.articles), ("versions of them", self.versions), ("outlets", self.outlets),
            ("statements", self.statements), ("speaker known", self.named), ("different speakers", self.speakers),
            ("judged by people", self.judged.judged), ("of these right", self.judged.right),
            ("changed", self.judged.changed), ("struck out", self.judged.struck),
            ("added by people", self.judged.added), ("articles removed", self.removed),
        )  # fmt: skip
        readers = tuple((reader.version, reader.model, reader.statements) for reader in self.readers)
        return (
            Section("Methods", ("paragraph",), ((self.paragraph(),), (self.citation(),))),
            Section("Counts", ("what", "number"), counts, f"State of the ledger: SHA-256 {self.state}"),
            Section("Read by", ("version", "model", "statements"), readers),
        )

    def paragraph(self) -> str:
        """The paragraph, in English."""
        return " ".join(self._sentences())

    def citation(self) -> str:
        """What to cite, as a line."""
        return f"The Inquit developers. Inquit: who said what in the news, version {self.version}. Software, {LICENCE}."

    def bibtex(self) -> str:
        """What to cite, for BibTeX."""
        return (
            f"@software{{inquit, author = {{{{The Inquit developers}}}}, title = {{Inquit: who said what in the news}},"
            f" version = {{{self.version}}}, license = {{{LICENCE}}}}}"
        )

    def _sentences(self) -> Iterator[str]:
        yield f"Statements were found with {self._reader()}."
        period = f", published between {self.first} and {self.last}" if self.first else ""
        yield (
            f"It was given {_of(self.articles, 'article')} of {_of(self.outlets, 'outlet')}{period}, and found"
            f" {_of(self.statements, 'statement')}: attributions of words, thoughts or intentions to a source, in"
            f" quotation marks or not{self._modes()}."
        )
        if self.statements:
            yield (
                f"Each points at the characters of the kept text. The speaker is known by name or as a body, group or"
                f" document for {_share(self.named, self.statements)}; others were left open, not guessed."
            )
        if self.accuracy:
            yield f"The model's published accuracy {self.accuracy}."
        yield self._checked()
        yield f"The state of the ledger has the SHA-256 {self.state}."

    def _reader(self) -> str:
        machines = [reader for reader in self.readers if reader.version is not None]
        if not machines:
            return f"Inquit {self.version} from readings made by hand"
        named = [f"Inquit {one.version} (model {one.model})" for one in machines]
        if len(named) == 1:
            return named[0]
        counted = (f"{name}: {_of(one.statements, 'statement')}" for name, one in zip(named, machines, strict=True))
        return f"several versions ({'; '.join(counted)})"

    def _modes(self) -> str:
        if not self.statements:
            return ""
        told = ("direct", "all"), ("mixed", "partly"), ("indirect", "not")
        parts = (f"{_percent(self.modes.get(mode, 0), self.statements)} {word}" for mode, word in told)
        return f" ({', '.join(parts)})"

    def _checked(self) -> str:
        told = self.judged
        if not (told.judged or told.added):
            return "No statement was checked by hand."
        added = f", and added {_of(told.added, 'statement')} that it had missed" if told.added else ""
        return (
            f"{_of(told.people, 'person', 'people').capitalize()} judged {_of(told.judged, 'statement')} of the reader"
            f" by hand: right as they stood {told.right:,}, corrected {told.changed:,}, struck out"
            f" {told.struck:,}{added}. These are no random sample unless they were drawn as one."
        )


def methods(ledger: Ledger) -> Methods:
    """How the statements of a ledger were found."""
    from inquit import __version__

    conn = ledger.conn
    with translated(ledger.path), snapshot(conn):
        readers = tuple(
            ReaderCount(*row)
            for row in conn.execute(
                "SELECT r.reader, r.model, count(*) FROM statements s LEFT JOIN readings r ON r.id = s.reading_id"
                " WHERE s.current GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
            )
        )
        articles, versions, outlets, first, last = conn.execute(
            "SELECT count(DISTINCT a.id), (SELECT count(*) FROM versions), count(DISTINCT v.outlet_id),"
            " substr(min(v.published), 1, 10), substr(max(v.published), 1, 10)"
            " FROM articles a JOIN versions v ON v.id = a.current_version_id"
        ).fetchone()
        statements, named, speakers = conn.execute(
            "SELECT count(*), count(person_id), count(DISTINCT person_id) FROM statements WHERE current"
        ).fetchone()
        return Methods(
            version=__version__,
            readers=readers,
            articles=articles,
            versions=versions,
            outlets=outlets,
            first=first,
            last=last,
            statements=statements,
            named=named,
            speakers=speakers,
            modes=_counts(conn, "mode"),
            acts=_counts(conn, "act"),
            judged=_judged(conn),
            removed=conn.execute("SELECT count(*) FROM removals").fetchone()[0],
            accuracy=_accuracy(readers),
            state=_state(conn),
        )


def _counts(conn: sqlite3.Connection, column: str) -> dict[str, int]:
    return dict(
        conn.execute(
            f"SELECT {column}, count(*) FROM statements WHERE current AND {column} IS NOT NULL GROUP BY 1"
            f" ORDER BY 2 DESC, 1"
        ).fetchall()
    )


def _judged(conn: sqlite3.Connection) -> Judged:
    """What people said and did not take back; the last word about a statement counts."""
    found = conn.execute(
        "SELECT id, statement_id, what, who FROM events WHERE statement_id IS NOT NULL"
        " AND what IN ('correct', 'strike', 'confirm', 'add') ORDER BY id"
    ).fetchall()
    rows = [(statement, kind, who) for number, statement, kind, who in found if events.is_live(conn, number)]
    what: dict[int, set[str]] = {}
    last: dict[int, str] = {}
    for statement, kind, _ in rows:
        what.setdefault(statement, set()).add(kind)
        last[statement] = kind
    added = {statement for statement, kinds in what.items() if "add" in kinds}
    own = [(kinds, last[statement]) for statement, kinds in what.items() if statement not in added]
    struck = sum(latest == "strike" for _, latest in own)
    changed = sum(latest != "strike" and "correct" in kinds for kinds, latest in own)
    return Judged(len(own) - struck - changed, changed, struck, len(added), len({who for *_, who in rows}))


def _accuracy(readers: tuple[ReaderCount, ...]) -> str | None:
    """What the card of the packaged model says it reaches, where that model read most."""
    models = [reader.model for reader in readers if reader.model is not None]
    files = resources.files("inquit.model")
    info = json.loads(files.joinpath("model.json").read_text(encoding="utf-8"))
    if not models or models[0] != f"{info['name']} {info['sha256'][:12]}":
        return None
    card = _CARD.search(files.joinpath("MODEL_CARD.md").read_text(encoding="utf-8"))
    return " ".join(card[1].split()) if card else None


def _state(conn: sqlite3.Connection) -> str:
    """A hash of what stands, in an order that does not depend on the order of adding."""
    digest = hashlib.sha256()
    for row in conn.execute(
        "SELECT s.short_id, v.sha256, s.words, s.spans, s.act, coalesce(p.name, k.name)"
        " FROM statements s JOIN versions v ON v.id = s.version_id"
        " LEFT JOIN speakers k ON k.id = s.speaker_id LEFT JOIN people p ON p.id = s.person_id"
        " WHERE s.current ORDER BY s.short_id"
    ):
        digest.update(json.dumps(list(row)).encode())
    return digest.hexdigest()


def _of(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _percent(number: int, total: int) -> str:
    return f"{100 * number / total:.0f} %"


def _share(number: int, total: int) -> str:
    return f"{_of(number, 'statement')} ({_percent(number, total)})"
