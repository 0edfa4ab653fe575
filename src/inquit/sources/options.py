"""What the user may decide about reading an input, with defaults that suit a news article."""

from __future__ import annotations

from dataclasses import dataclass

from inquit.errors import SourceError
from inquit.sources.dates import iso


def how_to_give(option: str, value: str = "True") -> str:
    """How an option is given, on the command line and in Python: messages that advise it cannot know who reads them."""
    flag = f"--{option.replace('_', '-')}"
    return f"{flag if value == 'True' else f'{flag} {value}'}; ReadOptions({option}={value})"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read.

    Attributes:
        published: Day of publication that the user gives, kept as ISO 8601; it wins over what the input says.
        outlet: Name of the outlet that the user gives; it wins over what the input says.
        keep: Keep unknown fields of JSON records in `Article.extra`.
        any_language: Read texts that are not English too.
        recursive: Walk into directories instead of refusing them.
        max_bytes: Limit of one page, text or record, also after unpacking.
        max_chars: Limit of the text of one article, headline included.
        timeout_s: Seconds that fetching one URL may take, redirects included.
        allow_private: Fetch from private and loopback addresses too; for intranets and tests.
    """

    published: str | None = None
    outlet: str | None = None
    keep: bool = False
    any_language: bool = False
    recursive: bool = False
    max_bytes: int = 20_000_000
    max_chars: int = 2_000_000
    timeout_s: float = 30.0
    allow_private: bool = False

    def __post_init__(self) -> None:
        if self.published is None:
            return
        if (published := iso(self.published)) is None:
            raise SourceError(
                f"published: {self.published!r} is not a date", remedy="write it as 2024-03-09 or 2024-03-09T18:30"
            )
        object.__setattr__(self, "published", published)
