"""What can go wrong, said so that a reader of the message knows what to do.

    InquitError             base of all errors that this package raises on purpose
    ├── SourceError         the input cannot be read: missing, empty, binary, cut, without text, too large
    │   ├── FetchError      a URL could not be fetched, or may not be
    │   ├── LanguageError   the text is not English and `any_language` was not given
    │   └── NotAnArticleError    the input is something else: an image, a feed, a page without a story
    ├── FormatError         a record is not in the reading format
    ├── ModelError          the model's files are missing, damaged, or do not belong together
    └── LedgerError             the ledger cannot be used as asked: none, of a newer version, full, read-only
        ├── LedgerBusyError     another program is writing, and went on longer than our patience
        ├── LedgerDamagedError  the file is not what SQLite wrote
        └── UnknownIdError      there is no such article, statement, event or person in it

Every error answers what happened, where (path or URL, record, offset), and what now.  Code that knows the cause raises
with `what` and `remedy`; code that knows the place wraps the call in `located`, which fills in what is still unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


class InquitError(Exception):
    """An error with its place and its remedy.

    Args:
        what: What happened and why, with the values that matter ("text of 12,000,001 characters, limit 2,000,000").
        where: The path or URL of the input; `None` until somebody who knows it adds it (see `located`).
        record: Number of the record (line) inside the input, counted from 1; `None` where the input has no records.
        remedy: What the user can do now, a phrase; empty where nothing helps.
    """

    def __init__(self, what: str, *, where: str | None = None, record: int | None = None, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.record = record
        self.remedy = remedy

    def __str__(self) -> str:
        place = ", ".join(
            part for part in (self.where, f"record {self.record}" if self.record is not None else None) if part
        )
        message = f"{place}: {self.what}" if place else self.what
        return f"{message}; {self.remedy}" if self.remedy else message

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions pickle by their positional arguments; ours are keywords, and worker processes send them home.
        return type(self), (self.what,), self.__dict__


class SourceError(InquitError):
    """The input cannot be read: missing, empty, binary, cut, without text, or larger than the limit."""


class FetchError(SourceError):
    """A URL could not be fetched (status, time-out, size) or may not be (a private address).

    Args:
        what: As for all errors, and so `where`, `record` and `remedy`.
        where: See there.
        record: See there.
        remedy: See there.
        status: The HTTP status that the server answered; `None` where it answered none.
        retry_after_s: In how many seconds the server wants to be asked again; `None` where it does not say.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        record: int | None = None,
        remedy: str = "",
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(what, where=where, record=record, remedy=remedy)
        self.status = status
        self.retry_after_s = retry_after_s


class LanguageError(SourceError):
    """The text is not English, the only language that the model was trained on."""


class NotAnArticleError(SourceError):
    """The input is no article: an image, an archive, a feed, an error page, a page without a story."""


class FormatError(InquitError):
    """A record is not in the reading format."""


class ModelError(InquitError):
    """The model's files are missing, damaged, or do not belong together."""


class LedgerError(InquitError):
    """The ledger cannot be used as asked."""


class LedgerBusyError(LedgerError):
    """Another program is writing to the ledger, and did not end within our patience."""


class LedgerDamagedError(LedgerError):
    """The file is damaged, or no SQLite file at all."""


class UnknownIdError(LedgerError):
    """The ledger holds nothing under this id."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, as a value: it takes the input's place in a stream of readings.

    Attributes:
        where: Path or URL of the input, `-` for standard input, or the article's id where there is no place.
        record: Number of the record inside the input, counted from 1; `None` where the input is one article.
        error: Why.
    """

    where: str
    record: int | None
    error: InquitError

    def __str__(self) -> str:
        return str(self.error)


@contextmanager
def located(where: str, record: int | None = None) -> Iterator[None]:
    """Add the place to any `InquitError` raised below, where it is not known yet."""
    try:
        yield
    except InquitError as error:
        if error.where is None:
            error.where = where
        if error.record is None:
            error.record = record
        raise
