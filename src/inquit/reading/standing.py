"""Where a candidate for a pronoun stands among the others: who is named near, who spoke how often, in whose words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inquit.types import Span

if TYPE_CHECKING:
    from inquit.reading.antecedents import Heard
    from inquit.reading.salience import Asked, Salience


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one place of a candidate beside the other candidates.

    Attributes:
        gender_fits: Whether the candidate's gender is known and the one asked for.
        last: Whether nobody spoke since.
        overtaken: How many others who fit were the subject of a sentence since.
        since: How many others who fit were named since.
        times: How often the candidate spoke.
        here: How often the candidate is named in the paragraph of the pronoun, and `before` in the one before it.
        most_here: Whether nobody is named more often there, and `most_before` in the one before.
        in_source: Whether the place lies in the words that name another speaker.
        in_words: Whether it lies in what another one says.
        is_new: Whether the candidate is named there for the first time.
        in_content: Whether what the pronoun's owner says names the candidate.
    """

    gender_fits: bool = False
    last: bool = False
    overtaken: int = 0
    since: int = 0
    times: int = 0
    here: int = 0
    before: int = 0
    most_here: bool = False
    most_before: bool = False
    in_source: bool = False
    in_words: bool = False
    is_new: bool = False
    in_content: bool = False


class Told:
    """What the text has told up to the place that is read.

    Args:
        named: All places where somebody is named, in the order of the text.
    """

    def __init__(self, named: Sequence[Heard]) -> None:
        self._named = named
        self._starts = [heard.start for heard in named]
        self._sources: dict[int, object] = {}  # where a name stands in somebody's source -> who that is
        self._contents: dict[int, object] = {}  # the same for what somebody says
        self._times: Counter[object] = Counter()
        self._first: dict[int | None, int] = {}
        for heard in named:
            self._first.setdefault(heard.entity, heard.start)

    def spoke(self, who: object, source: Span, content: Span) -> None:
        """Enter what somebody said, and the words that name the speaker."""
        self._times[who] += 1
        for places, span in ((self._sources, source), (self._contents, content)):
            places.update((self._starts[i], who) for i in self._inside(span))

    def _inside(self, span: Span) -> list[int]:
        return [i for a, b in span for i in range(bisect_left(self._starts, a), bisect_left(self._starts, b))]

    def standings(
        self, places: Sequence[Heard], asked: Asked, salience: Salience, *, last: int, fits: Mapping[object, bool]
    ) -> list[Standing]:
        """How each of some places stands.

        Args:
            places: Of all candidates.
            asked: The place that asks.
            salience: Tells paragraphs.
            last: Where somebody spoke last.
            fits: Whose gender is known and the one asked for.
        """
        subjects: dict[object, int] = {}  # where each of them last was the subject of a sentence
        named: dict[object, int] = {}  # where each of them was named last
        near: tuple[Counter[object], Counter[object]] = (Counter(), Counter())  # in this paragraph, in the one before
        for heard in places:
            named[heard.who] = max(heard.start, named.get(heard.who, 0))
            if heard.quoted:
                continue
            if heard.leading:
                subjects[heard.who] = max(heard.start, subjects.get(heard.who, 0))
            apart = asked.paragraph - salience.paragraph_of(heard.start)
            if apart <= 1:
                near[apart][heard.who] += 1
        most = [max(count.values(), default=0) for count in near]
        content = {self._named[i].entity for i in self._inside(asked.content)}
        return [
            Standing(
                gender_fits=fits[heard.who],
                last=heard.start == last,
                overtaken=sum(at > heard.start for who, at in subjects.items() if who != heard.who),
                since=sum(at > heard.start for who, at in named.items() if who != heard.who),
                times=self._times[heard.who],
                here=near[0][heard.who],
                before=near[1][heard.who],
                most_here=0 < near[0][heard.who] == most[0],
                most_before=0 < near[1][heard.who] == most[1],
                in_source=not heard.spoke and self._sources.get(heard.start, heard.who) != heard.who,
                in_words=not heard.spoke and self._contents.get(heard.start, heard.who) != heard.who,
                is_new=heard.entity is not None and self._first[heard.entity] == heard.start,
                in_content=heard.entity is not None and heard.entity in content,
            )
            for heard in places
        ]
