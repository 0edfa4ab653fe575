"""The dates that a page or text gives for itself: machine-readable ones, date lines, datelines.

This is about the article's own day of publication; times inside the story are the reading's business.  Ours and not
dateparser, which takes "March" or "7" for a date: here a line is a date line only if all of it is understood.
A zone is kept only where the input gives one (ISO 8601-1:2019, 5.3.4); what is ambiguous (03/04/2024) stays unread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?\b"
YEAR = r"(?P<{0}>(?:19|20)\d\d)(?!\d)"
DATE = "|".join(
    (
        r"(?<![\d.])" + DAY.format("d1") + r"(?:\s+of)?[\s-]+" + MONTH.format("m1") + r"[\s,-]+" + YEAR.format("y1"),
        r"\b" + MONTH.format("m2") + r"\s+" + DAY.format("d2") + r"(?:,\s*|\s+)" + YEAR.format("y2"),
        r"(?<!\d)" + YEAR.format("y3") + r"[-/](?P<m3>[01]?\d)[-/](?P<d3>[0-3]?\d)(?!\d)",
        r"(?<![\d.])(?P<d4>[0-3]?\d)\.\s?(?P<m4>[01]?\d)\." + YEAR.format("y4"),
        r"(?<!\d)(?P<a5>[0-3]?\d)/(?P<b5>[0-3]?\d)/" + YEAR.format("y5"),
    )
)
DATE_RE = re.compile(DATE, re.I)
MONTH_DAY_RE = re.compile(
    rf"\b{MONTH.format('m6')}\s+{DAY.format('d6')}|(?<!\d){DAY.format('d7')}\s+{MONTH.format('m7')}", re.I
)
TIME_RE = re.compile(
    r"(?<![\d:.])T?(?P<h>[0-2]?\d)(?:[:.h](?P<min>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|\s*(?P<half2>[ap]\.?m\b\.?))",
    re.I,
)
OFFSETS = {
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AEST": 10, "AEDT": 11, "JST": 9, "NZST": 12, "NZDT": 13,
}  # fmt: skip
REGIONS = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
ZONE_RE = re.compile(
    r"\s*\(?(?P<sign>(?:GMT|UTC)?[+-][01]?\d(?::?[0-5]\d)?(?!\d)|Z\b|"
    + "|".join(sorted({*OFFSETS, *REGIONS} - {"Z"}, key=len, reverse=True))
    + r")(?![A-Za-z])\)?"
)
RELATIVE_RE = re.compile(
    r"\b(?P<n>\d{1,3}|an?|one)\s+(?P<unit>second|sec|minute|min|hour|hr|day|week|month|year)s?\s+ago\b", re.I
)
DURATIONS = {"s": "PT{}S", "mi": "PT{}M", "h": "PT{}H", "d": "P{}D", "w": "P{}W", "mo": "P{}M", "y": "P{}Y"}

MODIFIED_RE = re.compile(r"\b(?:last\s+)?(?:updated?|modified|changed|edited|revised|corrected)\b", re.I)
PUBLISHED_RE = re.compile(
    r"\b(?:(?:first\s+)?(?:published|posted|released|issued|created)|release\s+date|date)\b", re.I
)
# What may stand beside a date without making the line a sentence.
FILLER_RE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b(?:on|at|and|local time|hrs?|IST|o'clock)\b"
    r"|\b\d{1,3}\s*-?\s*min(?:ute)?s?(?:\s+read)?\b|\breading time\b|[\s,:;|/()\[\]·•–—\u2009\u00a0\x01-]+",
    re.I,
)
BYLINE_RE = re.compile(
    r"^\s*by\s+(?:[A-Z][\w.'’-]*|and|of|de|van|von|for|the|in|[,&])(?:\s+(?:[A-Z][\w.'’-]*|and|of|de|van|von|for|the|in|[,&]))*,?",
    re.I,
)
PLACE_RE = re.compile(r"^\s*[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2},(?=\s+(?:[0-3]?\d\b|[A-Z]))")  # of press releases
DATELINE_RE = re.compile(r"\s*(?:\([^()\n]{2,30}\)\s*)?[A-Z][A-Z][^\n]{1,80}?\s*(?:[–—]|--?)\s")
MAX_DATE_LINE_CHARS = 160
LABEL = "\x01"  # stands where "Updated" stood: a time behind it does not belong to the date before it


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line tells.

    Attributes:
        published: ISO 8601, or `None`.
        modified: ISO 8601, or `None`.
        modified_ago: "Updated 1 year ago" as a negative duration, `-P1Y` (ISO 8601-2:2019, 4.4), counted from a day
            that the text does not tell; or `None`.
    """

    published: str | None = None
    modified: str | None = None
    modified_ago: str | None = None


