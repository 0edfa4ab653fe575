"""Training stops and goes on anywhere, and ends with the same weights."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'inquit[train]'")
pytest.importorskip("onnx", reason="training needs onnx: pip install 'inquit[train]'")

from tiny import CONFIG, rows, shrink, write_windows  # noqa: E402
from torch import Tensor  # noqa: E402

from training import train  # noqa: E402
from training.model import Encoder, Model, load_mpnet, relative_buckets  # noqa: E402

CPU = torch.device("cpu")


class Killed(BaseException):
    """Stands for a kill: nothing in the training may catch it."""


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    shrink(monkeypatch)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)  # equal to the last bit on the CPU alone


@pytest.fixture
def windows(tmp_path: Path) -> Path:
    return write_windows(tmp_path / "windows")


def run(windows: Path, folder: Path, *options: str, steps: int = 6) -> dict[str, Tensor]:
    """Train in a folder, and read the weights that it ends with."""
    settings = ["--steps", str(steps), "--batch", "2", "--save-every", "2", "--warmup", "2", "--layers", "1"]
    train.main([str(windows), "no MPNet", str(folder), *settings, *options])
    return torch.load(folder / "model.pt", weights_only=True)["model"]


def killed_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Kill the next training in the middle of a step, counted from 0."""
    real, calls = train.losses, iter(range(1000))

    def losses(model: Model, batch: dict) -> dict[str, Tensor]:
        if next(calls) == step:
            raise Killed
        return real(model, batch)

    monkeypatch.setattr(train, "losses", losses)


