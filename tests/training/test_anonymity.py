from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # training/ is not installed

from inquit import jsonl  # noqa: E402
from training import anonymity  # noqa: E402
from training.stories import StoryError  # noqa: E402

FOLDER = ROOT / "training" / "anonymity"
SHIPPED = anonymity.passages(FOLDER)
UNNAMED = [(p, s["anonymity"]) for p in SHIPPED for s in p["speakers"] if s["anonymity"]]

TWO_PEOPLE = """\
[s1 [d1 Two people] [b1 close to her]] [q1 said] [c1 no], [g1 asking not to be named] [r1 for fear of her].
[c2 Yes], [s2 Mara Holt] [q2 said], [q3 adding] [c3 that it was late].
> s1 = anonymous, 2
> s2 s3 = person: Mara Holt
"""


def words(passage: dict[str, Any], span: list[list[int]]) -> list[str]:
    return [passage["text"][start:end] for start, end in span]


def numbers(markup: str) -> list[int | str | None]:
    return [s["anonymity"]["number"] for p in anonymity.parse(markup) for s in p["speakers"]]


def test_text_attributions_and_speakers_of_a_passage() -> None:
    assert anonymity.parse(TWO_PEOPLE, name="x") == [
        {
            "id": "x-1",
            "text": "Two people close to her said no, asking not to be named for fear of her.\n\n"
            "Yes, Mara Holt said, adding that it was late.",
            "attributions": [
                {"id": "a1", "source": [[0, 23]], "cue": [[24, 28]], "content": [[29, 31]], "within": None, "speaker": "p1"},
                {"id": "a2", "source": [[79, 88]], "cue": [[89, 93]], "content": [[74, 77]], "within": None, "speaker": "p2"},
                {"id": "a3", "source": [], "cue": [[95, 101]], "content": [[102, 118]], "within": None, "speaker": "p2"},
            ],
            "speakers": [
                {
                    "id": "p1",
                    "name": "Two people close to her",
                    "kind": "anonymous",
                    "role": None,
                    "mentions": [[0, 23]],
                    "anonymity": {
                        "descriptor": [[0, 10]],
                        "basis": [[11, 23]],
                        "granted": [[33, 55]],
                        "reason": [[56, 71]],
                        "number": 2,
                    },
                },
                {"id": "p2", "name": "Mara Holt", "kind": "person", "role": None, "mentions": [[79, 88]], "anonymity": None},
            ],
        }
    ]  # fmt: skip


def test_brackets_may_stand_around_those_of_a_story() -> None:
    [passage] = anonymity.parse("[s1 [d1 Both]] [g1 [q1 asked] [c1 for anonymity]].\n> s1 = anonymous, 2")
    assert passage["attributions"][0]["cue"] == [[5, 10]]
    assert words(passage, passage["speakers"][0]["anonymity"]["granted"]) == ["asked for anonymity"]


def test_words_may_belong_to_two_speakers_and_a_span_may_have_pieces() -> None:
    [passage] = anonymity.parse(
        "[s1 [d1 A cook]] [q1 said] [c1 so]. [s2 [d2 Another], [d2 a waiter],] [q2 agreed] [c2 with it], [g1+2 unnamed].\n"
        "> s1 = anonymous, 1\n> s2 = anonymous, 1"
    )
    first, second = (speaker["anonymity"] for speaker in passage["speakers"])
    assert words(passage, first["granted"]) == words(passage, second["granted"]) == ["unnamed"]
    assert words(passage, second["descriptor"]) == ["Another", "a waiter"]


def test_a_speaker_may_be_nobody() -> None:
    [passage] = anonymity.parse("[q1 Reportedly], [c1 it is shut].\n> s1 = nobody")
    assert (passage["speakers"], passage["attributions"][0]["speaker"]) == ([], None)


def test_escaped_characters_do_not_shift_offsets() -> None:
    [passage] = anonymity.parse(
        "[s1 [d1 #1 cook]] [q1 said] [c1 “\\[It\\] burns”] [g1 off record].\n> s1 = anonymous, 1"
    )
    assert passage["text"] == "#1 cook said “[It] burns” off record."
    assert words(passage, passage["speakers"][0]["anonymity"]["granted"]) == ["off record"]


@pytest.mark.parametrize(("written", "read"), [("1", 1), ("12", 12), ("many", "many"), ("null", None)])
def test_numbers(written: str, read: int | str | None) -> None:
    assert numbers(f"[s1 [d1 Cooks]] [q1 said] [c1 so].\n> s1 = anonymous, {written}") == [read]