def iso(value: str) -> str | None:
    """A machine-readable or plainly written date as ISO 8601; `None` where it is none.

    Args:
        value: ISO 8601, extended or basic, RFC 5322, or one date in words with nothing but time and zone beside it.
    """
    value = value.strip()
    if len(value) > MAX_DATE_LINE_CHARS:
        return None
    if re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?", value):
        return value
    try:
        return _from_datetime(value)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        line = date_line(value)
        return (line.published or line.modified) if line else None


def date_line(line: str) -> DateLine | None:
    """The dates of a line that holds nothing but dates, times, labels and perhaps a byline; else `None`."""
    if len(line) > MAX_DATE_LINE_CHARS or not re.search(r"\d", line):
        return None
    published = modified = ago = None
    rest = BYLINE_RE.sub(" ", line, count=1)
    rest = PLACE_RE.sub(" ", rest if DATE_RE.search(rest) else line, count=1)
    events: list[tuple[int, str, str]] = []
    for name, pattern in (("m", MODIFIED_RE), ("p", PUBLISHED_RE)):
        events += [(match.start(), name, "") for match in pattern.finditer(rest)]
        rest = pattern.sub(lambda match: LABEL * len(match[0]), rest)
    for match in RELATIVE_RE.finditer(rest):
        events.append((match.start(), "ago", _duration(match)))
    rest = RELATIVE_RE.sub(lambda match: " " * len(match[0]), rest)
    while found := DATE_RE.search(rest):
        moment, start, end = _moment(rest, found)
        if moment is None:
            return None
        events.append((start, "date", moment))
        rest = rest[:start] + " " * (end - start) + rest[end:]
    if not any(kind == "date" for _, kind, _ in events) or FILLER_RE.sub("", TIME_RE.sub("", rest)):
        return None
    label = "p"
    for _, kind, value in sorted(events):
        if kind in "mp":
            label = kind
        elif kind == "ago":
            ago = ago or (value if label == "m" else None)
        elif label == "m":
            modified = modified or value
        else:
            published = published or value
    return DateLine(published, modified, ago)


def dateline(paragraph: str) -> str | None:
    """The date in an agency's dateline, "OSTVIK, March 3 (Norwire) -": ISO 8601, `XXXX-03-03` without a year."""
    opening = DATELINE_RE.match(paragraph[:200])
    if opening is None:
        return None
    if match := DATE_RE.search(opening[0]):
        return _date(match)
    if match := MONTH_DAY_RE.search(opening[0]):
        month, day = _month(match["m6"] or match["m7"]), int(match["d6"] or match["d7"])
        return f"XXXX-{month:02}-{day:02}" if _valid(2024, month, day) else None  # a leap year: February 29 may be
    return None


