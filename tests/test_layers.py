"""The package's imports point one way: down.  `MAY_IMPORT` is the drawing; imports inside functions count too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "inquit"
MAX_LINES = 500

# Unit (a module or folder of the package) -> the units that it may import; `inquit` is the public face, __init__.py.
FOUNDATION = {"errors", "sentences", "quotation", "types", "records", "jsonl"}
PARTS = FOUNDATION | {"samples", "plugins", "sources", "model", "ledger", "reading", "reports", "export"}
SURFACE = PARTS | {"ingest", "api", "inquit", "workers"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "sentences": set(),
    "quotation": {"types"},
    "types": {"errors", "sentences"},
    "records": {"errors"},
    "jsonl": {"errors", "sentences", "types", "records"},
    # bytes to articles, articles to tags, readings to disk: none knows another
    "samples": set(),
    "plugins": {"errors", "ledger"},
    "sources": FOUNDATION | {"plugins"},
    "model": FOUNDATION,
    "ledger": FOUNDATION,
    "reading": FOUNDATION | {"model"},
    "reports": FOUNDATION | {"ledger"},
    "export": FOUNDATION | {"ledger", "plugins", "reports"},
    "workers": {"errors", "types"},
    "ingest": PARTS | {"workers"},
    "api": PARTS | {"ingest"},
    "inquit": PARTS | {"ingest", "api"},
    # what people and programs touch
    "batch": SURFACE,
    "follow": SURFACE,
    "integrations": SURFACE,
    "web": SURFACE | {"batch", "follow"},
    "cli": SURFACE | {"batch", "follow", "integrations", "web"},
    "__main__": {"cli"},
}

SOURCES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path, package: Path) -> str:
    """Dotted name of a file: `inquit.sources.html`, `inquit.sources` for its `__init__.py`."""
    parts = [package.name, *path.relative_to(package).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path, package: Path) -> Iterator[tuple[int, str]]:
    """`(line, dotted name)` of every import in a file, wherever it stands, relative ones resolved."""
    module = name_of(path, package)
    folder = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = folder.split(".")[: len(folder.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                # `from inquit import __version__` needs nothing but what is there once any part is imported
                if not (base == package.name and alias.name.startswith("__")):
                    yield node.lineno, f"{base}.{alias.name}"


def unit_of(dotted: str, package: Path) -> str | None:
    """The unit that a dotted name belongs to; `None` for other packages."""
    parts = dotted.split(".")
    if parts[0] != package.name:
        return None
    if len(parts) > 1 and ((package / parts[1]).is_dir() or (package / f"{parts[1]}.py").is_file()):
        return parts[1]
    return package.name


def upward_imports(path: Path, package: Path = PACKAGE) -> list[str]:
    """A line for each import of a file that does not point down."""
    own = unit_of(name_of(path, package), package)
    assert own in MAY_IMPORT, f"{path.name} belongs to {own!r}: give it a place in MAY_IMPORT of tests/test_layers.py"
    allowed = MAY_IMPORT[own] | {own}
    return [
        f"{path.relative_to(package.parent)}:{line} imports {dotted}, but {own} may import only"
        f" {', '.join(sorted(MAY_IMPORT[own])) or 'nothing of the package'}"
        for line, dotted in imports_of(path, package)
        if (unit := unit_of(dotted, package)) is not None and unit not in allowed
    ]


def label(path: Path) -> str:
    return str(path.relative_to(PACKAGE.parent))


def test_the_package_is_found() -> None:
    assert PACKAGE / "errors.py" in SOURCES


def test_the_drawing_has_no_circles() -> None:
    above: list[str] = []

    def visit(unit: str) -> None:
        assert unit not in above, f"{' -> '.join([*above, unit])}: two units may import each other"
        above.append(unit)
        for lower in MAY_IMPORT[unit]:
            visit(lower)
        above.pop()

    visit("__main__")


@pytest.mark.parametrize("path", SOURCES, ids=label)
def test_imports_point_downwards(path: Path) -> None:
    upward = upward_imports(path)

    assert not upward, "\n".join(upward)


@pytest.mark.parametrize("path", SOURCES, ids=label)
def test_torch_is_for_training_only(path: Path) -> None:
    found = [
        f"{label(path)}:{line} imports {dotted}; the package runs without torch, training/ is its place"
        for line, dotted in imports_of(path, PACKAGE)
        if dotted.split(".")[0] in {"torch", "training"}
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", SOURCES, ids=label)
def test_files_stay_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= MAX_LINES, f"{label(path)} has {lines} lines, limit {MAX_LINES}: look for its second responsibility"


def test_an_upward_import_inside_a_function_is_found(tmp_path: Path) -> None:
    package = tmp_path / "inquit"
    for folder in ("sources", "model", "cli"):
        (package / folder).mkdir(parents=True)
    (package / "types.py").write_text("")
    page = package / "sources" / "html.py"
    page.write_text(
        "from inquit import __version__\n"
        "from inquit.types import Article\n"
        "from . import text\n"
        "def read():\n"
        "    from inquit import cli\n"
        "    from ..model import encoder\n"
        "    import lxml\n"
    )

    only = "but sources may import only errors, jsonl, plugins, quotation, records, sentences, types"
    assert upward_imports(page, package) == [
        f"{Path('inquit/sources/html.py')}:5 imports inquit.cli, {only}",
        f"{Path('inquit/sources/html.py')}:6 imports inquit.model.encoder, {only}",
    ]


def test_a_unit_without_a_place_is_named(tmp_path: Path) -> None:
    package = tmp_path / "inquit"
    package.mkdir()
    (package / "helpers.py").write_text("")

    with pytest.raises(AssertionError, match=r"^helpers\.py belongs to 'helpers': give it a place in MAY_IMPORT"):
        upward_imports(package / "helpers.py", package)
