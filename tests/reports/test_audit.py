from __future__ import annotations

import json

import pytest

from inquit.reports import audit
from inquit.reports.audit import Audit
from reports.stories import TOLL, story


@pytest.fixture(scope="module")
def toll() -> Audit:
    return audit(TOLL)


def test_an_audit_as_tables(toll: Audit) -> None:
    tables = {section.title: section.rows for section in toll.sections()}

    assert tables == {
        "Headline": (
            (
                "Mayor promises 40 buses, slams ferry line", "weaker",
                "Mayor Ida Holm promised on Friday to buy 40 buses by May if the bank lends the money",
                "Ida Holm", "promise", "s1", "1",
            ),
        ),
        "What headline and body do not share": (
            (
                "Mayor promises 40 buses, slams ferry line", "condition", "if the bank lends the money",
                "the headline has no condition",
            ),
            (
                "Mayor promises 40 buses, slams ferry line", "non-answer", "Holm did not say when",
                "what Ida Holm did not answer",
            ),
        ),
        "Not attributed by the reader": (
            (
                "headline", "reporting verb", "Mayor promises 40 buses, slams ferry line", "promises",
                "“promises” reports words, and no statement holds it",
            ),
            (
                "2", "quotation", "“And nobody will like it.”", None,
                "in quotation marks, and no statement holds it",
            ),
            (
                "5", "quotation", "“A ‘toll for fools’,”", None,
                "in quotation marks, and no statement holds it",
            ),
            (
                "6", "reporting verb", "The town announced a fair.", "announced",
                "“announced” reports words, and no statement holds it",
            ),
            (
                "6", "quotation", "“Wait and see", None,
                "a few words in quotation marks: whose they are, or that they are a name, is not told",
            ),
        ),
        "Sources": (
            ("Ida Holm", "Mayor", "person", 4, 21.4, 1, 0, 3, "1"),
            ("senior official", None, "anonymous", 1, 3.9, 0, 0, 1, "3"),
        ),
        "Unnamed sources": (("A senior official", "1", "briefed on the talks", None, None, 1, "3"),),
        "Accused, refused or threatened, without a word of theirs": (
            ("the ferry line", "accuse", "Ida Holm", "She accused the ferry line of greed", None, "s3", "2"),
        ),
        "Named, not heard": (
            (
                "Otto Brandt", 2, "Otto Brandt, 63, owns the ferry line.", "an age stands after the name", "4",
            ),
        ),
        "Did not answer": (("Ida Holm", "Holm did not say when", "did not say", "s5", "3"),),
        "Statements without a date": (
            (
                "senior official", "A senior official, briefed on the talks, said the bank was ready",
                "said earlier, not told when", "s4", "3",
            ),
        ),
        "In the outlet's own voice, without a source": (
            (
                "4", "The fleet has cost 3 million crowns because of rust.",
                "a figure: 3 million crowns; a cause: because of",
            ),
            ("5", "The so-called fast boat is slow.", "told as doubtful: so-called"),
            ("4", "Otto Brandt, 63, owns the ferry line.", None),
            ("4", "Brandt was once mayor.", None),
            ("5", "“A ‘toll for fools’,” a banner read.", None),
        ),
    }  # fmt: skip


def test_an_audit_as_data(toll: Audit) -> None:
    told = json.loads(json.dumps(toll.to_dict()))

    assert (told["report"], told["title"], told["words"]) == ("audit", "Mayor promises 40 buses, slams ferry line", 103)
    assert told["unattributed"][1] == {
        "kind": "quotation",
        "where": {"words": "“And nobody will like it.”", "start": 172, "end": 198, "paragraph": 2},
        "verb": None,
        "why": "in quotation marks, and no statement holds it",
    }


def test_offsets_lead_back_to_the_words(toll: Audit) -> None:
    text = TOLL.article.text
    passages = [
        *(one.where for one in toll.unattributed), *(one.first for one in toll.sources),
        *(one.where for one in toll.own), *(one.where for one in toll.declined), *(one.first for one in toll.spoken_of),
    ]  # fmt: skip

    assert all(" ".join(text[one.start : one.end].split()) == one.words for one in passages)
    assert all(reason.words == text[reason.start : reason.end] for one in toll.own for reason in one.reasons)


def test_the_tables_are_the_same_whatever_was_found(toll: Audit) -> None:
    empty = audit(story("x", title=None))

    assert [(s.title, s.columns) for s in empty.sections()] == [(s.title, s.columns) for s in toll.sections()]
    assert empty.sections()[0].note == "There is no headline, or nothing below it."


def test_the_same_reading_gives_the_same_audit(toll: Audit) -> None:
    assert audit(TOLL) == toll
