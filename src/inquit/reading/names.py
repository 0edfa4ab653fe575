"""Names inside the words of a source: whose they are, and what sort of speaker bears them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inquit.types import Kind, Span

_TOKEN = re.compile(r"[A-Z]\.(?:[A-Z]\.)*|\w[\w’'.-]*\w|\w|[,&()“”\"]")
_PARTICLES = frozenset("al ap bin da de del den der di du el la le of van von y the and for on".split())
_PARTICLES_IN_PEOPLE = frozenset("al ap bin da de del den der di du el la le van von y".split())

_TITLES = frozenset(
    """Mr Mrs Ms Miss Dr Prof Sir Dame Lord Lady Rev Fr Sr President Vice-President Chancellor Premier Senator Sen
    Rep Representative Congressman Congresswoman Governor Gov Mayor Councillor Councilman Councilwoman Minister
    Secretary Commissioner Chairman Chairwoman Chair Judge Justice Chief General Gen Colonel Col Major Maj Captain
    Capt Lieutenant Lt Sergeant Sgt Officer Detective Inspector Superintendent Ambassador Professor Doctor
    Director Speaker King Queen Prince Princess Pope Bishop Archbishop Cardinal Rabbi Imam Sheikh Spokesman
    Spokeswoman Spokesperson Coach Attorney Sheriff Deputy Prime Foreign Vice Former Acting Interim Lead First
    Executive Secretary-General""".split()
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


_CALENDAR = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December""".split()
)
# Say how somebody is addressed, not what they are.
_ADDRESS = frozenset("Mr Mrs Ms Miss Dr Sir Dame Lord Lady Prof Rev Fr Sr".split())
# Begin companies as readily as they stand before a last name: "General Motors".
_UNSURE = frozenset("General Major First Lead Foreign Chief Justice King Queen Prince Deputy".split())
_BUILDINGS = frozenset("Street Avenue Road Square Hill Tower Palace Hall House Castle".split())
# May stand behind a name inside a source: an apposition, a relative clause, where somebody is or comes from.
_AFTER_NAME = frozenset(', ( ) ” " who whose which in at from'.split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a source.

    Attributes:
        words: The name without titles: `Jona Varek`, `Harbour Ministry`.
        kind: `None` for a single word that may be a last name, a place or a company.
        role: The title before it or the apposition after it; `None` without one.
        place: Where the name stands in the text.
    """

    words: str
    kind: Kind | None
    role: str | None
    place: tuple[int, int]


def find_name(text: str, source: Span) -> Name | None:
    """The name that a source consists of; `None` where it is a pronoun, a description, or names somebody else beside.

    Args:
        text: The article's text.
        source: Where the source stands in it.
    """
    if not source:
        return None
    start, end = source.pieces[0]
    tokens = list(_TOKEN.finditer(text, start, end))
    position = 0
    while (run := _name_run(tokens, position)) is not None:
        first, position = run
        name = _name(text, tokens, first, position, end)
        if name is not None:
            return name
    return None


def _name(text: str, tokens: list[re.Match[str]], first: int, after: int, end: int) -> Name | None:
    """The name in `tokens[first:after]`, `None` where the source speaks of somebody else by it."""
    last_of_all = after == len(tokens)
    if not last_of_all and (_is_possessive(tokens[after - 1]) or tokens[after].group() not in _AFTER_NAME):
        return None  # "Norvik officials", "Varek's lawyer"
    if first > 0 and tokens[first - 1].group() in _COMMON and tokens[first - 1].group() != "The":
        return None  # "Doctors Without Borders"
    titles, name = _split_titles(tokens[first:after])
    name = _without_tail(name, has_title=bool(titles))
    if not name or name[-1].group() == "and":
        return None
    start, stop = name[0].start(), name[-1].end() - (2 if _is_possessive(name[-1]) else 0)
    words = text[start:stop]
    definite = first == 1 and tokens[0].group().lower() == "the"
    sure = any(_plain(t) not in _UNSURE for t in titles)
    kind = _kind(text, words, has_title=sure or (bool(titles) and len(name) > 1), definite=definite)
    before = text[tokens[0].start() : start]
    if first > 0 and not definite and (kind is not Kind.PERSON or not _introduces(before, words)):
        return None  # "a spokesman for the Harbour Ministry", "aides to Jona Varek"
    if words.isupper() and kind is Kind.PERSON:
        words = " ".join(part.capitalize() for part in words.split())
    return Name(words, kind, _role(text, before, titles, stop, end), (start, stop))


def _name_run(tokens: list[re.Match[str]], position: int) -> tuple[int, int] | None:
    """First token, and the one after the last, of the next run of capitalised words with the small words between."""
    first = next((i for i in range(position, len(tokens)) if _is_capitalised(tokens, i)), None)
    if first is None:
        return None
    after = first + 1
    for i in range(first + 1, len(tokens)):
        if _is_possessive(tokens[i - 1]):
            break
        if _is_capitalised(tokens, i):
            after = i + 1
        elif tokens[i].group() not in _PARTICLES and tokens[i].group() != "&":
            break
    return first, after


def _is_capitalised(tokens: list[re.Match[str]], position: int) -> bool:
    word = tokens[position].group()
    # Common words are no names where they begin the source; "Norvik Police" is one.
    return word[0].isupper() and word not in _CALENDAR and not (word in _COMMON and position == 0)


def _is_possessive(token: re.Match[str]) -> bool:
    return token.group().endswith(("’s", "'s"))


def _plain(token: re.Match[str]) -> str:
    """The word as the lists hold it: no full stop, capitals of a label made small."""
    word = token.group().rstrip(".")
    return word.capitalize() if len(word) > 2 and word.isupper() else word


def _split_titles(run: list[re.Match[str]]) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """What stands before the name, its last title included, and the name; "Prime Minister" alone has no name."""
    size = 0
    for i, token in enumerate(run):
        if _plain(token) in _TITLES and not any(_plain(t) in _ORGANISATION for t in run[i + 1 :]):
            size = i + 1
    return run[:size], run[size:]


def _without_tail(name: list[re.Match[str]], *, has_title: bool) -> list[re.Match[str]]:
    """A person's name without the body or place behind it: "Ida Brekke of Vitra", "Ole Dahl and" somebody else."""
    for i, token in enumerate(name):
        person = has_title or 2 <= i <= 4
        if token.group() in ("of", "and") and person and not any(_plain(t) in _ORGANISATION for t in name[:i]):
            return name[:i] if token.group() == "of" else name[: i + 1]
    return name


def _kind(text: str, words: str, *, has_title: bool, definite: bool) -> Kind | None:
    parts = words.split()
    capitals = [part for part in parts if part[0].isupper()]
    if words.isupper() and len(words) > 3 and all(re.search(rf"\b{part.capitalize()}\b", text) for part in parts):
        return Kind.PERSON  # "WALDEN:" of a transcript, who is Walden elsewhere
    if has_title and len(capitals) <= 4:
        return Kind.PERSON
    if len(parts) == 1 and parts[0] in _ORGANISATION:
        return None  # "the Commission", whichever it is
    if any(part.strip(".,") in _ORGANISATION for part in parts) or re.fullmatch(r"[A-Z][A-Z.&-]{1,4}", words):
        return Kind.ORGANIZATION
    if (words.isupper() and len(parts) == 1) or (parts[-1] in _BUILDINGS and not definite):
        return None
    if definite or any(not p[0].isupper() and p not in _PARTICLES_IN_PEOPLE for p in parts):
        return Kind.ORGANIZATION if len(capitals) > 1 else None
    return Kind.PERSON if 2 <= len(capitals) <= 4 else None


def _introduces(before: str, name: str) -> bool:
    """Whether what stands before a person's name describes that person: "the minister", "Norvik's mayor,"."""
    about_others = re.search(r"\b(?:to|of|for|from|by|with|about|against|at|in)\s+(?:the\s+)?$", before)
    whose = before.rstrip().endswith(("’s", "'s"))  # "the Herald's Bo Ek"
    return not about_others and (" " in name or not whose)


def _role(text: str, before: str, titles: list[re.Match[str]], stop: int, end: int) -> str | None:
    """What the source says somebody is: the title before the name, or the words beside it."""
    if any(_plain(t) not in _ADDRESS for t in titles):
        return text[titles[0].start() : titles[-1].end()]
    beside = re.match(r",\s*([^,]+)", text[stop:end])
    if beside and re.match(r"(?:the|a|an|its|his|her|head|chief|director|mayor)\b", beside[1]):
        return beside[1].strip()
    if beside and beside[1].split()[0] in _TITLES:
        return beside[1].strip()
    described = re.match(r"((?:the|a|an|its|his|her)\b[^,]+),\s*$", before, re.IGNORECASE)
    return described[1] if described else None
