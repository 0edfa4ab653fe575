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
from training import acts_passages  # noqa: E402
from training.stories import StoryError  # noqa: E402

FOLDER = ROOT / "training" / "acts"
SHIPPED = acts_passages.passages(FOLDER)
STATEMENTS = [(p, s) for p in SHIPPED for s in p["statements"]]

DEAL = """\
[s1 Ada Lunt] [q1 told] [a1 [t1 them]] [e1 by letter] [c1 [s2 they] [q2 pay] [c2 [k1+2 if asked]]].
[c3 “No,”] [s3 they] [q3 said].
> 1 = assertion accuse conditional hedged
> 2 = eventuality promise conditional; also plan concede
> 3 = assertion refuse negated
"""


def words(passage: dict[str, Any], span: list[list[int]]) -> list[str]:
    return [passage["text"][start:end] for start, end in span]


def test_text_and_statements_of_a_passage() -> None:
    assert acts_passages.parse(DEAL, name="x") == [
        {
            "id": "x-1",
            "text": "Ada Lunt told them by letter they pay if asked.\n\n“No,” they said.",
            "statements": [
                {
                    "id": "a1", "source": [[0, 8]], "cue": [[9, 13]], "content": [[29, 46]], "within": None,
                    "type": "assertion", "act": "accuse", "also": [], "flags": ["conditional", "hedged"],
                    "addressee": [[14, 18]], "setting": [[19, 28]], "condition": [[38, 46]], "target": [[14, 18]],
                },
                {
                    "id": "a2", "source": [[29, 33]], "cue": [[34, 37]], "content": [[38, 46]], "within": "a1",
                    "type": "eventuality", "act": "promise", "also": ["plan", "concede"], "flags": ["conditional"],
                    "addressee": [], "setting": [], "condition": [[38, 46]], "target": [],
                },
                {
                    "id": "a3", "source": [[55, 59]], "cue": [[60, 64]], "content": [[49, 54]], "within": None,
                    "type": "assertion", "act": "refuse", "also": [], "flags": ["negated"],
                    "addressee": [], "setting": [], "condition": [], "target": [],
                },
            ],
        }
    ]  # fmt: skip


def test_a_condition_may_have_pieces_and_stand_outside_the_content() -> None:
    [passage] = acts_passages.parse(
        "[k1 If dry], [s1 she] [q1 says], [c1 they go, [k1 once fed]].\n> 1 = assertion plan conditional"
    )
    assert words(passage, passage["statements"][0]["condition"]) == ["If dry", "once fed"]


def test_an_addressee_may_part_the_cue() -> None:
    [passage] = acts_passages.parse("[s1 He] [q1 pressed] [a1 her] [q1 on] [c1 it].\n> 1 = assertion ask")
    statement = passage["statements"][0]
    assert (words(passage, statement["cue"]), words(passage, statement["addressee"])) == (["pressed", "on"], ["her"])


@pytest.mark.parametrize("act", ["accuse", "demand", "threaten", "refuse", "support", "deny", "decline"])
@pytest.mark.parametrize("line", ["{act}", "assert; also {act}"])
def test_acts_that_have_a_target(act: str, line: str) -> None:
    [passage] = acts_passages.parse(f"[s1 He] [q1 said] [c1 so of [t1 her]].\n> 1 = assertion {line.format(act=act)}")
    assert words(passage, passage["statements"][0]["target"]) == ["her"]


def test_escaped_characters_do_not_shift_offsets() -> None:
    [passage] = acts_passages.parse(
        "[e1 #1 \\[hall\\]]: [s1 he] [q1 said] [c1 “\\\\ [a1 you]”]\n> 1 = assertion assert"
    )
    assert passage["text"] == "#1 [hall]: he said “\\ you”"
    statement = passage["statements"][0]
    assert (words(passage, statement["setting"]), words(passage, statement["addressee"])) == (["#1 [hall]"], ["you"])


FORM = "write “> 1 = TYPE ACT”, then flags, then “; also ACT …”"
SAID = "[s1 He] [q1 said] [c1 so]."
ACTS = "assert, predict, promise, plan, threaten, refuse, demand, ask, accuse, deny, concede, support, express, decline"


