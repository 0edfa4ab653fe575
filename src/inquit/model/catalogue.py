"""The models that are installed, what their cards say of them, and which one a name or a path means.

The package brings one model, `base`.  Others are data packages: one of ours (`inquit-meaning`), found by its name, or
anybody's, found by the entry point `inquit.models`, whose name is the model's and whose value is the folder:

    [project.entry-points."inquit.models"]
    courts = "courts_model:FOLDER"

A folder holds the files that `training.export` writes, and beside them `card.json`: licence, training data, figures.
Nothing heavy is imported here, and no weights are loaded.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from inquit.errors import ModelError

DEFAULT = "base"
PACKAGED = Path(__file__).parent
GROUP = "inquit.models"

PACKAGES = {"meaning": "inquit-meaning", "fast": "inquit-fast", "open": "inquit-open"}
"""Models that are data packages of ours, by name."""

UNPUBLISHED = frozenset({"fast", "open"})
"""Those of `PACKAGES` that this version announces and does not have yet."""


@dataclass(frozen=True, slots=True)
class TrainingData:
    """Something that a model learned from.

    Attributes:
        size: How much of it, in words.
        licence: Of the data; of the model there is one of its own.
    """

    data: str
    size: str
    licence: str


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is installed.

    Attributes:
        name: What `Reader(model=…)` and `--model` take; of a folder that is no package, the folder's name.
        title: What its makers call it, `inquit-base`.
        sha256: Of its files, as `model.json` tells it.
        package: The package that brings it with its version, `inquit-meaning 1.0.0`; `None`: a folder.
        is_reader: Whether `Reader` can read with it; the model of `inquit search --meaning` cannot.
        size_bytes: Of its files.
        made: Day on which the files were written; `None`: not told.
        reads: What it is for, in words; empty without a card, as are the following.
        licence: SPDX; `None`: not told.
        started_from: The model whose weights it began with, and that model's licence.
        figures: What it reaches, in percent, by measure; `measured_on` says on what.
    """

    name: str
    title: str
    sha256: str
    package: str | None
    folder: Path
    is_reader: bool
    size_bytes: int
    made: str | None = None
    reads: str = ""
    licence: str | None = None
    started_from: str = ""
    trained_on: tuple[TrainingData, ...] = ()
    measured_on: str = ""
    figures: tuple[tuple[str, float], ...] = ()

    @property
    def is_default(self) -> bool:
        """Whether `Reader()` reads with it."""
        return self.folder == PACKAGED

    def to_dict(self) -> dict[str, Any]:
        """All of it, ready for `json.dumps`."""
        told = {**asdict(self), "folder": str(self.folder), "figures": dict(self.figures)}
        return {**told, "is_default": self.is_default}


def models() -> tuple[Model, ...]:
    """The models that are installed, the packaged one first.

    Raises:
        ModelError: The files of one of them are missing or damaged.
    """
    return tuple(model_in(folder, name=name, package=package) for name, folder, package in _installed())


def folder_of(model: str | os.PathLike[str] | None) -> Path:
    """The folder of the model that a name or a path means.

    Args:
        model: A name that `models` lists, or the path of a folder; `None`: the packaged model.  Of a name that is both,
            the model is meant, and `./NAME` the folder.

    Raises:
        ModelError: There is neither, the data package is not installed, or `Reader` cannot read with it.
    """
    if model is None:
        return PACKAGED
    told = os.fspath(model)
    found = next((folder for name, folder, _ in _installed() if isinstance(model, str) and name == told), None)
    folder = found or Path(told)
    if not folder.is_dir():
        raise _missing(told, is_path=not isinstance(model, str) or os.sep in told or (os.altsep or os.sep) in told)
    if not (folder / "encoder.onnx").is_file():
        raise ModelError(
            "is no model that reads: encoder.onnx is not there",
            where=str(folder),
            remedy=f"name one of these: {', '.join(_readers())}, or the folder of one",
        )
    return folder