def test_those_who_speak_together_need_not_stand_side_by_side() -> None:
    [passage] = anonymity.parse("[s1 Ada and her son Bo] [q1 said] [c1 so].\n> s1 = group: Ada and Bo")
    assert passage["speakers"][0]["name"] == "Ada and Bo"


FORM = (
    "write “> s1 s3 = anonymous, 2” with a number, many or null, "
    "“= person: Name” and likewise organization, group, document, or “= nobody”"
)
SAID = "[s1 [d1 A cook]] [q1 said] [c1 so]."


@pytest.mark.parametrize(
    ("markup", "line", "reason"),
    [
        ("[s1 [d1 A cook] said", 1, "[s1 …] is not closed at the paragraph's end"),
        ("fine\n[d1 A cook", 2, "[d1 …] is not closed at the paragraph's end"),
        ("[s1 [d1  A cook]] [q1 said] [c1 so]", 1, "[d1 …] begins or ends with white space: ' A cook'"),
        ("[d1+2 ]", 1, "[d1+2 …] is empty"),
        ("> s1 = anonymous, 1", 1, "a speaker's line without a passage right above it"),
        (f"{SAID}\n\n> s1 = anonymous, 1", 3, "a speaker's line without a passage right above it"),
        (f"{SAID}\n> s1 = anonymous, 1\nMore.", 3, "a paragraph after the speakers' lines; an empty line parts passages"),
        (f"{SAID}\n> s1 = anonymous", 2, f"'> s1 = anonymous': {FORM}"),
        (f"{SAID}\n> s1 = anonymous, 0", 2, f"'> s1 = anonymous, 0': {FORM}"),
        (f"{SAID}\n> s1, s2 = nobody", 2, f"'> s1, s2 = nobody': {FORM}"),
        (f"{SAID}\n> s1 = robot: R2", 2, f"'> s1 = robot: R2': {FORM}"),
        (f"{SAID}\n> s1 s2 = anonymous, 1", 2, "s2 is no attribution of the passage"),
        (f"{SAID}\n> s1 = anonymous, 1\n> s1 = nobody", 3, "s1 has a speaker already"),
        (f"ok\n\n{SAID}", 3, "no speaker's line tells who speaks in s1"),
        (f"{SAID}\n> s1 = person: A cook", 1, "[d1 …]: no line says that s1 is anonymous"),
        (f"{SAID} [g2 unnamed]\n> s1 = anonymous, 1", 1, "[g2 …]: no line says that s2 is anonymous"),
        ("[s1 [d1 A [b1 near] cook]] [q1 said] [c1 so]\n> s1 = anonymous, 1", 1, "[d1 …] overlaps [b1 …] of the same speaker"),
        ("[s1 A cook] [q1 said] [c1 so]\n> s1 = anonymous, 1", 2, "no [d1 …] describes the unnamed speaker"),
        ("[s1 Ada] [q1 said] [c1 so]\n> s1 = person: Ada Lunt", 2, "'Ada Lunt' does not stand in the passage"),
    ],
)  # fmt: skip
def test_errors_name_file_line_and_reason(markup: str, line: int, reason: str) -> None:
    with pytest.raises(StoryError) as caught:
        anonymity.parse(markup, name="news")
    assert str(caught.value) == f"news, line {line}: {reason}"


@given(st.text(alphabet="ab [](sqcd1+\\#>=\n", max_size=40))
def test_any_text_is_read_or_refused_with_its_line(markup: str) -> None:
    try:
        anonymity.parse(markup)
    except StoryError as error:
        assert 1 <= error.line <= markup.count("\n") + 1


@given(st.text(alphabet="ab \\[]#", max_size=12), st.text(alphabet="ab\\[]#", min_size=1, max_size=8))
def test_offsets_hold_behind_any_characters(before: str, described: str) -> None:
    def escape(text: str) -> str:
        return re.sub(r"([\[\]\\#])", r"\\\1", text)

    markup = f"[s1 Z{escape(before)}z [d1 {escape(described)}]] [q1 said] [c1 so]\n> s1 = anonymous, 1"
    [passage] = anonymity.parse(markup)
    assert words(passage, passage["speakers"][0]["anonymity"]["descriptor"]) == [described]


def test_every_fifth_of_the_whole_list_is_kept_aside(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1\n\n2\n\n3\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("\n\n".join(map(str, range(4, 12))), encoding="utf-8")
    assert [p["text"] for p in anonymity.passages(tmp_path, "aside")] == ["5", "10"]
    assert [p["text"] for p in anonymity.passages(tmp_path, "tune")] == ["1", "2", "3", "4", "6", "7", "8", "9", "11"]


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(ValueError, match=r"part 'dev': there are tune and aside"):
        anonymity.passages(FOLDER, "dev")


def test_a_folder_without_passages_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert anonymity.main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path}: no *.txt with marked-up passages\n"


