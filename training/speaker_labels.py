"""The labels of `training/speaker_labels/`, laid over the articles that they name.

Texts are those of corpora, which are not ours to copy; here are only numbers, offsets and names.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from training.articles import read_articles

FOLDER = Path(__file__).parent / "speaker_labels"
PARTS = ("tune", "pronouns", "roles", "calibration", "world_tune", "world_calibration")

_POLNEAR = "polnear/train.jsonl.gz"

Record = dict[str, Any]


def labelled(data: Path, part: str) -> list[Record]:
    """The articles of a part in the reading format; attributions without a label are `optional`.

    A label of PolNeAR tells an attribution by its number there; one of another corpus brings the offsets.

    Args:
        data: The folder of corpora.
        part: One of `PARTS`.

    Raises:
        ValueError: If a label names an article or an attribution that is not there.
    """
    records = []
    for number, label in enumerate(read_articles(FOLDER / f"{part}.jsonl"), 1):
        corpus = label.get("corpus", _POLNEAR)
        article = _corpus(data / corpus).get(label["id"])
        if article is None:
            raise ValueError(f"{part}.jsonl, line {number}: no article {label['id']} in {data / corpus}")
        where = f"{part}.jsonl, line {number}: {label['id']}"
        statements = _with_offsets(label) if "statements" in label else _of_polnear(label, article, where)
        ends = (end for s in statements for span in ("source", "cue", "content") for _, end in s.get(span) or [])
        if max(ends, default=0) > len(article["text"]):
            raise ValueError(f"{where} is shorter than its labels say")
        speakers = [{"id": key, "aliases": [], **speaker} for key, speaker in label["speakers"].items()]
        records.append({
            "id": article["id"], "title": article.get("title"), "published": article.get("date"), "text": article["text"],
            "speakers": speakers, "statements": statements,
        })  # fmt: skip
    return records


@cache
def _corpus(path: Path) -> Mapping[str, Record]:
    return {article["id"]: article for article in read_articles(path)}


def _of_polnear(label: Record, article: Record, where: str) -> list[Record]:
    """The attributions of an article of PolNeAR, with who speaks by number."""
    told = label["attributions"]
    if lost := [n for n in told if not 1 <= int(n) <= len(article["attributions"])]:
        raise ValueError(f"{where} has no attributions {', '.join(lost)}")
    return [
        {"id": f"s{n}", "source": [], **a, "speaker": told.get(str(n)), "optional": str(n) not in told}
        for n, a in enumerate(({k: v for k, v in a.items() if k != "id"} for a in article["attributions"]), 1)
    ]


def _with_offsets(label: Record) -> list[Record]:
    """The statements that a label brings along, read by the model of their day."""
    return [
        {
            "id": f"s{n}",
            **dict(zip(("source", "cue", "content"), s["spans"], strict=True)),
            "within": f"s{s['within']}" if "within" in s else None,
            "speaker": s.get("speaker"),
            "optional": "speaker" not in s,
        }
        for n, s in enumerate(label["statements"], 1)
    ]


_SMALL = frozenset("the a an of and for in to at on by s mr mrs ms dr sen rep gov jr sr".split())


def same(gold: Record, name: str, kind: str) -> bool:
    """Whether a name means a labelled speaker: a person by first and last name, others where one name holds the other."""
    said = set(_words(name))
    names = [_words(n) for n in (gold["name"], *gold.get("aliases", ()))]
    if gold["kind"] == "person":
        full = [n for n in names if n == names[0] or (len(n) > 1 and n[-1] == names[0][-1])]
        return kind == "person" and any(n[0] in said and n[-1] in said for n in full)
    if gold["kind"] == kind == "anonymous":
        return True
    return kind != "person" and any(set(n) <= said or said <= set(n) for n in names)


def _words(name: str) -> list[str]:
    words = re.findall(r"\w+", name.lower())
    return [word for word in words if word not in _SMALL] or words
