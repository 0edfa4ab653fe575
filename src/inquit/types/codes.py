"""The categories of event data that an act stands for, so that statements can be joined with such data.

PLOVER is what POLECAT is coded in (Halterman et al. 2023), CAMEO what ICEWS and GDELT are (Schrodt 2012).
docs/acts.md shows the same table.
"""

from __future__ import annotations

from dataclasses import dataclass

from inquit.types.terms import Act


@dataclass(frozen=True, slots=True)
class Codes:
    """What an act is called elsewhere; the nearest first, empty where the scheme has nothing like it.

    Attributes:
        plover: Event types of PLOVER.
        cameo: Codes of CAMEO: two digits for a root with all below it, three for one category.
    """

    plover: tuple[str, ...] = ()
    cameo: tuple[str, ...] = ()

    def __str__(self) -> str:
        named = (("PLOVER", self.plover), ("CAMEO", self.cameo))
        return ", ".join(f"{scheme} {'/'.join(names)}" for scheme, names in named if names)


CODES: dict[Act, Codes] = {
    Act.ASSERT: Codes((), ("010",)),
    Act.PREDICT: Codes((), ("012", "013")),
    Act.PROMISE: Codes(("AGREE",), ("03",)),
    Act.PLAN: Codes(("AGREE",), ("03", "014")),
    Act.THREATEN: Codes(("THREATEN",), ("13",)),
    Act.REFUSE: Codes(("REJECT",), ("12",)),
    Act.DEMAND: Codes(("REQUEST",), ("02", "10")),
    Act.ASK: Codes(),
    Act.ACCUSE: Codes(("ACCUSE",), ("11",)),
    Act.DENY: Codes((), ("016",)),
    Act.CONCEDE: Codes(("AGREE", "CONCEDE"), ("08", "055")),
    Act.SUPPORT: Codes(("SUPPORT",), ("05",)),
    Act.EXPRESS: Codes((), ("019",)),
    Act.DECLINE: Codes((), ("011",)),
}


def codes_of(act: Act | None) -> Codes:
    """The codes of an act; none where no act is known."""
    return Codes() if act is None else CODES[act]
