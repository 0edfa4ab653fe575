"""Damaged inputs of many kinds, and what a batch makes of them.

    python -m benchmarks.batch_damaged --inputs 1000 --folder FOLDER [--workers 2]

Makes files that are cut, have flipped bytes, unpack to gigabytes, tell wrong lengths, whose chunked bodies never end,
and ZIP archives with names that climb; then has a batch read them and prints what became of each kind, the seconds it
took and the memory that its processes held at most.  The same number makes the same files.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import threading
import time
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Quay {n} shut</title></head><body><article>
<h1>Quay {n} shut after storm</h1>
<p>Vera Lund, the harbour master, said quay {n} would stay shut until the divers had looked at its feet.</p>
<p>“Nobody has asked us what a winter without the ferry means,” said Otto Brandt, who sells fish on the quay.</p>
<p>The council meets on Monday, and the people of the island hope that it will decide about the money then.</p>
</article></body></html>"""
WORDS = (
    "Vera Lund said that quay {n} would stay shut for a week, and that the ferry would sail from the north instead. "
)


def page(n: int) -> bytes:
    return PAGE.format(n=n).encode()


def lines(n: int) -> bytes:
    return b"".join(json.dumps({"text": WORDS.format(n=10 * n + k) * 2}).encode() + b"\n" for k in range(5))


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(body), body)


def record(n: int, body: bytes, *fields: bytes, length: int | None = None) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + b"".join(f + b"\r\n" for f in fields)
    block = http + b"\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-02-03T10:11:12Z\r\n"
        f"WARC-Target-URI: https://holm.example/{n}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(n: int) -> bytes:
    return b"".join(gzip.compress(record(10 * n + k, page(10 * n + k))) for k in range(3))


def plain_warc(n: int) -> bytes:
    return b"".join(record(10 * n + k, page(10 * n + k)) for k in range(3))


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, data)
    return out.getvalue()


def wacz(n: int) -> bytes:
    return zipped("archive/data.warc.gz", warc(n))


def docx(n: int) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    words = WORDS.format(n=n) * 3
    body = f"<w:document {space}><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"
    return zipped("word/document.xml", body.encode())


def mail(n: int) -> bytes:
    head = f"From: Harbour <h@holm.example>\r\nSubject: Quay {n}\r\nMessage-ID: <{n}@holm.example>\r\n"
    return (head + "\r\n" + WORDS.format(n=n) * 3).encode()


def cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(1, len(data))]


def flipped(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randrange(1, 40)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def zeroed(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data))
    size = min(rng.randrange(1, 400), len(data) - start)
    return data[:start] + bytes(size) + data[start + size :]


def doubled(data: bytes, rng: Random) -> bytes:
    place = rng.randrange(len(data))
    return data[:place] + data


SOUND: dict[str, tuple[Callable[[int], bytes], str]] = {
    "page": (page, "html"),
    "lines": (lines, "jsonl"),
    "packed lines": (lambda n: gzip.compress(lines(n)), "jsonl.gz"),
    "packed archive": (warc, "warc.gz"),
    "archive": (plain_warc, "warc"),
    "WACZ": (wacz, "wacz"),
    "office text": (docx, "docx"),
    "mail": (mail, "eml"),
}
DAMAGES = {"cut": cut, "flipped bytes": flipped, "zeroed": zeroed, "doubled": doubled}


