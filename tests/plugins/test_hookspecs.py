"""Every hook is documented, with its arguments, and used by the example."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from inquit.plugins import hookspecs
from inquit.plugins.manager import KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
HOOKS = [value for value in vars(hookspecs).values() if hasattr(value, "inquit_spec")]


def test_the_manager_knows_them() -> None:
    assert {hook.__name__ for hook in HOOKS} == {"startup", *KINDS}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook.__name__)
def test_hooks_are_documented_with_their_arguments(hook: object) -> None:
    arguments = ", ".join(inspect.signature(hook).parameters)  # type: ignore[arg-type]

    assert f"\n## `{hook.__name__}({arguments})`\n" in PAGE  # type: ignore[attr-defined]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook.__name__)
def test_hooks_say_in_one_line_what_they_are_for(hook: object) -> None:
    told = inspect.getdoc(hook) or ""

    assert told.endswith(".")
    assert "\n" not in told


def test_the_page_documents_no_hook_that_there_is_not() -> None:
    headings = {line.split("(")[0].removeprefix("## `") for line in PAGE.splitlines() if line.startswith("## `")}

    assert headings == {hook.__name__ for hook in HOOKS}
