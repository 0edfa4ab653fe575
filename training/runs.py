"""The folder of a run: its weights, `model.pt`, and what they are made of, `meta.json`."""

import json
import subprocess
from pathlib import Path

import torch
from torch import Tensor

WEIGHTS = "model.pt"
META = "meta.json"


def commit() -> str:
    """The project's commit; empty where there is none to ask for."""
    return subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()


def read_meta(run: Path) -> dict:
    """What a run is made of: settings, commit, data, and the meta of the run that it began from."""
    return json.loads((run / META).read_text(encoding="utf-8"))


def write_meta(run: Path, meta: dict) -> None:
    run.mkdir(parents=True, exist_ok=True)
    (run / META).write_text(json.dumps(meta, indent=1), encoding="utf-8")


def write_run(run: Path, model: dict[str, Tensor], layers: int, meta: dict) -> None:
    """Write a run that can be exported, averaged, or trained on."""
    write_meta(run, meta)
    torch.save({"model": model, "layers": layers}, run / WEIGHTS)


def without_places(meta: dict) -> dict:
    """The same without the paths of the training machine, which mean nothing elsewhere."""
    places = {"windows", "mpnet", "run", "answers"}
    own = dict(meta)
    if "settings" in own:
        own["settings"] = {key: value for key, value in own["settings"].items() if key not in places}
    if "start" in own:
        own["start"] = without_places(own["start"])
    if "averaged_with" in own:
        own["averaged_with"] = [without_places(other) for other in own["averaged_with"]]
    return own
