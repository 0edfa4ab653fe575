"""What a model says of training windows: the soft targets from which another one learns (Hinton et al. 2015).

    python -m training.answers MODEL WINDOWS OUT.npz

`MODEL` is a folder that `export` wrote, int8 or fp32, such as the packaged one.  It is asked about the windows of PolNeAR alone: what
nobody marked there, statements inside a content above all, it may know better than silence; of the other windows
everything is marked, and in more detail than the model finds.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch

from inquit.model.graphs import WEIGHTS
from training.prepare import read_jsonl

PART = "polnear"


def answers(session: ort.InferenceSession, row: dict) -> np.ndarray:
    """Logits of the tags and of the nested tags of a window's words, (words, 2, tags)."""
    given = {name: np.array([row[name]], dtype=np.int64) for name in ("ids", "case", "quote")}
    tags, nested = session.run(["tags", "nested"], given)
    return np.stack([tags[0, row["words"]], nested[0, row["words"]]], axis=1)


def load_answers(path: Path, rows: list[dict]) -> None:
    """Lay answers beside the windows that they were given for, as `answers` of each row.

    Raises:
        ValueError: If they are answers to other windows.
    """
    with np.load(path) as file:
        logits, numbers, ends = file["logits"], file["numbers"], file["ends"]
    for number, begin, end in zip(numbers, [0, *ends[:-1]], ends, strict=True):
        if number >= len(rows) or len(rows[number]["words"]) != end - begin:
            raise ValueError(f"{path}: not made for these windows (number {number})")
        rows[number]["answers"] = torch.from_numpy(logits[begin:end])


def whose(path: Path) -> dict:
    """Which model gave answers: its name, digest and day."""
    with np.load(path) as file:
        return json.loads(str(file["model"]))


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("windows", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args(argv)
    session = ort.InferenceSession(str(args.model / WEIGHTS), providers=["CPUExecutionProvider"])
    rows = read_jsonl(args.windows / "train.jsonl.gz")
    numbers = [number for number, row in enumerate(rows) if row["part"] == PART and row["words"]]
    told = [answers(session, rows[number]).astype(np.float16) for number in numbers]
    ends = np.cumsum([len(logits) for logits in told])
    info = json.loads((args.model / "model.json").read_text(encoding="utf-8"))
    told_by = json.dumps({key: info[key] for key in ("name", "sha256", "made")})
    np.savez(args.out, logits=np.concatenate(told), numbers=numbers, ends=ends, model=told_by)
    print(f"{args.out}: {len(numbers)} of {len(rows)} windows, {ends[-1]} words")


if __name__ == "__main__":
    main()
