"""A reading without what its reader was less sure of."""

from __future__ import annotations

from dataclasses import replace

from inquit.types.reading import Reading


def at_least(reading: Reading, confidence: float) -> Reading:
    """The reading without the statements that are less confident; those without a confidence stay.

    A statement that stood within a dropped one stands within the nearest kept statement around it, or by itself.
    """
    kept = {s.id for s in reading.statements if s.confidence is None or s.confidence >= confidence}
    parents = {s.id: s.within for s in reading.statements}
    return replace(
        reading,
        statements=tuple(
            replace(s, within=_nearest(s.within, kept, parents)) for s in reading.statements if s.id in kept
        ),
    )


def _nearest(within: str | None, kept: set[str], parents: dict[str, str | None]) -> str | None:
    seen: set[str] = set()
    while within is not None and within not in kept:
        if within in seen:  # a circle, which only a hand-made reading can hold
            return None
        seen.add(within)
        within = parents.get(within)
    return within
