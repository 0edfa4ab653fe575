"""Who speaks, given the spans: readings by hand in, the same spans with our speakers out.

    python -m training.speakers READINGS.jsonl[.gz] OUT.jsonl

The spans of each statement are taken from the file, its speaker is found out by `inquit.reading.speakers`; what comes
out is scored with `score_readings.py READINGS OUT`.  So the resolution is measured apart from the model's own mistakes.
"""

import argparse
import json
from pathlib import Path

from inquit.reading.attribution import Attribution
from inquit.reading.speakers import resolve_speakers
from inquit.types import Span, Speaker
from training.articles import read_articles

KEPT = ("id", "source", "cue", "content", "within")


def attributions_of(record: dict) -> list[Attribution]:
    """The statements of a record as attributions, in its order."""
    numbers = {s["id"]: n for n, s in enumerate(record["statements"]) if "id" in s}
    return [
        Attribution(
            *(Span(tuple(map(tuple, s.get(name) or []))) for name in ("source", "cue", "content")),
            outer=numbers.get(s.get("within")),
        )
        for s in record["statements"]
    ]


def resolved(record: dict) -> dict:
    """The record with our speakers in place of its own, its statements in the order of the text."""
    given = sorted(record["statements"], key=_place)  # an outer statement begins before those inside it, or ends after
    found = attributions_of({**record, "statements": given})
    speakers = resolve_speakers(record["text"], found, authors=record.get("authors") or ())
    statements = [
        {
            **{key: statement.get(key) for key in KEPT},
            "speaker": who.speaker.id if who else None,
            "resolved_by": who.reason if who else None,
            "rule": who.rule if who else None,
        }
        for statement, who in zip(given, speakers.by_attribution, strict=True)
    ]
    described = [_described(speaker) for speaker in speakers.all]
    return {"id": record["id"], "text": record["text"], "speakers": described, "statements": statements}


def _described(speaker: Speaker) -> dict:
    number = speaker.anonymity.number if speaker.anonymity else None
    return {"id": speaker.id, "name": speaker.name, "kind": speaker.kind, "role": speaker.role, "number": number}


def _place(statement: dict) -> tuple[int, int]:
    pieces = [p for name in ("source", "cue", "content") for p in statement.get(name) or []]
    return min(p[0] for p in pieces), -max(p[1] for p in pieces)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    with args.out.open("w", encoding="utf-8") as out:
        for record in read_articles(args.readings):
            print(json.dumps(resolved(record), ensure_ascii=False), file=out)


if __name__ == "__main__":
    main()
