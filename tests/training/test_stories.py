from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # training/ is not installed

from training import stories  # noqa: E402

SHIPPED = stories.load(ROOT / "training" / "stories")
ATTRIBUTIONS = [(story, a) for story in SHIPPED for a in story["attributions"]]


def words(story: dict[str, Any], span: list[list[int]]) -> list[str]:
    return [story["text"][start:end] for start, end in span]


def test_spans_point_at_the_plain_text_and_nesting_is_told() -> None:
    [story] = stories.parse("[s1 She] [q1 noted] [c1 that [s2 the ministry] [q2 believes] [c2 the dam is safe]].")
    assert story == {
        "id": "stories-1",
        "text": "She noted that the ministry believes the dam is safe.",
        "attributions": [
            {"id": "a1", "source": [[0, 3]], "cue": [[4, 9]], "content": [[10, 52]], "within": None},
            {"id": "a2", "source": [[15, 27]], "cue": [[28, 36]], "content": [[37, 52]], "within": "a1"},
        ],
    }


def test_an_empty_line_parts_stories_and_a_line_is_a_paragraph() -> None:
    markup = "# a comment\nOne.\nTwo.\n\n\n[q1 :] [c1 Three]\n"
    assert [(s["id"], s["text"]) for s in stories.parse(markup, name="x")] == [
        ("x-1", "One.\n\nTwo."),
        ("x-2", ": Three"),
    ]


def test_a_comment_inside_a_story_does_not_part_it() -> None:
    assert [s["text"] for s in stories.parse("One.\n# comment\nTwo.")] == ["One.\n\nTwo."]


def test_a_repeated_tag_makes_pieces_also_over_paragraphs() -> None:
    [story] = stories.parse("[c1 “We tried,”] [s1 he] [q1 said]. [c1 “It broke.]\n[c1 “We left.”]")
    [attribution] = story["attributions"]
    assert words(story, attribution["content"]) == ["“We tried,”", "“It broke.", "“We left.”"]


def test_words_may_serve_two_attributions() -> None:
    [story] = stories.parse("[s1+2 She] [q1 denied] [c1 it], [q2 adding] [c2 that she was abroad].")
    assert [words(story, a["source"]) for a in story["attributions"]] == [["She"], ["She"]]


def test_a_source_may_be_absent() -> None:
    [story] = stories.parse("[q1 Reportedly], [c1 the mill is for sale].")
    assert story["attributions"] == [
        {"id": "a1", "source": [], "cue": [[0, 10]], "content": [[12, 32]], "within": None}
    ]


def test_a_source_outside_the_content_does_not_hinder_nesting() -> None:
    [story] = stories.parse("[s1+2 He] [q1 wants] [c1 to [q2 promise] [c2 that it ends]].")
    assert [(a["id"], a["within"]) for a in story["attributions"]] == [("a1", None), ("a2", "a1")]


def test_an_attribution_inside_a_source_stands_within_nothing() -> None:
    [story] = stories.parse("[s1 Ode, [s2 who] [q2 backs] [c2 the law],] [q1 said] [c1 so].")
    assert [(a["id"], a["within"]) for a in story["attributions"]] == [("a1", None), ("a2", None)]


def test_escaped_characters_are_themselves() -> None:
    [story] = stories.parse(r"\# [s1 He] [q1 said] [c1 “\[It\] is a \\ mark.”]")
    assert story["text"] == r"# He said “[It] is a \ mark.”"
    assert words(story, story["attributions"][0]["content"]) == [r"“[It] is a \ mark.”"]


def test_offsets_count_code_points() -> None:
    [story] = stories.parse("😀 [s1 Ö] [q1 sagt] [c1 𝄞]")
    assert story["attributions"][0]["content"] == [[9, 10]]


