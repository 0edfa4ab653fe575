"""Who speaks in the stories of `speaker_stories/`, one test a story."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inquit.reading import speakers
from inquit.reading.attribution import Attribution
from inquit.types import Kind, Speaker
from reading.speaker_stories import CASES, Answer, Case, load, read_answers


def _param(case: Case) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case.known_misreading)] if case.known_misreading else []
    return pytest.param(case, id=case.phenomenon, marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_who_speaks(case: Case) -> None:
    resolved = speakers.resolve_speakers(case.text, case.found)
    lines, wrong = [], 0
    for number, attribution, who in zip(case.numbers, case.found, resolved.by_attribution, strict=True):
        answers = case.lines[case.line_of[number]]
        right = any(answer.fits(who.speaker if who else None) for answer in answers)
        wrong += not right
        lines.append(f"{'  ' if right else '✗ '}{number} {_shown(case.text, attribution)}")
        if not right:
            lines += [f"      expected {' / '.join(map(str, answers))}", f"      got {_got(who)}"]
    if wrong:
        pytest.fail("\n".join([case.phenomenon, *lines]), pytrace=False)
    assert _identities(case, resolved) == [], case.phenomenon


@pytest.mark.parametrize("case", CASES, ids=[case.phenomenon for case in CASES])
def test_speakers_are_well_formed(case: Case) -> None:
    resolved = speakers.resolve_speakers(case.text, case.found)
    assert len(resolved.by_attribution) == len(case.found)
    assert [who.speaker.name for who in resolved.by_attribution if who and not who.reason.strip()] == []
    assert [who.speaker for who in resolved.by_attribution if who and who.speaker not in resolved.all] == []
    assert len({speaker.id for speaker in resolved.all}) == len(resolved.all)
    for speaker in resolved.all:
        assert speaker.name.strip(), speaker
        assert (speaker.kind is Kind.ANONYMOUS) == (speaker.anonymity is not None), speaker
        assert list(speaker.mentions) == sorted(set(speaker.mentions)), speaker
        assert all(0 <= start < end <= len(case.text) for start, end in speaker.mentions), speaker


def _identities(case: Case, resolved: speakers.Speakers) -> list[str]:
    """Statements of one line with two speakers, and lines that share one: told by the ids, as names are not enough."""
    ids = [who.speaker.id if who else None for who in resolved.by_attribution]
    by_line: dict[int, set[str]] = {}
    for number, speaker_id in zip(case.numbers, ids, strict=True):
        if speaker_id is not None:
            by_line.setdefault(case.line_of[number], set()).add(speaker_id)
    faults = [f"two speakers for one line: {sorted(found)}" for found in by_line.values() if len(found) > 1]
    everybody = [speaker_id for found in by_line.values() for speaker_id in found]
    return faults + [f"one speaker for two lines: {who}" for who in sorted(set(everybody)) if everybody.count(who) > 1]


def _shown(text: str, attribution: Attribution) -> str:
    source, cue, content = (s.of(text) or "–" for s in (attribution.source, attribution.cue, attribution.content))
    return f"{source} ({cue}): {content}"


def _got(who: speakers.Resolved | None) -> str:
    if who is None:
        return "not known"
    number = who.speaker.anonymity.number if who.speaker.anonymity else None
    return f"{Answer(who.speaker.name, who.speaker.kind, None)}{f', {number}' if number else ''}: {who.reason}"


class TestTheStories:
    """The rules that a machine can check: of the markup (`training/stories/README.md`) and of the collection."""

    def test_there_are_enough(self) -> None:
        assert len(CASES) >= 180
        assert sum(len(case.found) for case in CASES) >= 400

    def test_each_shows_a_phenomenon_of_its_own(self) -> None:
        phenomena = [case.phenomenon for case in CASES]
        assert len(set(phenomena)) == len(phenomena)
        assert len({case.text for case in CASES}) == len(CASES)

    def test_sources_are_one_piece_and_cues_take_no_that(self) -> None:
        spans = [(case, attribution) for case in CASES for attribution in case.found]
        assert [c.phenomenon for c, a in spans if len(a.source) > 1] == []
        assert [c.phenomenon for c, a in spans if re.search(r"\bthat$", a.cue.of(c.text))] == []

    def test_no_content_takes_the_mark_that_ends_the_sentence(self) -> None:
        ends = [(case, case.text[a.content.start : a.content.end]) for case in CASES for a in case.found]
        quoted = re.compile(r"[“\"]")
        assert [c.phenomenon for c, words in ends if words.endswith((",", ".", ";")) and not quoted.match(words)] == []

    def test_no_stray_white_space(self) -> None:
        assert [case.phenomenon for case in CASES if re.search(r"  | [.,;?!]|\s$", case.text)] == []

    def test_every_person_expected_is_named_in_the_text(self) -> None:
        for case in CASES:
            text = case.text.replace("'", "’")
            for line in case.lines:
                names = [a.name.replace("'", "’") for a in line if a.kind == Kind.PERSON and a.name]
                assert not names or any(name in text for name in names), (case.phenomenon, names)


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("Mara Lund, person", [Answer("Mara Lund", "person")]),
        ("?", [Answer(None, None)]),
        ("anonymous", [Answer(None, "anonymous")]),
        ("anonymous, 2", [Answer(None, "anonymous", 2)]),
        ("Paris / France, organization", [Answer("Paris", "organization"), Answer("France", "organization")]),
        ("Ode and his wife, Ada / the couple, group", [Answer("Ode and his wife, Ada", "group"), Answer("the couple", "group")]),
        ("anonymous / Ode, person / ?", [Answer(None, "anonymous"), Answer("Ode", "person"), Answer(None, None)]),
    ],
)  # fmt: skip
def test_expectations_are_read(words: str, answers: list[Answer]) -> None:
    assert list(read_answers(words, "here")) == answers


@pytest.mark.parametrize(
    ("answer", "speaker", "fits"),
    [
        (Answer("Ada Moor", "person"), Speaker("p1", "Ada Moor", Kind.PERSON), True),
        (Answer("Ada Moor", "person"), Speaker("p1", "Moor", Kind.PERSON), False),
        (Answer("Moor Mills", "organization"), Speaker("p1", "the Moor mills", Kind.ORGANIZATION), True),
        (Answer("Moor Mills", "organization"), Speaker("p1", "Moor Mills", Kind.GROUP), False),
        (Answer("Ada Moor and Bo Lind", "group"), Speaker("p1", "Bo Lind and Ada Moor", Kind.GROUP), True),
        (Answer(None, "document"), Speaker("p1", "A poll", Kind.DOCUMENT), True),
        (Answer(None, "anonymous", 2), Speaker("p1", "Two men", Kind.ANONYMOUS), False),
        (Answer(None, None), Speaker("p1", "Ada Moor", Kind.PERSON), False),
        (Answer(None, None), None, True),
        (Answer("Ada Moor", "person"), None, False),
    ],
)
def test_an_answer_fits_a_speaker(answer: Answer, speaker: Speaker | None, fits: bool) -> None:
    assert answer.fits(speaker) == fits


@pytest.mark.parametrize(
    ("story", "message"),
    [
        (
            "[s1 He] [q1 said] [c1 no].\n> 1 = Mara Lund",
            "x.txt, line 1: 'Mara Lund' has no kind; kinds are anonymous, document, group, organization, person",
        ),
        (
            "[s1 He] [q1 said] [c1 no].\n> one = ?",
            "x.txt, line 1: cannot read '> one = ?'; write '> 1 3 = Mara Lund, person' or '> 2 = ?'",
        ),
        ("[s1 He] [q1 said] [c1 no].\n> 1 1 = ?", "x.txt, line 1: statement 1 has two expectations"),
        ("[s1 He] [q1 said] [c1 no].\n> 2 = ?", "x.txt, line 1: statements [1], but expectations for [2]"),
        ("One.\n\nTwo.", "x.txt, line 1: 2 stories under one heading; no empty line inside a story"),
        ("[s1 He", "x.txt, line 2: [s1 …] is not closed at the paragraph's end"),
    ],
)
def test_a_broken_story_is_refused_with_its_line(tmp_path: Path, story: str, message: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(f"## heading\n{story}\n", encoding="utf-8")
    with pytest.raises(ValueError) as caught:
        list(load(path))
    assert str(caught.value) == message
