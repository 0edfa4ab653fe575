"""Who has no word in the article: those whom somebody accuses, refuses or threatens, and those who are named.

The reader finds people who speak; who is only spoken about is found here by what news put around names: a title or what
somebody is before them, an age or what they are after them, or the last name alone further down.  Places and bodies
are left out by their last word; a person whom the article names by one word alone is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from inquit.reports.prepared import Bounds, Passage, Prepared, joined, within
from inquit.reports.sources import accusations, stretch, who
from inquit.reports.words import blocks
from inquit.types import Act, Kind, Speaker, Statement

_PRONOUNS = frozenset(
    """i me we us you he him she her it they them this that these those who whom which what anyone anybody everyone
    everybody someone somebody nobody none one all others both any each people two three himself herself themselves
    itself""".split()
)
_LEADS = frozenset("a an the his her its their our my your this that these those some any no both all".split())
_STOPS = frozenset(
    """of for to from by with about against at in on under over after before into as and or but that who which is are
    was were be been has have had do does did will would can could should may might must not""".split()
)
"""Words at which a phrase ends of which only the article was found."""
_STARTERS = frozenset(
    """if when while now then there here why how what where because since so yet still even although though unlike given
    once until unless instead meanwhile perhaps only not""".split()
)
"""Words that may stand, with a capital, before a name at the beginning of a sentence."""

_VERBAL = re.compile(r"[a-z]{2}ing$")
"""How verbs end with which sentences begin: *Entrusting Ida Holm …*"""
_MORE = re.compile(rf"(?:\s(?!(?:{'|'.join(sorted(_STOPS))})\b)[^\W\d_][\w’'-]*){{1,3}}")
_CAPITAL = r"(?:[A-Z][\w’'-]{0,3}\.|[A-Z][\w’'-]*)"  # the full stop of *J.* and *Sen.*, not that of a sentence
_RUN = re.compile(rf"(?<![\w’'.-]){_CAPITAL}(?:\s(?:(?:de|van|von|der|al|bin|la|del|di|da)\s)?{_CAPITAL})*")
_AGE_AFTER = re.compile(r",\s\d{1,3},")
_WHAT_AFTER = re.compile(r",\s(?:who\b|whose\b|(?:the|a|an|his|her|their|its|one of)\s(?P<phrase>[^,.;“”\"]{1,80}))")
_BEFORE = re.compile(r"(?P<word>[\w.’'-]+)\s$")
_THE_BEFORE = re.compile(r"\b(?:the|in|at|near|from|of the|across)\s$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")
_TITLE_CASE_SHARE = 0.7
"""Share of capitalised words from which on a line is a heading in capitals, in which a name cannot be told."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """One whom a statement accuses, refuses or threatens and who has no word in the article.

    Attributes:
        whom: As the article names them.
        act: What is done to them.
        by: Who does.
        statement: Id of the statement.
        answer: Their non-answer, where they are told to have given none; `None` where nothing is told.
    """

    whom: str
    act: Act
    by: str
    statement: str
    where: Passage
    answer: str | None


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """A person who is named and not heard.

    Attributes:
        mentions: How often they are named, by full or last name.
        first: The sentence in which they are first named.
        why: What told that it is a person.
    """

    name: str
    mentions: int
    first: Passage
    why: str


def unheard(page: Prepared) -> tuple[Unheard, ...]:
    """Who is accused, refused or threatened without a word of theirs, in order; each act of one once."""
    speaks = {s.speaker.id for s in page.reading.statements if s.speaker and s.act is not Act.DECLINE and s.content}
    found: dict[tuple[str, str, str], Unheard] = {}
    for statement in accusations(page):
        act = statement.act or Act.ACCUSE  # `accusations` gives none without an act
        for whom, speaker in _aims(page, statement):
            if speaker is None or (speaker.id not in speaks and speaker != statement.speaker):
                by, answer = who(statement), _non_answer(page, speaker)
                row = Unheard(whom, act, by, statement.id, stretch(page, statement), answer)
                found.setdefault((_last(whom).lower(), act, by), row)
    return tuple(found.values())


def spoken_of(page: Prepared) -> tuple[SpokenOf, ...]:
    """People who are named in the body and have no statement, the most often named first."""
    spoke = {statement.speaker.id for statement in page.reading.statements if statement.speaker}
    heard = {word for speaker in page.reading.speakers if speaker.id in spoke for word in _name_words(speaker)}
    heard |= {word for author in page.reading.article.authors for word in author.split()[-1:]}
    found: dict[str, SpokenOf] = {}
    for run in _runs(page):
        name = page.text[slice(*run)]
        last = _last(name)
        if last in heard or last in found or (why := _person(page, run)) is None:
            continue
        mentions = len(re.findall(rf"\b{re.escape(last)}\b", page.text))
        found[last] = SpokenOf(_plain(name), mentions, page.passage(*page.sentence_at(run[0])), why)
    silent = (s for s in page.reading.speakers if s.id not in spoke and s.kind is Kind.PERSON and s.mentions)
    for speaker in silent:
        sentence = page.passage(*page.sentence_at(speaker.mentions[0][0]))
        found.setdefault(_last(speaker.name), SpokenOf(speaker.name, len(speaker.mentions), sentence, "a speaker"))
    return tuple(sorted(found.values(), key=lambda one: (-one.mentions, one.first.start)))


def _aims(page: Prepared, statement: Statement) -> Iterator[tuple[str, Speaker | None]]:
    """Whom a statement is aimed at: their name and, where they are one, the speaker."""
    if statement.target_speaker is not None:
        yield statement.target_speaker.name, statement.target_speaker
        return
    if statement.target.overlaps(statement.addressee) or statement.target.overlaps(statement.setting):
        return  # it is they to whom it is said
    for piece in statement.target:
        start, end = _whole(page.text, *piece)
        speaker = _speaker_in(page, start, end)
        if speaker is not None:
            yield speaker.name, speaker
        elif _is_somebody(words := page.text[start:end].split()):
            yield _plain(" ".join(words)), None


def _whole(text: str, start: int, end: int) -> Bounds:
    """A target's words: a name that they cut through whole; up to three words after an article that stands alone."""
    for name in _RUN.finditer(text, max(0, start - 40), end + 40):
        if name.start() < end and start < name.end():
            start, end = min(start, name.start()), max(end, name.end())
    if text[start:end].lower() in _LEADS and (more := _MORE.match(text, end)):
        end = more.end()
    return start, end


