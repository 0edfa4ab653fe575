"""WebVTT subtitles (https://www.w3.org/TR/webvtt1/) as an article: a paragraph for each turn of a voice."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from inquit.errors import SourceError

START = re.compile(rb"(\xef\xbb\xbf)?WEBVTT(?=[ \t\r\n]|$)")
TIMING = re.compile(r"[\d:.]+[ \t]+-->[ \t]+[\d:.]+")
VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]+)>")
TAG = re.compile(r"<[^>]*>")


def claims(head: bytes, where: str) -> bool:
    """Whether an input is a WebVTT file (section 4.1: it begins with its name)."""
    return START.match(head) is not None


def records(data: bytes, where: str) -> Iterator[dict[str, Any]]:
    """The one article of a file.  A turn of somebody becomes `Ida Holm: words`, which Inquit reads as a transcript.

    Raises:
        SourceError: It has no cue with words.
    """
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    head, *blocks = re.split(r"\n{2,}", text.strip("\n"))
    turns: list[tuple[str | None, str]] = []
    for block in blocks:
        voice, words = _cue(block)
        if not words:
            continue
        if turns and voice in (turns[-1][0], None):
            turns[-1] = (turns[-1][0], f"{turns[-1][1]} {words}")
        else:
            turns.append((voice, words))
    if not turns:
        raise SourceError("holds no subtitles", where=where, remedy="check that the file was saved whole")
    title = head.partition("\n")[0].removeprefix("WEBVTT").strip(" \t-")
    yield {"title": title, "text": "\n\n".join(f"{voice}: {words}" if voice else words for voice, words in turns)}


def _cue(block: str) -> tuple[str | None, str]:
    """Voice and words of a cue; no words for notes, styles and regions, which have no timing."""
    lines = block.split("\n")
    at = next((number for number, line in enumerate(lines[:2]) if TIMING.match(line)), None)
    if at is None:
        return None, ""
    payload = " ".join(lines[at + 1 :])
    voice = VOICE.search(payload)
    words = " ".join(html.unescape(TAG.sub("", payload)).split())
    return (" ".join(html.unescape(voice[1]).split()) if voice else None), words
