"""Which models are installed, what a name or a path means, and what is said where there is none."""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from inquit.errors import ModelError
from inquit.model import catalogue
from inquit.model.catalogue import PACKAGED, Model, TrainingData, folder_of, model_in, models
from inquit.reading import Reader

INFO = {"name": "courts-1", "sha256": "ab" * 32, "made": "2026-01-02"}
CARD = {
    "reads": "who said what in court reports",
    "licence": "MIT",
    "started_from": "nothing",
    "trained_on": [{"data": "reports of our own", "size": "12", "licence": "MIT"}],
    "measured_on": "three reports",
    "figures": {"attribution F1": 50.5},
}
CARDS = [PACKAGED, Path(__file__).resolve().parents[2] / "packages" / "inquit-meaning" / "src" / "inquit_meaning"]


@pytest.fixture(autouse=True)
def _nothing_else_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in catalogue.PACKAGES.values():
        monkeypatch.setitem(sys.modules, package.replace("-", "_"), None)  # as if it were not there
    monkeypatch.setattr(catalogue, "entry_points", lambda group: EntryPoints())


@pytest.fixture
def courts(tmp_path: Path) -> Path:
    """A folder with a model."""
    folder = tmp_path / "courts"
    folder.mkdir()
    (folder / "model.json").write_text(json.dumps(INFO), encoding="utf-8")
    (folder / "card.json").write_text(json.dumps(CARD), encoding="utf-8")
    (folder / "encoder.onnx").write_bytes(b"0" * 1000)
    return folder


@pytest.fixture
def installed(courts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same as a package that somebody installed."""
    (courts.parent / "courts_model.py").write_text(f"FOLDER = {str(courts)!r}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(courts.parent))
    monkeypatch.delitem(sys.modules, "courts_model", raising=False)
    entry = EntryPoint("courts", "courts_model:FOLDER", catalogue.GROUP)
    monkeypatch.setattr(catalogue, "entry_points", lambda group: EntryPoints([entry]))
    return courts


def test_the_packaged_model_is_the_default_and_tells_its_card() -> None:
    (base,) = models()

    assert (base.name, base.title, base.licence, base.is_reader, base.is_default) == (
        "base", "inquit-base", "Apache-2.0", True, True,
    )  # fmt: skip
    assert base.size_bytes > 60_000_000
    assert base.trained_on
    assert dict(base.figures)["attribution F1"] > 70


def test_an_entry_point_is_a_model(installed: Path) -> None:
    assert models()[1] == Model(
        name="courts",
        title="courts-1",
        sha256="ab" * 32,
        package="courts_model",
        folder=installed,
        is_reader=True,
        size_bytes=sum(path.stat().st_size for path in installed.iterdir()),
        made="2026-01-02",
        reads="who said what in court reports",
        licence="MIT",
        started_from="nothing",
        trained_on=(TrainingData("reports of our own", "12", "MIT"),),
        measured_on="three reports",
        figures=(("attribution F1", 50.5),),
    )
    assert models()[1].to_dict()["folder"] == str(installed)
    assert folder_of("courts") == installed


def test_a_package_of_ours_is_found_by_its_name(courts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = courts.parent / "inquit_open"
    courts.rename(folder)
    (folder / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.delitem(sys.modules, "inquit_open")
    monkeypatch.syspath_prepend(str(folder.parent))

    assert [(model.name, model.package) for model in models()][1:] == [("open", "inquit-open")]
    assert folder_of("open") == folder


def test_a_name_of_ours_is_not_given_away(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint("base", "courts_model:FOLDER", catalogue.GROUP)
    monkeypatch.setattr(catalogue, "entry_points", lambda group: EntryPoints([entry]))

    assert folder_of("base") == PACKAGED
    assert len(models()) == 1


def test_a_folder_is_a_model_by_its_path(courts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(courts.parent)

    assert folder_of(courts) == courts
    assert folder_of("courts") == Path("courts")
    assert folder_of(None) == PACKAGED
    assert Reader(model=str(courts)).info.model == "courts-1 abababababab"


def test_a_folder_without_a_card_tells_nothing_of_it(courts: Path) -> None:
    (courts / "card.json").unlink()
    model = model_in(courts)

    assert (model.name, model.licence, model.trained_on, model.figures) == ("courts", None, (), ())


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (
            "open",
            "the model 'open' is not installed: its package, inquit-open, is not published yet; once it is there:"
            " pip install ./packages/inquit-open; installed: base",
        ),
        ("meaning", "the model 'meaning' is not installed; pip install ./packages/inquit-meaning"),
        (
            "bass",
            "there is no model and no folder 'bass'; did you mean 'base'? installed: base; or name the folder of one",
        ),
        ("zzz", "there is no model and no folder 'zzz'; installed: base; or name the folder of one"),
        ("./no/where", "./no/where: there is no such folder; name the folder of a model; installed: base"),
        (".", ".: is no model that reads: encoder.onnx is not there; name one of these: base, or the folder of one"),
    ],
)
def test_what_is_not_there_is_explained(
    model: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ModelError) as caught:
        Reader(model=model)

    assert str(caught.value) == message


def test_a_package_that_cannot_be_imported_is_named(installed: Path) -> None:
    (installed.parent / "courts_model.py").write_text("raise OSError('no disk')\n", encoding="utf-8")

    with pytest.raises(ModelError) as caught:
        models()

    assert str(caught.value) == (
        "courts_model:FOLDER: the model 'courts' cannot be found: no disk; install its package again, or uninstall it"
    )


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("model.json", "{", "model.json: cannot be read: Expecting property name enclosed in double quotes"),
        ("model.json", "[]", "model.json: is not a JSON object; install the package again"),
        ("model.json", "{}", "courts: its model.json or card.json is not as it should be (KeyError('name'))"),
        ("card.json", '{"figures": 3}', "courts: its model.json or card.json is not as it should be (AttributeError"),
    ],
)
def test_a_damaged_card_is_named(courts: Path, file: str, text: str, message: str) -> None:
    (courts / file).write_text(text, encoding="utf-8")

    with pytest.raises(ModelError, match=re.escape(message)):
        model_in(courts)


@pytest.mark.parametrize("folder", CARDS, ids=lambda folder: folder.name)
def test_the_card_and_its_long_form_agree(folder: Path) -> None:
    model = model_in(folder)
    long_form = " ".join((folder / "MODEL_CARD.md").read_text(encoding="utf-8").split())

    assert model.licence is not None
    assert model.licence in long_form
    for measure, value in model.figures:
        assert f"{value:g}" in long_form or f"{value / 100:.3f}" in long_form, measure
    for number in re.findall(r"\d[\d,]*", " ".join(data.size for data in model.trained_on)):
        assert number in long_form or number == "4,954", number  # 1,162 statements and 3,792