def _speaker_in(page: Prepared, start: int, end: int) -> Speaker | None:
    """The speaker whom words mean: by a mention of theirs that overlaps, by their last name, or by their role."""
    speakers = page.reading.speakers
    for speaker in speakers:
        if any(first < end and start < last for first, last in speaker.mentions):
            return speaker
    words = [_plain(word) for word in page.text[start:end].split()]
    role = {word.lower() for word in words} - _LEADS
    for speaker in speakers:
        last = _last(speaker.name)
        if speaker.kind is not Kind.ANONYMOUS and last[:1].isupper() and last in words:
            return speaker
        if speaker.role is not None and role and role <= set(speaker.role.lower().split()):
            return speaker
    return None


def _is_somebody(words: list[str]) -> bool:
    """Whether the words of a target mean certain people or a body, and not a plan, a rumour or people at large."""
    plain = [_plain(word) for word in words]
    kept = [word for word in plain if word and word.lower() not in _LEADS]
    end = next((n for n, word in enumerate(kept) if n and word in _STOPS), len(kept))
    kept = kept[:end]  # the head is before what belongs to it: the chairman of the board
    if not kept or re.split("[’']", kept[0])[0].lower() in _PRONOUNS:
        return False
    head, listed = kept[-1], blocks("people")
    certain = len(plain) > 1 and head.lower() in (*listed["role"], *listed["body"])
    return certain or (head[0].isupper() and any(map(str.islower, head)))