@cache
def bomb(bomb_bytes: int, before: bytes = b"", after: bytes = b"") -> bytes:
    """Zeros between two texts, packed."""
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    zeros = bytes(1_000_000)
    parts = [packer.compress(before), *(packer.compress(zeros) for _ in range(bomb_bytes // len(zeros)))]
    return b"".join([*parts, packer.compress(after), packer.flush()])


@cache
def office_bomb(bomb_bytes: int) -> bytes:
    return zipped("word/document.xml", b"<w>" + bytes(bomb_bytes))


def endless(n: int) -> bytes:
    body = chunked(page(n)) * 50 + b"ffffff\r\n" + page(n)
    return gzip.compress(record(n, body, b"Transfer-Encoding: chunked")) + warc(n + 1)


# Kind to content, by number and the size of bombs, and suffix of files that were made to hurt.
MADE_TO_HURT: dict[str, tuple[Callable[[int, int], bytes], str]] = {
    "page that is a bomb": (lambda n, size: bomb(size), "html.gz"),
    "line that is a bomb": (lambda n, size: bomb(size, b'{"text": "', b'"}'), "jsonl.gz"),
    "bomb in an archive": (lambda n, size: warc(n) + bomb(size, record(0, b"")) + warc(n + 1), "warc.gz"),
    "bomb in a body": (
        lambda n, size: gzip.compress(record(n, bomb(size), b"Content-Encoding: gzip")) + warc(n + 1),
        "warc.gz",
    ),
    "bomb in an office text": (lambda n, size: office_bomb(size), "docx"),
    "endless body": (lambda n, size: endless(n), "warc.gz"),
    "length too large": (lambda n, size: record(n, page(n), length=10**12) + plain_warc(n + 1), "warc"),
    "length too small": (lambda n, size: record(n, page(n), length=17) + plain_warc(n + 1), "warc"),
    "length of the next": (lambda n, size: record(n, page(n), length=len(page(n)) + 900) + plain_warc(n + 1), "warc"),
    "path that climbs": (lambda n, size: zipped("../../../archive/data.warc.gz", warc(n)), "wacz"),
    "deep JSON": (lambda n, size: b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "json"),
    "deep page": (lambda n, size: b"<div>" * 50_000 + page(n), "html"),
    "nothing": (lambda n, size: b"", "html"),
    "zeros": (lambda n, size: bytes(5_000), "html"),
}


def damaged(number: int, *, bomb_bytes: int = 300_000_000) -> Iterator[tuple[str, str, bytes]]:
    """Kind, file name and content of each damaged input.

    Args:
        number: How many.
        bomb_bytes: What a bomb unpacks to.
    """
    for n in range(number):
        rng = Random(n)
        if n % 10 == 0:
            kind = list(MADE_TO_HURT)[n // 10 % len(MADE_TO_HURT)]
            hurt, suffix = MADE_TO_HURT[kind]
            data = hurt(n, bomb_bytes)
        else:
            what = list(SOUND)[n % len(SOUND)]
            how = list(DAMAGES)[n // len(SOUND) % len(DAMAGES)]
            make, suffix = SOUND[what]
            kind, data = f"{what}, {how}", DAMAGES[how](make(n), rng)
        yield kind, f"{n:05d}.{suffix}", data


class MemoryWatch:
    """The most memory that this process and its children hold at a time, each for itself, in MB; Linux only."""

    def __init__(self) -> None:
        self.own = self.largest_child = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            self.own = max(self.own, _held_mb(os.getpid()))
            self.largest_child = max([self.largest_child, *(map(_held_mb, _children(os.getpid())))])


def _held_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = [int(child) for child in task.read_text(encoding="ascii").split()]
        except OSError:
            continue
        for child in found:
            yield child
            yield from _children(child)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Have a batch read damaged inputs.")
    parser.add_argument("--inputs", type=int, default=1000, help="how many (1000)")
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder for them and the output")
    parser.add_argument("--workers", type=int, default=2, help="worker processes (2)")
    parser.add_argument("--bomb-mb", type=int, default=300, help="what a bomb unpacks to (300)")
    args = parser.parse_args(argv)
    from inquit import batch

    inputs, kinds = args.folder / "inputs", {}
    inputs.mkdir(parents=True)
    for kind, name, data in damaged(args.inputs, bomb_bytes=args.bomb_mb * 1_000_000):
        (inputs / name).write_bytes(data)
        kinds[name] = kind
    options = batch.BatchOptions(reader="benchmarks.batch_readers:quick", timeout_s=60, memory_mb=1_000)
    began = time.perf_counter()
    with MemoryWatch() as memory:
        summary = batch.run([inputs], args.folder / "out", options, workers=args.workers)
    seconds = time.perf_counter() - began
    ended: dict[str, Counter[str]] = defaultdict(Counter)
    without_reason = 0
    for path in sorted((args.folder / "out" / "manifest").glob("*.jsonl")):
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()[1:]):
            name = Path(line["file"].partition(",")[0]).name
            ended[kinds[name]][line["outcome"]] += 1
            without_reason += line["outcome"] != "read" and not line["reason"]
    seen = {Path(line_file).name for line_file in _files(args.folder / "out" / "manifest")}
    print("| kind | what became of its records |\n| --- | --- |")
    for kind, counts in sorted(ended.items()):
        print(f"| {kind} | {', '.join(f'{count} {outcome}' for outcome, count in sorted(counts.items()))} |")
    print(
        f"\n{args.inputs} inputs, {summary.records} records in {seconds:.0f} s with {args.workers} workers;"
        f" {len(kinds) - len(seen & kinds.keys())} inputs without a line, {without_reason} lines without a reason;"
        f" memory at most {memory.own:.0f} MB here, {memory.largest_child:.0f} MB in one worker"
    )
    return 0


def _files(manifest: Path) -> Iterator[str]:
    for path in manifest.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            yield json.loads(line)["file"].partition(",")[0]


if __name__ == "__main__":
    raise SystemExit(main())
