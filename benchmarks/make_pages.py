"""Make untidy news pages of real size around given texts, to measure speed on.

    python -m benchmarks.make_pages --pages 200 --out DIR [--texts FILE.jsonl[.gz]] [--seed 7]

Real news pages cannot be passed on; these have what costs time on them: 170 kB on average (130 to 210), about 1,000
elements, scripts, styles, state and lists of other stories.  Without `--texts` the package's sample stories are
wrapped; a file gives one `{"text": …, "title": …}` a line, where `text` may begin with the headline.  Texts are taken
in turn until there are enough pages; the same arguments make the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.page_templates import KINDS, Story, page

SIZES = (130_000, 210_000)
OUTLETS = ("The Fairlie Echo", "Corran Daily", "Wire North", "Grantley Post", "Kelso Bay Times")
FIRST_DAY = datetime(2025, 1, 6, 6, 30, tzinfo=UTC)


def sample_texts() -> Iterator[tuple[str, str]]:
    """Title and text of the package's sample stories."""
    from inquit.samples import paths
    from inquit.sources import articles_from
    from inquit.types import Article

    for path in paths():
        for article in articles_from(path):
            if not isinstance(article, Article):
                raise SystemExit(str(article))
            yield article.title or article.text.split("\n", 1)[0], article.text


def file_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Title and text of each line of a JSONL file, packed or not; without a title the first line is taken."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            record = json.loads(line)
            if not isinstance(record.get("text"), str) or not record["text"].strip():
                raise SystemExit(f"{path}, line {number}: no text")
            yield record.get("title") or record["text"].strip().split("\n", 1)[0], record["text"]


def story_of(title: str, text: str, number: int) -> Story:
    """A story of a text: its paragraphs, the headline left out where it opens the text, an outlet, a date."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if lines and lines[0] == title.strip():
        del lines[0]
    published = FIRST_DAY + timedelta(hours=7 * number)
    return Story(title.strip(), tuple(lines), OUTLETS[number % len(OUTLETS)], published.isoformat())


def pages(texts: list[tuple[str, str]], number: int, seed: int) -> Iterator[tuple[str, str]]:
    """File name and HTML of each page.

    Args:
        texts: Title and text, taken in turn.
        number: How many pages.
        seed: The same seed makes the same pages.
    """
    for i in range(number):
        rng = Random(f"{seed}/{i}")
        story = story_of(*texts[i % len(texts)], i)
        # Each round through the texts shifts the kinds, so that a text meets all of them.
        kind = KINDS[(i + i // len(texts)) % len(KINDS)]
        yield f"page-{i:05d}.html", page(story, rng, kind, rng.randint(*SIZES))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Make untidy news pages of real size around given texts.")
    parser.add_argument("--pages", type=int, default=200, help="how many (200)")
    parser.add_argument("--out", type=Path, required=True, help="folder for them; made if it is not there")
    parser.add_argument("--texts", type=Path, help="JSONL with text and title a line; the sample stories without it")
    parser.add_argument("--seed", type=int, default=7, help="the same seed makes the same pages (7)")
    args = parser.parse_args(argv)
    texts = list(file_texts(args.texts) if args.texts else sample_texts())
    if not texts:
        parser.error(f"{args.texts} holds no texts")
    args.out.mkdir(parents=True, exist_ok=True)
    size = 0
    for name, html in pages(texts, args.pages, args.seed):
        data = html.encode()
        (args.out / name).write_bytes(data)
        size += len(data)
    print(f"{args.pages} pages around {len(texts)} texts in {args.out}, {size / max(args.pages, 1) / 1000:.0f} kB each")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
