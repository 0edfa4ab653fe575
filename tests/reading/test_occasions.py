"""When statements were made: what the text tells, what goes on, what was said earlier."""

import pytest

from inquit.reading.occasions import when_said
from inquit.reading.occasions.candidates import Candidate, candidates, usable
from inquit.reading.occasions.choosing import likeliest, probabilities
from inquit.reading.occasions.cues import Form, form_of, traits_of
from inquit.reading.occasions.scenery import Scenery
from inquit.reading.temporal import time_expressions
from inquit.types import Basis, StatementTime, TimeExpression, TimexType
from tests.reading.marked import expected, story

FRIDAY = "2023-06-30"
EARLIER = StatementTime(None, Basis.TEXT)
PUBLISHED = StatementTime(FRIDAY, Basis.PUBLISHED)


def said(markup: str, published: str | None = FRIDAY) -> list[StatementTime | None]:
    read = story(markup)
    text, found = read["text"], expected(read)
    sources = [a.source.of(text) or None for a in found]
    return list(when_said(text, found, time_expressions(text, published), published, sources))


def words(markup: str, time: StatementTime | None) -> str:
    assert time is not None and time.start is not None
    return story(markup)["text"][time.start : time.end]


TOLD = [
    ("[s1 Ida Holm] [q1 said] on Tuesday [c1 that the bridge was shut].", "2023-06-27", "Tuesday"),
    ("On Wednesday, [s1 Ida Holm] [q1 told] reporters [c1 that the bridge was shut].", "2023-06-28", "Wednesday"),
    ("[s1 The mayor] [q1 said] in March [c1 that nobody had asked her].", "2023-03", "March"),
    ("[c1 “The bridge is shut,”] [s1 Ida Holm] [q1 said] on Thursday.", "2023-06-29", "Thursday"),
]


@pytest.mark.parametrize(("markup", "value", "told_by"), TOLD, ids=[told for *_, told in TOLD])
def test_words_beside_the_cue_tell_when(markup, value, told_by):
    [time] = said(markup)

    assert (time.value, time.basis, words(markup, time)) == (value, Basis.TEXT, told_by)


def test_a_time_in_what_is_said_is_not_when_it_was_said():
    assert said("[s1 Ida Holm] [q1 says] [c1 the bridge was shut on Tuesday].") == [PUBLISHED]


def test_without_words_it_was_said_on_the_day_of_publication():
    assert said("[s1 Ida Holm] [q1 says] [c1 the bridge is shut].", "2023-06-30T08:15+02:00") == [PUBLISHED]


def test_without_a_day_of_publication_nothing_is_told():
    assert said("[s1 Ida Holm] [q1 says] [c1 the bridge is shut].", None) == [None]


def test_the_same_occasion_goes_on():
    markup = (
        "[s1 Ida Holm] [q1 told] a meeting in Norvik on Tuesday [c1 that the bridge was shut]. "
        "[c2 “We found cracks,”] [s2 she] [q2 said]. [s3 She] [q3 added] [c3 that trains would run]."
    )

    assert [(t.value, words(markup, t)) for t in said(markup)] == [("2023-06-27", "Tuesday")] * 3


@pytest.mark.parametrize("cue", ["had promised", "has repeatedly accused"])
def test_what_had_been_said_was_said_earlier(cue):
    markup = (
        "[s1 Ida Holm] [q1 says] [c1 the bridge is shut]. "
        f"The company built it. [s2 Its owner] [q2 {cue}] [c2 the town of delays]."
    )

    assert said(markup)[1] == EARLIER


def test_a_bare_year_that_belongs_to_a_noun_tells_nothing():
    assert said("[s1 Ida Holm, who ran the 2019 campaign,] [q1 says] [c1 the bridge is shut].") == [PUBLISHED]


