r"""Measure what `inquit.reading.anonymity` finds, given the sources of each speaker by hand.

    python -m training.anonymity_score training/anonymity --part aside
    python -m training.anonymity_score training/anonymity --part tune --differences

Present or not is counted over unnamed speakers, words as `\w+` tokens by their place over all of them.  What the rules find
beside speakers who have a name, and who would not be asked about, shows how loose the patterns are.
"""

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import Any

from inquit.reading.anonymity import anonymity_of
from inquit.sentences import sentence_bounds
from inquit.types import Anonymity, Span
from training.anonymity import FIELDS, NAMED, PARTS, passages

PRESENCE = ("basis", "granted", "reason")


class Counts:
    """Hits, and how many were found and due."""

    def __init__(self) -> None:
        self.right = self.found = self.due = 0

    def add(self, found: set[int], due: set[int]) -> None:
        self.right += len(found & due)
        self.found += len(found)
        self.due += len(due)

    def __str__(self) -> str:
        precision, recall = self.right / max(self.found, 1), self.right / max(self.due, 1)
        f1 = 2 * self.right / max(self.found + self.due, 1)
        return f"precision {100 * precision:5.1f}  recall {100 * recall:5.1f}  F1 {100 * f1:5.1f}  (found {self.found}, due {self.due})"


def words_in(text: str, pieces: Any) -> set[int]:
    return {start + match.start() for start, end in pieces for match in re.finditer(r"\w+", text[start:end])}


def read(passage: dict[str, Any], speaker: dict[str, Any]) -> Anonymity:
    text = passage["text"]
    sources = [Span(tuple(map(tuple, a["source"]))) for a in passage["attributions"] if a["speaker"] == speaker["id"]]
    return anonymity_of(text, [source for source in sources if source], sentences=sentence_bounds(text))


def score(chosen: list[dict[str, Any]], *, differences: bool = False) -> list[str]:
    """The lines of the report."""
    present, words = {name: Counts() for name in PRESENCE}, {name: Counts() for name in FIELDS.values()}
    numbers, alarms, asked, lines = Counter[bool](), Counter[str](), Counter[str](), list[str]()
    for passage in chosen:
        text = passage["text"]
        for n, speaker in enumerate(passage["speakers"]):
            found, gold = read(passage, speaker), speaker["anonymity"]
            if gold is None:
                asked[speaker["kind"]] += 1
                if found.granted or found.reason:
                    alarms[speaker["kind"]] += 1
                    if differences:
                        lines.append(
                            f"{passage['id']} {speaker['name']}: {found.granted.of(text)!r} {found.reason.of(text)!r}"
                        )
                continue
            numbers[found.number == gold["number"]] += 1
            if differences and found.number != gold["number"]:
                lines.append(f"{passage['id']} {speaker['name']}: number {found.number}, due {gold['number']}")
            for name in FIELDS.values():
                span = getattr(found, name)
                words[name].add(words_in(text, span), words_in(text, gold[name]))
                if name in PRESENCE:
                    present[name].add({n} if span else set(), {n} if gold[name] else set())
                if differences and words_in(text, span) != words_in(text, gold[name]):
                    due = Span(tuple(map(tuple, gold[name])))
                    lines.append(f"{passage['id']} {name}: {span.of(text)!r}, due {due.of(text)!r}")
    total = sum(numbers.values())
    lines.append(f"{len(chosen)} passages, {total} unnamed speakers, {sum(asked.values())} named")
    lines += [f"{name:10} present  {counts}" for name, counts in present.items()]
    lines += [f"{name:10} words    {counts}" for name, counts in words.items()]
    lines.append(f"number     {100 * numbers[True] / max(total, 1):.1f} % of {total}")
    lines.append(
        "granted or reason beside named speakers: "
        + ", ".join(f"{kind} {alarms[kind]} of {asked[kind]}" for kind in NAMED)
    )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the anonymity of unnamed speakers, given their sources.")
    parser.add_argument("folder", type=Path, help="folder of *.txt files")
    parser.add_argument("--part", choices=PARTS, default="tune", help="tune: for looking at; aside: for figures")
    parser.add_argument("--differences", action="store_true", help="print each difference too; on tune only")
    args = parser.parse_args()
    if args.differences and args.part != "tune":
        parser.error("--differences shows passages that rules must not see: use it with --part tune")
    for line in score(passages(args.folder, args.part), differences=args.differences):
        print(line)


if __name__ == "__main__":
    main()
