"""Readings built by hand, for the tests of exports and of the command line: no model, no files."""

from __future__ import annotations

from inquit.types import (
    Act,
    Article,
    Basis,
    Flag,
    Kind,
    Mode,
    PublishedCandidate,
    ReaderInfo,
    Reading,
    Span,
    Speaker,
    Statement,
    StatementTime,
    Type,
)

FERRY = """Skarvik ferry “will not sail before the ice is gone”, mayor says

Nobody will cross Skarvik Sound this month, the town’s mayor said on Thursday.

“The pier is safe,” Ida Brekke told reporters, “but the ice is not. I will not send a crew into it.”

Brekke noted that the harbour master believes the thaw is two weeks away. He did not answer calls.

The ministry said it would pay for a helicopter if the town asked for one.

“We have waited since <January>,” said Tor & Sons, which runs the ferry. “Waiting costs us.

“And it costs the islands more.”"""

MAYOR = Speaker("p1", "Ida Brekke", Kind.PERSON, "mayor of Skarvik")
OWNERS = Speaker("p2", "Tor & Sons", Kind.ORGANIZATION)


def span(text: str, *words: str, after: str = "") -> Span:
    """The places of the words, each looked for after the one before, the first one after `after`."""
    pieces, position = [], text.index(after) + len(after)
    for part in words:
        start = text.index(part, position)
        position = start + len(part)
        pieces.append((start, position))
    return Span(tuple(pieces))


def interview() -> Reading:
    """Two turns of a transcript, whose cues are marks: the second speaker is not known."""
    text = "BREKKE: The pier is safe.\n\nQ. And the ice?"
    statements = (
        Statement(
            "s1", text, span(text, "The pier is safe."), span(text, ":"), span(text, "BREKKE"), MAYOR, confidence=0.9
        ),
        Statement("s2", text, span(text, "And the ice?"), span(text, ".", after="Q"), span(text, "Q"), confidence=0.9),
        Statement("s3", text, span(text, "the ice"), span(text, ".", after="Q"), confidence=0.8),
    )
    return Reading(Article(text, title="Is it safe?", published="2024-02-29"), statements, (MAYOR,))


def ferry() -> Reading:
    """A headline, an interrupted quotation, one inside another, one over two paragraphs, a source left out."""
    text = FERRY
    statements = (
        Statement(
            "s1", text, span(text, "“will not sail before the ice is gone”"), span(text, "says"), span(text, "mayor"),
            mode=Mode.DIRECT, type=Type.EVENTUALITY, act=Act.REFUSE, confidence=0.61,
        ),
        Statement(
            "s2", text, span(text, "Nobody will cross Skarvik Sound this month"), span(text, "said"),
            span(text, "the town’s mayor"), type=Type.ASSERTION, act=Act.PREDICT, confidence=0.97,
            time=StatementTime("2024-02-29", Basis.TEXT, *span(text, "on Thursday").pieces[0]),
        ),
        Statement(
            "s3", text, span(text, "“The pier is safe,”", "“but the ice is not. I will not send a crew into it.”"),
            span(text, "told"), span(text, "Ida Brekke"), speaker=MAYOR, resolved_by="name in the source",
            mode=Mode.DIRECT, type=Type.ASSERTION, act=Act.REFUSE, acts=((Act.REFUSE, 0.7), (Act.ASSERT, 0.2)),
            addressee=span(text, "reporters"), time=StatementTime("2024-02-29", Basis.PUBLISHED), confidence=0.996,
        ),
        Statement(
            "s4", text, span(text, "that the harbour master believes the thaw is two weeks away"), span(text, "noted"),
            span(text, "Brekke", after="crew"), speaker=MAYOR, resolved_by="name in the source",
            type=Type.ASSERTION, confidence=0.9,
        ),
        Statement(
            "s5", text, span(text, "the thaw is two weeks away"), span(text, "believes"),
            span(text, "the harbour master"), type=Type.BELIEF, act=Act.PREDICT, within="s4", confidence=0.42,
        ),
        Statement(
            "s6", text, Span(), span(text, "did not answer"), span(text, "He"),
            act=Act.DECLINE, flags=(Flag.NEGATED,), confidence=0.8,
        ),
        Statement(
            "s7", text, span(text, "it would pay for a helicopter if the town asked for one"),
            span(text, "said", after="ministry"), span(text, "The ministry"), type=Type.ASSERTION, act=Act.PROMISE,
            flags=(Flag.CONDITIONAL,), condition=span(text, "if the town asked for one"), confidence=0.88,
        ),
        Statement(
            "s8", text,
            span(text, "“We have waited since <January>,”", "“Waiting costs us.\n\n“And it costs the islands more.”"),
            span(text, "said", after="<January>"), span(text, "Tor & Sons, which runs the ferry"), speaker=OWNERS,
            resolved_by="name in the source", mode=Mode.DIRECT, type=Type.ASSERTION, confidence=0.93,
        ),
    )  # fmt: skip
    article = Article(
        text,
        url="https://sound.example/ferry?a=1&b=2",
        outlet="The Sound Observer",
        title=text.split("\n")[0],
        authors=("Kari Lund",),
        published="2024-02-29T18:00+01:00",
        published_candidates=(
            PublishedCandidate("2024-02-29T18:00+01:00", "json-ld datePublished"),
            PublishedCandidate("2024-02-29", "date line"),
        ),
        warnings=("3 bytes that are no UTF-8 were replaced",),
    )
    return Reading(article, statements, (MAYOR, OWNERS), reader=ReaderInfo("0.1.0", "made by hand"))
