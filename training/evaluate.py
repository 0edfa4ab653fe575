"""What a model reaches: predictions for the scorers, and the calibration of its confidences.

    python -m training.evaluate predict MODEL ARTICLES.jsonl[.gz] OUT.jsonl [--recall high] [--min-confidence P]
    python -m training.evaluate tune MODEL WINDOWS
    python -m training.evaluate calibrate MODEL DATA

`predict` reads the articles with the package's own `Reader` and writes the reading format, which the scorers take.  `calibrate` fits
the regression of `inquit.reading.confidence` to the articles of `speaker_labels/calibration.jsonl`, which trained nothing, then
the weight of what only `--recall high` finds, and writes them into the model's `model.json`.
"""

import argparse
import json
import re
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from inquit.jsonl import dumps
from inquit.model.encoder import Encoder
from inquit.reading import Reader
from inquit.reading.attribution import Attribution, attributions
from inquit.reading.confidence import DOUBTFUL, FEATURES, features
from inquit.reading.doubtful import READIER, Recall, with_doubtful
from inquit.reading.speakers import Resolved, resolve_speakers
from inquit.types import Article, Reading
from training.articles import read_articles
from training.speaker_labels import labelled, same

WORD = re.compile(r"\w+")


def predict(model: Path, source: Path, out: Path, **how) -> None:
    rows = list(read_articles(source))
    articles = [
        Article(text=r["text"], id=r["id"], published=r.get("published") or r.get("date"), outlet=r.get("outlet"))
        for r in rows
    ]
    began = time.monotonic()
    with out.open("w", encoding="utf-8") as file:
        for reading in Reader(model=model, **how).read_many(articles, on_error="raise"):
            assert isinstance(reading, Reading)
            file.write(dumps(reading) + "\n")
    words = sum(len(r["text"].split()) for r in rows)
    print(f"{len(rows)} articles, {words:,} words, {words / (time.monotonic() - began):,.0f} words a second")


def word_set(words: list[tuple[int, int]], pieces) -> frozenset[int]:
    return frozenset(i for i, (a, b) in enumerate(words) if any(a < e and b > s for s, e in pieces))


def judged(text: str, gold: list[dict], found: list[Attribution]) -> list[bool]:
    """Whether each outer attribution is right: its content shares half its words with a gold one, and the sources share a word."""
    words = [m.span() for m in WORD.finditer(text)]
    golds = [(word_set(words, a["content"]), word_set(words, a["source"])) for a in gold]
    preds = [(word_set(words, a.content), word_set(words, a.source)) for a in found]
    right, used = [False] * len(found), set()
    for overlap, i, j in overlaps([g[0] for g in golds], [p[0] for p in preds]):
        if overlap >= 0.5 and i not in used and not right[j]:
            used.add(i)
            right[j] = bool(golds[i][1] & preds[j][1]) or (not golds[i][1] and not preds[j][1])
    return right


def overlaps(golds: list[set[int]], preds: list[set[int]]) -> list[tuple[float, int, int]]:
    """Intersection over union of each pair that overlaps, with the numbers of both, best first."""
    pairs = ((g & p, g | p, i, j) for i, g in enumerate(golds) for j, p in enumerate(preds))
    return sorted(((len(both) / len(either), i, j) for both, either, i, j in pairs if both), reverse=True)


class Remembering(Encoder):
    """An encoder that runs each batch once, so that decodings can be compared."""

    def run(self, ids, case, quote):
        """As `Encoder.run`, from memory where the same batch was read before."""
        memory = self.__dict__.setdefault("memory", {})
        key = (ids.shape, ids.tobytes())
        if key not in memory:
            memory[key] = super().run(ids, case, quote)
        return memory[key]


def tune(model: Path, windows: Path) -> None:
    """Choose how much to take off the logit of "outside": the best attribution F1 on the tune articles."""
    encoder = Remembering(model)
    rows = list(read_articles(windows / "tune_articles.jsonl"))
    best = (-1.0, 0.0)
    for bias in (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5):
        encoder.info["outside_bias"] = bias
        right = found = gold = 0
        for row in rows:
            outer = [a for a in attributions(row["text"], encoder.tag(encoder.windows(row["text"]))) if a.outer is None]
            right += sum(judged(row["text"], row["attributions"], outer))
            found += len(outer)
            gold += len(row["attributions"])
        f1 = 200 * right / (found + gold)
        print(f"outside - {bias}: P {100 * right / found:.1f} R {100 * right / gold:.1f} F1 {f1:.1f}")
        best = max(best, (f1, -bias))
    write_info(model, outside_bias=-best[1])


def write_info(model: Path, **values: object) -> None:
    """Set entries of `model.json`."""
    path = model / "model.json"
    info = {**json.loads(path.read_text(encoding="utf-8")), **values}
    path.write_text(json.dumps(info, indent=1) + "\n", encoding="utf-8")


