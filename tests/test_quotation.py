"""Where quotations open and close: tables of text with the quotations that should be found in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.quotation import mode_of, quoted_ranges
from inquit.types import Mode


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quoted_ranges(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“Stop,” he said. “Now.”", ["“Stop,”", "“Now.”"], id="curly"),
        pytest.param('"Stop," he said. "Now."', ['"Stop,"', '"Now."'], id="straight"),
        pytest.param("«Halte», he said.", ["«Halte»"], id="guillemets"),
        pytest.param("„Halt”, he said.", ["„Halt”"], id="low opening mark"),
        pytest.param('"Stop,” he said. “Now."', ['"Stop,”', '“Now."'], id="straight and curly make a pair"),
        pytest.param("“Why?”—“Because.”", ["“Why?”", "“Because.”"], id="side by side"),
        pytest.param('He said:"yes." ("no")', ['"yes."', '"no"'], id="no space before the mark"),
        pytest.param("Nothing is quoted here.", [], id="none"),
        pytest.param("", [], id="no text"),
        pytest.param("“", ["“"], id="a mark alone"),
    ],
)
def test_double_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("‘Stop,’ he said. ‘Now.’", ["‘Stop,’", "‘Now.’"], id="curly"),
        pytest.param("'Stop!' he said.", ["'Stop!'"], id="straight"),
        pytest.param("The mayor called it ‘a mess’ on Monday.", ["‘a mess’"], id="one phrase"),
        pytest.param("‘We don’t know,’ he said.", ["‘We don’t know,’"], id="apostrophe inside"),
        pytest.param("‘The workers’ pay is low,’ she said.", ["‘The workers’ pay is low,’"], id="plural inside"),
        pytest.param("'We can't', he said.", ["'We can't'"], id="comma after the mark"),
    ],
)
def test_single_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers’ pay and the owners’ pay.",
        "Chris' car and James' bike.",
        "It isn’t the dogs’ fault.",
        "The '90s were not the '80s.",
        "‘Twas the mayor’s idea.",
        "A 6'2\" man and a 5'11\" woman.",
        'A 3.5" disk and a 12" record.',
    ],
)
def test_apostrophes_and_measures_are_no_marks(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"], id="single in double"),
        pytest.param("\"The 'ghost' ship,\" he said.", ["\"The 'ghost' ship,\""], id="straight"),
        pytest.param("“What is ‘soon’?” he asked.", ["“What is ‘soon’?”"], id="two that end together"),
        pytest.param(
            "‘I told him “go” and he went,’ she said.",
            ["‘I told him “go” and he went,’"],
            id="double in single",
        ),
    ],
)
def test_a_quotation_inside_another_is_part_of_it(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“One.\n“Two.\n“Three.” Four.", ["“One.", "“Two.", "“Three.”"], id="continued over paragraphs"),
        pytest.param('"Never closed.\n"Stop," he said.', ['"Never closed.', '"Stop,"'], id="straight, next is right"),
        pytest.param("‘Never closed.\n‘Stop,’ he said.", ["‘Stop,’"], id="a single mark needs its closing one"),
        pytest.param("Never opened,” he said. “Now.”", ["“Now.”"], id="never opened"),
        pytest.param('Lost "one and "two" here.', ['"two"'], id="an opening mark before the open one is closed"),
        pytest.param("“To the end", ["“To the end"], id="to the end of the text"),
    ],
)
def test_a_missing_mark_spoils_its_own_paragraph_only(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("''Stop,'' he said.", ["''Stop,''"], id="two single marks for a double one"),
        pytest.param("``Stop,'' he said.", ["``Stop,''"], id="as typed for TeX"),
        pytest.param("“Stop,“ he said.", ["“Stop,“"], id="an opening mark where a closing one belongs"),
    ],
)
def test_unusual_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('He saw "the 6\'2" man" leave.', ['"the 6\'2" man"'], id="a measure inside a quotation"),
        pytest.param('“The 5" pipe broke,” he said.', ['“The 5" pipe broke,”'], id="a measure inside curly marks"),
        pytest.param("Rock 'n' roll.", [], id="two apostrophes around a letter"),
    ],
)
@pytest.mark.xfail(strict=True, reason="misread: see the ids")
def test_known_misreadings(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@given(st.text(alphabet="ab6 .,\n“”„«»\"‘’'—", max_size=80) | st.text(max_size=40))
def test_ranges_are_in_order_disjoint_and_within_one_paragraph(text: str) -> None:
    ranges = quoted_ranges(text)

    edges = [edge for pair in ranges for edge in pair]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all("\n" not in text[start:end] for start, end in ranges)


@given(st.text(alphabet="ab .“”\"‘’'", max_size=30), st.text(alphabet="ab .“”\"‘’'", max_size=30))
def test_a_paragraph_is_read_as_if_it_stood_alone(first: str, second: str) -> None:
    assert quoted(f"{first}\n{second}") == quoted(first) + quoted(second)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“The pier is safe,”", Mode.DIRECT),
        ("“The pier is safe”.", Mode.DIRECT),
        ("that “the pier is safe”", Mode.MIXED),
        ("the pier is “safe” and dry", Mode.MIXED),
        ("that the pier is safe", Mode.INDIRECT),
        ("‘safe’", Mode.DIRECT),
        ("“safe” “dry”", Mode.DIRECT),
        ("“safe” – “dry”", Mode.DIRECT),
        ("“Safe.\n\n“Dry.”", Mode.DIRECT),
        ("“Safe.\n\nDry.", Mode.MIXED),
        ("the owners’ pier", Mode.INDIRECT),
    ],
)
def test_the_mode_is_how_much_of_the_words_is_quoted(text: str, mode: Mode) -> None:
    assert mode_of(text, [(0, len(text))], quoted_ranges(text)) == mode


@pytest.mark.parametrize(
    ("pieces", "mode"),
    [
        ([[19, 35]], Mode.DIRECT),
        ([[15, 42]], Mode.MIXED),
        ([[36, 41]], Mode.INDIRECT),
        ([[18, 35], [41, 42]], Mode.DIRECT),
        ([], Mode.INDIRECT),
    ],
)
def test_the_mode_of_a_content_of_several_pieces(pieces: list[list[int]], mode: Mode) -> None:
    text = "Vera Lund said the “engine is dead” today."
    assert mode_of(text, pieces, quoted_ranges(text)) == mode
