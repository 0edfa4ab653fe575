"""Names inside the words of a source: whose they are, and what sort of speaker bears them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inquit.types import Kind, Span

_TOKEN = re.compile(r"[A-Z]\.(?:[A-Z]\.)*|\w[\w’'.-]*\w|\w|[,&()]")
_PARTICLES = frozenset("al ap bin da de del den der di du el la le of van von y the and for on".split())
_PARTICLES_IN_PEOPLE = frozenset("al ap bin da de del den der di du el la le van von y".split())

_TITLES = frozenset(
    """Mr Mrs Ms Miss Dr Prof Sir Dame Lord Lady Rev Fr Sr President Vice-President Chancellor Premier Senator Sen
    Rep Representative Congressman Congresswoman Governor Gov Mayor Councillor Councilman Councilwoman Minister
    Secretary Commissioner Chairman Chairwoman Chair Judge Justice Chief General Gen Colonel Col Major Maj Captain
    Capt Lieutenant Lt Sergeant Sgt Officer Detective Inspector Superintendent Ambassador Professor Doctor
    Director Speaker King Queen Prince Princess Pope Bishop Archbishop Cardinal Rabbi Imam Sheikh Spokesman
    Spokeswoman Spokesperson Coach Attorney Sheriff Deputy Prime Foreign Vice Former Acting Interim Lead First
    Secretary-General""".split()
)
_ORGANISATION = frozenset(
    """Administration Agency Alliance Army Assembly Association Authority Bank Board Bureau Cabinet Campaign Center
    Centre Chamber Church Club Coalition College Commission Committee Company Congress Co Corp Corporation Council
    Court Department Directorate Federation Forum Foundation Fund Gazette Government Group Guild Herald Hospital
    House Inc Institute Institution Journal League Ltd Ministry Movement Museum NGO News Network Office
    Organisation Organization Parliament Party Police Post Press Radio Registry School Senate Service Society
    Staff Study Syndicate Team Television Times Tribune Tribunal TV Union University Service""".split()
)
# Begin a sentence with a capital and are no names.
_COMMON = frozenset(
    """I He She They We It You Who Which That This These Those One Some Many Most Few Several Others Both All Any
    Each Another Someone Somebody Everyone Everybody Nobody No Not Officials Police Critics Experts Analysts
    Sources Authorities Residents Witnesses Prosecutors Lawyers Researchers Scientists Investigators Supporters
    Opponents Democrats Republicans Voters People Rebels Campaigners Activists Doctors Economists Investors
    Lawmakers Ministers Judges Reports Report Documents Q A My Your His Her Our Their Its A An The According As By
    But And Or If When While After Before Since In On At From For With Even Only Also Then There Here Still Yet
    Meanwhile However Instead""".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a source.

    Attributes:
        words: The name without titles: `Jona Varek`, `Harbour Ministry`.
        role: The title before it or the apposition after it; `None` without one.
        place: Where the name stands in the text.
    """

    words: str
    kind: Kind
    role: str | None
    place: tuple[int, int]


def find_name(text: str, source: Span) -> Name | None:
    """The name that a source consists of, `None` where it is a pronoun, a description, or a name of unclear kind.

    Args:
        text: The article's text.
        source: Where the source stands in it.
    """
    if not source:
        return None
    start, end = source.pieces[0]
    tokens = list(_TOKEN.finditer(text, start, end))
    run = _name_run(tokens)
    if not run:
        return None
    titles, name = _split_titles(run)
    if not name:
        return None
    first, last = name[0].start(), name[-1].end()
    words = re.sub(r"['’]s?$", "", text[first:last])
    definite = tokens[0].group().lower() == "the" and tokens[1:2] == [run[0]]
    kind = _kind(words, has_title=bool(titles), definite=definite)
    if kind is None or (tokens[0] is not run[0] and not definite and kind is not Kind.PERSON):
        return None  # "a spokesman for the Harbour Ministry" is not the ministry
    if kind is Kind.PERSON and tokens[0] is not run[0] and not _introduces(text[start:first]):
        return None  # "aides to Jona Varek"
    role = text[titles[0].start() : titles[-1].end()] if titles else _apposition(text, last, end)
    return Name(words, kind, role, (first, first + len(words)))


def _name_run(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """The first run of capitalised words, small words between them included."""
    run: list[re.Match[str]] = []
    for token in tokens:
        word = token.group()
        if (word[0].isupper() and word not in _COMMON) or (run and (word in _PARTICLES or word == "&")):
            run.append(token)
        elif run:
            break
    while run and not run[-1].group()[0].isupper():
        run.pop()
    return run


def _split_titles(run: list[re.Match[str]]) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Titles at the front, the name behind them; "Prime Minister" alone has no name."""
    size = 0
    while size < len(run) and run[size].group().rstrip(".") in _TITLES:
        size += 1
    return run[:size], run[size:]


def _kind(words: str, *, has_title: bool, definite: bool) -> Kind | None:
    parts = words.split()
    capitals = [p for p in parts if p[0].isupper()]
    if any(p.strip(".,") in _ORGANISATION for p in parts) or re.fullmatch(r"[A-Z][A-Z.&-]{1,6}", words):
        return Kind.ORGANIZATION
    if has_title and len(capitals) <= 4:
        return Kind.PERSON
    small = [p for p in parts if not p[0].isupper()]
    if definite or any(p not in _PARTICLES_IN_PEOPLE for p in small):
        return Kind.ORGANIZATION if len(capitals) > 1 or definite else None
    return Kind.PERSON if 2 <= len(capitals) <= 4 else None


def _introduces(words: str) -> bool:
    """Whether what stands before a person's name describes that person: "the minister", "Norvik's mayor,"."""
    return not re.search(
        r"\b(?:to|of|for|from|by|with|about|against|at|in)\s+(?:the\s+)?$", words
    ) and not words.rstrip().endswith(("’s", "'s"))


def _apposition(text: str, start: int, end: int) -> str | None:
    """What follows the name between commas inside the source: ", the city's mayor,"."""
    match = re.match(r",\s*((?:the|a|an|its|his|her|who|head|chief|director|mayor)\b[^,]*)", text[start:end])
    if not match or match[1].startswith("who"):
        return None
    return match[1].strip() or None
