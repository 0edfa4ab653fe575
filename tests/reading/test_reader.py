"""The whole pipeline with a model that never errs: articles in, readings out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import inquit
from inquit.errors import Failure, SourceError
from inquit.reading import Reader, reader
from inquit.reading.confidence import FEATURES
from inquit.types import Anonymity, Article, Kind, Mode, ReaderInfo, Reading, Span, Speaker
from reading.marked import INFO, FakeEncoder, expected, story

STORY = story(
    "[c1 Pier “safe”], [s1 mayor] [q1 says]\n"
    "[c2 “The pier is safe,”] [s2 Mayor Ida Brekke] [q2 said] on Monday, [c2 “but the ice is not.]\n"
    "[c2 “Nobody should cross.”]\n"
    "[s3 Ms Brekke] [q3 noted] [c3 that [s4 the harbour master] [q4 believes] [c4 it will thaw]].\n"
    "[q5 Reportedly], [c5 a helicopter is on its way]."
)
ARTICLE = Article(STORY["text"], outlet="The Sound Observer")

MakeReader = Callable[..., tuple[Reader, FakeEncoder]]


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> MakeReader:
    """A reader whose encoder knows some stories, and that encoder."""

    def made(*stories: dict, **options: object) -> tuple[Reader, FakeEncoder]:
        encoder = FakeEncoder(*stories, **options)
        monkeypatch.setattr(reader, "Encoder", lambda folder, *, threads: encoder)
        return Reader(), encoder

    return made


def read_article(make: MakeReader) -> Reading:
    return make(STORY)[0].read(ARTICLE)


def test_who_says_what(make: MakeReader) -> None:
    assert [str(statement) for statement in read_article(make)] == [
        "Ida Brekke (says): Pier “safe”",
        "Ida Brekke (said): “The pier is safe,” … “but the ice is not. … “Nobody should cross.”",
        "Ida Brekke (noted): that the harbour master believes it will thaw",
        "harbour master (believes): it will thaw",
        "not known (Reportedly): a helicopter is on its way",
    ]


def test_modes(make: MakeReader) -> None:
    assert [statement.mode for statement in read_article(make)] == [
        Mode.MIXED, Mode.DIRECT, Mode.INDIRECT, Mode.INDIRECT, Mode.INDIRECT,
    ]  # fmt: skip


def test_a_nested_statement_names_the_one_in_whose_content_it_stands(make: MakeReader) -> None:
    statements = read_article(make).statements

    assert [s.within for s in statements] == [None, None, None, statements[2].id, None]


def test_the_speaker_is_one_under_all_names(make: MakeReader) -> None:
    reading = read_article(make)
    text = ARTICLE.text
    places = [(text.index(words), text.index(words) + len(words)) for words in ("mayor", "Ida Brekke", "Brekke noted")]
    master = (text.index("the harbour master"), text.index(" believes"))

    brekke = Speaker("p1", "Ida Brekke", Kind.PERSON, "Mayor", mentions=(*places[:2], (places[2][0], places[2][0] + 6)))
    unnamed = Speaker(
        "p2", "harbour master", Kind.ANONYMOUS, mentions=(master,), anonymity=Anonymity(Span((master,)), number=1)
    )
    assert reading.speakers == (brekke, unnamed)
    assert [s.speaker for s in reading] == [brekke, brekke, brekke, unnamed, None]
    assert [s.resolved_by for s in reading] == [
        "“mayor”, the one so described in the text",
        "name in the source",
        "name in the source, in full “Ida Brekke” elsewhere in the text",
        "described, not named",
        None,
    ]


def test_the_author_is_the_one_who_says_i(make: MakeReader) -> None:
    column = story("[s1 I] [q1 think] [c1 that the pier is safe].")
    reader, _ = make(column)

    assert [s.who for s in reader.read(Article(column["text"], authors=("Ida Brekke",)))] == ["Ida Brekke"]
    assert [s.who for s in reader.read(Article(column["text"], authors=("Ida Brekke", "Tor Lund")))] == ["I"]


def test_spans_are_the_marked_characters(make: MakeReader) -> None:
    gold = [(a.source, a.cue, a.content) for a in expected(STORY)]

    assert [(s.source, s.cue, s.content) for s in read_article(make)] == gold


def test_what_made_the_reading(make: MakeReader) -> None:
    reading = read_article(make)

    assert reading.article is ARTICLE
    assert reading.reader == ReaderInfo(inquit.__version__, "marked 0123456789ab")


def test_ids_are_unique_and_stay_when_read_again(make: MakeReader) -> None:
    first, second = read_article(make), read_article(make)

    assert first == second
    assert len({s.id for s in first}) == len(first)


def test_the_same_words_elsewhere_have_another_id(make: MakeReader) -> None:
    longer = story("A line more.\n[s1 Ida] [q1 said] [c1 no].")
    plain = story("[s1 Ida] [q1 said] [c1 no].")
    some, _ = make(longer, plain)

    [one], [other] = (some.read(Article(known["text"])) for known in (longer, plain))
    assert one.words == other.words == "no"
    assert one.id != other.id


def test_confidences_of_a_model_that_was_not_calibrated(make: MakeReader) -> None:
    assert [s.confidence for s in read_article(make)] == [1.0] * 5


def test_confidences_of_a_calibrated_model(make: MakeReader) -> None:
    weights = dict.fromkeys(FEATURES, 0.0) | {"bias": 2.0, "no source": -2.0, "nested": -1.0}
    some, _ = make(STORY, info={**INFO, "confidence": weights})

    assert [s.confidence for s in some.read(ARTICLE)] == [0.8808, 0.8808, 0.8808, 0.7311, 0.5]


def test_windows_that_cut_the_text_change_nothing(make: MakeReader) -> None:
    whole = read_article(make)
    some, encoder = make(story("[s1 Ida] [q1 said] [c1 no].\n[s2 Tor] [q2 said] [c2 yes]."), size=8)

    assert [str(s) for s in some.read(Article("Ida said no.\n\nTor said yes."))] == [
        "Ida (said): no",
        "Tor (said): yes",
    ]
    assert encoder.calls == [2]
    assert len(whole) == 5


@pytest.mark.parametrize(
    "text",
    ["", "\n", "Nothing was said.", "WALDEN:", "“", "😀", "\x00"],
)
def test_a_text_without_statements(make: MakeReader, text: str) -> None:
    reading = make()[0].read(Article(text))

    assert (reading.statements, reading.speakers) == ((), ())


def test_transcripts(make: MakeReader) -> None:
    interview = story(
        "Mark Hale on his bridge\n"
        "ANN WALDEN: Who paid for it?\n"
        "MARK HALE: [s1 I] [q1 think] [c1 that I did].\n"
        "It was dear.\n"
        "ANN WALDEN: Thank you."
    )
    reading = make(interview)[0].read(Article(interview["text"]))

    statements = reading.statements
    assert [str(s) for s in statements] == [
        "Ann Walden (:): Who paid for it?",
        "Mark Hale (:): I think that I did. … It was dear.",
        "Mark Hale (think): that I did",
        "Ann Walden (:): Thank you.",
    ]
    assert [s.within for s in statements] == [None, None, statements[1].id, None]


class TestReadMany:
    """Lazily, in order, failures in their places."""

    FAILURE = Failure("gone.txt", None, SourceError("there is no such file", where="gone.txt"))

    @staticmethod
    def articles(count: int) -> list[Article]:
        return [Article(f"Story {number}.") for number in range(count)]

    def test_readings_are_in_the_order_of_the_articles(self, make: MakeReader) -> None:
        stories = [story(f"[s1 Ida] [q1 said] [c1 no {n}].") for n in range(20)]
        some, _ = make(*stories)
        readings = list(some.read_many(Article(s["text"]) for s in stories))

        assert readings == [some.read(Article(s["text"])) for s in stories]
        assert [r.statements[0].words for r in readings if isinstance(r, Reading)] == [f"no {n}" for n in range(20)]

    def test_a_failure_takes_its_place(self, make: MakeReader) -> None:
        first, second = self.articles(2)
        results = list(make()[0].read_many([first, self.FAILURE, second]))

        assert [r if isinstance(r, Failure) else r.article for r in results] == [first, self.FAILURE, second]

    def test_an_article_that_is_too_long_is_a_failure_and_the_rest_is_read(
        self, make: MakeReader, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reader, "MAX_CHARACTERS", 12)
        short, long = Article("Story."), Article("A longer story.", url="https://sound.example/a")

        before, failed, after = make()[0].read_many([short, long, short])

        assert isinstance(before, Reading)
        assert isinstance(after, Reading)
        assert isinstance(failed, Failure)
        assert (failed.where, failed.record) == ("https://sound.example/a", None)
        assert str(failed) == "https://sound.example/a: text of 15 characters, limit 12; split it into articles"

    def test_on_error_raise_stops_after_the_readings_before(self, make: MakeReader) -> None:
        results = make()[0].read_many([*self.articles(1), self.FAILURE, *self.articles(1)], on_error="raise")

        assert isinstance(next(results), Reading)
        with pytest.raises(SourceError, match=r"^gone\.txt: there is no such file$"):
            next(results)

    def test_no_articles(self, make: MakeReader) -> None:
        assert list(make()[0].read_many([])) == []

    def test_nothing_is_read_before_it_is_asked_for(self, make: MakeReader) -> None:
        taken: list[int] = []

        def endless() -> Iterator[Article]:
            while True:
                taken.append(len(taken))
                yield Article(f"Story {len(taken)}.")

        some, encoder = make()
        stream = some.read_many(endless())
        assert (taken, encoder.calls) == ([], [])

        assert len(list(islice(stream, 3))) == 3
        assert len(taken) <= 4
        assert len(encoder.calls) == 1

    def test_articles_share_calls_of_the_model(self, make: MakeReader) -> None:
        some, encoder = make()
        list(some.read_many(self.articles(10)))

        assert encoder.calls == [4, 4, 2]

    def test_long_articles_are_read_by_themselves(self, make: MakeReader, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reader, "_CHARACTERS_AHEAD", 20)
        some, encoder = make()
        list(some.read_many([Article("Story " * 4), Article("Story " * 4), Article("A"), Article("B")]))

        assert encoder.calls == [1, 1, 2]


def test_too_long_a_text_is_refused(make: MakeReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_CHARACTERS", 5)

    with pytest.raises(SourceError) as caught:
        make()[0].read(replace(ARTICLE, id="ferry", text="Story."))
    assert str(caught.value) == "ferry: text of 6 characters, limit 5; split it into articles"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.text(max_size=120)
    | st.lists(st.sampled_from(["Q: a", "A: “b", "A:", "BO EK: c.", " Q: d", "(e)", "f”", "", "é: 😀"])).map("\n".join)
)
def test_any_text_gives_spans_inside_it(make: MakeReader, text: str) -> None:
    """Also where its layout makes turns of it."""
    some, _ = make()
    reading = some.read(Article(text))

    for statement in reading:
        for start, end in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= start < end <= len(text)
        assert statement.sentence
