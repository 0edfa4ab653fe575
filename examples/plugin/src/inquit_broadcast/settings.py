"""Settings, from the environment."""

from __future__ import annotations

import os

from inquit.errors import InquitError

LIMIT = "INQUIT_SHEET_LIMIT"


def limit() -> int:
    """How many quotations a sheet has.

    Raises:
        InquitError: The setting is no number from 1 to 200.
    """
    told = os.environ.get(LIMIT, "20")
    if not (told.isascii() and told.isdigit() and 1 <= int(told) <= 200):
        raise InquitError(f"{LIMIT} is {told!r}", remedy="give a number from 1 to 200")
    return int(told)