@pytest.mark.parametrize("word", ["since", "until", "before", "after"])
def test_what_lasts_or_follows_tells_nothing(word):
    assert said(f"[s1 Ida Holm,] mayor {word} 2019, [q1 said] [c1 the bridge was shut].") == [PUBLISHED]


def test_a_cue_that_goes_on_with_its_time_is_not_asked_further():
    markup = (
        "[s1 Holm] [q1 says]: [c1 ‘we were lucky’]. A storm took the roof of the school on Tuesday night. "
        "[c2 “We were lucky,”] [s2 Ida Holm] [q2 said] on Wednesday morning in the yard."
    )

    assert said(markup)[1].value == "2023-06-28TMO"


@pytest.mark.parametrize(
    ("sentence", "cue", "form"),
    [
        ("She said so.", "said", Form.PAST),
        ("She has said so.", "has said", Form.PERFECT),
        ("She had long said so.", "long said", Form.HAD),
        ("She says so.", "says", Form.PRESENT),
        ("She will insist on it.", "insist on", Form.AHEAD),
        ("She left, calling it late.", "calling", Form.PARTICIPLE),
        ("She went there to promise more.", "to promise", Form.INFINITIVE),
        ("Critics dislike her claim that it is late.", "claim", Form.NOUN),
        ("It is late, according to her.", "according to", Form.ACCORDING),
        ("They want more.", "want", Form.BARE),
    ],
)
def test_the_form_of_a_cue(sentence, cue, form):
    start = sentence.index(cue)

    assert form_of(sentence, start, start + len(cue), 0) is form


@pytest.mark.parametrize(
    ("cue", "traits"),
    [("added", ["adds", "tells"]), ("did not say", ["tells", "negated"]), ("believes", ["holds"]), ("signed", [])],
)
def test_what_a_cue_does(cue, traits):
    assert list(traits_of(cue)) == traits


@pytest.mark.parametrize(
    ("value", "kind", "possible"),
    [
        ("2023-06-27", TimexType.DATE, True),
        ("2023-06-27TNI", TimexType.TIME, True),
        ("2023-W26", TimexType.DATE, True),
        ("2023-07-01", TimexType.DATE, False),
        ("2023-W27", TimexType.DATE, False),
        ("2024", TimexType.DATE, False),
        ("P2D", TimexType.DURATION, False),
        ("PAST_REF", TimexType.DATE, False),
        ("T08:00", TimexType.TIME, False),
        (None, TimexType.DATE, False),
    ],
)
def test_only_dates_that_are_not_ahead_can_tell_when_something_was_said(value, kind, possible):
    assert usable([TimeExpression(0, 4, kind, value)], FRIDAY) == [0] * possible


def test_candidates_are_the_near_expressions_then_what_no_words_tell():
    read = story("It fell in 2019. [s1 Ida Holm] [q1 told] us on Tuesday [c1 it was rebuilt in 2021].")
    times = time_expressions(read["text"], FRIDAY)

    found = candidates(Scenery(read["text"], expected(read)), times, usable(times, FRIDAY), 0, FRIDAY)

    assert [c.value for c in found] == ["2019", "2023-06-27", "2021", None, FRIDAY]
    assert [c.kind for c in found] == ["words", "words", "words", "earlier", "published"]


def test_candidates_of_one_value_share_their_probability():
    monday = [Candidate("2023-06-26", number) for number in (0, 1)]

    assert likeliest([*monday, Candidate(None)], [0.25, 0.35, 0.4]) == 1


def test_a_day_of_publication_that_is_not_known_is_not_earlier():
    assert likeliest([Candidate(None), Candidate(None, published=True), Candidate("2023", 0)], [0.3, 0.3, 0.4]) == 2


def test_the_more_speaks_for_a_candidate_the_likelier_it_is():
    low, high = probabilities([[("near", 0.0)], [("near", 1.0), ("unheard of", 9.0)]], {"near": 1.0})

    assert high > low
    assert low + high == pytest.approx(1)
