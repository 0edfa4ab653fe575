"""What a text says about a speaker whom it does not name: how described, how they know, that and why they stay unnamed.

The wordings stand in `inquit.reading.anonymity_wordings`; here is where in the text they are looked for and which words
belong to them.  Only a limited stretch around each source is read, so that time grows with the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from inquit.quotation import quoted_ranges
from inquit.reading.anonymity_wordings import (
    ABOUT,
    BASIS,
    BASIS_CLAUSE,
    GRANTED,
    REASON_ALONE,
    REASON_BEFORE,
    REASON_FAR,
    REASON_FIRST,
    REASON_NEAR,
    Where,
)
from inquit.reading.counting import ONE, head_of, number_of
from inquit.types import Anonymity, Span

Bounds = tuple[int, int]

_LONGEST_SOURCE = 2000  # characters read of a source, and of the words before, after and below it: no news needs more
_BEFORE, _AFTER = 300, 2000
_FOLLOWING = 3  # sentences below a source that may come back to it; a pronoun must do so in the first
_SCARE_QUOTES = 4  # words; a longer quotation is somebody's speech and tells nothing about who speaks
_MASK = "~"  # stands for quoted characters

_ONE_OF_A_SET = re.compile(r"(?:[\w-]+ ){1,2}of (?:them|the|these|those|its|his|her|their)\b|the other\b", re.I)
_BARE = re.compile(r"(?:\w+|the (?:other|first|second|third)|an? (?:second|third|fourth))(?: (?:one|man|woman))?", re.I)
_POINTS_BACK = re.compile(
    r"(?:he|she|they|it|him|her|them|i|we|both|all|each|most|neither|none|sources?|insiders?|the\b|that\b"
    r"|those (?!close|fam|who|w)|both\b|all\b)"
    r"(?: \w+){0,3}$",
    re.I,
)
_GENERIC = r"(?:person|people|source|official|man|woman|individual|employee|insider|informant)"

_SAYS = (
    r"(?:said|says|say|told|tells?|added|adds?|claimed|claims|insisted|noted|asked|warned|denied|ruled|called"
    r"|described|recalled|confirmed"
    r"|thinks|thought|believes|according to)"
)
# Somebody else without a name begins to speak: what follows is theirs.
_RIVAL = re.compile(
    rf"[~”\"’,]\s*(?:said|says|added|according to)\s+{ONE}\s+[a-z]"
    r"|,\s+(?:the|(?-i:[A-Z])[\w'’.-]*)\s+(?:[\w'’.-]+\s+){0,3}(?:said|says|added|told)\b"
    rf"|(?:,|;|\b(?:and|but|while|whereas|though))\s+(?:{ONE})(?:\s+[\w'’-]+){{0,8}}(?:,[^,;~]{{1,120}},)?\s+{_SAYS}\b",
    re.I,
)
_GAP = re.compile(
    r"[\s,–—-]*(?:(?:all|both|each|also|too|later|then|has|have|had|who|themselves|himself|herself|is|was|were|are"
    r"|in turn|again|spoke|speaking"
    r"|talked|talking|\w+ly|\d{1,3}|like \w+ \w+ \w+ \w+|would|agreed to|speak|talk)[\s,]+)*",
    re.I,
)
_JOINED = re.compile(
    r"(?:[,;(–—]|\b(?:and|but|yet|though|although|then|therefore|adding(?: that)?|saying(?: that)?))\s*(?:(?:he|she"
    r"|they|also|both|all|has|have|had|later|then|therefore|was|were|\w+ly)\s+){0,3}"
    r"(?:(?:speaking|spoke|talking|talked|agreed to speak|agreed to talk)\s+(?:only\s+)?)?$",
    re.I,
)
_SET_OFF = re.compile(r"[,;(–—]\s*(?!(?:he|she|they|it|the|an?|his|her|their|which|that)\s)(?:[\w'’-]+\s+){0,5}$", re.I)
_LOOSE_ENDS = frozenset(
    """and but or so therefore thus hence who whom only also both all speaking spoke speak speaks talking talked talk
    would agreed agrees insisted insisting on to has have had is was were are been being""".split()
)
# What in “said the law had been broken anonymously” tells that the words belong to what is said.
_NOT_NEAR = re.compile(r"[,;:~]|\b(?:that|was|were|is|are|had|has|have|be|been)\b", re.I)
_PARENTHETICAL = re.compile(r"\s*(?:which|where|whose|who|including|such as|like|even|especially|or|nor|\d)\b")
_VERB_AFTER = re.compile(r"\s*(?:is|are|was|were|has|have|had|could|would|may|might|will|can)\b")
_STOP = re.compile(
    r"[,;:~()—–]|\s(?:but|and)\s(?:\w+ly\s)?(?:said|told|added|confirmed|described|called|denied|warned|claimed)\b",
    re.I,
)
_PHRASE_STOP = re.compile(r",(?!\d)| [–—] |[~:(]")
_LEAD_TO_BASIS = re.compile(r",?\s(?:who\s)?")
_BASIS_STOP = re.compile(rf",|[.:;~]| [–—] |\s{_SAYS}\b")
_SAID = re.compile(r"\s(?:said|told|added)\b")


@dataclass(frozen=True, slots=True)
class _Scope:
    """Words that may speak about the speaker: from a source, or a subject that means it, to where another one begins.

    Attributes:
        first: Where its sentence, or its part of one between semicolons, begins.
        anchor: The source or subject.
        end: Where what belongs to it ends.
        own: Whether the anchor is a source: what stands inside counts without asking where.
        opening: Whether this is what stands before the anchor, up to a comma: only the first words count.
    """

    first: int
    anchor: Bounds
    end: int
    own: bool = False
    opening: bool = False

    def takes(self, text: str, start: int, where: Where) -> bool:
        """Whether words at `start`, which count where `where` says, speak about the speaker."""
        after = self.anchor[1]
        if start < after:
            return self.own
        gap = text[after:start]
        if len(gap) <= 80 and _GAP.fullmatch(gap):
            return True
        if self.opening or where is Where.DIRECTLY:
            return False
        tail = gap[-60:]
        if where is Where.ANYWHERE or _JOINED.search(tail):
            return True
        return where is Where.ASIDE and bool(_SET_OFF.search(tail) or (len(gap) <= 60 and not _NOT_NEAR.search(gap)))


def anonymity_of(text: str, sources: Sequence[Span], *, sentences: Sequence[Bounds]) -> Anonymity:
    """What the text says about one speaker whom it does not name.

    Args:
        text: The article's text.
        sources: The sources of the speaker's statements, whole noun phrases, in the order of the text; empty ones are
            passed over.
        sentences: The bounds of the text's sentences, as `inquit.sentences.sentence_bounds` gives them.

    Returns:
        The descriptor of the source that tells the most; basis, granted and reason as they stand in the sources, next
        to them, or in a sentence that comes back to the speaker; and how many they are.
    """
    phrases = [bounds for source in sources if source and (bounds := _trimmed(text, source))]
    if not phrases:
        return Anonymity()
    masked = _without_speech(text)
    chief = _chief(text, phrases)
    scopes = [*_own_scopes(masked, phrases, sentences)]
    scopes += _following_scopes(masked, scopes, _head_phrase(text, chief), sentences)
    granted, scope = _granted(masked, scopes)
    reason = _reason(masked, scopes, granted, scope)
    told = [piece for piece in (granted, reason) if piece]
    basis = next((b for phrase in (chief, *phrases) if (b := _basis(masked, phrase, told))), None)
    basis = basis or _basis_beside(masked, chief)
    descriptor = _descriptor(masked, chief, [*told, *([basis] if basis else [])])
    number = number_of(text[slice(*descriptor)])
    if number is None:  # “sources … both”
        number = next((n for phrase in phrases if (n := number_of(text[slice(*phrase)])) not in (None, 1)), None)
    return Anonymity(_span(descriptor), _span(basis), _span(granted), _span(reason), number)


def _span(bounds: Bounds | None) -> Span:
    return Span((bounds,)) if bounds else Span()


def _trimmed(text: str, source: Span) -> Bounds | None:
    """A source's first piece, without white space, commas and dashes around it, and cut where no phrase is so long."""
    start, end = source.pieces[0]
    end = min(end, start + _LONGEST_SOURCE)
    words = text[start:end]
    start += len(words) - len(words.lstrip(" ,\n\t"))
    end -= len(words) - len(words.rstrip(" ,–—-\n\t"))
    return (start, end) if start < end else None


