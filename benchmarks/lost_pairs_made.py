"""Pairs for `lost` that are put together from pieces written by hand: the same for the same seed.

A sentence with up to two marks, and the sentence without one or both, or with both in other words.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.pair_files import PairBlock

SPEAKERS = (
    "the mayor", "Ms Abel", "the builders' union", "Dr Voss", "the county", "the harbour board", "Mr Lodd",
    "the health office", "the opposition leader", "the manager", "the bishop", "the fire chief",
)  # fmt: skip
ACTIONS = (  # subject, plural subject, verb phrase after "will", number and noun
    ("the city", "repair the old market hall", 14, "stalls"),
    ("the company", "close its foundry in Pell", 230, "workers"),
    ("the railway", "electrify the northern line", 6, "stations"),
    ("the county", "vaccinate every flock on the island", 900, "sheep"),
    ("the school", "move into the former barracks", 45, "classrooms"),
    ("the museum", "return the bronze masks", 31, "masks"),
    ("the airline", "refund the cancelled tickets", 5_200, "passengers"),
    ("the ministry", "open the archive to the public", 70, "boxes"),
    ("the team", "sell its best striker", 3, "clubs"),
    ("the bank", "lend to small farms again", 120, "farms"),
    ("the army", "leave the valley", 1_500, "soldiers"),
    ("the theatre", "play in the open air", 12, "actors"),
    ("the hospital", "replace its old scanners", 8, "scanners"),
    ("the port", "dredge the outer channel", 40, "ships"),
    ("the firm", "build turbines in Lorne", 18, "turbines"),
    ("the parish", "rent the vicarage to refugees", 22, "families"),
)
CONDITIONS = (
    ("if the state pays half of it", "provided the state pays half of it"),
    ("unless the court forbids it", "if the court does not forbid it"),
    ("provided that the neighbours agree", "if the neighbours agree"),
    ("as long as the price of steel stays low", "if the price of steel stays low"),
    ("on condition that the lease is renewed", "if the lease is renewed"),
    ("only if the inspectors sign the papers", "provided that the inspectors sign the papers"),
    ("subject to a vote of the members", "if a vote of the members allows it"),
    ("once the insurance has paid", "as soon as the insurance has paid"),
)
DEADLINES = (
    ("by the end of June", "before the end of June"),
    ("before the autumn", "by autumn"),
    ("within eight months", "in eight months"),
    ("by 2029", "before 2029"),
    ("no later than Wednesday", "by Wednesday"),
    ("before the end of the year", "by the end of the year"),
)
HEDGES = (
    ("may", "could"),
    ("might", "may"),
    ("could", "might"),
    ("will probably", "is likely to"),
    ("is expected to", "will probably"),
    ("hopes to", "wants to"),
    ("plans to", "intends to"),
    ("will perhaps", "may"),
)
QUALIFIERS = (
    ("at least", "no fewer than"),
    ("up to", "as many as"),
    ("about", "roughly"),
    ("nearly", "almost"),
    ("more than", "over"),
    ("around", "about"),
)
SPELLED = {3: "three", 6: "six", 8: "eight", 12: "twelve", 14: "fourteen", 22: "twenty-two", 31: "thirty-one"}


@dataclass(frozen=True, slots=True)
class Made:
    """A mark and what may stand for it: `mark` in the first wording, `kept` where the other keeps it."""

    kind: str
    mark: str
    kept: str


def made_pairs(number: int = 160, seed: int = 11) -> list[PairBlock]:
    """Pairs with what each loses, as `lost_pairs` tells it."""
    rng = Random(seed)
    return [_pair(rng, i) for i in range(1, number + 1)]


def _pair(rng: Random, number: int) -> PairBlock:
    who, (subject, action, count, noun) = rng.choice(SPEAKERS), rng.choice(ACTIONS)
    kinds = rng.sample(["condition", "deadline", "modal", "counted"], rng.choice((1, 2, 2)))
    fate = rng.choice(("one lost", "one lost", "all lost", "kept"))
    lost = set(kinds) if fate == "all lost" else {kinds[0]} if fate == "one lost" else set()
    marks = {kind: _mark(rng, kind, count) for kind in kinds}
    one, other = (_sentence(subject, action, noun, marks, lost, first=first) for first in (True, False))
    gold = [f"{marks[kind].kind}={marks[kind].mark}" for kind in kinds if kind in lost]
    told, retold = _told(rng, who, one), _told(rng, who, other)
    return PairBlock(f"made {number}", told, retold, "; ".join(gold) or "nothing")


def _mark(rng: Random, kind: str, count: int) -> Made:
    if kind == "condition":
        return Made("condition", *rng.choice(CONDITIONS))
    if kind == "deadline":
        return Made("deadline", *rng.choice(DEADLINES))
    if kind == "modal":
        return rng.choice((Made("negation", "will not", "won't"), Made("hedge", *rng.choice(HEDGES))))
    if rng.random() < 0.4:
        return Made("figure", f"{count:,}", SPELLED.get(count, str(count)))
    return Made("qualifier", *rng.choice(QUALIFIERS))


def _sentence(subject: str, action: str, noun: str, marks: dict[str, Made], lost: set[str], *, first: bool) -> str:
    def part(kind: str, default: str = "") -> str:
        if kind not in marks or (not first and kind in lost):
            return default
        return marks[kind].mark if first else marks[kind].kept

    words = [subject, part("modal", "will"), action]
    if "counted" in marks:
        counted = part("counted")
        if marks["counted"].kind == "qualifier":
            counted = f"{counted} ninety".strip()
        words.append(f"for {counted} {noun}" if counted else f"for {noun}")
    return " ".join(word for word in [*words, part("deadline"), part("condition")] if word)


def _told(rng: Random, who: str, said: str) -> str:
    form = rng.choice(("{0} said {1}.", "{0} said that {1}.", "{2}, {1_} said."))
    if form.startswith("{2}"):
        return f"{said[0].upper()}{said[1:]}, {who} said."
    return form.format(f"{who[0].upper()}{who[1:]}", said)
