"""What `import inquit` offers, and that it is quick."""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from types import ModuleType

import pytest

import inquit
from inquit import errors, types

IMPORT_LIMIT_MS = 150
# Each of these takes longer to import than the whole of `import inquit` may.
HEAVY = ("numpy", "pydantic", "onnxruntime", "tokenizers", "trafilatura", "lxml", "rich", "httpx2", "jinja2", "click")


@pytest.mark.parametrize("name", inquit.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(inquit, name).__name__ == name


def test_all_is_sorted_and_without_repeats() -> None:
    assert inquit.__all__ == sorted(set(inquit.__all__))


@pytest.mark.parametrize("module", [errors, types], ids=lambda module: module.__name__)
def test_every_type_and_error_is_public(module: ModuleType) -> None:
    defined = {
        name
        for name, value in vars(module).items()
        if isinstance(value, type)
        and f"{value.__module__}.".startswith(f"{module.__name__}.")
        and not name.startswith("_")
    }

    assert defined - set(inquit.__all__) == set()


def test_closed_sets_are_plain_strings() -> None:
    closed = [value for name in inquit.__all__ if isinstance(value := getattr(inquit, name), type)]

    assert {kind.__name__ for kind in closed if issubclass(kind, StrEnum)} == {
        "Act", "Basis", "Flag", "Kind", "Mode", "TimexType", "Type",
    }  # fmt: skip


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"^module 'inquit' has no attribute 'read_txt'$"):
        inquit.read_txt  # noqa: B018


def in_a_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_import_leaves_heavy_packages_alone() -> None:
    loaded = in_a_new_process(f"import inquit, sys; print(*[name for name in {HEAVY} if name in sys.modules])")

    assert loaded == ""


def test_import_is_quick() -> None:
    # The processor's time and the best of five: other programs on the machine must not fail the test.
    code = "import time; began = time.process_time(); import inquit; print(1000 * (time.process_time() - began))"

    assert min(float(in_a_new_process(code)) for _ in range(5)) < IMPORT_LIMIT_MS
