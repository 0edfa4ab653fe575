"""The accuracy below which nothing may fall: the packaged model on what is ours and trained nothing.

    python -m training.gate [MODEL]                    measure, and end with 1 if a floor is not reached
    python -m training.gate --write                    raise the floors to what is reached, less the margin
    python -m training.gate --write --lower REASON     lower them too; the reason stays beside them

The corpora are not ours to give away, so that continuous integration cannot measure on them (docs/accuracy.md does); what it
can measure on are one in five of our stories (`stories/`), one in five of our passages (`acts/`), and the package's samples.
The whole chain reads them, text in, statements out.  Our texts are few and written to be hard: the floors find a broken
decoding, link, head or name rule, not half a point lost.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inquit import samples
from inquit.ingest import articles
from inquit.model.encoder import MODEL_FOLDER, Encoder
from inquit.reading import Reader
from inquit.types import Article, Flag, Reading, Statement
from training.acts_passages import passages
from training.evaluate import WORD, overlaps, word_set
from training.prepare import is_aside
from training.stories import load

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
MARGIN = 2.0
"""Points below today's figure: what another seed of the head, or a rule that gains elsewhere, may cost here."""

Record = dict[str, Any]


@dataclass
class Tally:
    """Counts of one measure: right, told, and there to be told."""

    right: int = 0
    told: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        """In percent."""
        return 200 * self.right / max(1, self.told + self.gold)


@dataclass
class Measured:
    """Figures by name, and the hash of the texts and marks that they were measured on."""

    figures: dict[str, float] = field(default_factory=dict)
    sha256: str = ""


def measure(reader: Reader) -> Measured:
    """All figures of a reader, in percent."""
    stories, told = stories_aside(), passages(HERE / "acts", "aside")
    pages = [article for article in articles(samples.paths()) if isinstance(article, Article)]
    figures = {**of_stories(reader, stories), **_of_passages(reader, told), **_of_samples(reader, pages)}
    data = json.dumps([stories, told, [page.text for page in pages]], ensure_ascii=False)
    return Measured(
        {name: round(value, 1) for name, value in figures.items()}, hashlib.sha256(data.encode()).hexdigest()
    )


def stories_aside() -> list[Record]:
    """Our stories that trained nothing."""
    return [story for story in load(HERE / "stories") if is_aside(story["text"])]


def of_stories(reader: Reader, stories: list[Record]) -> dict[str, float]:
    """How well statements are found, linked, cut, and told within others."""
    readings, golds = _read(reader, stories), [story["attributions"] for story in stories]
    nested = Tally()
    for reading, gold in zip(readings, golds, strict=True):
        theirs, ours = [a for a in gold if a["within"]], [s for s in reading if s.within]
        nested.told, nested.gold = nested.told + len(ours), nested.gold + len(theirs)
        nested.right += len(_pairs(reading.article.text, theirs, ours))
    return {**_spans("stories", golds, readings), "stories: nested found F1": nested.f1}


def _of_passages(reader: Reader, told: list[Record]) -> dict[str, float]:
    readings, golds = _read(reader, told), [passage["statements"] for passage in told]
    return {**_spans("passages", golds, readings), **_acts(golds, readings)}


def _of_samples(reader: Reader, pages: list[Article]) -> dict[str, float]:
    """Nobody marked the samples: how many statements there are, and how many of them have a speaker."""
    statements = [s for one in reader.read_many(pages, on_error="raise") if isinstance(one, Reading) for s in one]
    known = sum(statement.speaker is not None for statement in statements)
    return {
        "samples: statements": float(len(statements)),
        "samples: speaker known": 100 * known / max(1, len(statements)),
    }


def _read(reader: Reader, records: list[Record]) -> list[Reading]:
    texts = [Article(record["text"], id=record["id"]) for record in records]
    return [one for one in reader.read_many(texts, on_error="raise") if isinstance(one, Reading)]