@lru_cache(maxsize=2)
def _without_speech(text: str) -> str:
    """The text with its quotations blotted out, those of a few words left in; every other character keeps its place."""
    parts, at = [], 0
    for start, end in quoted_ranges(text):
        if len(text[start:end].split(None, _SCARE_QUOTES)) > _SCARE_QUOTES:
            parts += [text[at:start], _MASK * (end - start)]
            at = end
    return "".join([*parts, text[at:]])


def _chief(text: str, phrases: list[Bounds]) -> Bounds:
    """The source that describes the speaker: the first that does not only point back or name a bare *sources*."""
    return next((p for p in phrases if not _POINTS_BACK.match(text, *p)), phrases[0])


def _own_scopes(masked: str, phrases: list[Bounds], sentences: Sequence[Bounds]) -> Iterator[_Scope]:
    starts = [start for start, _ in sentences]
    for n, (start, end) in enumerate(phrases):
        first, last = sentences[max(bisect_right(starts, start) - 1, 0)] if sentences else (start, end)
        first = max(first, start - _BEFORE, masked.rfind(";", max(first, start - _BEFORE), start) + 1)
        if n and first < phrases[n - 1][1] <= start:
            first = phrases[n - 1][1]
        last = min(max(last, end), end + _AFTER)
        if n + 1 < len(phrases):
            last = max(end, min(last, phrases[n + 1][0]))
        yield from _scopes(masked, first, (start, end), last, own=True)


