"""What else a word is: laid over windows, learned beside the tags, gone at the export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")
pytest.importorskip("onnx", reason="training needs onnx: pip install 'inquit[train]'")

from tiny import CONFIG, rows, shrink, write_windows  # noqa: E402

from inquit.model.encoder import MODEL_FOLDER  # noqa: E402
from inquit.model.windows import windows  # noqa: E402
from inquit.model.wordpieces import load_tokenizer  # noqa: E402
from inquit.types import Act  # noqa: E402
from training import auxiliary_loss, export, train  # noqa: E402
from training.acts_passages import parse  # noqa: E402
from training.auxiliary import ACTS, FIELDS, UNKNOWN, WIDTH, lay  # noqa: E402
from training.model import Model, config_of  # noqa: E402

PASSAGE = """[s1 Ida] [q1 told] [a1 deputies] [e1 in Holm] [c1 she would pay [k1 if asked]]. Nobody moved. [s2 Tor] [q2 agreed] [c2 to go].
> 1 = assertion promise conditional
> 2 = eventuality concede
"""


def laid(markup: str) -> tuple[list[str], list[str]]:
    """For each word the first letters of its act, and the first letters of its fields; `?` where nobody marked any."""
    [passage] = parse(markup)
    [window] = windows(passage["text"], load_tokenizer(MODEL_FOLDER / "tokenizer.json"))
    acts, fields = lay(window, passage["statements"])
    return ["." if a == UNKNOWN else ACTS[a][:3] for a in acts], [letters(own) for own in fields]


def letters(own: list[int]) -> str:
    return "?" if own[0] == UNKNOWN else "".join(name[0] for name, yes in zip(FIELDS, own, strict=True) if yes)


def test_acts_and_fields_are_laid_over_the_words() -> None:
    acts, fields = laid(PASSAGE)

    # Ida told deputies in Holm she would pay if asked . Nobody moved . Tor agreed to go .
    assert acts == ". pro . . . pro pro pro pro pro . . . . . con con con .".split()
    assert fields == ["?", "", "a", "s", "s", "", "", "", "c", "c", "?", "?", "?", "?", "?", "", "", "", "?"]


def test_what_nobody_marked_stays_unknown() -> None:
    [passage] = parse(PASSAGE)
    [window] = windows(passage["text"], load_tokenizer(MODEL_FOLDER / "tokenizer.json"))
    bare = [{"cue": s["cue"], "content": s["content"]} for s in passage["statements"]]

    acts, fields = lay(window, bare)

    assert set(acts) == {UNKNOWN}
    assert {value for own in fields for value in own} == {UNKNOWN}


def test_only_what_is_marked_counts() -> None:
    out = torch.zeros(3, WIDTH)
    out[0, ACTS.index(Act.ASK)] = 20
    out[1:, len(ACTS)] = 20  # sure that these stand in a condition
    acts = torch.tensor([ACTS.index(Act.ASK), UNKNOWN, UNKNOWN])
    fields = torch.full((3, len(FIELDS)), UNKNOWN)

    assert auxiliary_loss.loss(out, acts, fields).item() == pytest.approx(0, abs=0.01)
    fields[2, 0] = 0
    assert auxiliary_loss.loss(out, acts, fields).item() == pytest.approx(20, abs=0.01)
    assert auxiliary_loss.loss(out, torch.full((3,), UNKNOWN), torch.full((3, len(FIELDS)), UNKNOWN)).item() == 0


def test_it_is_learned_beside_the_tags_and_left_out_of_the_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shrink(monkeypatch)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    written = write_windows(tmp_path / "windows")
    extra = [r | {"acts": [0] * len(r["words"]), "fields": [[1, 0, UNKNOWN]] * len(r["words"])} for r in rows()]
    monkeypatch.setattr(train, "read_jsonl", lambda _: extra)
    settings = ["--steps", "60", "--batch", "4", "--warmup", "5", "--layers", "1", "--head-rate", "5e-3", "--extra"]

    train.main([str(written), "no MPNet", str(tmp_path / "run"), *settings])
    export.main([str(tmp_path / "run"), str(written), str(tmp_path / "model"), "--fp32"])

    losses = [json.loads(line)["extra"] for line in (tmp_path / "run/log.jsonl").read_text().splitlines()]
    assert losses[-1] < losses[0] / 4
    state = torch.load(tmp_path / "run/model.pt", weights_only=True)["model"]
    assert config_of(state).extra == WIDTH
    plain = Model(CONFIG(layers=1))
    assert set(state) - set(plain.state_dict()) == {"extra.weight", "extra.bias"}
    names = {p.name for p in (tmp_path / "model").iterdir()}
    assert names == {"encoder.onnx", "heads.onnx", "model.json", "tokenizer.json"}