@pytest.mark.parametrize(
    ("markup", "line", "reason"),
    [
        ("[s1 He said", 1, "[s1 …] is not closed at the paragraph's end"),
        ("fine\n[k1 if so", 2, "[k1 …] is not closed at the paragraph's end"),
        ("[k1  if so]", 1, "[k1 …] begins or ends with white space: ' if so'"),
        ("[a1+2 ]", 1, "[a1+2 …] is empty"),
        ("[z1 He]", 1, "unknown bracket '[z1 He]'; write [s1 …], [q1 …], [c1 …], or \\[ for [ itself"),
        ("> 1 = assertion assert", 1, "an act's line without a passage right above it"),
        (f"{SAID}\n\n> 1 = assertion assert", 3, "an act's line without a passage right above it"),
        (f"{SAID}\n> 1 = assertion assert\nMore.", 3, "a paragraph after the acts' lines; an empty line parts passages"),
        (f"{SAID}\n> 1 = assertion", 2, f"'> 1 = assertion': {FORM}"),
        (f"{SAID}\n> s1 = assertion assert", 2, f"'> s1 = assertion assert': {FORM}"),
        (f"{SAID}\n> 1 = assertion assert; also", 2, f"'> 1 = assertion assert; also': {FORM}"),
        (f"{SAID}\n> 1 = claim assert", 2, "'claim' is no type: assertion, belief, fact, eventuality"),
        (f"{SAID}\n> 1 = assertion say", 2, f"'say' is no act: {ACTS}"),
        (f"{SAID}\n> 1 = assertion ask; also say", 2, f"'say' is no act: {ACTS}"),
        (f"{SAID}\n> 1 = assertion ask unsure", 2, "'unsure' is no flag: conditional, negated, hedged"),
        (f"{SAID}\n> 1 = assertion ask; also ask", 2, "'ask' stands there twice"),
        (f"{SAID}\n> 1 = assertion ask hedged hedged", 2, "'hedged' stands there twice"),
        (f"{SAID}\n> 1 = assertion ask\n> 1 = assertion assert", 3, "attribution 1 has an act already"),
        (f"{SAID}\n> 1 = assertion ask\n> 2 = assertion assert", 3, "2 is no attribution of the passage"),
        (f"ok\n\n{SAID}", 3, "no line tells what is done by attribution 1"),
        (f"{SAID} [e2 here]\n> 1 = assertion ask", 1, "[e2 …]: 2 is no attribution of the passage"),
        (f"{SAID}\n> 1 = assertion ask conditional", 2, "conditional, but no [k1 …] marks the condition"),
        (f"[k1 If] {SAID}\n> 1 = assertion ask", 2, "[k1 …] marks a condition, but the line does not say conditional"),
        (f"[t1 Her] {SAID}\n> 1 = assertion ask", 2, "[t1 …] marks a target, which only these have: threaten, refuse, "
         "demand, accuse, deny, support, decline"),
        ("[s1 He] [q1 told [a1 her]] [c1 so].\n> 1 = assertion ask", 1, "[a1 …] stands inside the cue; close the cue before it"),
        (f"[k1 If [k1 so]] {SAID}\n> 1 = assertion ask conditional", 1, "[k1 …] stands inside another [k1 …]"),
    ],
)  # fmt: skip
def test_errors_name_file_line_and_reason(markup: str, line: int, reason: str) -> None:
    with pytest.raises(StoryError) as caught:
        acts_passages.parse(markup, name="news")
    assert str(caught.value) == f"news, line {line}: {reason}"


@given(st.text(alphabet="ab [](sqck1+\\#>=;\n", max_size=40))
def test_any_text_is_read_or_refused_with_its_line(markup: str) -> None:
    try:
        acts_passages.parse(markup)
    except StoryError as error:
        assert 1 <= error.line <= markup.count("\n") + 1


@given(st.text(alphabet="ab \\[]#", max_size=12), st.text(alphabet="ab\\[]#", min_size=1, max_size=8))
def test_offsets_hold_behind_any_characters(before: str, condition: str) -> None:
    def escape(text: str) -> str:
        return re.sub(r"([\[\]\\#])", r"\\\1", text)

    markup = f"[s1 Z{escape(before)}z] [q1 said] [c1 so [k1 {escape(condition)}]]\n> 1 = assertion plan conditional"
    [passage] = acts_passages.parse(markup)
    assert words(passage, passage["statements"][0]["condition"]) == [condition]


