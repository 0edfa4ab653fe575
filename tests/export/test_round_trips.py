"""Any text and any spans: what an export says comes back as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from export.test_rehydrate import BACK, written
from inquit import jsonl
from inquit.export.of_ledger import LedgerFormat
from inquit.export.rehydrate import rehydrate
from inquit.ledger import Ledger
from inquit.types import Act, Flag, Mode, Reading, Statement

# Line ends of all kinds, what looks like markup of the formats, marks beyond the first plane, and whatever else.
CHARACTERS = st.sampled_from("ab \n\r\t\x0b\x85\u2028\"'#;:{}\\“”é😀") | st.characters(exclude_categories=["Cs"])


@st.composite
def spans(draw: st.DrawFn, length: int) -> list[list[int]]:
    """Pieces in order that do not overlap, or none."""
    cuts = draw(st.lists(st.integers(0, length), max_size=6, unique=True))
    cuts = sorted(cuts)[: len(cuts) // 2 * 2]
    return [[cuts[i], cuts[i + 1]] for i in range(0, len(cuts), 2)]


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings of texts and places that no reader would find."""
    text = draw(st.text(CHARACTERS, min_size=4, max_size=80))
    statements: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 4))):
        names = ("source", "cue", "content", "condition", "addressee", "setting", "target")
        told = {name: draw(spans(len(text))) for name in names}
        # Words of nothing but line ends are not words: brat has no place for them.
        if not any(text[start:end].strip("\n\r") for name in names[:3] for start, end in told[name]):
            continue
        statements.append({
            **told,
            "id": f"s{number}",
            "act": draw(st.none() | st.sampled_from(Act)),
            "mode": draw(st.sampled_from(Mode)),
            "flags": draw(st.lists(st.sampled_from(Flag), unique=True).map(sorted)),
            "speaker": draw(st.sampled_from([None, "p1"])),
            "confidence": draw(st.none() | st.floats(0, 1)),
        })  # fmt: skip
    assume(statements)
    speakers = [{"id": "p1", "name": "Vera Lund", "kind": "person"}]
    return jsonl.from_record({"text": text, "statements": statements, "speakers": speakers})


def places(statement: Statement) -> tuple[Any, ...]:
    """All that a statement points at, and its labels."""
    return (
        statement.source.pieces, statement.cue.pieces, statement.content.pieces, statement.condition.pieces,
        statement.addressee.pieces, statement.setting.pieces, statement.target.pieces, str(statement.act),
        str(statement.mode), tuple(sorted(statement.flags)), str(statement.confidence),
    )  # fmt: skip


@pytest.mark.parametrize("form", BACK)
@given(reading=readings())
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_spans_come_back(form: LedgerFormat, reading: Reading) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Ledger(Path(folder, "inquit.db")) as ledger:
            ledger.add(reading)
            export = written(ledger, form, Path(folder))
        back = [one for one in rehydrate(export, [reading.article]) if isinstance(one, Reading)]
    assert [one.article.text for one in back] == [reading.article.text]
    assert sorted(places(s) for one in back for s in one) == sorted(map(places, reading))
