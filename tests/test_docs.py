"""The documentation runs: blocks marked `<!-- runs -->`, and the page that the commands themselves write.

A block of `python` is run as a program of its own.  In a block of `console`, each line after `$ ` is given to a shell,
and what it prints must be what stands below it; a line of nothing but `…` stands for any lines.  A block marked
`<!-- prints -->` is what the `python` block before it prints.  All blocks of a page run in one folder, in which
`samples` holds the sample stories: those that `inquit demo` puts there, where a page begins with it.  A block marked `<!-- runs once -->` is run for the first page that has it; the others
get the files that it made, since reading all samples takes long.  On the pages for newcomers every block says
`<!-- not run: why -->` that is not run.  How commands are started: `docs_commands.py`.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from docs_commands import quick_commands

from inquit import samples
from inquit.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(
    r"^<!-- (?P<mark>runs once|runs|prints) -->\n+```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)
TIMEOUT_S = 120
"""For one command; nothing comes near it on a machine that does nothing else."""

GENERATED = ("cli.md", "api.md", "hooks.md")
NEWCOMERS = (
    "index", "quickstart", "tutorial", "how-to-newsroom", "how-to-researcher", "how-to-archive", "explanation", "comparison",
    "faq", "python", "plugins", "citing", "security", "data-statement",
)  # fmt: skip
UNMARKED = re.compile(r"(?P<before>[^\n]*)\n+^```(?:console|python|bash|sh)\n", re.MULTILINE)
FILES_OF: dict[str, dict[Path, bytes]] = {}
"""What blocks that run once made, by their code."""


@dataclass(frozen=True)
class Example:
    """A runnable block: `expected` is what it must print, `None` where the page does not say; `once` for all pages."""

    place: str
    language: str
    code: str
    expected: str | None
    once: bool = False


def examples(page: str, name: str) -> list[Example]:
    """The runnable blocks of a page, in order."""
    found: list[Example] = []
    for match in BLOCK.finditer(page):
        place = f"{name}, line {page.count(chr(10), 0, match.start('code')) + 1}"
        if match["mark"] != "prints":
            found.append(Example(place, match["language"], match["code"], None, match["mark"] == "runs once"))
        elif not found or found[-1].language != "python" or found[-1].expected is not None:
            raise ValueError(f"{place}: a block that is printed must follow the Python block that prints it")
        else:
            found[-1] = Example(found[-1].place, "python", found[-1].code, match["code"])
    return found


def commands(code: str) -> list[tuple[str, str]]:
    """The commands of a console block with what each prints."""
    parts = re.split(r"^\$ ", code, flags=re.MULTILINE)
    if parts[0].strip():
        raise ValueError(f"a console block begins with a command, not with {parts[0].splitlines()[0]!r}")
    found = []
    for part in parts[1:]:
        command, _, printed = part.partition("\n")
        while command.endswith("\\"):
            more, _, printed = printed.partition("\n")
            command = f"{command[:-1]}{more}"
        found.append((command, printed))
    return found


def matches(expected: str, printed: str) -> bool:
    """Whether lines are as expected, empty lines at the end apart; `…` alone on a line stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line) + r"\n" for line in expected.rstrip().split("\n")
    )
    return re.fullmatch(pattern, printed.rstrip() + "\n") is not None


@pytest.fixture(scope="module")
def programs() -> Iterator[Path]:
    """The folder of `inquit` and `python` that the examples call."""
    with quick_commands() as folder:
        yield folder


def run(example: Example, folder: Path, programs: Path) -> None:
    """Run one example; fails where it fails or prints something else."""
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "PYTHONIOENCODING": "utf-8",
    }

    def printed(call: list[str] | str) -> str:
        done = subprocess.run(
            call,
            cwd=folder,
            env=environment,
            shell=isinstance(call, str),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=TIMEOUT_S,
            check=False,
        )
        assert done.returncode == 0, f"{example.place}: {call!r} ended with {done.returncode}:\n{done.stdout}"
        return done.stdout

    if example.language == "python":
        pairs = [(printed([str(programs / "python"), "-c", example.code]), example.expected)]
    elif example.language == "console":
        pairs = [(printed(command), expected or None) for command, expected in commands(example.code)]
    else:
        raise ValueError(f"{example.place}: blocks of python and console can be run, not of {example.language}")
    for output, expected in pairs:
        if expected is not None:
            assert matches(expected, output), f"{example.place} prints:\n{output}\nand not:\n{expected}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_example_runs(page: Path, tmp_path: Path, programs: Path) -> None:
    found = examples(page.read_text(encoding="utf-8"), page.name)
    if "$ inquit demo\n" not in (found[0].code if found else ""):  # the demo brings them, as it does for newcomers
        stories = tmp_path / "samples"
        stories.mkdir()
        for path in samples.paths():
            (stories / path.name).write_bytes(path.read_bytes())
    for example in found:
        (run_once if example.once else run)(example, tmp_path, programs)


