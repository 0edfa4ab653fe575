from __future__ import annotations

import pytest

from inquit.reports.own_voice import WHY, own_sentences
from inquit.reports.prepared import prepared
from inquit.reports.words import blocks
from inquit.types import Reading
from reports.stories import TOLL, say, story


def sentences(reading: Reading) -> list[tuple[str, list[str]]]:
    return [(one.where.words, list(map(str, one.reasons))) for one in own_sentences(prepared(reading))]


def reasons(sentence: str) -> list[str]:
    ((_, found),) = sentences(story(f"Title\n\n{sentence}"))
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The fleet has cost 3 million crowns.", ["a figure: 3 million crowns"]),
        ("Some 2,100 homes had no power.", ["a figure: 2,100 homes"]),
        ("Fares rose by 12.5% in the port.", ["a figure: 12.5%"]),
        ("The fee is $40 for a boat.", ["a figure: $40"]),
        ("Two thirds of the boats leak.", ["a figure: Two thirds"]),
        ("Half of the boats leak today.", ["a figure: Half of"]),
        ("Dozens of boats sank in it.", ["a figure: Dozens"]),
        ("One in ten boats sank.", ["a figure: One in ten boats"]),
        ("Two in five boats sank.", ["a figure: Two in five boats"]),
        ("Prices have doubled in the port.", ["a figure: doubled"]),
        # what counts nothing
        ("The pier was built in 1998 by hand.", []),
        ("Otto Brandt, 63, owns the ferry.", []),
        ("A 63-year-old man owns the ferry.", []),
        ("Under Rule 40 the ferry must stop.", []),
        ("The Rovers beat the town 2-1 there.", []),
        # words of the list
        ("It sank because of rust.", ["a cause: because of"]),
        ("It is the largest ferry here.", ["a comparison with all others: largest"]),
        ("The regime built a ferry.", ["a name that not all would use: regime"]),
        ("The embattled owner sold it.", ["a judgement: embattled"]),
        ("Clearly the ferry is late.", ["told as certain: Clearly"]),
        ("The so-called fast boat is slow.", ["told as doubtful: so-called"]),
        ("The mayor slammed it again.", ["a strong word: slammed"]),
        ("They sold it in a bid to save money.", ["what somebody wants or feels: in a bid to"]),
        ("A ferry came into port.", []),
    ],
)  # fmt: skip
def test_reasons_to_look_at_a_sentence(sentence: str, expected: list[str]) -> None:
    assert reasons(sentence) == expected


def test_a_time_is_no_figure() -> None:
    text = "Title\n\nThe ferry sank 40 days ago at sea."
    start = text.index("40 days ago")
    expression = {"start": start, "end": start + 11, "type": "DATE", "value": "2024-01-29"}
    record = story(text).to_dict() | {"times": [expression]}
    from inquit import jsonl

    assert sentences(jsonl.from_record(record)) == [("The ferry sank 40 days ago at sea.", [])]


@pytest.mark.parametrize(
    "text",
    [
        "Mayor promises buses",  # the headline
        "By Vera Lund",
        "Photo: Norvik Echo / Ada Lom, 9 March",
        "Read more about the ferry here",
        "Write to news@echo.example with tips",
        "Vera Lund contributed to this report.",
        "NORVIK, SOUTH QUAY, PIER NINE",
        "“We sail at noon today.”",
    ],
)
def test_what_is_not_told_by_the_outlet_is_left_out(text: str) -> None:
    assert sentences(story(f"Mayor promises buses\n\n{text}")) == []


def test_a_sentence_with_a_statement_has_a_source() -> None:
    text = "Title\n\nThe toll will rise by 40 crowns, Ida Holm said. The toll rose by 30 crowns."

    assert sentences(story(text, say("Ida Holm", "said", "The toll will rise by 40 crowns"))) == [
        ("The toll rose by 30 crowns.", ["a figure: 30 crowns"])
    ]


def test_those_with_a_reason_come_first() -> None:
    assert sentences(TOLL) == [
        ("The fleet has cost 3 million crowns because of rust.", ["a figure: 3 million crowns", "a cause: because of"]),
        ("The so-called fast boat is slow.", ["told as doubtful: so-called"]),
        ("Otto Brandt, 63, owns the ferry line.", []),
        ("Brandt was once mayor.", []),
        ("“A ‘toll for fools’,” a banner read.", []),
        ("The town announced a fair.", []),
    ]


def test_every_block_of_the_list_has_a_wording() -> None:
    assert set(blocks("own_voice")) | {"figure"} == set(WHY)


def test_no_word_stands_in_two_blocks() -> None:
    entries = [entry for words in blocks("own_voice").values() for entry in words]

    assert sorted(entries) == sorted(set(entries))
