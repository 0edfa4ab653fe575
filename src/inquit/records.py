"""Checked access to the fields of a JSON object: a wrong value raises a `FormatError` that names its path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from inquit.errors import FormatError

Choice = TypeVar("Choice", bound=StrEnum)
MAX_SHOWN_CHARS = 80
MEND = "mend the record or take it out"


def parse_object(line: str | bytes) -> dict[str, Any]:
    """The JSON object of a line.

    Raises:
        FormatError: The line is not UTF-8, not JSON (`NaN` and `Infinity` are not), or not an object.
    """
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
        value = json.loads(text, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise FormatError(f"not UTF-8: byte {error.start + 1} cannot be read") from error
    except json.JSONDecodeError as error:
        place = f"character {error.pos + 1}" if error.lineno == 1 else f"line {error.lineno}, character {error.colno}"
        raise FormatError(f"not valid JSON: {error.msg.removesuffix(' at')} at {place}") from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, brackets nested thousands deep
        raise FormatError(f"not valid JSON: {error}") from error
    if not isinstance(value, dict):
        raise FormatError(f"not a JSON object but {kind_of(value)}")
    return value


def kind_of(value: object) -> str:
    """What a JSON value is, in words."""
    kinds = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


def shown(value: object) -> str:
    """The value as JSON, cut to a readable length."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= MAX_SHOWN_CHARS else f"{text[: MAX_SHOWN_CHARS - 1]}…"


class Fields:
    """One JSON object with its place in the record.

    Args:
        data: The object.
        path: Its place, `statements[3]`; empty for the record itself.
    """

    def __init__(self, data: dict[str, Any], path: str = "") -> None:
        self.data = data
        self.path = path

    def at(self, key: str) -> str:
        """The path of a field."""
        return f"{self.path}.{key}" if self.path else key

    def fail(self, key: str, reason: str) -> NoReturn:
        """Raise the error for the value of a field."""
        raise FormatError(f"{self.at(key)}: {shown(self.data.get(key))} {reason}")

    def text(self, key: str) -> str | None:
        """A string; `None` where it is null or missing."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, str):
            self.fail(key, "is not a string")
        return value

    def needed_text(self, key: str) -> str:
        """A string that must be there and not empty."""
        value = self.text(key)
        if value is None:
            raise FormatError(f"{self.at(key)}: is missing")
        if not value:
            self.fail(key, "is empty")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; a bare string counts as a list of one, null and missing as none."""
        value = self.data.get(key)
        if isinstance(value, str):
            return (value,) if value else ()
        for number, item in enumerate(self.list(key)):
            if not isinstance(item, str):
                raise FormatError(f"{self.at(key)}[{number}]: {shown(item)} is not a string")
        return tuple(value or ())

    def list(self, key: str) -> list[Any]:
        """A list; empty where it is null or missing."""
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fail(key, "is not a list")
        return value

    def objects(self, key: str) -> Iterator[Fields]:
        """The objects of a list."""
        for number, item in enumerate(self.list(key)):
            path = f"{self.at(key)}[{number}]"
            if not isinstance(item, dict):
                raise FormatError(f"{path}: {shown(item)} is not an object")
            yield Fields(item, path)

    def object(self, key: str) -> Fields | None:
        """An object; `None` where it is null or missing."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fail(key, "is not an object")
        return Fields(value, self.at(key))

    def choice(self, key: str, choices: type[Choice]) -> Choice | None:
        """One of a closed set of words; `None` where it is null or missing."""
        value = self.text(key)
        return None if value is None else parse_choice(self.at(key), value, choices)

    def share(self, key: str) -> float | None:
        """A number from 0 to 1; `None` where it is null or missing."""
        value = self.data.get(key)
        if value is None:
            return None
        if not is_share(value):
            self.fail(key, "is not a number from 0 to 1")
        return float(value)

    def position(self, key: str) -> int | None:
        """A whole number; `None` where it is null or missing."""
        value = self.data.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            self.fail(key, "is not a whole number")
        return value


def parse_choice(path: str, value: Any, choices: type[Choice]) -> Choice:
    """The member of a closed set that a value names."""
    try:
        return choices(value)
    except ValueError:
        known = ", ".join(choices)
        raise FormatError(f"{path}: {shown(value)} is none of {known}") from None


def is_share(value: object) -> bool:
    """Whether a JSON value is a number from 0 to 1."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")
