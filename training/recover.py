"""Teach a cut network to give the states of the network that it was cut from; resumes where it was killed.

    python -m training.recover CUT WHOLE WINDOWS RUN [--steps 600]

`CUT` is what `compact` left of `WHOLE`, `RUN` holds checkpoint, log and result, a run again.  No labels: after each layer, and in
the tags, the cut network is to say what the whole one says of the same words (Jiao et al. 2020, TinyBERT; Hinton et al. 2015).  What reads
the states (tags, links, the head for acts) goes on reading them, so none of it is trained.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from inquit.model.windows import PAD_ID
from training.model import Encoder, load_model
from training.prepare import read_jsonl
from training.runs import WEIGHTS, commit, read_meta, without_places, write_meta
from training.train import Log, batches, collate, rate_at, resume, save

TAGS_WEIGHT = 2.0  # of the divergence of the tags, beside the errors of the states
BELOW_WEIGHT = 0.5  # of the mean error of the layers below the last


def outcomes(encoder: Encoder, batch: dict) -> tuple[list[Tensor], list[Tensor]]:
    """The states after each layer, (N, C) each, and the logits of both kinds of tags, (N, tags), of what is no padding."""
    states: list[Tensor] = []
    real = batch["ids"] != PAD_ID
    hooks = [layer.register_forward_hook(lambda _, __, x: states.append(x[real])) for layer in encoder.layers]
    _, tags, nested = encoder(batch["ids"], batch["case"], batch["quote"])
    for hook in hooks:
        hook.remove()
    return states, [tags[real], nested[real]]


def error_of(own: Tensor, told: Tensor) -> Tensor:
    """Mean square error of each channel as a share of its variance: channels differ in width a hundred times."""
    return ((own - told).square().mean(0) / told.var(0).clamp(min=1e-6)).mean()


def losses(cut: Encoder, whole: Encoder, batch: dict) -> dict[str, Tensor]:
    """How far the cut network is from the whole one: last states, states below, tags."""
    states, logits = outcomes(cut, batch)
    with torch.no_grad():
        told_states, told_logits = outcomes(whole, batch)
    errors = [error_of(own, told) for own, told in zip(states, told_states, strict=True)]
    divergences = [
        F.kl_div(F.log_softmax(own, -1), F.log_softmax(told, -1), reduction="batchmean", log_target=True)
        for own, told in zip(logits, told_logits, strict=True)
    ]
    return {"last": errors[-1], "below": torch.stack(errors[:-1]).mean(), "tags": torch.stack(divergences).sum()}


def learned(encoder: Encoder) -> Iterator[Tensor]:
    """What is trained: the layers and their position bias. Word table and tags stay those of the whole network."""
    encoder.requires_grad_(False)
    for part in (encoder.layers, encoder.bias):
        part.requires_grad_(True)
        yield from part.parameters()


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cut", type=Path)
    parser.add_argument("whole", type=Path)
    parser.add_argument("windows", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--steps", type=int, default=600)
    parser.add_argument("--warmup", type=int, default=20)
    parser.add_argument("--batch", type=int, default=8, help="windows a step")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0, help="of the order of the windows")
    parser.add_argument("--save-every", type=int, default=40)
    args = parser.parse_args(argv)
    settings = {name: getattr(args, name) for name in ("steps", "warmup", "batch", "rate", "seed")}
    write_meta(args.run, {"settings": settings, "commit": commit(), "start": without_places(read_meta(args.cut))})

    rows = read_jsonl(args.windows / "train.jsonl.gz")
    lengths = [len(row["ids"]) for row in rows]
    per_epoch = len(batches(lengths, args.batch, 0, args.seed))
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model, whole = load_model(args.cut / WEIGHTS).to(device).eval(), load_model(args.whole / WEIGHTS).to(device).eval()
    parameters = list(learned(model.encoder))
    optimizer = torch.optim.AdamW([{"params": parameters, "base": args.rate}], lr=args.rate, betas=(0.9, 0.98))
    step = resume(args.run / "checkpoint.pt", model, optimizer, device)
    log = Log(args.run / "log.jsonl")
    while step < args.steps:
        epoch, place = divmod(step, per_epoch)
        batch = collate([rows[i] for i in batches(lengths, args.batch, epoch, args.seed)[place]], device)
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * rate_at(step, args.steps, args.warmup, args.steps - args.warmup)
        parts = losses(model.encoder, whole.encoder, batch)
        loss = parts["last"] + BELOW_WEIGHT * parts["below"] + TAGS_WEIGHT * parts["tags"]
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        step += 1
        log.add(step, {name: part.item() for name, part in parts.items()})
        if step % args.save_every == 0 or step == args.steps:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "rng": torch.get_rng_state()}
            save(args.run / "checkpoint.pt", **state, step=step)
    save(args.run / WEIGHTS, model=model.state_dict(), layers=len(model.encoder.layers))


if __name__ == "__main__":
    main()