def test_every_fifth_of_each_file_is_kept_aside(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(f"a{n}" for n in range(1, 8)), encoding="utf-8")
    (tmp_path / "b.txt").write_text("\n\n".join(f"b{n}" for n in range(1, 6)), encoding="utf-8")
    assert [p["text"] for p in acts_passages.passages(tmp_path, "aside")] == ["a5", "b5"]
    tuned = [p["text"] for p in acts_passages.passages(tmp_path, "tune")]
    assert tuned == ["a1", "a2", "a3", "a4", "a6", "a7", "b1", "b2", "b3", "b4"]


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(ValueError, match=r"part 'dev': there are tune and aside"):
        acts_passages.passages(FOLDER, "dev")


def test_a_folder_without_passages_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert acts_passages.main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path}: no *.txt with marked-up passages\n"


def test_the_command_counts_and_writes_a_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("One.\n\n" * 4 + DEAL, encoding="utf-8")
    out = tmp_path / "aside.jsonl"
    assert acts_passages.main([str(tmp_path), "--out", str(out), "--part", "aside"]) == 0
    counted = (
        "  acts: accuse 1, promise 1, refuse 1\n"
        "  flags: conditional 2, hedged 1, negated 1\n"
        "  with source 3, condition 2, addressee 1, setting 1, target 1, within 1\n"
    )
    assert capsys.readouterr().out == (
        f"all: 5 passages, 17 words, 3 statements\n{counted}"
        "tune: 4 passages, 4 words, 0 statements\n  acts: \n  flags: \n  with \n"
        f"aside: 1 passages, 13 words, 3 statements\n{counted}"
    )
    [line] = out.read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {"format": 1, "speakers": [], **acts_passages.parse("One.\n\n" * 4 + DEAL, name="a")[4]}


def test_what_is_written_is_in_the_reading_format() -> None:
    names = (
        "source",
        "cue",
        "content",
        "type",
        "act",
        "flags",
        "condition",
        "addressee",
        "setting",
        "target",
        "within",
    )
    for passage in SHIPPED:
        reading = jsonl.from_record(acts_passages.to_reading(passage)).to_dict()
        told = [[statement[name] for name in names] for statement in reading["statements"]]
        assert told == [[statement[name] for name in names] for statement in passage["statements"]]


class TestShippedPassages:
    """The rules of training/acts/README.md that a machine can check."""

    @pytest.mark.parametrize(
        ("field", "value", "least"),
        [("act", "refuse", 160), ("act", "decline", 160), ("act", "ask", 160), ("flags", "conditional", 160)],
    )
    def test_there_are_enough(self, field: str, value: str, least: int) -> None:
        assert sum(s[field] == value or value in s[field] for _, s in STATEMENTS) >= least

    def test_no_cue_begins_with_a_conjunction(self) -> None:
        cues = [words(passage, s["cue"])[0] for passage, s in STATEMENTS]
        assert [cue for cue in cues if re.match(r"(and|but|when)\b", cue, re.IGNORECASE)] == []

    def test_an_indirect_if_is_no_condition(self) -> None:
        conditions = [
            (passage["id"], passage["text"][start:end])
            for passage, s in STATEMENTS
            if s["act"] == "ask"
            for start, end in s["condition"]
            if re.search(r"\b(ask(ed|s)?|asking|wondered) $", passage["text"][:start])
        ]
        assert conditions == []

    def test_no_condition_or_setting_takes_the_comma_behind_it(self) -> None:
        ends = [
            (passage["id"], passage["text"][start:end])
            for passage, s in STATEMENTS
            for start, end in s["condition"] + s["setting"]
            if passage["text"][end - 1] in ",;:"
        ]
        assert ends == []

    def test_no_stray_white_space_and_no_passage_twice(self) -> None:
        texts = [passage["text"] for passage in SHIPPED]
        assert len(set(texts)) == len(texts)
        assert [text for text in texts if "  " in text or re.search(r" [.,;?!]", text)] == []
