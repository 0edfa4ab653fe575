"""Who speaks: one speaker under all names, what is told of speakers, and that time stays bounded.

The phenomena one by one stand in `speaker_stories/`.
"""

from __future__ import annotations

from collections import Counter

import pytest

from inquit.reading import antecedents, description_traits
from inquit.reading.attribution import Attribution
from inquit.reading.mentions import Cast
from inquit.reading.speakers import RULES, resolve_speakers
from inquit.types import Anonymity, Kind, Span, Speaker
from reading.marked import expected, story


def read(markup: str) -> tuple[list[tuple[str, str | None, list[str]]], list[str | None]]:
    """Name, role and mentions of all speakers, and the name of each attribution's speaker."""
    marked = story(markup)
    text = marked["text"]
    speakers = resolve_speakers(text, expected(marked))
    return (
        [(s.name, s.role, [text[start:end] for start, end in s.mentions]) for s in speakers.all],
        [who and who.speaker.name for who in speakers.by_attribution],
    )


def who(markup: str) -> list[str | None]:
    return read(markup)[1]


def reasons(markup: str) -> list[str | None]:
    marked = story(markup)
    return [who and who.reason for who in resolve_speakers(marked["text"], expected(marked)).by_attribution]


def test_speakers_in_the_order_in_which_they_are_heard() -> None:
    marked = story(
        "The Harbour Ministry waits. [s1 Ida Brekke] [q1 said] [c1 no]. [s2 The Harbour Ministry] [q2 said] [c2 yes]."
    )
    speakers = resolve_speakers(marked["text"], expected(marked))

    assert speakers.all == (
        Speaker("p1", "Ida Brekke", Kind.PERSON, mentions=((28, 38),)),
        Speaker("p2", "Harbour Ministry", Kind.ORGANIZATION, mentions=((4, 20), (52, 68))),
    )
    assert [(r.speaker.id, r.reason, r.rule) for r in speakers.by_attribution if r] == [
        ("p1", "name in the source", "name"),
        ("p2", "name in the source", "name"),
    ]


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        pytest.param("[s1 He] [q1 said] [c1 no].", [None], id="pronoun for nobody"),
        pytest.param("[q1 Reportedly] [c1 no].", [None], id="left out"),
        pytest.param("[s1 Nobody] [q1 said] [c1 no]. [s2 No one] [q2 asked] [c2 why].", [None, None], id="nobody"),
        pytest.param("[s1 A spokesman for NATO] [q1 said] [c1 no].", ["spokesman for NATO"], id="unnamed"),
        pytest.param(
            "[s1 Mayor Ida Brekke] [q1 said] [c1 no]. [s2 Ms Brekke] [q2 added] [c2 never].",
            ["Ida Brekke", "Ida Brekke"],
            id="title and last name, after the full one",
        ),
        pytest.param(
            "[s1 Ms Brekke] [q1 said] [c1 no]. [s2 Ida Brekke] [q2 added] [c2 never].",
            ["Ida Brekke", "Ida Brekke"],
            id="and before it",
        ),
        pytest.param(
            "[s1 Tor Lund] [q1 said] [c1 no]. [s2 Tor A. Lund] [q2 said] [c2 yes].",
            ["Tor A. Lund", "Tor A. Lund"],
            id="the fullest form is the name",
        ),
        pytest.param(
            "[s1 Tor Lund] [q1 said] [c1 no]. [s2 Lund] [q2 added] [c2 never].",
            ["Tor Lund", "Tor Lund"],
            id="last name alone",
        ),
        pytest.param(
            "[s1 Tor Lund] [q1 said] [c1 no]. [s2 Ann Lund] [q2 said] [c2 yes]. [s3 Lund] [q3 said] [c3 no].",
            ["Tor Lund", "Ann Lund", None],
            id="two people of one last name: an honest null",
        ),
        pytest.param(
            "[s1 Tor Lund] [q1 said] [c1 no]. [s2 The Lund Council] [q2 said] [c2 yes].",
            ["Tor Lund", "Lund Council"],
            id="a person and a body of one name",
        ),
        pytest.param(
            "[s1 Mr Lund] [q1 said] [c1 no]. Tor Lund, a fisherman, left.", ["Tor Lund"], id="named elsewhere"
        ),
        pytest.param("[s1 Mr Lund] [q1 said] [c1 no].", ["Lund"], id="never written out"),
        pytest.param("On Tuesday Hale met Vitra. [s1 Gov. Hale] [q1 said] [c1 no].", ["Hale"], id="a day before it"),
        pytest.param(
            "[s1 Tor Lund] [q1 said] [c1 no]. [s2 The mayor of Lindmar] [q2 said] [c2 yes]. [s3 He] [q3 left] [c3 it].",
            ["Tor Lund", "mayor of Lindmar", "mayor of Lindmar"],
            id="an office whose holder the text does not name",
        ),
        pytest.param(
            "[s1 Mr Lund] [q1 said] [c1 no]. Kari Lund, his wife, left.",
            [None],
            id="a title that does not fit the one full name",
            marks=pytest.mark.xfail(strict=True, reason="Mr Lund is taken for Kari Lund"),
        ),
    ],
)
def test_who_speaks(markup: str, names: list[str | None]) -> None:
    assert who(markup) == names


def test_a_speaker_gathers_role_and_mentions() -> None:
    markup = (
        "Ida Brekke opens the pier. [s1 Ida Brekke] [q1 said] [c1 no]. "
        "[s2 Mayor Brekke] [q2 added] [c2 never]. [s3 She] [q3 left] [c3 it]. Nobody asked Ida Brekke."
    )

    assert read(markup) == (
        [("Ida Brekke", "Mayor", ["Ida Brekke", "Ida Brekke", "Brekke", "She", "Ida Brekke"])],
        ["Ida Brekke", "Ida Brekke", "Ida Brekke"],
    )