def _scopes(masked: str, first: int, anchor: Bounds, last: int, *, own: bool) -> Iterator[_Scope]:
    """What belongs to an anchor: what opens its sentence, and what follows up to a semicolon or to somebody else."""
    before = masked[first : anchor[0]].rstrip()
    if own and before.endswith(",") and not _RIVAL.search(before):
        yield _Scope(first, (first, first), anchor[0], opening=True)
    if (semicolon := masked.find(";", anchor[1], last)) >= 0:
        last = semicolon
    rival = _RIVAL.search(masked, anchor[1], last)
    yield _Scope(first, anchor, rival.start() if rival else last, own)


def _following_scopes(masked: str, own: list[_Scope], head: str, sentences: Sequence[Bounds]) -> Iterator[_Scope]:
    """The sentences that come back to the speaker: “The official asked …” below what the official said."""
    starts = [start for start, _ in sentences]
    alone = bool(_ONE_OF_A_SET.match(head))
    number = number_of(head)
    back = _subject(head_of(head).lower(), number, alone=alone)
    seen: set[int] = set()
    for scope in own:
        if scope.opening:
            continue
        at = max(bisect_right(starts, scope.anchor[1] - 1) - 1, 0)
        if at in seen:
            continue
        seen.add(at)
        units = _units(masked, scope, sentences[at : at + _FOLLOWING + 1])
        for n, (start, end) in enumerate(units):
            subject = back.match(masked, start, min(end, start + _BEFORE))
            if (
                subject
                and (n == 0 or subject["noun"])
                and not (subject["pronoun"] and _followed_by_rival(masked, scope))
            ):
                yield from _scopes(masked, start, subject.span("subject"), end, own=False)
            elif n == 0 and any(pattern.match(masked, start, end) for pattern in ABOUT):
                yield _Scope(start, (start, start), end)


def _followed_by_rival(masked: str, scope: _Scope) -> bool:
    return bool(_RIVAL.match(masked, scope.end))


