"""The labels of `training/speaker_labels/`, laid over the articles that they name.

Texts and spans are those of PolNeAR's train part, which is not ours to copy; here are only numbers and names.
"""

import re
from pathlib import Path
from typing import Any

from training.articles import read_articles

FOLDER = Path(__file__).parent / "speaker_labels"
PARTS = ("tune", "pronouns", "calibration")

Record = dict[str, Any]


def labelled(data: Path, part: str) -> list[Record]:
    """The articles of a part in the reading format; attributions without a label are `optional`.

    Args:
        data: The folder of corpora.
        part: One of `PARTS`.

    Raises:
        ValueError: If a label names an article or an attribution that is not there.
    """
    articles = {article["id"]: article for article in read_articles(data / "polnear" / "train.jsonl.gz")}
    records = []
    for number, label in enumerate(read_articles(FOLDER / f"{part}.jsonl"), 1):
        article = articles.get(label["id"])
        if article is None:
            raise ValueError(f"{part}.jsonl, line {number}: no article {label['id']} in {data}")
        told = label["attributions"]
        if lost := [n for n in told if not 1 <= int(n) <= len(article["attributions"])]:
            raise ValueError(f"{part}.jsonl, line {number}: {label['id']} has no attributions {', '.join(lost)}")
        statements = [
            {"id": f"s{n}", "source": [], **a, "speaker": told.get(str(n)), "optional": str(n) not in told}
            for n, a in enumerate(({k: v for k, v in a.items() if k != "id"} for a in article["attributions"]), 1)
        ]
        speakers = [{"id": key, "aliases": [], **speaker} for key, speaker in label["speakers"].items()]
        records.append({
            "id": article["id"], "title": article["title"], "published": article["date"], "text": article["text"],
            "speakers": speakers, "statements": statements,
        })  # fmt: skip
    return records


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
