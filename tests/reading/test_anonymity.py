"""What a text says about an unnamed speaker.  In the tables, `[…]` are the speaker's sources."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import pytest

from inquit.reading.anonymity import anonymity_of
from inquit.sentences import sentence_bounds
from inquit.types import Anonymity, Span


@dataclass(frozen=True)
class Told:
    """An `Anonymity` in words."""

    descriptor: str
    basis: str = ""
    granted: str = ""
    reason: str = ""
    number: int | str | None = 1


def read(marked: str) -> tuple[str, Anonymity]:
    """The text without brackets, and what it says about the speaker in them."""
    text, spans, start = "", [], 0
    for part in re.split(r"([\[\]])", marked):
        if part == "[":
            start = len(text)
        elif part == "]":
            spans.append(Span(((start, len(text)),)))
        else:
            text += part
    return text, anonymity_of(text, spans, sentences=sentence_bounds(text))


def told(marked: str) -> Told:
    text, found = read(marked)
    spans = (found.descriptor, found.basis, found.granted, found.reason)
    return Told(*(span.of(text) for span in spans), found.number)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # in the source
        (
            "[A grocer, who requested anonymity because of the sensitivity of the matter,] said it was over.",
            Told("A grocer", granted="requested anonymity", reason="because of the sensitivity of the matter"),
        ),
        (
            "[A clerk who declined to give his name] said the till was empty.",
            Told("A clerk", granted="declined to give his name"),
        ),
        (
            "[An adviser briefed on the plan, who wasn’t authorised to speak publicly and asked not to be named,] shrugged.",
            Told("An adviser", "briefed on the plan", "asked not to be named", "wasn’t authorised to speak publicly"),
        ),
        (
            "According to [two people close to the envoy who requested anonymity so they could speak frankly], he wept.",
            Told("two people", "close to the envoy", "requested anonymity", "so they could speak frankly", 2),
        ),
        # beside it
        (
            "“It is a farce,” said [one former minister], speaking on condition of anonymity.",
            Told("one former minister", granted="on condition of anonymity"),
        ),
        (
            "[An official] said on deep background that the dam leaks.",
            Told("An official", granted="on deep background"),
        ),
        (
            "[A teller] – speaking on condition that her name be withheld – said the safe was open.",
            Told("A teller", granted="on condition that her name be withheld"),
        ),
        (
            "[An adviser] who was not authorized to speak publicly said the plan was dead.",
            Told("An adviser", reason="was not authorized to speak publicly"),
        ),
        (
            "[A source] with knowledge of the deal told us of it.",
            Told("A source", "with knowledge of the deal"),
        ),
        # before it
        (
            "Speaking on condition of anonymity because he feared reprisals, [a guard] said the gate was open.",
            Told("a guard", granted="on condition of anonymity", reason="because he feared reprisals"),
        ),
        (
            "Citing company policy, [an engineer] asked not to be named but said the pumps had failed.",
            Told("an engineer", granted="asked not to be named", reason="Citing company policy"),
        ),
        # in a sentence that comes back to the speaker
        (
            "[A pupil] said lunch was cold. He asked that his surname not be used for fear of being bullied.",
            Told("A pupil", granted="asked that his surname not be used", reason="for fear of being bullied"),
        ),
        (
            "[Three people familiar with the bank’s plans] said so. It employs 300. The people declined to be identified "
            "discussing private matters.",
            Told(
                "Three people",
                "familiar with the bank’s plans",
                "declined to be identified",
                "discussing private matters",
                number=3,
            ),
        ),
        (
            "[An envoy] said it was late. The bank stays shut. The envoy wished to remain anonymous as talks go on.",
            Told("An envoy", granted="wished to remain anonymous", reason="as talks go on"),
        ),
        (
            "[A teacher] said the hall was cold. The Herald is not naming her to protect her pupils.",
            Told("A teacher", granted="The Herald is not naming her", reason="to protect her pupils"),
        ),
        (
            "[A trader] said his desk had sold; she requested anonymity to discuss a client.",
            Told("A trader", granted="requested anonymity", reason="to discuss a client"),
        ),
        (
            "[Two officials] said it fell. The officials, who were barred by law from giving interviews, spoke "
            "anonymously.",
            Told("Two officials", granted="anonymously", reason="were barred by law from giving interviews", number=2),
        ),
    ],
)
def test_what_is_told_in_beside_before_and_below_the_source(marked: str, expected: Told) -> None:
    assert told(marked) == expected


@pytest.mark.parametrize(
    "granted",
    [
        "asked not to be named",
        "asked not to be quoted by name",
        "preferred not to give her name",
        "asked not to have her surname printed",
        "would rather not give her name",
        "would not let the paper print her name",
        "did not want her name in the paper",
        "asked us to keep her name out of it",
        "wished to go unnamed",
        "asked to remain unnamed",
        "asked for anonymity",
        "asked that her surname not be used",
        "asked that neither name nor street be printed",
        "asked that the paper use only her age, 31",
        "asked to be called Wren",
        "requested that her name be kept out of print",
        "insisted on anonymity",
        "insisted she not be identified",
        "demanded anonymity",
        "made anonymity a condition of the interview",
        "was granted anonymity",
        "declined to be identified",
        "refused to give her full name",
        "did not want to be named",
        "didn’t want her name published",
        "would not give her name",
        "would only give her first initial, R",
        "withheld her name",
        "wished to stay anonymous",
        "preferred not to be named",
        "gave only a nickname, Old Pike",
        "uses the alias Heron",
        "cannot be named",
        "has a right to lifelong anonymity",
        "gave no surname",
        "would not say who she was",
        "insisted that she stay unnamed",
        "asked that her name not appear",
        "called herself only Wren",
        "asked to be identified by first name only",
        "asked to use only her initials",
    ],
)
def test_wordings_of_a_predicate_as_clause_and_as_sentence(granted: str) -> None:
    as_clause = told(f"[A cook, who {granted} because the kitchen is small,] said the soup was off.")
    below = told(f"[A cook] said the soup was off. She {granted} because the kitchen is small.")
    assert as_clause == below == Told("A cook", granted=granted, reason="because the kitchen is small")


@pytest.mark.parametrize(
    "granted",
    [
        "on condition of anonymity",
        "on the condition of strict anonymity",
        "under cover of anonymity",
        "on the understanding that he would not be identified",
        "on condition his name not be used",
        "on a not-for-attribution basis",
        "off the record",
        "anonymously",
        "under customary ground rules",
        "under ground rules set by the ministry",
        "under the Chatham House rule",
        "in return for anonymity",
        "in exchange for not being named",
        "under an assumed name",
        "for background only",
        "only after being promised anonymity",
        "with the proviso that his name be withheld",
        "unattributably",
    ],
)
def test_wordings_of_a_condition_beside_the_source(granted: str) -> None:
    assert told(f"[A pilot], speaking {granted}, said the engine coughed.") == Told("A pilot", granted=granted)


@pytest.mark.parametrize(
    "reason",
    [
        "because the talks, which began in May, are private",
        "because of company rules",
        "as she still works there",
        "since nothing has been signed",
        "for fear of losing her job",
        "for security reasons",
        "for her safety",
        "citing the sensitivity of the talks",
        "given the ongoing inquiry",
        "to discuss a private dinner",
        "in order to speak freely",
        "so as not to anger the chairman",
        "so that she could speak openly",
        "lest she be dismissed",
        "out of loyalty to the firm",
        "due to fears of retaliation, including dismissal",
        "in line with ministry policy",
        "under a court order",
        "ahead of the announcement",
        "while her appeal is heard",
        "fearing reprisals",
        "worried that her shop might burn",
    ],
)
def test_reasons_after_what_is_granted(reason: str) -> None:
    marked = f"[A weaver] said the loom was cold. She asked not to be named, {reason}."
    assert told(marked) == Told("A weaver", granted="asked not to be named", reason=reason)


@pytest.mark.parametrize(
    ("source", "descriptor", "basis"),
    [
        ("A senior official in the finance ministry", "A senior official in the finance ministry", ""),
        ("an official familiar with the matter", "an official", "familiar with the matter"),
        ("a clerk with direct knowledge of the sale", "a clerk", "with direct knowledge of the sale"),
        ("a sailor who was on deck that night", "a sailor", "was on deck that night"),
        ("a baker who lives opposite the mill", "a baker", "lives opposite the mill"),
        ("a baker who lives in Karsk", "a baker who lives in Karsk", ""),
        ("a man who owns two mills", "a man who owns two mills", ""),
        ("someone who heard her sing", "someone", "heard her sing"),
        ("a woman walking her dog nearby", "a woman", "walking her dog nearby"),
        ("An aide, who has a beard,", "An aide", ""),
        ("Another, a cousin,", "Another, a cousin", ""),
        ("those close to the buyer", "those", "close to the buyer"),
    ],
)
def test_a_descriptor_ends_where_the_basis_or_a_clause_apart_begins(source: str, descriptor: str, basis: str) -> None:
    text, found = read(f"[{source}] said it rained.")
    assert (found.descriptor.of(text), found.basis.of(text)) == (descriptor, basis)


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("an official", 1),
        ("government source", 1),
        ("his former agent’s assistant", 1),
        ("a 34-year-old teacher", 1),
        ("one of the four officials", 1),
        ("two of the four officials", 2),
        ("three former executives", 3),
        ("a pair of shareholders", 2),
        ("half a dozen lawmakers", 6),
        ("at least nine sailors", 9),
        ("more than 20 current and former staff", 20),
        ("two aides and a lobbyist", 3),
        ("several current and former employees", "many"),
        ("a handful of operatives", "many"),
        ("dozens of pupils", "many"),
        ("security sources", None),
        ("people close to the squad", None),
    ],
)
def test_number_is_told_by_the_phrase(source: str, number: int | str | None) -> None:
    assert read(f"[{source}] said it rained.")[1].number == number


def test_a_later_source_describes_where_the_first_does_not() -> None:
    found = told(
        "Minister to go, [sources] say. She wrote a letter, [two people who read it] said. [Both] asked for anonymity."
    )
    assert found == Told("two people", "read it", "asked for anonymity", number=2)


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("[A union aide] said talks failed; another, who asked not to be named, said no.", id="semicolon"),
        pytest.param("[A driver] said it was late, and a mechanic, speaking anonymously, said it was not.", id="and"),
        pytest.param("[A driver] said it was late. A mechanic spoke on condition of anonymity.", id="sentence"),
        pytest.param("[A driver] said it was late, and a mechanic said it was not. He asked not to be named.", id="he"),
        pytest.param("[One of them] said it was late. They spoke on condition of anonymity.", id="their set"),
    ],
)
def test_what_is_told_of_another_speaker_is_left_to_them(marked: str) -> None:
    _, found = read(marked)
    assert (found.granted, found.reason) == (Span(), Span())


def test_the_other_of_two_in_a_sentence_gets_their_own() -> None:
    found = told("A union aide said talks failed; [another, who asked not to be named,] said they had not begun.")
    assert found == Told("another", granted="asked not to be named")


def test_all_of_several_gives_each_what_is_granted() -> None:
    text = "[{}] said it fell, and {} agreed. All three requested anonymity."
    assert told(text.format("An envoy", "two other envoys")).granted == "requested anonymity"


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "[An agent] said the witness had asked not to be named because she was afraid.", id="of a witness"
        ),
        pytest.param("[A clerk] said the money had been given anonymously.", id="of money"),
        pytest.param("[A spokesman] said the firm does not comment on anonymous claims.", id="adjective"),
        pytest.param(
            "[A cook] said: “I was told on condition of anonymity that the soup is off.”", id="in a quotation"
        ),
        pytest.param("[A builder] said it would open on condition that the chimney is mended.", id="another condition"),
        pytest.param("[A clerk] said staff were not authorised to speak to the press.", id="of others"),
        pytest.param("[A detective] ran a background check on the man.", id="background check"),
    ],
)
def test_words_like_it_about_something_else_are_passed_over(marked: str) -> None:
    _, found = read(marked)
    assert (found.granted, found.reason) == (Span(), Span())


def test_no_source_tells_nothing() -> None:
    assert anonymity_of("It rained.", [Span()], sentences=[(0, 10)]) == Anonymity()


@pytest.mark.parametrize(
    "words",
    [
        "a",
        " ",
        ",",
        "; ",
        "a,",
        "asked that name ",
        "on condition that name ",
        "whose name ",
        "who ",
        "and a b ",
        "“",
        "a b, who ",
    ],
)
@pytest.mark.parametrize("every", [None, 50])
def test_a_sentence_of_100_000_characters_is_read_in_linear_time(words: str, every: int | None) -> None:
    text = ("An official, " + words * 100_000)[:100_000]
    sources = [Span(((at, at + 11),)) for at in range(0, 99_000, every or 100_000)]
    bounds = sentence_bounds(text)
    start = time.process_time()
    anonymity_of(text, sources, sentences=bounds)
    assert time.process_time() - start < 5  # about 0.5 s; quadratic time would be minutes
