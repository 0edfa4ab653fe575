"""The reading format, in and out: one article and what was read in it as a JSON object, one object a line.

Written by hand and not with pydantic: spans are checked against the text and ids against each other, which a schema
cannot say, and every message names path, value and reason.  docs/reading-format.md describes the fields.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import IO, Any

from inquit.errors import Failure, FormatError, InquitError, located
from inquit.records import MEND, Fields, is_share, parse_choice, parse_object, shown
from inquit.types import (
    FORMAT,
    Act,
    Anonymity,
    Article,
    Basis,
    Flag,
    Kind,
    Mode,
    PublishedCandidate,
    ReaderInfo,
    Reading,
    Span,
    Speaker,
    Statement,
    StatementTime,
    TimeExpression,
    TimexType,
    Type,
)

# The fields of an article that the format knows; others are `extra`.
KNOWN = frozenset({
    "format", "id", "url", "outlet", "publisher", "title", "authors", "published", "date", "published_candidates",
    "modified", "language", "text", "sha256", "speakers", "statements", "attributions", "times", "reader",
    "warnings", "extra",
})  # fmt: skip
# ISO 8601 with as much of date, time and zone as the input gave.
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")
SURROGATE = re.compile("[\ud800-\udfff]")


def statement_id(text: str, source: Span, cue: Span, content: Span) -> str:
    """The id of a statement, derived from where it stands: the same words of the same text always have the same id.

    Args:
        text: The article's text, or its SHA-256 in hexadecimal, which spares hashing a long text for every statement.
        source: Who speaks.
        cue: How.
        content: What.
    """
    is_hash = len(text) == 64 and re.fullmatch(r"[0-9a-f]{64}", text)
    digest = text if is_hash else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    place = json.dumps([digest, source.pieces, cue.pieces, content.pieces])
    return f"s{hashlib.sha256(place.encode()).hexdigest()[:12]}"


def dumps(reading: Reading, *, codes: bool = False) -> str:
    """The reading as one line of JSON, without the line end; see `Reading.to_dict`."""
    record = reading.to_dict(codes=codes)
    line = json.dumps(record, ensure_ascii=False)
    # Lone surrogates cannot be written as UTF-8; escaped they can.
    return json.dumps(record) if SURROGATE.search(line) else line


def write_readings(readings: Iterable[Reading], file: IO[str]) -> int:
    """Write readings, one a line, and return how many."""
    written = 0
    for reading in readings:
        file.write(f"{dumps(reading)}\n")
        written += 1
    return written


def loads(line: str | bytes, *, keep: bool = False) -> Reading:
    """Read one line; see `from_record`."""
    return from_record(parse_object(line), keep=keep)


def read_readings(lines: Iterable[str | bytes], *, where: str = "-", keep: bool = False) -> Iterator[Reading | Failure]:
    """Read lines of readings, lazily; a bad line is a `Failure` in its place and the others are still read.

    Args:
        lines: The lines, with or without line ends; blank ones are skipped.
        where: Path or URL that the lines come from, for messages.
        keep: Keep unknown fields of the article in `extra`.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            with located(where, number):
                reading = loads(line, keep=keep)
        except InquitError as error:
            error.remedy = error.remedy or MEND
            yield Failure(where, number, error)
        else:
            yield reading


def from_record(record: dict[str, Any], *, keep: bool = False) -> Reading:
    """Make the reading that a record of the format describes.

    Args:
        record: The object, as `json.loads` gives it; it is not changed.
        keep: Keep unknown fields of the article in `extra`.

    Raises:
        FormatError: A field is missing, of the wrong kind, points outside the text, or names what is not there.
    """
    fields = Fields(record)
    _check_format(fields)
    article = _article(fields, keep=keep)
    speakers = tuple(_speaker(item, article.text) for item in fields.objects("speakers"))
    by_id = _by_id("speakers", speakers)
    statements = _statements(fields, article, by_id)
    times = tuple(_time_expression(item, article.text) for item in fields.objects("times"))
    reader = fields.object("reader")
    info = ReaderInfo(reader.needed_text("version"), reader.needed_text("model")) if reader else None
    return Reading(article, statements, speakers, times, info)


