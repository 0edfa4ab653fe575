"""Which statements are worth comparing: an index over runs of words and over each speaker's words.

Of n statements n² / 2 pairs could be compared.  Two statements are looked at only where they share a run of words
(shingles: Broder 1997), whoever said them, or where one speaker used enough of the same words in both.  Runs and words
that stand in very many statements find nothing and are passed over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from inquit.ledger.matching.sayings import Saying

COMMON, COMMON_WORD = 64, 400
"""Statements with a run, and of one speaker with a word, from which on it is passed over: it is a phrase of the
language, or what the speaker always speaks of."""

FIRST_GUESS = 0.5
"""Share of the shorter one's words of meaning that two statements of a speaker must share to be compared: what is a
paraphrase in the end (`finding.PARAPHRASE`) shares more."""

LEAST_SHARED = 2
"""Words of meaning that they must share."""


class Index:
    """Statements by their runs and by their speakers' words."""

    def __init__(self) -> None:
        self.by_run: dict[int, list[Saying]] = defaultdict(list)
        self.by_word: dict[tuple[str, str], list[Saying]] = defaultdict(list)

    def add(self, saying: Saying) -> None:
        """Make a statement findable."""
        for run in saying.runs:
            self.by_run[run].append(saying)
        if saying.speaker is not None:
            for stem in saying.stems:
                self.by_word[saying.speaker, stem].append(saying)

    def near(self, saying: Saying) -> Iterator[Saying]:
        """Statements of other articles that may be the same as this one, each once."""
        found: dict[int, Saying] = {}
        for run in saying.runs:
            others = self.by_run.get(run)
            if others is not None and len(others) <= COMMON:
                found.update((other.id, other) for other in others if other.article != saying.article)
        if saying.speaker is not None:
            found.update((other.id, other) for other in self._of_speaker(saying, saying.speaker))
        yield from found.values()

    def _of_speaker(self, saying: Saying, speaker: str) -> Iterator[Saying]:
        shared: Counter[int] = Counter()
        others: dict[int, Saying] = {}
        for stem in saying.stems:
            held = self.by_word.get((speaker, stem))
            if held is None or len(held) > COMMON_WORD:
                continue
            for other in held:
                if other.article != saying.article:
                    shared[other.id] += 1
                    others[other.id] = other
        for number, common in shared.items():
            other = others[number]
            if common >= LEAST_SHARED and common >= FIRST_GUESS * min(len(saying.stems), len(other.stems)):
                yield other


class Recent:
    """Statements of the last days, which come in the order of their days.

    Two indexes, the older of which is dropped when the newer one is full: cheaper than taking out what is too old.

    Args:
        days: How far back statements are found, at least; at most twice as far.
    """

    def __init__(self, days: int) -> None:
        self.days = days
        self.before, self.now = Index(), Index()
        self.since: int | None = None

    def add(self, saying: Saying) -> None:
        """Make a statement findable; not before any that is there."""
        if saying.day is None:
            return
        if self.since is None or saying.day - self.since > self.days:
            self.before, self.now, self.since = self.now, Index(), saying.day
        self.now.add(saying)

    def near(self, saying: Saying) -> Iterator[Saying]:
        """Statements of other articles that may be the same as this one, each once."""
        yield from self.before.near(saying)
        yield from self.now.near(saying)
