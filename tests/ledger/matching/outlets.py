"""Three outlets on one event, and a near miss by the same speaker on the same day."""

from __future__ import annotations

from typing import Any

from inquit.ledger import Ledger
from inquit.types import Reading
from ledger.readings import reading

POST = """Toll to rise, says mayor

Vera Lund said “the toll will rise to four crowns in May if the council agrees, and nobody will be glad about it”. Otto Brandt said the ferry may stay in port until Friday.
"""
WIRE = """Lund: toll to rise

Vera Lund said “the toll will rise to four crowns”. Otto Brandt said that the ferry could remain in port until Friday.
"""
ECHO = """New boats for the strait

Vera Lund said that tolls would rise to four crowns. Otto Brandt said the ferry may stay in dock until Sunday.
"""


def story(text: str, outlet: str, published: str = "2024-03-09", **changes: Any) -> Reading:
    """A reading of one outlet's story."""
    place = f"https://{outlet.lower().replace(' ', '')}.example/toll"
    return reading(text, url=place, outlet=outlet, published=published, **changes)


def filled(ledger: Ledger) -> Ledger:
    """The ledger with the stories of all three."""
    ledger.add(story(POST, "Post", mode="mixed"))
    ledger.add(story(WIRE, "Wire", "2024-03-10", mode="mixed"))
    ledger.add(story(ECHO, "Echo", "2024-03-10", mode="indirect"))
    return ledger


def short(ledger: Ledger, outlet: str, who: str) -> str:
    """The id of what somebody says in an outlet."""
    (found,) = (row.id for row in ledger.statements() if (row.outlet, row.who) == (outlet, who))
    return found