def _check_format(fields: Fields) -> None:
    number = fields.position("format")
    if number is not None and number < 1:
        fields.fail("format", "is not a number of the format; the first one is 1")
    if number is not None and number > FORMAT:
        raise FormatError(
            f"format: {number} is newer than {FORMAT}, the newest that this version reads", remedy="update inquit"
        )


def _article(fields: Fields, *, keep: bool) -> Article:
    text = fields.needed_text("text")
    if lone := SURROGATE.search(text):
        raise FormatError(f"text: the lone surrogate at {lone.start()} is not a character")
    extra = dict(fields.data["extra"]) if fields.object("extra") else {}
    if keep:
        extra |= {key: value for key, value in fields.data.items() if key not in KNOWN}
    article = Article(
        text=text,
        id=fields.text("id") or "",
        url=fields.text("url"),
        outlet=fields.text("outlet") or fields.text("publisher"),
        title=fields.text("title"),
        authors=fields.texts("authors"),
        published=_date(fields, "published") or _date(fields, "date"),
        modified=_date(fields, "modified"),
        published_candidates=tuple(
            PublishedCandidate(item.needed_text("value"), item.needed_text("origin"))
            for item in fields.objects("published_candidates")
        ),
        language=fields.text("language"),
        extra=extra,
        warnings=fields.texts("warnings"),
    )
    told = fields.text("sha256")
    if told is not None and told.lower() != article.sha256:
        raise FormatError(
            f"sha256: {shown(told)} is not that of the text, {article.sha256}",
            remedy="the text was changed after it was read: take it from the original, or read it again",
        )
    return article


def _date(fields: Fields, key: str) -> str | None:
    value = fields.text(key)
    if value is not None and not DATE.fullmatch(value):
        fields.fail(key, "is not an ISO 8601 date")
    return value or None


def _speaker(fields: Fields, text: str) -> Speaker:
    anonymity = fields.object("anonymity")
    kind = fields.choice("kind", Kind)
    if kind is None:
        fields.fail("kind", "is none of " + ", ".join(Kind))
    return Speaker(
        id=fields.needed_text("id"),
        name=fields.needed_text("name"),
        kind=kind,
        role=fields.text("role"),
        mentions=tuple(_ranges(fields, "mentions", text)),
        anonymity=_anonymity(anonymity, text) if anonymity else None,
    )


def _anonymity(fields: Fields, text: str) -> Anonymity:
    number = fields.data.get("number")
    if (
        number is not None
        and number != "many"
        and (not isinstance(number, int) or isinstance(number, bool) or number < 1)
    ):
        fields.fail("number", 'is not a number from 1, "many" or null')
    descriptor, basis, granted, reason = (
        _span(fields, key, text) for key in ("descriptor", "basis", "granted", "reason")
    )
    return Anonymity(descriptor, basis, granted, reason, number)


def _statements(fields: Fields, article: Article, speakers: dict[str, Speaker]) -> tuple[Statement, ...]:
    key = "statements" if fields.data.get("statements") is not None else "attributions"
    sha256, taken = article.sha256, set[str]()
    statements = []
    for item in fields.objects(key):
        statement = _statement(item, article.text, sha256, speakers)
        if statement.id in taken and item.text("id"):
            item.fail("id", "is the id of an earlier statement too")
        if statement.id in taken:  # the same words twice, both times without an id
            repeat = next(n for n in count(2) if f"{statement.id}-{n}" not in taken)
            statement = replace(statement, id=f"{statement.id}-{repeat}")
        taken.add(statement.id)
        statements.append(statement)
    for place, statement in enumerate(statements):
        if statement.within is not None and (statement.within not in taken or statement.within == statement.id):
            raise FormatError(f"{key}[{place}].within: {shown(statement.within)} is not the id of another statement")
    return tuple(statements)


