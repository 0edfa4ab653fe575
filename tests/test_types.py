"""The core types answer without index arithmetic."""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import FrozenInstanceError, fields

import pytest
from export.stories import ferry
from hypothesis import given
from hypothesis import strategies as st

from inquit.types import (
    Anonymity,
    Article,
    Basis,
    Kind,
    Reading,
    Span,
    Speaker,
    Statement,
    StatementTime,
    TimeExpression,
    TimexType,
)

TEXT = "Storm.\n\n“We wait,” said Ida. “Then we sail.” Nobody else spoke."


def statement(*content: tuple[int, int], **others: object) -> Statement:
    return Statement("s1", TEXT, Span(content), **others)  # type: ignore[arg-type]


class TestSpan:
    def test_an_empty_one_is_false_and_has_no_ends(self) -> None:
        assert not Span()
        assert (len(Span()), list(Span()), Span().of(TEXT)) == (0, [], "")
        with pytest.raises(IndexError):
            _ = Span().start
        with pytest.raises(IndexError):
            _ = Span().end

    def test_pieces_in_order(self) -> None:
        span = Span(((8, 18), (29, 44)))

        assert bool(span)
        assert (len(span), list(span), span.start, span.end) == (2, [(8, 18), (29, 44)], 8, 44)
        assert span.of(TEXT) == "“We wait,” … “Then we sail.”"

    @pytest.mark.parametrize(
        ("span", "other", "covers", "overlaps"),
        [
            ([(0, 9)], [(0, 9)], True, True),
            ([(0, 9)], [(2, 4), (5, 6)], True, True),
            ([(0, 4), (6, 9)], [(1, 2), (7, 9)], True, True),
            ([(0, 4), (6, 9)], [(3, 7)], False, True),
            ([(0, 4), (6, 9)], [(1, 2), (4, 6)], False, True),
            ([(0, 4)], [(4, 6)], False, False),
            ([(0, 4)], [(2, 6)], False, True),
            ([(0, 4)], [], False, False),
            ([], [(0, 4)], False, False),
            ([], [], False, False),
        ],
    )
    def test_covers_and_overlaps(
        self, span: list[tuple[int, int]], other: list[tuple[int, int]], covers: bool, overlaps: bool
    ) -> None:
        one, two = Span(tuple(span)), Span(tuple(other))

        assert (one.covers(two), one.overlaps(two), two.overlaps(one)) == (covers, overlaps, overlaps)

    @given(st.text(), st.data())
    def test_utf16_points_at_the_same_characters(self, text: str, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        [(first, last)] = Span(((start, end),)).utf16(text)

        assert text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le") == text[start:end]

    def test_utf16_counts_what_lies_beyond_the_basic_plane_twice(self) -> None:
        assert Span(((1, 2), (2, 3))).utf16("😀é😀") == ((2, 3), (3, 5))


class TestArticle:
    def test_an_id_is_derived_from_the_text(self) -> None:
        article = Article(TEXT)

        assert article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
        assert article.id == f"a{article.sha256[:12]}"
        assert Article(TEXT, id="mine").id == "mine"

    def test_half_a_character_has_a_hash_too(self) -> None:
        assert Article("\ud800").id != Article("\ud801").id

    def test_can_be_a_key_whatever_extra_holds(self) -> None:
        assert hash(Article(TEXT, extra={"tags": ["a"]})) == hash(Article(TEXT))


def test_values_are_frozen_and_take_no_new_fields() -> None:
    for value in (Span(), Article(TEXT), statement((0, 5)), Speaker("p1", "Ida", Kind.PERSON)):
        with pytest.raises(FrozenInstanceError):
            setattr(value, fields(value)[0].name, None)
        assert not hasattr(value, "__dict__")


class TestStatement:
    IDA = Speaker("p1", "Ida Brekke", Kind.PERSON)

    @pytest.mark.parametrize(
        ("others", "who"),
        [
            pytest.param({"speaker": IDA, "source": Span(((24, 27),))}, "Ida Brekke", id="the speaker's name"),
            pytest.param({"source": Span(((24, 27),))}, "Ida", id="else the source"),
            pytest.param({}, None, id="else nobody"),
        ],
    )
    def test_who(self, others: dict[str, object], who: str | None) -> None:
        assert statement((8, 18), **others).who == who

    @pytest.mark.parametrize(
        ("time", "when"),
        [
            (None, None),
            (StatementTime(None, Basis.TEXT), None),
            (StatementTime("2024-02", Basis.PUBLISHED), "2024-02"),
        ],
    )
    def test_when(self, time: StatementTime | None, when: str | None) -> None:
        assert statement((8, 18), time=time).when == when

    def test_words(self) -> None:
        assert statement((8, 18), (29, 44)).words == "“We wait,” … “Then we sail.”"

    @pytest.mark.parametrize(
        ("made", "sentence"),
        [
            pytest.param(statement((0, 5)), "Storm.", id="one"),
            pytest.param(statement((8, 18), source=Span(((24, 27),))), "“We wait,” said Ida.", id="not its neighbours"),
            pytest.param(statement((8, 18), (29, 44)), "“We wait,” said Ida. “Then we sail.”", id="from first to last"),
            pytest.param(
                Statement("s1", TEXT, Span(), cue=Span(((57, 62),)), source=Span(((45, 51),))),
                "Nobody else spoke.",
                id="without content",
            ),
        ],
    )
    def test_sentence(self, made: Statement, sentence: str) -> None:
        assert made.sentence == sentence

    def test_as_a_line(self) -> None:
        assert str(statement((8, 18), cue=Span(((19, 23),)), speaker=self.IDA)) == "Ida Brekke (said): “We wait,”"
        assert str(statement((8, 18))) == "not known (–): “We wait,”"

    def test_the_text_is_no_part_of_what_is_compared_or_shown(self) -> None:
        assert statement((8, 18)) == Statement("s1", "another text", Span(((8, 18),)))
        assert "Storm" not in repr(statement((8, 18)))


def test_a_speaker_as_a_line() -> None:
    assert str(Speaker("p1", "Ida Brekke", Kind.PERSON, "mayor of Skarvik")) == "Ida Brekke, mayor of Skarvik"
    assert str(Speaker("p1", "Ida Brekke", Kind.PERSON)) == "Ida Brekke"


class TestReading:
    def test_is_a_collection_of_its_statements(self) -> None:
        reading = ferry()

        assert list(reading) == list(reading.statements)
        assert len(reading) == 8

    def test_travels_between_processes(self) -> None:
        assert pickle.loads(pickle.dumps(ferry())) == ferry()

    def test_as_a_record(self) -> None:
        article = Article(TEXT, id="a1", published="2024-02-29", warnings=("odd",), extra={"desk": "sea"})
        ida = Speaker(
            "p1",
            "Ida",
            Kind.ANONYMOUS,
            mentions=((24, 27),),
            anonymity=Anonymity(descriptor=Span(((24, 27),)), number="many"),
        )
        reading = Reading(
            article,
            (statement((8, 18), cue=Span(((19, 23),)), source=Span(((24, 27),)), speaker=ida),),
            (ida,),
            (TimeExpression(0, 5, TimexType.DATE, "2024-02", anchor="published"),),
        )

        assert json.loads(json.dumps(reading.to_dict())) == {
            "format": 1, "id": "a1", "url": None, "outlet": None, "title": None, "authors": [],
            "published": "2024-02-29", "published_candidates": [], "modified": None, "language": None,
            "text": TEXT, "sha256": article.sha256,
            "speakers": [
                {
                    "id": "p1", "name": "Ida", "kind": "anonymous", "role": None, "mentions": [[24, 27]],
                    "anonymity": {
                        "descriptor": [[24, 27]], "basis": [], "granted": [], "reason": [], "number": "many",
                    },
                }
            ],
            "statements": [
                {
                    "id": "s1", "source": [[24, 27]], "cue": [[19, 23]], "content": [[8, 18]], "speaker": "p1",
                    "resolved_by": None, "mode": "indirect", "type": None, "act": None, "acts": [], "flags": [],
                    "condition": [], "time": None, "addressee": [], "setting": [], "target": [],
                    "target_speaker": None, "within": None, "confidence": None,
                }
            ],
            "times": [{"start": 0, "end": 5, "type": "DATE", "value": "2024-02", "mod": None, "anchor": "published"}],
            "reader": None, "warnings": ["odd"], "extra": {"desk": "sea"},
        }  # fmt: skip

    def test_a_record_has_warnings_and_extra_only_where_there_are_any(self) -> None:
        assert {"warnings", "extra"} & Reading(Article(TEXT), ()).to_dict().keys() == set()

    def test_in_a_notebook_it_is_a_table_that_no_text_can_break(self) -> None:
        made = Statement("s1", "<b> & <i>", Span(((4, 5),)), cue=Span(((0, 3),)), source=Span(((6, 9),)))
        untold = Statement("s2", "<b> & <i>", Span(((0, 3),)))
        html = Reading(Article("x", title="“1 < 2”"), (made, untold))._repr_html_()

        assert html == (
            "<table><caption>“1 &lt; 2”</caption><thead><tr><th>who</th><th>cue</th><th>what</th></tr></thead><tbody>"
            "<tr><td>&lt;i&gt;</td><td>&lt;b&gt;</td><td>&amp;</td></tr>"
            "<tr><td>not known</td><td></td><td>&lt;b&gt;</td></tr>"
            "</tbody></table>"
        )
