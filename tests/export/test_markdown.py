from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from export.stories import ferry, interview, span
from inquit.export.markdown import escaped, section
from inquit.types import Article, Reading, Statement

FERRY = """\
## Skarvik ferry “will not sail before the ice is gone”, mayor says

The Sound Observer · by Kari Lund · 2024-02-29T18:00+01:00 · 3 statements by 3 speakers, 1 more by speakers not known

<https://sound.example/ferry?a=1&b=2>

### “the harbour master”

- *believes:* the thaw is two weeks away (predict; 42%, unsure)

### “The ministry”

- *said:* it would pay for a helicopter if the town asked for one (promise; conditional; 88%)

### Tor &amp; Sons

- *said:* “We have waited since &lt;January&gt;,” … “Waiting costs us. “And it costs the islands more.” (93%)

### not known

- *He did not answer* (decline; negated; 80%)
"""


def test_a_section_lists_the_statements_of_each_speaker() -> None:
    reading = ferry()
    some = replace(reading, statements=tuple(s for s in reading if s.id in ("s5", "s6", "s7", "s8")))
    assert section(some) == FERRY


def test_a_mark_that_is_the_cue_is_not_shown() -> None:
    assert [line for line in section(interview()).split("\n") if line.startswith("- ")] == [
        "- The pier is safe. (90%)",
        "- And the ice? (90%)",
        "- the ice (80%)",
    ]


def test_a_section_explains_each_statement_below_it() -> None:
    reading = ferry()
    one = replace(reading, statements=tuple(s for s in reading if s.id == "s6"))
    assert section(one, explain=True).endswith(
        "- *He did not answer* (decline; negated; 80%)\n"
        "  - speaker: not known\n"
        "  - source: “He” 322–324\n"
        "  - cue: “did not answer” 325–339\n"
        "  - act: decline\n"
        "  - flags: negated\n"
        "  - id: s6\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> & <b>",
        "*not* _emphasis_ __here__ `code` ~~struck~~",
        "[a](javascript:alert(1)) ![b](x.png) [c]: https://x.example",
        "# no heading #",
        "1. no list",
        "12) no list",
        "- no list",
        "+ no list",
        "> no quotation",
        "=== no heading",
        "---",
        "a \\* b \\ c",
        "&lt; &amp; &#35;",
        "| no | table |",
        "two\n\nparagraphs",
        "https://x.example/<b>",
    ],
)
def test_markdown_shows_the_text_as_it_is(text: str) -> None:
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"- {escaped(text)}")
    shown = text.replace("\n\n", " ").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html == f"<ul>\n<li>{shown.replace(chr(34), '&quot;')}</li>\n</ul>\n"


def test_only_an_address_becomes_a_link() -> None:
    text = "Ada said no."
    statement = Statement("s1", text, span(text, "no"), span(text, "said"), span(text, "Ada"))
    reading = Reading(Article(text, id="a1", url="javascript:alert(1)"), (statement,))
    assert section(reading).split("\n")[4] == "javascript:alert(1)"
