"""What goes wrong, in one shape: the same four fields on the error page and in every data answer."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from inquit.errors import FormatError, InquitError, LedgerBusyError, LedgerDamagedError, LedgerError, UnknownIdError

log = logging.getLogger(__name__)

STATUSES: tuple[tuple[type[InquitError], HTTPStatus], ...] = (
    (UnknownIdError, HTTPStatus.NOT_FOUND),
    (LedgerBusyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (LedgerDamagedError, HTTPStatus.INTERNAL_SERVER_ERROR),
    (LedgerError, HTTPStatus.CONFLICT),
    (FormatError, HTTPStatus.BAD_REQUEST),
    (InquitError, HTTPStatus.BAD_REQUEST),
)
"""The first that fits counts."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer.

    Attributes:
        status: Of HTTP.
        what: What happened, with the values that matter.
        remedy: What to do now; empty where nothing helps.
        id: Under which the log has more; empty where this is all.
    """

    status: int
    what: str
    remedy: str = ""
    id: str = ""


class RefusedError(Exception):
    """A request that is not served; `problem` says why."""

    def __init__(self, status: int, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.problem = Problem(status, what, remedy)


def problem_of(error: Exception) -> Problem:
    """What to tell about an error; what nobody foresaw goes to the log under an id, and only the id is told."""
    if isinstance(error, RefusedError):
        return error.problem
    if isinstance(error, InquitError):
        status = next(status for kind, status in STATUSES if isinstance(error, kind))
        return Problem(status, error.what, error.remedy)
    if isinstance(error, RequestValidationError):
        return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(map(_invalid, error.errors())), "correct the address")
    if isinstance(error, HTTPException):
        remedy = "check the address, or begin at the first page" if error.status_code == HTTPStatus.NOT_FOUND else ""
        what = "there is no such page" if error.status_code == HTTPStatus.NOT_FOUND else str(error.detail).lower()
        return Problem(error.status_code, what, remedy)
    number = secrets.token_hex(4)
    log.error("problem %s", number, exc_info=error)
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "something went wrong here that nobody foresaw",
        f"tell those who run this site: it is {number} in the log",
        number,
    )


def _invalid(error: dict[str, Any]) -> str:
    place = ".".join(str(part) for part in error["loc"] if part not in ("query", "path", "body"))
    return f"{place}: {error['msg'][:1].lower()}{error['msg'][1:]}"
