"""When each statement was made: told by words of the text, by the day of publication, or earlier and unknown when.

    when_said(text, attributions, times, "2023-06-29", speakers)  # → one StatementTime for each attribution

The times that come into question are the text's own time expressions near the statement, the day of publication, and
"earlier, unknown when" (`candidates`).  What speaks for each is told in features that a person can read (`features`):
where the words stand, the tense of the cue, what was decided for the statement before and for the same speaker.  A
conditional logit chooses (`choosing`); `training.occasions` learned its weights.
"""

from __future__ import annotations

from collections.abc import Sequence

from inquit.reading.attribution import Attribution
from inquit.reading.occasions.candidates import Candidate, candidates, usable
from inquit.reading.occasions.choosing import chosen, weights
from inquit.reading.occasions.features import History, Judge
from inquit.reading.occasions.scenery import Scenery
from inquit.types import Basis, StatementTime, TimeExpression

__all__ = ["when_said"]


def when_said(
    text: str,
    found: Sequence[Attribution],
    times: Sequence[TimeExpression],
    published: str | None,
    speakers: Sequence[object | None],
) -> tuple[StatementTime | None, ...]:
    """When each of the attributions was said.

    Args:
        text: The article's text.
        found: Its attributions, in the order of the text, each outer one before the ones inside it.
        times: Its time expressions, in order.
        published: Date or date and time of publication (ISO 8601); `None` for not known.
        speakers: Who speaks in each attribution, told apart by equality; `None` for not known.

    Returns:
        One time for each attribution; without value it was said earlier, unknown when.  `None` where the text tells
        nothing and the day of publication is not known.
    """
    scenery = Scenery(text, found)
    allowed = usable(times, published)
    judge = Judge(scenery, times, allowed, published)
    history = History()
    for number, (attribution, speaker) in enumerate(zip(found, speakers, strict=True)):
        asked = judge.asked(number, attribution.outer, history, speaker)
        possible = candidates(scenery, times, allowed, number, published)
        history.note(chosen(possible, [judge.features(asked, c) for c in possible], weights()), speaker)
    return tuple(_time(candidate, times) for candidate in history.chosen)


def _time(candidate: Candidate, times: Sequence[TimeExpression]) -> StatementTime | None:
    if candidate.number is not None:
        words = times[candidate.number]
        return StatementTime(candidate.value, Basis.TEXT, words.start, words.end)
    if candidate.published:
        return StatementTime(candidate.value, Basis.PUBLISHED) if candidate.value else None
    return StatementTime(None, Basis.TEXT)
