"""What stands around a statement: its sentences, its paragraph, the words beside its cue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inquit.quotation import parts_inside, quoted_ranges
from inquit.reading.attribution import Attribution
from inquit.reading.occasions.cues import Form, form_of, traits_of
from inquit.sentences import paragraph_bounds, sentence_bounds
from inquit.types import Span

_ADVERB = re.compile(
    r"\b(?:once|previously|earlier|repeatedly|initially|later|long|often|already|since|recently|ever|never|then|now|still"
    r"|after|when|while|before|again|always|originally|first)\b",
    re.IGNORECASE,
)
_NEAR = 60  # characters around a cue in which an adverb counts
_LONG_CONTENT = 60  # characters
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i)", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:who|which|that|whom|whose)", re.IGNORECASE)
_RELATIVE_BEFORE = re.compile(r" (?:who|which|that)\s*$")
_SUBORDINATE = re.compile(r"\b(?:after|when|because|as|where|whose|who|which|while|if)\b[^,]*$")
_BACKGROUND = re.compile(r"\bhad\b")
_DOCUMENT = re.compile(
    r"\b(?:polls?|survey|report|stud(?:y|ies)|data|analysis|article|editorial|statement|book|bill|law|records)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement as it stands in the text.

    Attributes:
        start: Where its first word begins.
        at: Where it is reported: the cue, without one the content; `reported` where that ends.
        first: Number of its first sentence, `last` of its last, `home` of the one that reports it.
        paragraph: Number of the paragraph that reports it.
        form: The form of its cue.
        tells: Whether the cue tells of an utterance: *said*, *warned*; not of an attitude or a deed.
        traits: What else holds of it, in words that become names of features.
    """

    start: int
    at: int
    reported: int
    first: int
    last: int
    home: int
    paragraph: int
    form: Form
    tells: bool
    traits: tuple[str, ...]


class Scenery:
    """The text around the statements of an article.

    Attributes:
        sentences, paragraphs: Bounds, in order.
        utterances: One for each statement, in their order.
    """

    def __init__(self, text: str, found: Sequence[Attribution]) -> None:
        self.text = text
        self.sentences = sentence_bounds(text)
        self.paragraphs = paragraph_bounds(text)
        self._contents = [(start, end, n) for n, a in enumerate(found) for start, end in a.content]
        self._sentence_starts = [start for start, _ in self.sentences]
        self._paragraph_starts = [start for start, _ in self.paragraphs]
        self._quotes = quoted_ranges(text)
        self.utterances = [self._utterance(a) for a in found]

    def sentence_of(self, position: int) -> int:
        """Number of the sentence at a position."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def paragraph_of(self, position: int) -> int:
        """Number of the paragraph at a position."""
        return max(0, bisect_right(self._paragraph_starts, position) - 1)

    def speaking(self, start: int, end: int) -> list[int]:
        """Numbers of the statements in whose content the range stands."""
        return [n for s, e, n in self._contents if s <= start and end <= e]

    def _utterance(self, a: Attribution) -> Utterance:
        pieces = [*a.source, *a.cue, *a.content]
        start, end = min(p[0] for p in pieces), max(p[1] for p in pieces)
        at = a.cue.start if a.cue else a.content.start
        reported = a.cue.end if a.cue else at
        home = self.sentence_of(at)
        floor = self.sentences[home][0]
        form = form_of(self.text, a.cue.start, a.cue.end, floor) if a.cue else Form.NONE
        traits = tuple(self._traits(a, form, at, home))
        return Utterance(
            start, at, reported, self.sentence_of(start), self.sentence_of(end - 1), home, self.paragraph_of(at), form,
            "tells" in traits, traits,
        )  # fmt: skip

    def _traits(self, a: Attribution, form: Form, at: int, home: int) -> Iterator[str]:
        cue, source = a.cue.of(self.text), a.source.of(self.text)
        around = self._beside(a.content, home)
        place = at - self.sentences[home][0]
        lead, near = around[:place], around[max(0, place - _NEAR) : place + len(cue) + _NEAR]
        yield f"cue {form}"
        of_cue = set(traits_of(cue))
        for trait in sorted(of_cue):
            yield trait
            if trait in ("tells", "negated"):
                yield f"{trait} {form}"
        if of_cue.isdisjoint(("tells", "holds")):
            yield f"does {form}"
        if any(True for s, e in a.content for _ in parts_inside(self._quotes, s, e)):
            yield "quoted"
            yield f"quoted {form}"
        if _SUBORDINATE.search(lead):
            yield "subordinate"
            yield f"subordinate {form}"
        yield from (f"word {word}" for word in sorted({w.lower() for w in _ADVERB.findall(near)}))
        tests = {
            "document": _DOCUMENT.search(source),
            "background": _BACKGROUND.search(around),
            "wide": sum(e - s for s, e in a.content) > _LONG_CONTENT,
            "pronoun": _PRONOUN.fullmatch(source),
            "relative": _RELATIVE.fullmatch(source) or _RELATIVE_BEFORE.search(lead),
            "sourceless": not a.source,
            "nested": a.outer is not None,
            "headline": self.paragraph_of(at) == 0,
            "lead": self.paragraph_of(at) in (1, 2),
        }
        yield from (name for name, holds in tests.items() if holds)

    def _beside(self, content: Span, sentence: int) -> str:
        """A sentence with the content blanked out: what the teller says."""
        begin, stop = self.sentences[sentence]
        text = self.text[begin:stop]
        for start, end in content:
            s, e = max(start, begin) - begin, min(end, stop) - begin
            if s < e:
                text = text[:s] + " " * (e - s) + text[e:]
        return text
