"""One head that has learned what several know: distillation (Hinton et al. 2015), on statements that nobody marked and more.

Heads that differ in nothing but their seed disagree, and the mean of their answers is better than any of them; running
several for each statement would cost several times as much.  So one is trained on what is marked, and beside it on the
several's answers for the thousands of statements of PolNeAR's train part of which only the spans are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from inquit.model.statement_head import Scores
from training.statement_examples import Example, collate, examples
from training.statement_fit import WEIGHTS, batches, fit, losses, scores_of
from training.statement_model import StatementHead
from training.statements import Document

MARKED = {"act", "type", "root"}
"""Fields of which a statement that somebody marked has one."""

PASSAGES = "acts tune"

EPOCHS = 5
DROPOUT = 0.2
"""Less than the teachers': there is far more to learn from."""

CLOSE_TO = {**WEIGHTS, "root": 0.3}
"""Weights of being close to the teachers' answers; PLOVER's events are no statements, so their roots count less."""

SHARES = ("type", "act", "root")
CHANCES = ("flags", "has", "inside")
"""Answers that are one of several, and answers that are yes or no."""


def learn(
    rows: Sequence[Example], free: Sequence[Example], numbers: dict[str, int], *, heads: int, epochs: int
) -> StatementHead:
    """Fit several heads and one that learns from them all; with `heads` 1 that one alone.

    Args:
        rows: Marked statements.
        free: Statements that nobody marked.
        numbers: Words with a vector of their own.
        heads: How many, alike but for their seed.
        epochs: Of each.
    """
    several = [fit(rows, numbers, epochs=epochs, seed=seed, log=True) for seed in range(heads)]
    if heads == 1:
        return several[0]
    return distil(rows, free, [soften(scores) for scores in scores_of(several, numbers, free)], numbers, log=True)


def unmarked(found: Iterable[Document]) -> Iterator[Example]:
    """An example, without anything to be learned, for each statement of which only the spans are known."""
    for document in found:
        pairs = zip(document.statements, document.regions, strict=True)
        regions = tuple(region for statement, region in pairs if not MARKED & statement.keys())
        if regions:
            yield from _bare(replace(document, regions=regions))


def asked_again(found: Iterable[Document]) -> Iterator[Example]:
    """The same for our own passages, though they are marked: what the teachers say of them beside it (figures in LOG.md)."""
    for document in found:
        if document.part == PASSAGES:
            yield from _bare(document)


def _bare(document: Document) -> Iterator[Example]:
    return examples([replace(document, statements=tuple({"type": None} for _ in document.regions))])


def soften(scores: Scores) -> dict[str, np.ndarray]:
    """What the teachers answer, as probabilities."""
    shares = {name: torch.softmax(torch.from_numpy(getattr(scores, name)), -1).numpy() for name in SHARES}
    chances = {name: torch.sigmoid(torch.from_numpy(getattr(scores, name))).numpy() for name in CHANCES}
    return shares | chances | {"inside": chances["inside"].astype(np.float16)}  # the largest by far


def distil(
    rows: Sequence[Example],
    free: Sequence[Example],
    answers: Sequence[dict[str, np.ndarray]],
    numbers: dict[str, int],
    *,
    epochs: int = EPOCHS,
    batch: int = 32,
    rate: float = 2e-3,
    seed: int = 0,
    log: bool = False,
) -> StatementHead:
    """Train a head from nothing on marked statements and on teachers' answers.

    Args:
        rows: What is marked, as for `statement_train.fit`.
        free: Statements that nobody marked.
        answers: What the teachers say of each of those, softened.
        numbers: Words with a vector of their own.
        epochs: Times that both are seen.
        batch: Statements in a step, of both kinds as they come.
        rate: Highest learning rate.
        seed: Of weights and order.
        log: Print the loss of each epoch.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    head = StatementHead(len(numbers) + 1, dropout=DROPOUT).train()
    optimizer = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=0.02)
    told = {id(example): answer for example, answer in zip(free, answers, strict=True)}
    every = [*rows, *free]
    steps, step = epochs * -(-len(every) // batch), 0
    for epoch in range(epochs):
        total = []
        for chosen in batches(every, batch, rng):
            for group in optimizer.param_groups:
                group["lr"] = rate * min(step / (0.1 * steps) + 1e-2, max(0.0, 1 - step / steps))
            marked = [example for example in chosen if id(example) not in told]
            others = [example for example in chosen if id(example) in told]
            inputs, wanted = collate([*marked, *others], numbers)
            out = head(inputs)
            n = len(marked)
            loss = torch.zeros(())
            if marked:
                loss = loss + losses(_part(out, slice(n)), _part(wanted, slice(n))) * n / len(chosen)
            if others:
                answer = _answers([told[id(example)] for example in others], inputs["real"].shape[1])
                real = inputs["real"][n:]
                loss = loss + _distance(_part(out, slice(n, None)), answer, real) * len(others) / len(chosen)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            step += 1
            total.append(loss.item())
        if log:
            print(f"one of all, epoch {epoch + 1} of {epochs}: loss {np.mean(total):.3f}", flush=True)
    return head.eval()


def _part(of: dict[str, Tensor], rows: slice) -> dict[str, Tensor]:
    return {name: values[rows] for name, values in of.items()}


def _answers(answers: Sequence[dict[str, np.ndarray]], longest: int) -> dict[str, Tensor]:
    """A batch of teachers' answers, those on words filled up to the longest region."""
    batch = {name: torch.from_numpy(np.stack([a[name] for a in answers])) for name in (*SHARES, "flags", "has")}
    batch["inside"] = torch.zeros(len(answers), longest, *answers[0]["inside"].shape[1:])
    for row, answer in enumerate(answers):
        batch["inside"][row, : len(answer["inside"])] = torch.from_numpy(answer["inside"].astype(np.float32))
    return batch


def _distance(out: dict[str, Tensor], answer: dict[str, Tensor], real: Tensor) -> Tensor:
    """How far the head is from the teachers, each answer weighted as where it is marked."""
    far = torch.zeros(())
    for name in SHARES:
        far = far + CLOSE_TO[name] * F.kl_div(F.log_softmax(out[name], -1), answer[name], reduction="batchmean")
    for name in CHANCES:
        apart = F.binary_cross_entropy_with_logits(out[name], answer[name], reduction="none")
        far = far + CLOSE_TO[name] * (apart[real] if name == "inside" else apart).mean()
    return far
