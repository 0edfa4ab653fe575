"""Files of articles or of windows of them, one JSON object a line."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path


def read_articles(path: Path) -> Iterator[dict]:
    """The records of a file, packed with gzip or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
