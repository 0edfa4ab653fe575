from __future__ import annotations

from inquit.reports.prepared import prepared
from inquit.reports.sources import Unnamed, declined, sources, undated
from reports.stories import TOLL, say, story


def test_sources_in_the_order_in_which_they_speak() -> None:
    holm, official = sources(prepared(TOLL))

    assert (holm.name, holm.role, holm.kind, holm.statements) == (
        "Ida Holm",
        "Mayor",
        "person",
        ("s1", "s2", "s3", "s5"),
    )
    assert (holm.direct, holm.mixed, holm.indirect, holm.words, holm.unnamed) == (1, 0, 3, 22, None)
    assert holm.first.paragraph == 1
    assert (official.name, official.statements) == ("senior official", ("s4",))
    assert official.unnamed == Unnamed("A senior official", "briefed on the talks", None, None, 1)


def test_a_share_is_of_the_words_of_the_article() -> None:
    text = "Toll\n\nIda Holm said it rises. So what."

    assert sources(prepared(story(text, say("Ida Holm", "said", "it rises"))))[0].share == 0.25


def test_words_that_two_statements_hold_count_once_for_a_speaker() -> None:
    text = "Toll\n\nIda Holm said she believes it rises."
    inner = say("she", "believes", "it rises", speaker="Ida Holm", within="s1")

    assert sources(prepared(story(text, say("Ida Holm", "said", "she believes it rises"), inner)))[0].words == 4


def test_statements_of_nobody_known_stand_together() -> None:
    text = "Toll\n\nIt was said that it rises. He added that it falls."
    reading = story(text, say(None, "was said", "that it rises"), say("He", "added", "that it falls", speaker=None))

    (unknown,) = sources(prepared(reading))
    assert (unknown.name, unknown.speaker, len(unknown.statements)) == ("not known", None, 2)


def test_who_did_not_answer() -> None:
    assert [(one.who, one.why, one.where.words) for one in declined(prepared(TOLL))] == [
        ("Ida Holm", "did not say", "Holm did not say when")
    ]


def test_statements_without_a_date() -> None:
    text = "Toll\n\nIda Holm said it rises. Otto Brandt had said it falls. Vera Lund said it stays."
    reading = story(
        text,
        say("Ida Holm", "said", "it rises", time=None),
        say("Otto Brandt", "had said", "it falls", time={"value": None, "basis": "text"}),
        say("Vera Lund", "said", "it stays", time={"value": None, "basis": "published"}),
    )

    assert [(one.statement, one.why) for one in undated(prepared(reading))] == [
        ("s1", "not told when"),
        ("s2", "said earlier, not told when"),
        ("s3", "the article's own date is not known"),
    ]