def _units(masked: str, scope: _Scope, sentences: Sequence[Bounds]) -> list[Bounds]:
    """The next parts of the text between full stops and semicolons, the source's own left out."""
    units: list[Bounds] = []
    for n, (start, end) in enumerate(sentences):
        end = min(end, max(start, scope.anchor[1]) + _AFTER)
        if n == 0:
            start = masked.find(";", scope.anchor[1], end) + 1
            if not start:
                continue
        while start < end and len(units) < _FOLLOWING:
            stop = masked.find(";", start, end)
            stop = stop if stop >= 0 else end
            start += len(masked[start:stop]) - len(masked[start:stop].lstrip())
            units.append((start, stop))
            start = stop + 1
    return units


def _subject(noun: str, number: int | str | None, *, alone: bool) -> re.Pattern[str]:
    """The subjects that can mean a speaker: *he*, *the official*, *both*; not those that mean the set it is one of."""
    one = number == 1
    generic = _GENERIC if one else rf"{_GENERIC}s|men|women"
    noun = re.escape(noun.removesuffix("s")) + ("" if one and alone else "s?")
    nouns = rf"the\s+(?:[\w-]+\s+){{0,3}}?(?P<noun>{noun})|the\s+(?:\w+\s+)?(?:{generic})"
    pronouns = (
        r"(?P<pronoun>he|she|they)" if one and not alone else "(?P<pronoun>he|she)" if one else "(?P<pronoun>they)"
    )
    if not (one and alone):
        nouns += r"|(?:both|all|each|neither|none|everyone|most)"
        nouns += r"(?:\s+(?:of\s+(?:them|the\s+\w+)|(?:the\s+)?\w+s|two|three|four|five|six))?"
        nouns += "" if one else r"|the\s+(?:two|three|four|five|six|seven|eight|nine|ten|pair|group)"
    return re.compile(
        rf"[\W_]*(?:(?:but|and|yet)\s+)?(?:[A-Z][^,;~]{{1,100}},\s+)?(?P<subject>{pronouns}|{nouns})\b", re.I
    )


def _granted(masked: str, scopes: list[_Scope]) -> tuple[Bounds | None, _Scope | None]:
    for scope in scopes:
        found = [
            match.span()
            for where, pattern in GRANTED
            for match in pattern.finditer(masked, scope.anchor[0], scope.end)
            if scope.takes(masked, match.start(), where)
        ]
        if not found and not scope.own and scope.anchor == (scope.first, scope.first) and not scope.opening:
            found = [match.span() for pattern in ABOUT if (match := pattern.match(masked, scope.first, scope.end))]
        if found:
            start, end = min(found, key=lambda span: (span[0], -span[1]))
            if scope.own and start < scope.anchor[1]:
                end = min(end, scope.anchor[1])
            return (start, end), scope
    return None, None


def _reason(masked: str, scopes: list[_Scope], granted: Bounds | None, chosen: _Scope | None) -> Bounds | None:
    if granted and chosen:
        inside = chosen.own and granted[1] < chosen.anchor[1]
        limit = chosen.anchor[1] if inside else _verb_after_who(masked, chosen)
        after = REASON_NEAR.match(masked, granted[1], limit) or REASON_FAR.match(masked, granted[1], limit)
        if after:
            return after.start(1), _clause_end(masked, after.start(1), limit)
        if first := _reason_first(masked, chosen):
            return first
    for scope in sorted(scopes, key=lambda scope: scope is not chosen):
        patterns = (*REASON_ALONE, REASON_BEFORE) if scope is chosen else REASON_ALONE
        found = [
            match.start()
            for pattern in patterns
            for match in pattern.finditer(masked, scope.anchor[0], scope.end)
            if scope.takes(masked, match.start(), Where.PREDICATE)
            and not (granted and granted[0] <= match.start() < granted[1])
        ]
        if found:
            start = min(found)
            limit = scope.anchor[1] if scope.own and start < scope.anchor[1] else _verb_after_who(masked, scope)
            if granted and start < granted[0] < limit:
                limit = granted[0]
            return start, _without_loose_ends(masked, start, _clause_end(masked, start, limit))
    return None