def model_in(folder: Path, *, name: str | None = None, package: str | None = None) -> Model:
    """What the files of a folder say of the model in it.

    Raises:
        ModelError: `model.json` or the card is missing or damaged.
    """
    info = _json(folder / "model.json")
    card = _json(folder / "card.json") if (folder / "card.json").is_file() else {}
    try:
        return Model(
            name=name or folder.name,
            title=info["name"],
            sha256=info["sha256"],
            package=package,
            folder=folder,
            is_reader=(folder / "encoder.onnx").is_file(),
            size_bytes=sum(path.stat().st_size for path in _files(folder)),
            made=info.get("made"),
            reads=card.get("reads", ""),
            licence=card.get("licence"),
            started_from=card.get("started_from", ""),
            trained_on=tuple(TrainingData(**one) for one in card.get("trained_on", ())),
            measured_on=card.get("measured_on", ""),
            figures=tuple(card.get("figures", {}).items()),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ModelError(
            f"its model.json or card.json is not as it should be ({error!r})",
            where=str(folder),
            remedy="install its package again",
        ) from error


def install_line(name: str) -> str:
    """What installs a data package of ours."""
    return f"pip install ./packages/{PACKAGES[name]}"


def _installed() -> Iterator[tuple[str, Path, str | None]]:
    """Name, folder and package of each model; a name is taken once, ours before those of others."""
    from inquit import __version__

    yield DEFAULT, PACKAGED, f"inquit {__version__}"
    taken = {DEFAULT}
    for name, package in PACKAGES.items():
        if (folder := _folder_of_package(package)) is not None:
            taken.add(name)
            yield name, folder, _with_version(package)
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        if entry.name not in taken:
            taken.add(entry.name)
            package = entry.dist.name if entry.dist is not None else entry.module
            yield entry.name, _folder_at(entry), _with_version(package)


def _folder_of_package(package: str) -> Path | None:
    """Where a data package of ours lies; `None`: it is not installed."""
    try:
        spec = find_spec(package.replace("-", "_"))
    except ValueError:  # somebody put `None` in its place in sys.modules
        return None
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def _folder_at(entry: EntryPoint) -> Path:
    try:
        return Path(entry.load())
    except Exception as error:  # whatever the code of a stranger's package raises
        raise ModelError(
            f"the model {entry.name!r} cannot be found: {error}",
            where=entry.value,
            remedy="install its package again, or uninstall it",
        ) from error


def _with_version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return package


def _readers() -> list[str]:
    return [name for name, folder, _ in _installed() if (folder / "encoder.onnx").is_file()]


def _missing(told: str, *, is_path: bool) -> ModelError:
    """Why a name or path gives no model, and what now."""
    readers = _readers()
    installed = f"installed: {', '.join(readers)}"
    if is_path:
        return ModelError("there is no such folder", where=told, remedy=f"name the folder of a model; {installed}")
    if told in UNPUBLISHED:
        return ModelError(
            f"the model {told!r} is not installed: its package, {PACKAGES[told]}, is not published yet",
            remedy=f"once it is there: {install_line(told)}; {installed}",
        )
    if told in PACKAGES:
        return ModelError(f"the model {told!r} is not installed", remedy=install_line(told))
    near = get_close_matches(told, readers, n=1)
    advice = f"did you mean {near[0]!r}? " if near else ""
    return ModelError(
        f"there is no model and no folder {told!r}", remedy=f"{advice}{installed}; or name the folder of one"
    )


def _files(folder: Path) -> list[Path]:
    """The files of the model, and no source code beside them."""
    return [*folder.glob("*.onnx"), *folder.glob("*.json")]


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"cannot be read: {error}", where=str(path), remedy="install the package again, or name a whole model"
        ) from error
    if not isinstance(value, dict):
        raise ModelError("is not a JSON object", where=str(path), remedy="install the package again")
    return value
