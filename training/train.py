"""Train the encoder with its heads; resumes where it was killed.

    python -m training.train WINDOWS MPNET RUN [--steps 960]
    python -m training.train WINDOWS START RUN --answers answers.npz [--mask 0.08]

`WINDOWS` is what `prepare` wrote, `MPNET` the folder of all-mpnet-base-v2, `RUN` holds checkpoint, log and result.  `START` instead of
`MPNET` is a run to go on from, such as `compact` leaves; with `--answers` half of what each word is to be is what another model
says of it (`answers.py`; Hinton et al. 2015), with `--mask` some word pieces are hidden, with `--extra` the acts and fields of words
are learned beside (`auxiliary.py`).

The schedule is warm-up, stable, decay (Hu et al. 2024, MiniCPM): the rate stays level until the last `--decay` of the steps and
then falls to zero in a line.  `stable.pt` is the state before the decay, so a run can be made longer later without losing a step:
give a larger `--steps` and `--resume-stable`; after a kill, the same command goes on where it was.
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from inquit.model.linking import distance_buckets
from inquit.model.tags import TAGS
from inquit.model.windows import PAD_ID, SEPARATOR_ID
from training import auxiliary, auxiliary_loss
from training.answers import load_answers, whose
from training.model import Config, Model, load_model, load_mpnet
from training.prepare import TOKENIZER, UNKNOWN, read_jsonl
from training.runs import META, WEIGHTS, commit, read_meta, write_meta

LINK_WEIGHT = 0.2  # a link is decided by few pairs, a tag by all words; in sums per window they would drown the tags
NESTED_WEIGHT = 0.5
EXTRA_WEIGHT = 0.2  # chosen, not measured
ANSWERS_SHARE = 0.5  # of what a word is to be, where both a person and another model said it


def collate(rows: list[dict], device: torch.device) -> dict:
    """Pad to the longest window of the batch; lay words end to end, so that spans count over the whole batch."""
    T = max(len(r["ids"]) for r in rows)

    def padded(name: str, fill: int) -> Tensor:
        return torch.tensor([r[name] + [fill] * (T - len(r[name])) for r in rows], device=device)

    words, spans, roles, cues, cue_of, source_of, place_s, place_q = [], [], [], [], [], [], [], []
    for number, row in enumerate(rows):
        offset, before_s, before_q = len(words), len(spans), len(cues)
        words += [number * T + w for w in row["words"]]
        for layer, role, first, last, cue in row["spans"]:
            spans.append((offset + first, offset + last))
            roles.append(role)
            cue_of.append(before_q + cue)
            place_s.append((number, layer))
        for layer, first, last, source in row["cues"]:
            cues.append((offset + first, offset + last))
            source_of.append(before_s + source if source >= 0 else -1)
            place_q.append((number, layer))
    as_tensor = lambda values, shape=(): torch.tensor(values, dtype=torch.long).view(-1, *shape)
    spans_t, cues_t, places = as_tensor(spans, (2,)), as_tensor(cues, (2,)), as_tensor(place_s, (2,))
    distances = torch.from_numpy(distance_buckets(spans_t.numpy(), cues_t.numpy()))
    same = (places[:, None] == as_tensor(place_q, (2,))[None]).all(
        -1
    )  # spans and cues of one window and one layer look at each other
    batch = {
        "words": as_tensor(words), "spans": spans_t, "roles": as_tensor(roles), "cues": cues_t, "distances": distances, "same": same,
        "cue_of": as_tensor(cue_of), "source_of": as_tensor(source_of), "tags": as_tensor([t for r in rows for t in r["tags"]]),
        "nested": as_tensor([t for r in rows for t in r["nested"]]),
    }  # fmt: skip
    if any("answers" in r for r in rows):
        none = lambda r: torch.full((len(r["words"]), 2, len(TAGS)), torch.nan)
        answers = [r["answers"].float() if "answers" in r else none(r) for r in rows]
        batch["answers"] = torch.cat(answers)  # (N, 2, tags)
    batch["acts"], batch["fields"] = auxiliary_loss.tensors(rows)
    return {k: v.to(device) for k, v in batch.items()} | {
        "ids": padded("ids", PAD_ID), "case": padded("case", 0), "quote": padded("quote", 0),
    }  # fmt: skip


def tag_loss(logits: Tensor, gold: Tensor, answers: Tensor | None) -> Tensor:
    """Cross-entropy of the tags of words.

    Args:
        logits: What we say, (N, tags).
        gold: What a person marked, (N,); `UNKNOWN` where nobody did.
        answers: Another model's logits, (N, tags), a row of NaN where it was not asked; `None`: nowhere.
    """
    if answers is None:
        return F.cross_entropy(logits, gold)
    asked = ~answers[:, 0].isnan()
    share = torch.where(asked, torch.where(gold == UNKNOWN, 1.0, ANSWERS_SHARE), 0.0)
    told = F.softmax(torch.where(asked[:, None], answers, 0.0), dim=-1)
    marked = F.cross_entropy(logits, gold, reduction="none")  # 0 where unknown
    answered = -(told * F.log_softmax(logits, dim=-1)).sum(-1)
    return ((1 - share) * marked + share * answered).sum() / (asked | (gold != UNKNOWN)).sum().clamp(min=1)


def masked(batch: dict, share: float, mask: int, rng: random.Random) -> dict:
    """The batch with a share of its word pieces hidden, so that nothing is learned by heart."""
    generator = torch.Generator().manual_seed(rng.getrandbits(32))
    hidden = torch.rand(batch["ids"].shape, generator=generator).to(batch["ids"].device) < share
    return batch | {"ids": torch.where(hidden & (batch["ids"] > SEPARATOR_ID), mask, batch["ids"])}


def losses(model: Model, batch: dict) -> dict[str, Tensor]:
    hidden, tags, nested = model.encoder(batch["ids"], batch["case"], batch["quote"])
    flat = lambda x: x.flatten(0, 1)[batch["words"]].float()
    answers = batch.get("answers")
    out = {
        "tags": tag_loss(flat(tags), batch["tags"], answers[:, 0] if answers is not None else None),
        "nested": tag_loss(flat(nested), batch["nested"], answers[:, 1] if answers is not None else None),
        "contents": hidden.new_zeros(()),
        "sources": hidden.new_zeros(()),
    }
    if model.extra is not None:
        out["extra"] = auxiliary_loss.loss(model.extra(flat(hidden)), batch["acts"], batch["fields"])
    if len(batch["spans"]) and len(batch["cues"]):
        scores, none = model.heads(flat(hidden), batch["spans"], batch["roles"], batch["cues"], batch["distances"])
        scores = scores.float().masked_fill(~batch["same"], -1e4)  # (S, Q)
        content = batch["roles"] == 1
        if content.any():
            out["contents"] = F.cross_entropy(scores[content], batch["cue_of"][content])
        # A cue chooses among all sources or none: contents are out of the running, "none" is one more row at the end.
        choices = torch.cat([scores.masked_fill(content[:, None], -1e4), none.float()[None]]).T  # (Q, S + 1)
        out["sources"] = F.cross_entropy(choices, batch["source_of"] % choices.shape[1])
    return out


def rate_at(step: int, steps: int, warmup: int, decay: int) -> float:
    """Share of the peak rate: up in a line, level, down in a line."""
    return min(1.0, (step + 1) / warmup, max(0.0, (steps - step) / decay))


def groups(model: Model, rate: float, head_rate: float, layer_decay: float) -> list[dict]:
    """Parameters by learning rate: the lower a layer, the less it moves; the heads are new and move most."""
    depth = model.encoder.config.layers
    found: dict[tuple[float, float], list] = {}
    for name, p in model.named_parameters():
        new = name.startswith(("heads.", "encoder.tags", "encoder.nested", "encoder.case", "encoder.quote", "extra."))
        level = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers.") else 0
        lr = head_rate if new else rate * layer_decay ** (depth - level)
        found.setdefault((lr, 0.0 if p.ndim < 2 else 0.01), []).append(p)
    return [{"params": ps, "lr": lr, "base": lr, "weight_decay": wd} for (lr, wd), ps in found.items()]


def batches(lengths: list[int], size: int, epoch: int, seed: int) -> list[list[int]]:
    """The batches of an epoch: a function of seed and epoch alone, so that a resumed run goes on in the same order.

    Windows are sorted by length within runs of 16 batches: padding fell from 24 % of the word pieces to 3 %.
    """
    rng = random.Random(f"{seed}/{epoch}")
    numbers = list(range(len(lengths)))
    rng.shuffle(numbers)
    runs = [sorted(numbers[i : i + 16 * size], key=lambda n: lengths[n]) for i in range(0, len(numbers), 16 * size)]
    result = [run[i : i + size] for run in runs for i in range(0, len(run), size)]
    rng.shuffle(result)
    return result


def save(path: Path, **state: object) -> None:
    """Write beside, then rename: a kill at any moment leaves the old file or the new one."""
    beside = path.with_suffix(".new")
    torch.save(state, beside)
    beside.replace(path)


def arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("windows", type=Path)
    parser.add_argument("mpnet", type=Path, help="all-mpnet-base-v2, or a run to go on from")
    parser.add_argument("run", type=Path)
    parser.add_argument("--steps", type=int, default=960)
    parser.add_argument("--decay", type=float, default=0.4, help="share of the steps in which the rate falls")
    parser.add_argument("--warmup", type=int, default=40)
    parser.add_argument("--batch", type=int, default=8, help="windows a step")
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0, help="of dropout and of the order of the windows")
    parser.add_argument("--answers", type=Path, help="what another model says of the windows (answers.py)")
    parser.add_argument("--mask", type=float, default=0.0, help="share of the word pieces that are hidden")
    parser.add_argument(
        "--extra", action="store_true", help="learn acts, conditions, addressees, settings of words too"
    )
    parser.add_argument("--save-every", type=int, default=40)
    parser.add_argument("--resume-stable", action="store_true", help="go on from the state before the decay")
    return parser.parse_args(argv)


def meta_of(args: argparse.Namespace, device: torch.device) -> dict:
    """What the run is made of: settings, commit, data, device; the run it begins from, and the model that gave answers."""
    meta = {
        "settings": {k: str(v) if isinstance(v, Path) else v for k, v in vars(args).items()},
        "commit": commit(),
        "data": json.loads((args.windows / "meta.json").read_text(encoding="utf-8")),
        "device": str(device),
    }  # fmt: skip
    if (args.mpnet / META).exists():
        meta["start"] = read_meta(args.mpnet)
    if args.answers:
        meta["answered_by"] = whose(args.answers)
    return meta


def start_of(run: Path, plan: dict[str, int], *, resume_stable: bool) -> Path:
    """The file that training goes on from; where it is not there, training begins.

    With `resume_stable` it is the state before the decay, but only once: a checkpoint of the same plan was made after that, by a
    run that was killed.  Checkpoints written before plans were kept in them count as those of another plan.
    """
    checkpoint = run / "checkpoint.pt"
    if not resume_stable or (checkpoint.exists() and plan_of(checkpoint) == plan):
        return checkpoint
    return run / "stable.pt"


def plan_of(checkpoint: Path) -> dict[str, int] | None:
    state = torch.load(checkpoint, map_location="cpu", mmap=True, weights_only=True)  # mapped: reads no weights
    return state.get("plan")


def resume(start: Path, model: Model, optimizer: torch.optim.Optimizer, device: torch.device) -> int:
    """Put model, optimizer and random numbers back where they were, and return the step."""
    if not start.exists():
        return 0
    state = torch.load(start, map_location=device, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["rng"].cpu())
    print(f"resumed {start.name} at step {state['step']}", flush=True)
    return state["step"]


def multiplies_bfloat16(device: torch.device) -> bool:
    """Whether products of bfloat16 are fast there; processors without the instructions emulate them, a hundred times slower."""
    return device.type == "cuda" or torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()


def train_step(model: Model, optimizer: torch.optim.Optimizer, batch: dict, share: float) -> dict[str, float]:
    """One step at a share of the peak rates; returns the losses.

    Raises:
        FloatingPointError: If the loss is no finite number; nothing was changed then.
    """
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * share
    device = batch["ids"].device
    with torch.autocast(device.type, torch.bfloat16, enabled=multiplies_bfloat16(device)):
        parts = losses(model, batch)
    loss = parts["tags"] + NESTED_WEIGHT * parts["nested"] + LINK_WEIGHT * (parts["contents"] + parts["sources"])
    if "extra" in parts:
        loss = loss + EXTRA_WEIGHT * parts["extra"]
    if not math.isfinite(loss.item()):
        raise FloatingPointError(f"loss is {loss.item()}")
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return {k: v.item() for k, v in parts.items()}


class Log:
    """Mean losses and time of every `EVERY` steps, printed and written to `log.jsonl`."""

    EVERY = 20

    def __init__(self, path: Path) -> None:
        self.path = path
        self.began, self.rows = time.monotonic(), []

    def add(self, step: int, parts: dict[str, float]) -> None:
        self.rows.append(parts)
        if step % self.EVERY:
            return
        n = len(self.rows)  # fewer than EVERY after a resume
        row = {"step": step, "s_per_step": round((time.monotonic() - self.began) / n, 2)}
        row |= {k: round(sum(r[k] for r in self.rows) / n, 4) for k in parts}
        with self.path.open("a", encoding="utf-8") as log:
            print(json.dumps(row), file=log)
        print(row, flush=True)
        self.began, self.rows = time.monotonic(), []


def first_model(args: argparse.Namespace) -> Model:
    """What training starts from: MPNet with new heads, or a run."""
    torch.manual_seed(0)  # the new heads begin alike in every run: only then can the weights of runs be averaged
    if not (args.mpnet / WEIGHTS).exists():
        model = Model(Config(layers=args.layers))
        load_mpnet(model.encoder, args.mpnet, TOKENIZER)
    else:
        model = load_model(args.mpnet / WEIGHTS)
        args.layers = len(model.encoder.layers)
    if args.extra and model.extra is None:
        model.extra = torch.nn.Linear(model.encoder.config.width, auxiliary.WIDTH)
    return model


def main(argv: list[str] | None = None) -> None:
    args = arguments(argv)
    args.run.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

    # Data and model
    rows = read_jsonl(args.windows / "train.jsonl.gz")
    lengths = [len(row["ids"]) for row in rows]
    per_epoch = len(batches(lengths, args.batch, 0, args.seed))
    if args.answers:
        load_answers(args.answers, rows)
    mask = json.loads(TOKENIZER.read_text(encoding="utf-8"))["model"]["vocab"]["<mask>"]
    model = first_model(args)
    torch.manual_seed(args.seed)
    model.to(device).train()
    parameters = groups(model, args.rate, args.head_rate, args.layer_decay)
    optimizer = torch.optim.AdamW(parameters, betas=(0.9, 0.98), fused=True)

    # Where it was
    plan = {"steps": args.steps, "warmup": args.warmup, "decay": max(1, round(args.steps * args.decay))}
    step = resume(start_of(args.run, plan, resume_stable=args.resume_stable), model, optimizer, device)

    def save_state(name: str) -> None:
        rng = torch.get_rng_state()
        save(args.run / name, model=model.state_dict(), optimizer=optimizer.state_dict(), rng=rng, step=step, plan=plan)

    # The loop
    write_meta(args.run, meta_of(args, device))
    log = Log(args.run / "log.jsonl")
    while step < args.steps:
        if step == args.steps - plan["decay"]:
            save_state("stable.pt")
        epoch, place = divmod(step, per_epoch)
        numbers = batches(lengths, args.batch, epoch, args.seed)[place]
        batch = collate([rows[i] for i in numbers], device)
        if args.mask:
            batch = masked(batch, args.mask, mask, random.Random(f"mask/{args.seed}/{step}"))
        try:
            parts = train_step(model, optimizer, batch, rate_at(step, **plan))
        except FloatingPointError as error:
            raise SystemExit(f"step {step}: {error}; windows {numbers}") from error
        step += 1
        log.add(step, parts)
        if step % args.save_every == 0 or step == args.steps:
            save_state("checkpoint.pt")
    save(args.run / WEIGHTS, model=model.state_dict(), layers=args.layers)


if __name__ == "__main__":
    main()
