"""The notebook runs from top to bottom and draws its three plots; skipped where its packages are missing."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parents[2] / "examples" / "notebook" / "questions.ipynb"
WHY = "needs pip install -r examples/notebook/requirements.txt"


def cells() -> list[dict[str, object]]:
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]  # type: ignore[no-any-return]


def test_it_is_kept_without_what_it_printed() -> None:
    for cell in cells():
        source = "".join(cell["source"])  # type: ignore[arg-type]
        if cell["cell_type"] == "code":
            ast.parse(source)
            assert (cell["outputs"], cell["execution_count"]) == ([], None)


@pytest.mark.filterwarnings("ignore")  # of the notebook's programs, not of ours
def test_it_runs_and_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib", reason=WHY)
    pytest.importorskip("ipykernel", reason=WHY)
    nbclient = pytest.importorskip("nbclient", reason=WHY)
    nbformat = pytest.importorskip("nbformat", reason=WHY)
    monkeypatch.delenv("INQUIT_LEDGER", raising=False)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()

    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    printed = "".join(output.text for output in outputs if output.output_type == "stream")
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 3
    assert "figure | 300 → 250, smaller" in printed