def test_the_command_counts_and_writes_a_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("One.\n\n" * 4 + TWO_PEOPLE, encoding="utf-8")
    out = tmp_path / "aside.jsonl"
    assert anonymity.main([str(tmp_path), "--out", str(out), "--part", "aside"]) == 0
    assert capsys.readouterr().out == (
        "all: 5 passages, 4 without an unnamed speaker, 29 words\n"
        "  3 attributions, 2 speakers: anonymous 1, person 1\n"
        "  unnamed speakers with descriptor 1, basis 1, granted 1, reason 1\n"
        "  how many they are: 2 1\n"
        "tune: 4 passages, 4 without an unnamed speaker, 4 words\n"
        "  0 attributions, 0 speakers: \n"
        "  unnamed speakers with descriptor 0, basis 0, granted 0, reason 0\n"
        "  how many they are: \n"
        "aside: 1 passages, 0 without an unnamed speaker, 25 words\n"
        "  3 attributions, 2 speakers: anonymous 1, person 1\n"
        "  unnamed speakers with descriptor 1, basis 1, granted 1, reason 1\n"
        "  how many they are: 2 1\n"
    )
    [line] = out.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == "a-5"


def test_what_is_written_is_in_the_reading_format() -> None:
    for passage in SHIPPED:
        reading = jsonl.from_record(anonymity.to_reading(passage)).to_dict()
        assert reading["speakers"] == passage["speakers"]
        assert [s["speaker"] for s in reading["statements"]] == [a["speaker"] for a in passage["attributions"]]


class TestShippedPassages:
    """The rules of training/anonymity/README.md that a machine can check."""

    def test_there_are_enough_in_both_parts(self) -> None:
        named_only = [p for p in SHIPPED if all(s["anonymity"] is None for s in p["speakers"])]
        aside = anonymity.choose(SHIPPED, "aside")
        granted_aside = [s for p in aside for s in p["speakers"] if s["anonymity"] and s["anonymity"]["granted"]]
        assert (len(SHIPPED) >= 170, len(named_only) >= 30, len(granted_aside) >= 20) == (True, True, True)

    def test_no_basis_reason_or_granted_begins_with_a_relative_pronoun(self) -> None:
        first = {
            passage["text"][start:end].split()[0].lower()
            for passage, unnamed in UNNAMED
            for field in ("basis", "granted", "reason")
            for start, end in unnamed[field]
        }
        assert first & {"who", "whom", "which", "that", "and"} == set()

    def test_no_granted_begins_with_a_verb_of_speaking(self) -> None:
        granted = [words(passage, unnamed["granted"]) for passage, unnamed in UNNAMED if unnamed["granted"]]
        assert [g for g in granted if re.match(r"(spoke|speaking|talked|talking|would talk|testified)\b", g[0])] == []

    def test_no_span_takes_the_mark_behind_it(self) -> None:
        ends = [
            (passage["id"], passage["text"][start:end])
            for passage, unnamed in UNNAMED
            for field in anonymity.FIELDS.values()
            for start, end in unnamed[field]
            if passage["text"][end - 1] in ",.;:" and passage["text"][start:end] != "would be named only as Mr. V."
        ]
        assert ends == []

    @pytest.mark.parametrize(
        ("begins", "number"),
        [
            (r"(a|an|one|someone|the|his) (?!pair|handful|couple|other\b)", 1),
            (r"(both|two|a pair)\b(?!.* and an? )", 2),
            (r"(three|all three)\b", 3),
            (r"half a dozen\b", 6),
            (r"(several|many|multiple|dozens|a handful)\b", "many"),
            (r"(sources|people|officials|insiders|executives|those)\b", None),
        ],
    )
    def test_the_number_is_that_of_the_descriptor(self, begins: str, number: int | str | None) -> None:
        told = [
            (words(passage, unnamed["descriptor"])[0], unnamed["number"])
            for passage, unnamed in UNNAMED
            if re.match(begins, words(passage, unnamed["descriptor"])[0].lower())
        ]
        assert told
        assert [t for t in told if t[1] != number] == []

    def test_no_stray_white_space_and_no_passage_twice(self) -> None:
        texts = [passage["text"] for passage in SHIPPED]
        assert len(set(texts)) == len(texts)
        assert [text for text in texts if "  " in text or re.search(r" [.,;?!]", text)] == []
