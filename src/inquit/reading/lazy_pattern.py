"""Regular expressions that are compiled when they are first used.

Compiling the long ones takes a tenth of a second, which a story that never needs them should not pay for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

TO_THE_END = 2**63 - 1


class LazyPattern:
    """A pattern with the methods of `re.Pattern` that this package uses.

    Args:
        pattern: As for `re.compile`; an error in it shows at the first use.
        flags: As for `re.compile`.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.pattern, self.flags)

    def match(self, text: str, start: int = 0, end: int = TO_THE_END) -> re.Match[str] | None:
        """Match at `start`."""
        return self.compiled.match(text, start, end)

    def search(self, text: str, start: int = 0, end: int = TO_THE_END) -> re.Match[str] | None:
        """Find the first match."""
        return self.compiled.search(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = TO_THE_END) -> Iterator[re.Match[str]]:
        """All matches, from left to right."""
        return self.compiled.finditer(text, start, end)
