"""What forms send that is left empty: a field without a value is as good as none."""

from __future__ import annotations

from typing import Any

from pydantic import BeforeValidator


def _without_empty(value: Any) -> Any:
    return [item for item in value if item != ""] if isinstance(value, list) else value


def _or_none(value: Any) -> Any:
    return None if value == "" else value


SEVERAL = BeforeValidator(_without_empty)
"""Of a field that can be there several times."""

OPTIONAL = BeforeValidator(_or_none)
"""Of a field whose type is not text."""