def _spans(name: str, golds: Sequence[list[Record]], readings: Sequence[Reading]) -> dict[str, float]:
    """How well outer statements are found, with their source, and with source and content exactly."""
    found, linked, exact = Tally(), Tally(), Tally()
    for gold, reading in zip(golds, readings, strict=True):
        theirs, ours = [a for a in gold if not a["within"]], [s for s in reading if not s.within]
        pairs = _pairs(reading.article.text, theirs, ours)
        for tally in (found, linked, exact):
            tally.told, tally.gold = tally.told + len(ours), tally.gold + len(theirs)
        found.right += len(pairs)
        linked.right += sum(_same_source(reading.article.text, a, s) for a, s in pairs)
        exact.right += sum(_pieces(s.source) == a["source"] and _pieces(s.content) == a["content"] for a, s in pairs)
    figures = {"content found F1": found.f1, "attribution F1": linked.f1, "strict F1": exact.f1}
    return {f"{name}: {key}": value for key, value in figures.items()}


def _acts(golds: Sequence[list[Record]], readings: Sequence[Reading]) -> dict[str, float]:
    """Of the statements found: how many have the right act and type, and how conditions are told."""
    acts, types, conditional = Tally(), Tally(), Tally()
    for gold, reading in zip(golds, readings, strict=True):
        for a, s in _pairs(reading.article.text, gold, list(reading)):
            for tally, right in ((acts, s.act in (a["act"], *a["also"])), (types, s.type == a["type"])):
                tally.told, tally.gold, tally.right = tally.told + 1, tally.gold + 1, tally.right + right
            told, there = Flag.CONDITIONAL in s.flags, Flag.CONDITIONAL in a["flags"]
            conditional.told += told
            conditional.gold += there
            conditional.right += told and there
    return {"passages: act": acts.f1, "passages: type": types.f1, "passages: conditional F1": conditional.f1}


def _pairs(text: str, gold: list[Record], ours: list[Statement]) -> list[tuple[Record, Statement]]:
    """Marked and found statements whose contents share half their words, each one once, the most alike first."""
    words = [m.span() for m in WORD.finditer(text)]
    shared = overlaps([word_set(words, a["content"]) for a in gold], [word_set(words, s.content) for s in ours])
    pairs, used = [], set()
    for overlap, i, j in shared:
        if overlap >= 0.5 and not {(0, i), (1, j)} & used:
            used |= {(0, i), (1, j)}
            pairs.append((gold[i], ours[j]))
    return pairs


def _same_source(text: str, gold: Record, ours: Statement) -> bool:
    words = [m.span() for m in WORD.finditer(text)]
    theirs, own = word_set(words, gold["source"]), word_set(words, ours.source)
    return bool(theirs & own) or not (theirs or own)


def _pieces(span: Iterable[tuple[int, int]]) -> list[list[int]]:
    return [[start, end] for start, end in span]


def failures(measured: Measured, floors: Record) -> list[str]:
    """What is below its floor, one line each; a hash that is not the floors' own is one too."""
    if measured.sha256 != floors["sha256"]:
        return ["the stories, passages or samples were changed: measure again with python -m training.gate --write"]
    return [
        f"{name}: {measured.figures.get(name, 0.0):.1f}, floor {floor:.1f}"
        for name, floor in floors["floors"].items()
        if measured.figures.get(name, 0.0) < floor
    ]


def raised(measured: Measured, floors: Record | None, lower: str | None) -> Record:
    """The floors as they are to be from now on."""
    before = floors["floors"] if floors is not None and lower is None and floors["sha256"] == measured.sha256 else {}
    margins = {
        name: 0.05 * value if name == "samples: statements" else MARGIN for name, value in measured.figures.items()
    }
    new = {
        name: max(round(value - margins[name], 1), before.get(name, 0.0)) for name, value in measured.figures.items()
    }
    told = [*(floors or {}).get("lowered", ()), *([lower] if lower else ())]
    return {"sha256": measured.sha256, "measured": measured.figures, "floors": new, "lowered": told}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?", default=MODEL_FOLDER)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--lower", metavar="REASON")
    args = parser.parse_args()
    measured = measure(Reader(model=Encoder(args.model)))
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else None
    for name, value in measured.figures.items():
        print(f"{name:30} {value:6.1f}   floor {(floors or {}).get('floors', {}).get(name, 0.0):6.1f}")
    if args.write:
        new = raised(measured, floors, args.lower)
        FLOORS.write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    elif floors is None or (below := failures(measured, floors)):
        sys.exit("\n".join(below) if floors is not None else f"there is no {FLOORS}: make it with --write")


if __name__ == "__main__":
    main()