def _verb_after_who(masked: str, scope: _Scope) -> int:
    """Where a scope ends: where its source was cut before “who”, at the verb that tells that it spoke."""
    if (
        scope.own
        and masked.startswith(" who ", scope.anchor[1])
        and (said := _SAID.search(masked, scope.anchor[1], scope.end))
    ):
        return said.start()
    return scope.end


def _reason_first(masked: str, scope: _Scope) -> Bounds | None:
    """“Citing company rules, an employee asked not to be named”."""
    before = masked[scope.first : scope.anchor[0]].rstrip()
    found = REASON_FIRST.match(masked, scope.first, scope.anchor[0]) if before.endswith(",") else None
    return (found.start(1), scope.first + len(before) - 1) if found else None


def _clause_end(masked: str, start: int, limit: int) -> int:
    """Where a clause ends: at its first comma, dash, colon or quotation that does not belong to it."""
    past = start
    for stop in _STOP.finditer(masked, start, limit):
        if stop.start() < past:
            continue
        at = stop.start()
        if stop.group() == "," and (
            masked[at + 1 : at + 2].isdigit() or _PARENTHETICAL.match(masked, stop.end(), limit)
        ):
            past = masked.find(",", stop.end(), limit) + 1 or limit
            continue
        if stop.group() == ",":
            second = masked.find(",", stop.end(), min(limit, stop.end() + 80))
            if second >= 0 and _VERB_AFTER.match(masked, second + 1, limit):
                past = second + 1
                continue
        limit = at
        break
    return start + len(masked[start:limit].rstrip(" ,.!?\"”’'"))


def _without_loose_ends(masked: str, start: int, end: int) -> int:
    """The end without the words that only lead on to what comes next: “and therefore”, “who spoke”."""
    words = masked[start:end].split()
    rest = masked[start:end]
    while words and (words[-1].strip(",").lower() in _LOOSE_ENDS or words[-1] in {",", "–", "—"}):
        rest = rest[: rest.rindex(words.pop())].rstrip()
    return start + len(rest.rstrip(" ,–—"))


def _basis(masked: str, phrase: Bounds, told: list[Bounds]) -> Bounds | None:
    start, end = phrase
    found = [m.start() for m in BASIS.finditer(masked, start, end)]
    found += [m.start("clause") for m in BASIS_CLAUSE.finditer(masked, start, end)]
    found = [at for at in found if at > start and not any(s <= at < e for s, e in told)]
    if not found:
        return None
    at = min(found)
    limit = min([end, *(s for s, _ in told if at < s < end)])
    if comma := _PHRASE_STOP.search(masked, at, limit):
        limit = comma.start()
    limit = _without_loose_ends(masked, at, limit)
    return (at, limit) if at < limit else None


def _basis_beside(masked: str, phrase: Bounds) -> Bounds | None:
    """“A nurse, briefed on the plan, said”: right after a source, whose phrase was left without it."""
    lead = _LEAD_TO_BASIS.match(masked, phrase[1])
    if not lead or not BASIS.match(masked, lead.end()):
        return None
    rest = _BASIS_STOP.search(masked, lead.end(), lead.end() + 150)
    return (lead.end(), rest.start()) if rest else None


def _descriptor(masked: str, phrase: Bounds, told: list[Bounds]) -> Bounds:
    start, end = phrase
    for stop in _PHRASE_STOP.finditer(masked, start, end):
        if not _BARE.fullmatch(masked, start, stop.start()):  # “Another, an uncle” tells more than “Another”
            end = stop.start()
            break
    end = min([end, *(s for s, _ in told if start < s)])
    return start, max(_without_loose_ends(masked, start, end), start + 1)


def _head_phrase(text: str, phrase: Bounds) -> str:
    words = text[slice(*phrase)]
    return words.split(",")[0]
