"""Nouns for offices and trades: who is elected, who works for them, and what else their holders may be called."""

from __future__ import annotations

ELECTED = frozenset(
    """senator representative congressman congresswoman governor president lawmaker mayor legislator speaker leader whip
    assemblyman assemblywoman premier""".split()
)
PARTISANS = frozenset("republican democrat conservative liberal independent".split())
"""Nouns for members of parties."""

STAFF = frozenset(
    """strategist spokesman spokeswoman spokesperson manager adviser advisor host moderator columnist aide executive
    journalist reporter analyst pollster consultant editor professor lawyer anchor correspondent historian""".split()
)
"""Nouns for those who work for the elected, or report on them."""

_ROWS = """
lawmaker legislator politician: senator representative congressman congresswoman assemblyman assemblywoman mp
judge: justice magistrate
justice: judge
chief boss: head director
executive: ceo chief_executive
ceo: chief_executive
lawyer: attorney
attorney: lawyer
spokesman spokeswoman: spokesperson
spokesperson: spokesman spokeswoman
academic scholar: professor
scientist: researcher
doctor physician: doctor physician surgeon
journalist: reporter correspondent columnist
writer: author novelist
author: writer novelist
tycoon magnate mogul: tycoon magnate mogul billionaire businessman
businessman: tycoon magnate mogul billionaire entrepreneur
cleric preacher: pastor priest minister bishop
general admiral officer: colonel captain lieutenant
"""

ALSO_CALLED = {
    noun: frozenset(other.replace("_", " ") for other in others.split())
    for nouns, others in (row.split(":") for row in _ROWS.strip().splitlines())
    for noun in nouns.split()
}
"""What those may be called by their own titles whom a noun means: "the lawmaker" may be called a senator."""