def run_once(example: Example, folder: Path, programs: Path) -> None:
    """Run an example, or put its files into the folder where it was run for another page."""
    if example.code not in FILES_OF:
        before = set(folder.rglob("*"))
        run(example, folder, programs)
        made = [path for path in folder.rglob("*") if path not in before and path.is_file()]
        FILES_OF[example.code] = {path.relative_to(folder): path.read_bytes() for path in made}
    for path, content in FILES_OF[example.code].items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


@pytest.mark.parametrize("name", NEWCOMERS)
def test_newcomers_can_type_every_block_or_are_told_why_it_is_not_tried(name: str) -> None:
    page = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    for match in UNMARKED.finditer(page):
        line = page.count("\n", 0, match.end())
        assert re.fullmatch(r"<!-- (runs|runs once|not run: .+) -->", match["before"]), f"{name}.md, line {line}"


def test_a_block_that_runs_once_leaves_its_files_for_the_next(tmp_path: Path, programs: Path) -> None:
    page = "<!-- runs once -->\n```console\n$ echo a >> made; mkdir b; echo c > b/made\n```\n"
    (example,) = examples(page, "page.md")
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        run_once(example, tmp_path / name, programs)
        assert (tmp_path / name / "made").read_text() == "a\n"
        assert (tmp_path / name / "b" / "made").read_text() == "c\n"


def test_a_page_is_cut_into_its_examples() -> None:
    page = """\
<!-- runs -->
```python
print("a")
```

<!-- prints -->
```text
a
```

```python
not run
```

<!-- runs -->

```console
$ echo b \\
    c
b c
$ true
```
"""
    python, console = examples(page, "page.md")
    assert python == Example("page.md, line 3", "python", 'print("a")\n', "a\n")
    assert commands(console.code) == [("echo b     c", "b c\n"), ("true", "")]


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("a\nb\n", "a\nb\n\n", True),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\nd\n", "a\nd\n", True),
        ("a\n…\n", "a\nb\n", True),
        ("a\n", "a\nb\n", False),
        ("a.\n", "ab\n", False),
    ],
)
def test_dots_stand_for_any_lines(expected: str, printed: str, same: bool) -> None:
    assert matches(expected, printed) is same


@pytest.mark.parametrize(
    ("language", "code", "expected"),
    [
        ("python", "print('b')", "a\n"),
        ("python", "raise SystemExit(3)", None),
        ("console", "$ echo b\na\n", None),
        ("console", "$ exit 3\n", None),
    ],
)
def test_an_example_that_fails_or_prints_something_else_is_found(
    language: str, code: str, expected: str | None, tmp_path: Path, programs: Path
) -> None:
    with pytest.raises(AssertionError, match=r"^page\.md, line 1"):
        run(Example("page.md, line 1", language, code, expected), tmp_path, programs)


def generated(name: str) -> str:
    """A page that docs/generate.py writes, as it would write it now."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    assert set(generate.PAGES) == set(GENERATED)
    return generate.PAGES[name]()


@pytest.mark.parametrize("name", GENERATED)
def test_the_reference_is_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == generated(name), "run: python docs/generate.py"


def test_every_page_is_linked_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = {page.name for page in PAGES} - {"README.md", "index.md"}

    assert {page for page in pages if f"]({page})" not in index} == set()


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented(command: str) -> None:
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"\n## inquit {command}\n" in written
    for parameter in main.commands[command].params:
        for option in (name for name in parameter.opts if name.startswith("-")):
            assert option in written, f"inquit {command} {option}"


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