@pytest.mark.parametrize(
    ("markup", "line", "reason"),
    [
        ("fine\n[s1 She", 2, "[s1 …] is not closed at the paragraph's end"),
        ("She]", 1, "a closing bracket without an opening one after 'She'"),
        ("[x1 She]", 1, "unknown bracket '[x1 She]'; write [s1 …], [q1 …], [c1 …], or \\[ for [ itself"),
        ("[s She]", 1, "unknown bracket '[s She]'; write [s1 …], [q1 …], [c1 …], or \\[ for [ itself"),
        ("[s1  She]", 1, "[s1 …] begins or ends with white space: ' She'"),
        ("[s1 She ]", 1, "[s1 …] begins or ends with white space: 'She '"),
        ("[s1 ]", 1, "[s1 …] is empty"),
        (r"a \d", 1, "a backslash before 'd'; only [ ] \\ # need one"),
        ("a \\", 1, "a backslash before ''; only [ ] \\ # need one"),
        ("[c1 a [s1 b]]", 1, "[s1 …] stands inside [c1 …] of the same attribution; close that one, then open it again"),
        ("[s1+1 a]", 1, "[s1+1 …] names an attribution twice"),
        ("ok\n\n[s1 a] [c1 b]", 3, "attribution 1 has no cue"),
        ("[s1 a] [q1 b]", 1, "attribution 1 has no content"),
        (
            "[q1 a] [c1 b [q2 c]] [c2 d]",
            1,
            "attribution 2 stands partly inside another one's content and partly outside it",
        ),
    ],
)
def test_errors_name_file_line_and_reason(markup: str, line: int, reason: str) -> None:
    with pytest.raises(stories.StoryError) as caught:
        stories.parse(markup, name="news.txt")
    assert str(caught.value) == f"news.txt, line {line}: {reason}"


@given(st.text(alphabet="ab [](sqc12+\\#\n:", max_size=40))
def test_any_text_is_read_or_refused_with_its_line(markup: str) -> None:
    try:
        result = stories.parse(markup)
    except stories.StoryError as error:
        assert 1 <= error.line <= markup.count("\n") + 1
        return
    for story in result:
        for attribution in story["attributions"]:
            for start, end in attribution["source"] + attribution["cue"] + attribution["content"]:
                assert 0 <= start < end <= len(story["text"])


@given(st.text(alphabet="ab [](sqc12+\\#:", min_size=1, max_size=30).filter(str.strip))
def test_escaping_keeps_every_text(text: str) -> None:
    escaped = re.sub(r"([\[\]\\#])", r"\\\1", text)
    assert [story["text"] for story in stories.parse(escaped)] == [text.strip()]


def test_a_folder_without_stories_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no \*\.txt with marked-up stories"):
        stories.load(tmp_path)


def test_the_command_counts_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("[s1 He] [q1 said] [c1 [q2 reportedly] [c2 no]].\n", encoding="utf-8")
    assert stories.main([str(tmp_path), "--out", str(tmp_path / "out.jsonl")]) == 0
    assert capsys.readouterr().out == (
        "1 stories, 4 words, 2 attributions\n1 inside another one's content, 1 without a source\n"
    )
    assert (
        (tmp_path / "out.jsonl")
        .read_text(encoding="utf-8")
        .startswith('{"id": "a-1", "text": "He said reportedly no."')
    )


def test_the_command_names_the_broken_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("[s1 He", encoding="utf-8")
    assert stories.main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == "a, line 1: [s1 …] is not closed at the paragraph's end\n"


class TestShippedStories:
    """The rules of training/stories/README.md that a machine can check."""

    def test_there_are_enough(self) -> None:
        assert len(ATTRIBUTIONS) >= 350
        assert sum(a["within"] is not None for _, a in ATTRIBUTIONS) >= 120

    def test_some_stories_have_nothing_to_find(self) -> None:
        assert sum(not story["attributions"] for story in SHIPPED) >= 5

    def test_no_cue_takes_that(self) -> None:
        cues = [" ".join(words(story, a["cue"])) for story, a in ATTRIBUTIONS]
        assert [cue for cue in cues if re.search(r"\bthat$", cue) and cue != "it was true that"] == []

    def test_no_content_takes_the_mark_that_ends_the_sentence(self) -> None:
        ends = [(story["id"], words(story, a["content"])[-1]) for story, a in ATTRIBUTIONS]
        assert [end for end in ends if end[1].endswith((",", ".", ";")) and not end[1].endswith("a.m.")] == []

    def test_only_contents_and_cues_stand_in_more_than_one_piece(self) -> None:
        assert [words(story, a["source"]) for story, a in ATTRIBUTIONS if len(a["source"]) > 1] == []

    def test_no_stray_white_space(self) -> None:
        assert [
            story["id"] for story in SHIPPED if "  " in story["text"] or re.search(r" [.,;?!]", story["text"])
        ] == []

    def test_every_sentence_is_our_own_once(self) -> None:
        texts = [story["text"] for story in SHIPPED]
        assert len(set(texts)) == len(texts)