def _statement(fields: Fields, text: str, sha256: str, speakers: dict[str, Speaker]) -> Statement:
    source, cue, content, condition, addressee, setting, target = (
        _span(fields, key, text) for key in ("source", "cue", "content", "condition", "addressee", "setting", "target")
    )
    if not (source or cue or content):
        raise FormatError(f"{fields.path}: has neither source nor cue nor content")
    return Statement(
        id=fields.text("id") or statement_id(sha256, source, cue, content),
        text=text,
        content=content,
        cue=cue,
        source=source,
        speaker=_known_speaker(fields, "speaker", speakers),
        resolved_by=fields.text("resolved_by"),
        mode=fields.choice("mode", Mode) or Mode.INDIRECT,
        type=fields.choice("type", Type),
        act=fields.choice("act", Act),
        acts=tuple(_ranked_acts(fields)),
        flags=tuple(
            parse_choice(f"{fields.at('flags')}[{number}]", flag, Flag)
            for number, flag in enumerate(fields.list("flags"))
        ),
        condition=condition,
        time=_statement_time(fields, text),
        addressee=addressee,
        setting=setting,
        target=target,
        target_speaker=_known_speaker(fields, "target_speaker", speakers),
        within=fields.text("within"),
        confidence=fields.share("confidence"),
    )


def _known_speaker(fields: Fields, key: str, speakers: dict[str, Speaker]) -> Speaker | None:
    name = fields.text(key)
    if name is None:
        return None
    if name not in speakers:
        known = ", ".join(speakers) or "there are none"
        fields.fail(key, f"is not the id of one of the speakers ({shown(known)[1:-1]})")
    return speakers[name]


def _ranked_acts(fields: Fields) -> Iterator[tuple[Act, float]]:
    for number, item in enumerate(fields.list("acts")):
        path = f"{fields.at('acts')}[{number}]"
        if not isinstance(item, list) or len(item) != 2 or not is_share(item[1]):
            raise FormatError(f"{path}: {shown(item)} is not an act with its probability")
        yield parse_choice(path, item[0], Act), float(item[1])


def _statement_time(fields: Fields, text: str) -> StatementTime | None:
    """When it was said: an object, or in older lines a bare string, or null for "said earlier", beside `time_basis`."""
    given = fields.data.get("time")
    if isinstance(given, str) or (given is None and "time_basis" in fields.data):
        return StatementTime(given, fields.choice("time_basis", Basis) or Basis.TEXT)
    time = fields.object("time")
    if time is None:
        return None
    basis = time.choice("basis", Basis)
    if basis is None:
        time.fail("basis", "is none of " + ", ".join(Basis))
    start, end = time.position("start"), time.position("end")
    if start is not None or end is not None:
        start, end = _range([start, end], fields.at("time"), text)
    return StatementTime(time.text("value"), basis, start, end)


def _time_expression(fields: Fields, text: str) -> TimeExpression:
    start, end = _range([fields.position("start"), fields.position("end")], fields.path, text)
    kind = fields.choice("type", TimexType)
    if kind is None:
        fields.fail("type", "is none of " + ", ".join(TimexType))
    return TimeExpression(start, end, kind, fields.text("value"), fields.text("mod"), fields.text("anchor"))


def _span(fields: Fields, key: str, text: str) -> Span:
    pieces = _ranges(fields, key, text)
    for number in range(1, len(pieces)):
        if pieces[number][0] < pieces[number - 1][1]:
            reason = "overlaps the piece before or stands before it in the text"
            raise FormatError(f"{fields.at(key)}[{number}]: {shown(pieces[number])} {reason}")
    return Span(tuple(pieces))


def _ranges(fields: Fields, key: str, text: str) -> list[tuple[int, int]]:
    return [_range(item, f"{fields.at(key)}[{number}]", text) for number, item in enumerate(fields.list(key))]


def _range(value: object, path: str, text: str) -> tuple[int, int]:
    if isinstance(value, list) and len(value) == 2:
        start, end = value
        if type(start) is int and type(end) is int and 0 <= start < end <= len(text):
            return start, end
    raise FormatError(f"{path}: {shown(value)} is not a range inside the text of {len(text):,} characters")


def _by_id(key: str, speakers: tuple[Speaker, ...]) -> dict[str, Speaker]:
    found: dict[str, Speaker] = {}
    for number, speaker in enumerate(speakers):
        if speaker.id in found:
            raise FormatError(f"{key}[{number}].id: {shown(speaker.id)} is the id of an earlier speaker too")
        found[speaker.id] = speaker
    return found