def killed_while_saving(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Kill the next training when half of its `number`th file is written, counted from 0."""
    real, calls = torch.save, iter(range(100))

    def save(state: object, path: Path) -> None:
        if next(calls) == number:
            Path(path).write_bytes(b"half a checkpoint")
            raise Killed
        real(state, path)

    monkeypatch.setattr(torch, "save", save)


def assert_equal(weights: dict[str, Tensor], expected: dict[str, Tensor]) -> None:
    assert weights.keys() == expected.keys()
    assert [name for name in weights if not torch.equal(weights[name], expected[name])] == []


@pytest.mark.parametrize("step", [0, 1, 2, 3, 5])
def test_a_killed_run_resumes_to_the_same_weights(
    windows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    expected = run(windows, tmp_path / "whole")

    with monkeypatch.context() as patch:
        killed_at(patch, step)
        with pytest.raises(Killed):
            run(windows, tmp_path / "killed")
    assert not (tmp_path / "killed" / "model.pt").exists()

    assert_equal(run(windows, tmp_path / "killed"), expected)


def test_a_run_killed_twice_and_while_it_saves(windows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run(windows, tmp_path / "whole")

    for number in (1, 2):
        with monkeypatch.context() as patch:
            killed_while_saving(patch, number)
            with pytest.raises(Killed):
                run(windows, tmp_path / "killed")

    assert_equal(run(windows, tmp_path / "killed"), expected)


def test_a_finished_run_is_made_longer_without_losing_a_step(windows: Path, tmp_path: Path) -> None:
    expected = run(windows, tmp_path / "long", steps=10)

    run(windows, tmp_path / "short", steps=6)
    assert_equal(run(windows, tmp_path / "short", "--resume-stable", steps=10), expected)


@pytest.mark.parametrize("step", [2, 3, 4, 5])  # of the six that are still to go, decay included
def test_a_run_killed_while_it_is_made_longer_goes_on_from_its_own_checkpoint(
    windows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], step: int
) -> None:
    expected = run(windows, tmp_path / "long", steps=10)

    run(windows, tmp_path / "short", steps=6)  # stable.pt: step 4
    with monkeypatch.context() as patch:
        killed_at(patch, step)
        with pytest.raises(Killed):
            run(windows, tmp_path / "short", "--resume-stable", steps=10)
    capsys.readouterr()

    assert_equal(run(windows, tmp_path / "short", "--resume-stable", steps=10), expected)
    assert capsys.readouterr().out.splitlines()[0] == f"resumed checkpoint.pt at step {(4 + step) // 2 * 2}"


def test_a_run_is_made_longer_from_the_stable_state_where_the_checkpoint_tells_no_plan(
    windows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = run(windows, tmp_path / "long", steps=10)

    run(windows, tmp_path / "short", steps=6)
    for name in ("checkpoint.pt", "stable.pt"):  # as they were written before there were plans
        state = torch.load(tmp_path / "short" / name, weights_only=True)
        del state["plan"]
        torch.save(state, tmp_path / "short" / name)
    capsys.readouterr()

    assert_equal(run(windows, tmp_path / "short", "--resume-stable", steps=10), expected)
    assert capsys.readouterr().out.splitlines()[0] == "resumed stable.pt at step 4"


@pytest.mark.parametrize(
    ("options", "steps", "start"),
    [
        ([], 6, "checkpoint.pt"),
        ([], 10, "checkpoint.pt"),
        (["--resume-stable"], 6, "checkpoint.pt"),
        (["--resume-stable"], 10, "stable.pt"),
        (["--resume-stable", "--decay", "0.2"], 6, "stable.pt"),
    ],
)
def test_where_a_finished_run_goes_on(
    windows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], steps: int, start: str
) -> None:
    run(windows, tmp_path / "run", steps=6)
    capsys.readouterr()

    run(windows, tmp_path / "run", *options, steps=steps)
    assert capsys.readouterr().out.splitlines()[0].startswith(f"resumed {start} at step ")


def test_a_finished_run_is_not_trained_again(windows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run(windows, tmp_path / "whole")
    killed_at(monkeypatch, 0)

    assert_equal(run(windows, tmp_path / "whole"), expected)


def test_a_loss_that_is_no_number_stops_the_run(windows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        train, "losses", lambda *_: dict.fromkeys(("tags", "nested", "contents", "sources"), torch.tensor(torch.nan))
    )

    with pytest.raises(SystemExit, match=r"^step 0: loss is nan; windows \[\d, \d\]$"):
        run(windows, tmp_path / "run")


def test_meta_tells_settings_commit_data_and_device(windows: Path, tmp_path: Path) -> None:
    run(windows, tmp_path / "run", "--seed", "7")
    meta = json.loads((tmp_path / "run" / "meta.json").read_text(encoding="utf-8"))

    assert meta.keys() == {"settings", "commit", "data", "device"}
    assert meta["data"] == {"seed": 0}
    assert meta["device"] == "cpu"
    assert {name: meta["settings"][name] for name in ("steps", "seed", "layers")} == {
        "steps": 6,
        "seed": 7,
        "layers": 1,
    }


def test_a_run_that_begins_from_another_one_tells_what_that_was_made_of(windows: Path, tmp_path: Path) -> None:
    run(windows, tmp_path / "first", "--seed", "7")
    train.main([str(windows), str(tmp_path / "first"), str(tmp_path / "second"), "--steps", "1", "--batch", "2"])

    meta = json.loads((tmp_path / "second" / "meta.json").read_text(encoding="utf-8"))
    assert meta["start"]["settings"]["seed"] == 7


def test_the_rate_rises_stays_level_and_falls() -> None:
    rates = [train.rate_at(step, steps=10, warmup=2, decay=4) for step in range(10)]

    assert rates == pytest.approx([0.5, 1, 1, 1, 1, 1, 1, 0.75, 0.5, 0.25])


@pytest.mark.parametrize(("count", "size"), [(0, 4), (1, 4), (7, 2), (100, 3)])
def test_batches_hold_every_window_once_in_an_order_of_their_own(count: int, size: int) -> None:
    lengths = [10 * (n % 7) for n in range(count)]
    made = train.batches(lengths, size, epoch=3, seed=5)

    assert sorted(n for batch in made for n in batch) == list(range(count))
    assert all(len(batch) <= size for batch in made)
    assert made == train.batches(lengths, size, epoch=3, seed=5)
    if count == 100:
        assert made != train.batches(lengths, size, epoch=4, seed=5)
        assert made != train.batches(lengths, size, epoch=3, seed=6)


def test_the_upper_a_layer_the_faster_it_learns_and_the_heads_fastest() -> None:
    model = Model(CONFIG(layers=3))
    groups = train.groups(model, 1.0, 50.0, layer_decay=0.5)
    rates = {id(p): group["lr"] for group in groups for p in group["params"]}
    by_name = {name: rates[id(p)] for name, p in model.named_parameters()}

    assert by_name["encoder.words.weight"] == pytest.approx(0.125)
    assert [by_name[f"encoder.layers.{i}.up.weight"] for i in range(3)] == pytest.approx([0.25, 0.5, 1.0])
    assert {by_name[n] for n in by_name if n.startswith(("heads.", "encoder.tags", "encoder.case"))} == {50.0}
    assert len(by_name) == len(rates)


def test_norms_and_biases_are_not_drawn_to_zero() -> None:
    model = Model(CONFIG(layers=1))

    decayed = {
        p.ndim < 2: group["weight_decay"] for group in train.groups(model, 1.0, 1.0, 1.0) for p in group["params"]
    }
    assert decayed == {True: 0.0, False: 0.01}


class TestBatch:
    """Windows laid end to end."""

    def test_losses_of_a_batch_do_not_depend_on_padding(self) -> None:
        model = Model(CONFIG(layers=1)).eval()
        short = min(rows(), key=lambda row: len(row["ids"]))
        alone = train.losses(model, train.collate([short], CPU))
        batch = train.collate([short, max(rows(), key=lambda row: len(row["ids"]))], CPU)
        hidden, _, _ = model.encoder(batch["ids"], batch["case"], batch["quote"])
        single, _, _ = model.encoder(*(train.collate([short], CPU)[name] for name in ("ids", "case", "quote")))

        assert torch.allclose(hidden[0, : len(short["ids"])], single[0], atol=1e-5)
        assert all(torch.isfinite(value) for value in alone.values())

    def test_spans_look_at_cues_of_their_own_window_and_layer(self) -> None:
        nested, plain = rows()[1], rows()[3]
        batch = train.collate([nested, plain], CPU)

        assert batch["same"].int().tolist() == [
            # noted, hopes | denied, adding
            [1, 0, 0, 0],  # the harbour master
            [1, 0, 0, 0],  # that the council hopes …
            [0, 1, 0, 0],  # the council
            [0, 1, 0, 0],  # the ferry will sail
            [0, 0, 1, 1],  # they
            [0, 0, 1, 1],  # it
            [0, 0, 1, 1],  # that the road was open
        ]
        assert batch["cue_of"][batch["roles"] == 1].tolist() == [0, 1, 2, 3]
        assert batch["source_of"].tolist() == [0, 2, 4, 4]

    def test_a_batch_without_spans_has_no_link_loss(self) -> None:
        bare = {**rows()[0], "spans": [], "cues": []}
        losses = train.losses(Model(CONFIG(layers=1)), train.collate([bare], CPU))

        assert (losses["contents"].item(), losses["sources"].item()) == (0, 0)


def test_relative_positions_share_buckets_the_farther_the_more() -> None:
    buckets = relative_buckets(300, 32)

    assert buckets[0, :10].tolist() == [0, 17, 18, 19, 20, 21, 22, 23, 24, 24]
    assert buckets[:10, 0].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8]
    assert all(one <= other for one, other in pairwise(buckets[0].tolist()))
    assert (buckets.min(), buckets.max()) == (0, 31)


def test_mpnet_s_weights_find_their_places(tmp_path: Path) -> None:
    safetensors = pytest.importorskip("safetensors.torch", reason="MPNet's weights need safetensors")
    config = CONFIG(layers=1, vocabulary=4)
    encoder = Encoder(config)
    names = {
        "embeddings.word_embeddings.weight": (6, 32),
        "embeddings.position_embeddings.weight": (514, 32),
        "embeddings.LayerNorm.weight": (32,),
        "embeddings.LayerNorm.bias": (32,),
        "encoder.relative_attention_bias.weight": (32, 2),
    }
    layer = {
        **{f"attention.attn.{x}": (32, 32) for x in "qkvo"}, "attention.LayerNorm": (32,), "intermediate.dense": (64, 32),
        "output.dense": (32, 64), "output.LayerNorm": (32,),
    }  # fmt: skip
    for part, shape in layer.items():
        names |= {f"encoder.layer.0.{part}.weight": shape, f"encoder.layer.0.{part}.bias": shape[:1]}
    theirs = {name: torch.randn(shape) for name, shape in names.items()}
    safetensors.save_file(theirs, str(tmp_path / "model.safetensors"))
    for path, pieces in (
        (tmp_path / "tokenizer.json", ["<s>", "<pad>", "the", "bridge", "</s>", "shut"]),
        (tmp_path / "ours.json", ["<s>", "<pad>", "</s>", "shut"]),
    ):
        path.write_text(
            json.dumps({"model": {"vocab": {piece: i for i, piece in enumerate(pieces)}}}), encoding="utf-8"
        )

    load_mpnet(encoder, tmp_path, tmp_path / "ours.json")

    assert torch.equal(encoder.words.weight, theirs["embeddings.word_embeddings.weight"][[0, 1, 4, 5]])
    assert torch.equal(encoder.layers[0].attention.k.weight, theirs["encoder.layer.0.attention.attn.k.weight"])
    assert torch.equal(encoder.layers[0].down.bias, theirs["encoder.layer.0.output.dense.bias"])
    assert torch.equal(encoder.bias.weight, theirs["encoder.relative_attention_bias.weight"])
    assert encoder.case.weight.abs().max() == 0
