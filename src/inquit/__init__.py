"""Inquit reads news and keeps a verifiable record of who said what, when, to whom, on what condition.

>>> import inquit
>>> reading = inquit.read_text("“The bridge will open in May,” Mayor Ida Holm said on Tuesday.")
>>> print(reading.statements[0])
Ida Holm (said): “The bridge will open in May,”
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from inquit.errors import (
    Failure,
    FetchError,
    FormatError,
    InquitError,
    LanguageError,
    LedgerBusyError,
    LedgerDamagedError,
    LedgerError,
    ModelError,
    NotAnArticleError,
    SourceError,
    UnknownIdError,
)
from inquit.types import (
    Act,
    Anonymity,
    Article,
    Basis,
    Flag,
    Kind,
    Mode,
    PublishedCandidate,
    ReaderInfo,
    Reading,
    Span,
    Speaker,
    Statement,
    StatementTime,
    TimeExpression,
    TimexType,
    Type,
)

__version__ = "0.1.0"

__all__ = [
    "Act",
    "Anonymity",
    "Article",
    "Basis",
    "Failure",
    "FetchError",
    "Flag",
    "FormatError",
    "InquitError",
    "Kind",
    "LanguageError",
    "Ledger",
    "LedgerBusyError",
    "LedgerDamagedError",
    "LedgerError",
    "Mode",
    "ModelError",
    "NotAnArticleError",
    "PublishedCandidate",
    "ReadOptions",
    "Reader",
    "ReaderInfo",
    "Reading",
    "SourceError",
    "Span",
    "Speaker",
    "Statement",
    "StatementTime",
    "TimeExpression",
    "TimexType",
    "Type",
    "UnknownIdError",
    "models",
    "read",
    "read_text",
    "record",
]

if TYPE_CHECKING:
    from inquit.api import read, read_text
    from inquit.ingest.recording import record
    from inquit.ledger import Ledger
    from inquit.model.catalogue import models
    from inquit.reading import Reader
    from inquit.sources import ReadOptions

_LATER = {
    "read": "inquit.api",
    "read_text": "inquit.api",
    "record": "inquit.ingest.recording",
    "Ledger": "inquit.ledger",
    "models": "inquit.model.catalogue",
    "Reader": "inquit.reading",
    "ReadOptions": "inquit.sources",
}


def __getattr__(name: str) -> Any:
    # numpy and what the readers need are imported at the first use: `import inquit` stays under 150 ms.
    if name in _LATER:
        return getattr(importlib.import_module(_LATER[name]), name)
    raise AttributeError(f"module 'inquit' has no attribute {name!r}")