def test_an_unnamed_speaker_tells_why() -> None:
    marked = story(
        "[s1 Two officials briefed on the talks] [q1 said] [c1 no], speaking on condition of anonymity because they "
        "were not allowed to talk."
    )
    text = marked["text"]
    [speaker] = resolve_speakers(text, expected(marked)).all

    def place(words: str) -> Span:
        return Span(((text.index(words), text.index(words) + len(words)),))

    assert speaker.kind is Kind.ANONYMOUS
    assert speaker.anonymity == Anonymity(
        descriptor=place("Two officials"),
        basis=place("briefed on the talks"),
        granted=place("on condition of anonymity"),
        reason=place("because they were not allowed to talk"),
        number=2,
    )


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("[s1 Ms Brekke] [q1 said] [c1 no]. Ida Brekke left.", "name in the source, in full “Ida Brekke” elsewhere in the text"),
        ("Ida Brekke left. [s1 She] [q1 said] [c1 no].", "pronoun, the nearest whom “she” fits was named last one sentence before"),
        ("Mayor Ida Brekke left. [s1 The mayor] [q1 said] [c1 no].", "“mayor”, the one so described before"),
        ("[s1 An official] [q1 said] [c1 no].", "the words of the source"),
        ("[s1 Ida Brekke and Tor Lund] [q1 said] [c1 no].", "names in the source, together"),
    ],
)  # fmt: skip
def test_reasons_are_for_people(markup: str, reason: str) -> None:
    assert reasons(markup) == [reason]


def test_what_is_said_inside_a_statement() -> None:
    assert who("[s1 Ida Brekke] [q1 said]: [c1 “[s2 We] [q2 think] [c2 it holds].”]") == ["Ida Brekke", "Ida Brekke"]
    assert who("[s1 Ida Brekke] [q1 noted] [c1 that [s2 the harbour master] [q2 believes] [c2 it holds]].") == [
        "Ida Brekke",
        "harbour master",
    ]


def test_the_author_says_i() -> None:
    text = "I think so. “I do not,” he said. I wonder."
    found = [Attribution(Span(((0, 1),)), Span(((2, 7),)), Span(((8, 10),)))]

    def author(text: str, *authors: str) -> str | None:
        [answer] = resolve_speakers(text, found, authors=authors).by_attribution
        return answer and answer.speaker.name

    assert author(text, "Ida Brekke") == "Ida Brekke"
    assert author(text, "Ida Brekke", "Tor Lund") is None
    assert author(f"{text}\n\nIda Brekke is the author of many books.") == "Ida Brekke"
    assert (
        author(f"{text}\n\nThe end.\n\nIda Brekke, a baker, teaches in Ostmark.\n\nMore columns below.") == "Ida Brekke"
    )
    assert author(f"{text}\n\nBy Ida Brekke\n\nThe end.") == "Ida Brekke"
    assert author("I think so, in World War II.\n\nThe end.\n\nIda Brekke is the author of many books.") is None


def test_nobody_speaks() -> None:
    speakers = resolve_speakers("Nothing was said.", [])

    assert (speakers.all, speakers.by_attribution) == ((), ())


def test_rules_are_the_known_ones() -> None:
    markup = "[s1 Ida Brekke] [q1 said] [c1 no], [q2 adding] [c2 yes]. [s3 She] [q3 left] [c3 it]."
    marked = story(markup)
    found = resolve_speakers(marked["text"], expected(marked)).by_attribution

    assert [answer.rule for answer in found if answer] == ["name", "left out", "pronoun"]
    assert {answer.rule for answer in found if answer} <= set(RULES)


def _many(source: str, count: int) -> tuple[str, list[Attribution]]:
    """A text that says the same so many times."""
    line = f"{source} said it rained. "
    found = []
    for at in range(0, count * len(line), len(line)):
        cue = at + len(source) + 1
        found.append(Attribution(Span(((at, cue - 1),)), Span(((cue, cue + 4),)), Span(((cue + 5, cue + 14),))))
    return line * count, found


@pytest.mark.parametrize(
    "source",
    ["He", "They", "The mayor", "The company", "The two", "Mayor Ann Berg", "Officials", "The Post", "Its report"],
)
def test_each_attribution_looks_at_a_bounded_number_of_places(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    for owner, name in ((antecedents.Trail, "_score"), (Cast, "within"), (description_traits, "sort_of")):
        original = getattr(owner, name)
        monkeypatch.setattr(
            owner, name, lambda *args, _f=original, _n=name, **kw: (calls.update([_n]), _f(*args, **kw))[1]
        )
    count = 400
    resolve_speakers(*_many(source, count))

    assert calls["_score"] <= count * 2 * antecedents._MOST * 3
    assert calls["within"] + calls["sort_of"] <= count * 12


@pytest.mark.parametrize(
    "text",
    [
        "Norvik Lindmar " * 13_000,
        "Ann Berg met Tor Lund, " * 9_000,
        "Smith. " * 28_000,
        " ".join(f"Ann X{n} Smith met him." for n in range(9_000)),
        "the council " * 16_000,
        "“ " * 100_000,
    ],
    ids=["capitals", "one sentence", "one name", "one last name", "one noun", "quotation marks"],
)
def test_a_long_hostile_text_is_read(text: str) -> None:
    found = [Attribution(Span(((0, 3),)), Span(), Span(((4, 8),)))]

    assert len(resolve_speakers(text, found).by_attribution) == 1
