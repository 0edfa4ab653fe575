from __future__ import annotations

from reports.stories import TOLL, say, story

from inquit.export.audit_note import note
from inquit.reports import audit


def test_a_note_asks_paragraph_by_paragraph() -> None:
    assert (
        note(audit(TOLL))
        == """\
# Queries: Mayor promises 40 buses, slams ferry line

Norvik Echo · 2024-03-09 · 5 statements · 2 sources

## Headline

- The headline says *Mayor promises 40 buses, slams ferry line*; the body has it from Ida Holm: *Mayor Ida Holm promised on Friday to buy 40 buses by May if the bank lends the money* – what does the headline leave out?
- condition: *if the bank lends the money* – the headline has no condition.
- non-answer: *Holm did not say when* – what Ida Holm did not answer.
- “promises”: who says what? *Mayor promises 40 buses, slams ferry line*

## Paragraph 2

- Whose words are these? *“And nobody will like it.”* (in quotation marks, and no statement holds it)
- Ida Holm accuses the ferry line, who has no word here. Were they asked?

## Paragraph 3

- “A senior official”: the text does not tell why they are not named.
- When? senior official: *A senior official, briefed on the talks, said the bank was ready* (said earlier, not told when)

## Paragraph 4

- Where is this from? *The fleet has cost 3 million crowns because of rust.* (a figure: 3 million crowns; a cause: because of)
- Otto Brandt is named 2 times and not heard: asked?

## Paragraph 5

- Whose words are these? *“A ‘toll for fools’,”* (in quotation marks, and no statement holds it)
- Where is this from? *The so-called fast boat is slow.* (told as doubtful: so-called)

## Paragraph 6

- “announced”: who says what? *The town announced a fair.*
- Whose words are these? *“Wait and see* (a few words in quotation marks: whose they are, or that they are a name, is not told)

Further sentences without a source: paragraphs 4, 5.

Did not answer:

- Ida Holm: *Holm did not say when* (paragraph 3)
"""
    )


def test_a_story_without_questions() -> None:
    text = "Toll\n\nIda Holm said it rises."

    assert note(audit(story(text, say("Ida Holm", "said", "it rises"), title=None))) == (
        "# Queries: " + audit(story(text)).id + "\n\nNorvik Echo · 2024-03-09 · 1 statement · 1 source\n\nNo query.\n"
    )


def test_markup_in_a_page_is_shown_and_not_obeyed() -> None:
    told = note(audit(story("Toll\n\nThe *largest* <b>ferry</b> [here](x) sank.")))

    assert "The \\*largest\\* &lt;b&gt;ferry&lt;/b&gt; \\[here\\](x) sank." in told


def test_nobody_asks_a_spokeswoman_how_she_knows() -> None:
    text = "Toll\n\nA spokeswoman for the bank said it rises."
    speakers = {
        "A spokeswoman for the bank": {"kind": "anonymous", "anonymity": {"descriptor": "A spokeswoman for the bank"}}
    }

    told = note(
        audit(story(text, say("A spokeswoman for the bank", "said", "it rises"), speakers=speakers, title=None))
    )
    assert "- “A spokeswoman for the bank”: the text does not tell why they are not named.\n" in told
