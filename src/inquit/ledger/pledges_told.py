"""Promises that somebody else reports: “critics say she promised …” is their word, not hers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from inquit.ledger.pledges import Said
from inquit.ledger.pledges_sides import Party, Sides, shared

_BINDING = (
    "promised|pledged|vowed|swore|sworn|guaranteed|undertook|undertaken|(?:gave|given) (?:his|her|its|their) word"
)
"""Verbs of binding, in the past: whoever says *plans to* or *promises to* of others mostly speaks for them."""

_OTHERS_PROMISE = re.compile(
    r"\W*(?:that\s+)?(?P<who>(?!(?:I|we)\b)(?:[^\W\d_][\w.’'&-]*\s+){1,8}?)"
    r"(?:(?:has|have|had|once|also|never|repeatedly|always|already|only|first|later|publicly)\s+){0,3}"
    rf"(?:been\s+)?(?:{_BINDING})\b",
    re.IGNORECASE,
)
"""What begins by telling of a promise: *that she had promised …*, *Lind pledged …*, *the company once vowed …*."""

_DETERMINERS = frozenset("the a an this that these those its their his her our".split())
"""What stands alone before *promised* where that is no verb: *the promised bridge*."""

_OWN = re.compile(r"\b(?:i|we|he himself|she herself|they themselves)\b", re.IGNORECASE)


def promise_of_another(words: str) -> str | None:
    """Whose promise a statement tells of, in its words, where it is not the speaker's own; `None`: it tells of none.

    “He said that she had promised a bridge” commits her, if anybody; “he said that he would build one” commits him.
    """
    match = _OTHERS_PROMISE.match(words)
    if match is None or _OWN.search(match["who"]):
        return None
    who = match["who"].strip()
    return None if who.casefold() in _DETERMINERS else who


def reporters(sides: Sides, statements: Iterable[Said], outer: dict[int, Said]) -> dict[int, str]:
    """Who reports a statement, by its row, of those that their own side does not make.

    Args:
        sides: The parties.
        statements: What is asked about.
        outer: The statements in whose content these stand, by their rows.
    """
    found: dict[int, str] = {}
    for one in statements:
        if _tells_of_another(sides, one):
            found[one.row] = one.who or "somebody not known"
            continue
        teller = outer.get(one.within) if one.within is not None else None
        if teller is not None and shared(sides.parties(teller), sides.parties(one)) is None:
            found[one.row] = teller.who or "somebody not known"
    return found


def own_parties(sides: Sides, one: Said) -> tuple[Party, ...]:
    """The parties that a statement commits: none but an unknown one where it tells of another's promise."""
    if _tells_of_another(sides, one):
        return (Party(f"s{one.row}", "not the speaker’s own: the words tell of another’s promise"),)
    return sides.parties(one)


def _tells_of_another(sides: Sides, one: Said) -> bool:
    if not one.commits or (whose := promise_of_another(one.words)) is None:
        return False
    words = whose.casefold().removeprefix("the ").split()
    names = [sides.name(party.row).casefold().split() for party in sides.parties(one) if party.row is not None]
    return not any(name[-len(words) :] == words for name in names)
