"""Which model reads, and how much of what it finds is told, as a value that commands and worker processes hand on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """How articles are read, where not as `Reader()` reads them.

    Attributes:
        model: Name of a model, or the path of its folder; `None`: the packaged one.
        recall: `high` tells doubtful statements too.
        min_confidence: Statements less confident are left out; `None`: none is.
    """

    model: str | None = None
    recall: str = "normal"
    min_confidence: float | None = None

    @property
    def is_default(self) -> bool:
        """Whether it is as `Reader()` reads."""
        return self == ReaderChoice()

    def told(self) -> dict[str, Any]:
        """What is not as `Reader()` reads, by name."""
        usual = ReaderChoice()
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in values.items() if value != getattr(usual, name)}


def portable(model: str) -> str:
    """A name as it is; a path so that it holds in every folder.

    Raises:
        ModelError: There is no such model.
    """
    from inquit.model.catalogue import folder_of, models

    folder = folder_of(model)
    return model if any(one.name == model and one.folder == folder for one in models()) else os.fspath(folder.resolve())