def _from_datetime(value: str) -> str:
    """ISO 8601 as the standard library reads it, without fractions of seconds; raises `ValueError`."""
    if re.fullmatch(r"\d{4}-?W.*|\d{8}|\d{4}-?\d{3}", value) and not re.fullmatch(r"(19|20)\d{6}", value):
        raise ValueError(value)
    moment = datetime.fromisoformat(value)
    if moment.year < 1800:  # content systems write 0001-01-01 where they mean "none"
        raise ValueError(value)
    if not re.search(r"[T ]\d", value[8:]):
        return moment.date().isoformat()
    has_seconds = re.search(r"[T ]\d\d:?\d\d:?\d\d", value)
    return moment.isoformat(timespec="seconds" if has_seconds else "minutes")


def _moment(text: str, match: re.Match[str]) -> tuple[str | None, int, int]:
    """The date with the time that stands before or after it, and where the whole lies in the text."""
    day, start, end = _date(match), match.start(), match.end()
    if day is None:
        return None, start, end
    gap = re.compile(r"(?:\s|,|-|–|—|\||·|\bat\b|\()*", re.I)
    after = TIME_RE.match(text, gap.match(text, end).end())  # type: ignore[union-attr]
    time = after or _time_before(text, start)
    if time is None or (clock := _clock(time)) is None:
        return day, start, end
    zone = ZONE_RE.match(text, time.end())
    stop = zone.end() if zone else time.end()
    start, end = min(start, time.start()), max(end, stop)
    return f"{day}T{clock}{_offset(zone['sign'], day) if zone else ''}", start, end


def _time_before(text: str, end: int) -> re.Match[str] | None:
    """The last time before a position, with nothing but its zone, a weekday or a comma between ("20:35 GMT, 3 May")."""
    times = list(TIME_RE.finditer(text, 0, end))
    if not times:
        return None
    zone = ZONE_RE.match(text, times[-1].end())
    between = text[zone.end() if zone else times[-1].end() : end]
    return times[-1] if LABEL not in between and not FILLER_RE.sub("", between) else None


def _date(match: re.Match[str]) -> str | None:
    group = match.groupdict()
    if group["a5"]:
        first, second = int(group["a5"]), int(group["b5"])
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month, year = (first, second, int(group["y5"])) if first > 12 else (second, first, int(group["y5"]))
    else:
        number = next(n for n in "1234" if group[f"y{n}"])
        day, month, year = int(group[f"d{number}"]), _month(group[f"m{number}"]), int(group[f"y{number}"])
    return f"{year:04}-{month:02}-{day:02}" if _valid(year, month, day) else None


def _month(word: str) -> int:
    return int(word) if word.isdigit() else MONTHS.index(word[:3].lower()) + 1


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _clock(match: re.Match[str]) -> str | None:
    hour, minute = int(match["h"]), match["min"] or "00"
    if half := (match["half"] or match["half2"]):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0].lower() == "p" else 0)
    if hour > 23:
        return None
    return f"{hour:02}:{minute}" + (f":{match['s']}" if match["s"] else "")


def _offset(zone: str, day: str) -> str:
    """The zone as `+02:00`; empty where the system does not know it."""
    if zone in REGIONS:
        return _region_offset(REGIONS[zone], day)
    if zone in OFFSETS:
        minutes = 60 * OFFSETS[zone]
    else:
        sign, digits = re.search(r"([+-])(.*)", zone).groups()  # type: ignore[union-attr]
        hours, _, rest = digits.partition(":") if ":" in digits else (digits[:-2] or digits, "", digits[-2:])
        minutes = int(hours) * 60 + int(rest) if len(digits) > 2 else int(digits) * 60
        minutes = -minutes if sign == "-" else minutes
    return datetime(2000, 1, 1, tzinfo=timezone(timedelta(minutes=minutes))).isoformat()[-6:]


@cache
def _region_offset(region: str, day: str) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo(region)).isoformat()[-6:]
    except ZoneInfoNotFoundError:  # Windows without the tzdata package
        return ""


def _duration(match: re.Match[str]) -> str:
    unit = match["unit"].lower()
    number = int(match["n"]) if match["n"].isdigit() else 1
    return "-" + next(DURATIONS[key] for key in (unit[:2], unit[0]) if key in DURATIONS).format(number)
