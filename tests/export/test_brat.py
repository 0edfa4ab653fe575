from __future__ import annotations

from pathlib import Path

import pytest

from export.ledgers import TEXT, pieces
from inquit.errors import Failure, InquitError
from inquit.export.of_ledger import LedgerFormat, exported_to
from inquit.export.rehydrate import rehydrate
from inquit.ledger import Ledger
from inquit.types import Act, Flag, Reading


@pytest.fixture
def folder(ledger: Ledger, tmp_path: Path) -> Path:
    out = tmp_path / "brat"
    assert exported_to(ledger, LedgerFormat.BRAT, out) == 7
    return out


def annotations(folder: Path) -> Path:
    (file,) = folder.glob("*.ann")
    return file


def test_another_reader_finds_the_same_spans(folder: Path) -> None:
    pybrat = pytest.importorskip("pybrat.parser", reason="pybrat is not installed: pip install pybrat")
    # It takes one span in two roles, which brat itself allows, for an error; that it read all lines is seen below.
    (example,) = pybrat.BratParser(error="ignore").parse(folder)
    assert example.text == TEXT
    lines = annotations(folder).read_text(encoding="utf-8").splitlines()
    assert len(example.entities) == sum(line.startswith("T") for line in lines)
    events = {event.trigger.mention: event for event in example.events}
    # pybrat's events are entities with a trigger; the interrupted content keeps its pieces, parted at line ends
    told = {entity.type: entity for entity in events["told"].arguments}
    assert told["Source"].mention == "Ida Brekke"
    assert [TEXT[span.start : span.end] for span in told["Content"].spans] == [
        "“The pier is safe,”",
        "“but the ice is not.",
        "“I will not send a crew,",
    ]
    assert len(example.events) == 7
    for entity in example.entities:
        assert " ".join(TEXT[span.start : span.end] for span in entity.spans) == entity.mention


def test_its_configuration_names_what_is_annotated(folder: Path) -> None:
    told = (folder / "annotation.conf").read_text(encoding="utf-8")
    assert "[events]\nAttribution\tSource?:Source, Content?:Content, Condition?:Condition" in told
    assert "Act\tArg:Attribution, Value:assert|predict|promise" in told
    assert "\nHedged\tArg:Attribution\n" in told


def test_what_an_annotator_changes_counts(folder: Path) -> None:
    file = annotations(folder)
    told = file.read_text(encoding="utf-8")
    (start, end), *_ = pieces("denied")
    assert f"Attribution {start} {end}\tdenied" in told
    told = told.replace(f"Attribution {start} {end}\tdenied", f"Attribution {start + 2} {end}\tnied")
    event = next(line.split("\t")[0] for line in told.splitlines() if line.startswith("E") and "Attribution:T" in line)
    told = (
        told.replace("Act E1 ", "Act E9 ")
        + f"A99\tAct {event} concede\nA98\tHedged {event}\n#99\tAnnotatorNotes E1\tsure?\n"
    )
    file.write_text(told, encoding="utf-8")
    (reading,) = rehydrate(folder)
    assert isinstance(reading, Reading)
    assert "nied" in [statement.cue.of(TEXT) for statement in reading]
    changed = next(statement for statement in reading if statement.act is Act.CONCEDE)
    assert Flag.HEDGED in changed.flags


def test_what_an_annotator_adds_is_a_statement(folder: Path) -> None:
    (start, end), *_ = pieces("built in 1911")
    with annotations(folder).open("a", encoding="utf-8") as file:
        file.write(f"T90\tContent {start} {end}\tbuilt in 1911\nE90\tAttribution:T90 Content:T90\n")
    (reading,) = rehydrate(folder)
    assert isinstance(reading, Reading)
    assert ("built in 1911", "", None) in [(s.words, s.cue.of(TEXT), s.speaker) for s in reading]


def test_a_new_span_over_two_lines_is_one_piece(folder: Path) -> None:
    (first, second) = pieces("denied it.", "The report")
    with annotations(folder).open("a", encoding="utf-8") as file:
        file.write(
            f"T90\tContent {first[0]} {first[1]};{second[0]} {second[1]}\tdenied it. The report\nE90\tAttribution:T90\n"
        )
    (reading,) = rehydrate(folder)
    assert isinstance(reading, Reading)
    assert ((first[0], second[1]),) in [statement.cue.pieces for statement in reading]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T90 Content", "{file}, record {number}: is no annotation of these; mend the line or take it out"),
        ("E90\tAttribution:T91", "{file}: event E90 names T91, which is not there; take the event out"),
    ],
)
def test_a_broken_file_is_named_and_the_others_are_read(folder: Path, line: str, message: str) -> None:
    file = annotations(folder)
    good = folder / "zz.ann"
    good.write_bytes(file.read_bytes())
    good.with_suffix(".txt").write_bytes(file.with_suffix(".txt").read_bytes())
    number = len(file.read_text(encoding="utf-8").split("\n"))
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"{line}\n")
    broken, read = rehydrate(folder)
    assert isinstance(broken, Failure)
    assert str(broken) == message.format(file=file, number=number)
    assert isinstance(read, Reading)
    assert len(read) == 7


def test_a_text_that_is_missing_is_told(folder: Path) -> None:
    file = annotations(folder)
    text = file.with_suffix(".txt")
    text.unlink()
    (failure,) = rehydrate(folder)
    assert str(failure) == f"{file}: {text.name} cannot be read: no such file or directory"


def test_a_folder_that_is_there_is_left_alone(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes").touch()
    with pytest.raises(InquitError) as caught:
        exported_to(ledger, LedgerFormat.BRAT, tmp_path / "mine")
    assert str(caught.value) == f"{tmp_path / 'mine'}: is there already; name a folder that is not there yet"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["mine"]


def test_a_folder_that_cannot_be_made_is_told(ledger: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "no" / "brat"
    with pytest.raises(InquitError) as caught:
        exported_to(ledger, LedgerFormat.BRAT, out)
    assert str(caught.value) == f"{out}: cannot be written: no such file or directory"