def _non_answer(page: Prepared, speaker: Speaker | None) -> str | None:
    if speaker is None:
        return None
    declines = (s for s in page.reading.statements if s.speaker == speaker and s.act is Act.DECLINE)
    return next((stretch(page, statement).words for statement in declines), None)


def _runs(page: Prepared) -> Iterator[Bounds]:
    """Runs of capitalised words in the sentences of the body that could be names of two words or more."""
    mentions = joined(mention for speaker in page.reading.speakers for mention in speaker.mentions)
    for start, end in page.sentences:
        words = re.findall(r"[^\W\d_]{2,}", page.text[start:end])
        heading = sum(word[0].isupper() for word in words) > _TITLE_CASE_SHARE * len(words)
        if (page.headline is not None and start < page.headline[1]) or (heading and len(words) > 2):
            continue
        for match in _RUN.finditer(page.text, start, end):
            first, last = _bare_name(page.text, *match.span())
            name = page.text[first:last]
            is_name = " " in name and any(map(str.islower, _last(name))) and _last(name).lower() not in _PRONOUNS
            if is_name and next(within(mentions, first, last), None) is None:
                yield first, last


def _bare_name(text: str, start: int, end: int) -> Bounds:
    """A run from its first possessive, and its last title, on; without the word that only begins the sentence."""
    words = [(start + found.start(), start + found.end()) for found in re.finditer(r"\S+", text[start:end])]
    first = 0
    for number, (a, b) in enumerate(words):
        word = text[a:b]
        if (
            word in _titles()
            or (number < len(words) - 1 and re.search(r"[’']s?$", word))
            or (number == first and word.lower() in _LEADS | _STOPS | _PRONOUNS | _STARTERS)
            or (number == 0 and len(words) > 2 and _VERBAL.search(word))
        ):
            first = number + 1
    if first >= len(words):
        return end, end
    ending = _POSSESSIVE.search(text[start:end])
    return words[first][0], end - (len(ending.group()) if ending else 0)


def _person(page: Prepared, run: Bounds) -> str | None:
    """What tells that a run of capitalised words is a person; `None` where nothing does."""
    start, end = run
    name, last = page.text[start:end], _last(page.text[start:end])
    listed = blocks("people")
    if any(_plain(word) in listed["no person"] for word in name.split()) or _THE_BEFORE.search(
        page.text[start - 12 : start]
    ):
        return None
    before = _BEFORE.search(page.text[max(0, start - 30) : start])
    if before and (before["word"] in _titles() or before["word"].lower() in listed["role"]):
        return f"“{before['word']}” stands before the name"
    after = page.text[end : end + 100]
    if _AGE_AFTER.match(after):
        return "an age stands after the name"
    what = _WHAT_AFTER.match(after)
    if what and (what["phrase"] is None or any(word.lower() in listed["role"] for word in what["phrase"].split())):
        return f"“{' '.join(what.group().strip(', ').split()[:4])} …” stands after the name"
    return "the last name stands alone elsewhere" if _stands_alone(page.text, last) else None


def _stands_alone(text: str, last: str) -> bool:
    """Whether a last name stands by itself somewhere, and never as a place or a thing does."""
    alone = False
    for match in re.finditer(rf"(?<![\w’'-]){re.escape(last)}(?![\w-])", text):
        before = text[max(0, match.start() - 12) : match.start()]
        if _THE_BEFORE.search(before):
            return False
        alone = alone or not re.search(r"[A-Z][\w’'.-]*\s$", before) or before.split()[-1] in _titles()
    return alone


@cache
def _titles() -> frozenset[str]:
    return frozenset(blocks("people")["title"])


def _name_words(speaker: Speaker) -> set[str]:
    return {_last(speaker.name)} if speaker.kind is Kind.PERSON else set(_plain(speaker.name).split())


def _last(name: str) -> str:
    words = _plain(name).split()
    return words[-1] if words else ""


def _plain(name: str) -> str:
    return _POSSESSIVE.sub("", " ".join(name.split()).strip(' ,.:;“”"‘'))