def fit(x: np.ndarray, y: np.ndarray, l2: float = 1.0) -> np.ndarray:
    """Weights of a logistic regression, bias last, by Newton's method."""
    x = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(x.shape[1])
    penalty = np.diag([l2] * (x.shape[1] - 1) + [0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve(
            (x * (p * (1 - p))[:, None]).T @ x + penalty + 1e-9 * np.eye(len(w)), x.T @ (y - p) - penalty @ w
        )
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return w


def expected_error(p: np.ndarray, y: np.ndarray) -> float:
    """Expected calibration error over ten bins, in points."""
    bins = np.minimum(9, (p * 10).astype(int))
    return 100 * sum(abs(p[bins == b].mean() - y[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist()))


def wholly_right(record: dict, found: list[Attribution], speakers: Sequence[Resolved | None]) -> list[bool]:
    """Whether each found attribution has a labelled one's content, by half its words, and its speaker, or rightly none."""
    words = [m.span() for m in WORD.finditer(record["text"])]
    of = {speaker["id"]: speaker for speaker in record["speakers"]}
    golds = [word_set(words, s["content"]) for s in record["statements"]]
    right, used = [False] * len(found), set()
    for overlap, i, j in overlaps(golds, [word_set(words, a.content) for a in found]):
        if overlap < 0.5 or (0, i) in used or (1, j) in used:
            continue
        used |= {(0, i), (1, j)}
        who, gold = speakers[j], of.get(record["statements"][i]["speaker"] or "")
        right[j] = same(gold, who.speaker.name, who.speaker.kind) if gold and who else gold is None and who is None
    return right


def fit_offset(known: np.ndarray, y: np.ndarray) -> float:
    """What to add to log odds so that their mean probability is the share that is right, by Newton's method."""
    b = 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-(known + b)))
        b += (y - p).sum() / (p * (1 - p)).sum()
    return float(b)


def calibrate(model: Path, data: Path) -> None:
    """Fit the confidence to the articles of `speaker_labels/calibration.jsonl`."""
    encoder = Encoder(model)
    xs, ys, owner, doubt = [], [], [], []
    for number, record in enumerate(labelled(data, "calibration")):
        text = record["text"]
        tagged = encoder.tag(encoder.windows(text), readier=READIER)
        found = with_doubtful(text, attributions(text, tagged), tagged)
        speakers = resolve_speakers(text, found).by_attribution
        outer = [(a, who) for a, who in zip(found, speakers, strict=True) if a.outer is None]  # PolNeAR tells no others
        xs += [features(a, who.rule if who else None) for a, who in outer]
        ys += wholly_right(record, [a for a, _ in outer], [who for _, who in outer])
        owner += [number] * len(outer)
        doubt += [a.doubtful for a, _ in outer]
    x, y, article, doubtful = np.array(xs), np.array(ys, dtype=float), np.array(owner), np.array(doubt)
    more, more_y = x[doubtful], y[doubtful]
    x, y, article = x[~doubtful], y[~doubtful], article[~doubtful]
    w = fit(x, y)
    known = more @ w[:-1] + w[-1]
    offset = fit_offset(known, more_y)
    apart = np.zeros(len(y))  # five-fold by article: what the error will be on other texts
    for fold in range(5):
        held = article % 5 == fold
        v = fit(x[~held], y[~held])
        apart[held] = 1 / (1 + np.exp(-(x[held] @ v[:-1] + v[-1])))
    weights = {
        **dict(zip(FEATURES, w.round(5).tolist(), strict=False)),
        "bias": round(float(w[-1]), 5),
        DOUBTFUL: round(offset, 5),
    }
    write_info(model, confidence=weights)
    error = expected_error(apart, y)
    print(f"{len(y)} statements, {100 * y.mean():.1f} % right, expected calibration error {error:.1f} (five-fold)")
    more_error = expected_error(1 / (1 + np.exp(-(known + offset))), more_y)
    print(f"{len(more_y)} doubtful ones, {100 * more_y.mean():.1f} % right, error {more_error:.1f} (on themselves)")
    print(weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    p = commands.add_parser("predict")
    p.add_argument("model", type=Path)
    p.add_argument("articles", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--recall", choices=[*Recall], default=Recall.NORMAL)
    p.add_argument("--min-confidence", type=float)
    for name, folder in (("tune", "windows"), ("calibrate", "data")):
        c = commands.add_parser(name)
        c.add_argument("model", type=Path)
        c.add_argument(folder, type=Path)
    args = parser.parse_args()
    if args.command == "predict":
        predict(args.model, args.articles, args.out, recall=args.recall, min_confidence=args.min_confidence)
    else:
        tune(args.model, args.windows) if args.command == "tune" else calibrate(args.model, args.data)


if __name__ == "__main__":
    main()
