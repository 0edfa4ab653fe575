"""Who "he", "they", "who" or "I" is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inquit.reading.antecedents import Heard
from inquit.reading.chief_names import PREPOSITIONS
from inquit.reading.lexicon import Gender, nouns
from inquit.reading.names import TOKEN
from inquit.reading.phrases import Form, Source, describe, singular
from inquit.reading.voices import Found, Voices, gender_of_pronoun
from inquit.types import Kind, Span
from inquit.types.article import NOWHERE

_FIRST = frozenset("i me my mine we us our ours".split())
_FIRST_SINGULAR = frozenset("i me my mine".split())
_RELATIVE = frozenset("who which that whose whom".split())
_OPEN = frozenset("you this these those one others".split())
_DETERMINERS = frozenset("the a an some many several those these his her their its".split())
_SMALL = frozenset("as of for to by from with and but said is are was were in on at among".split())
# "Ann Berg is a novelist." at the end of an opinion piece tells who writes.
_ABOUT_THE_WRITER = re.compile(
    r"\s*((?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+)(?:, [^,\n]{3,60},)? (?:is|was|has been) (?:an? |the )[^\n]{5,300}\s*"
)
_PHRASE_WORD = re.compile(r"[\w’'-]+")
_SUBJECT = 150  # characters in which a sentence names its subject
_BOUNDS = PREPOSITIONS | frozenset(
    "the a an and or but that when while if because said who which is are was were has have had".split()
)
_AND = re.compile(r"(?:,[^,.;]{1,60},)?\s+and\s+(?:[\w’'.-]+\s+){0,4}")
_NEAR = 60  # characters between a name and its relative pronoun: an apposition fits in


class Pronouns:
    """Resolves pronouns.

    Args:
        voices: The speakers so far.
        authors: Who signed the article: one alone is the "I" outside quotation marks.
    """

    def __init__(self, voices: Voices, authors: Sequence[str]) -> None:
        self._voices = voices
        self._cast = voices.cast
        self._writer = authors[0] if len(authors) == 1 else _writer(voices.cast.text)

    def resolve(self, source: Source, *, content: Span = NOWHERE, outer: str | None = None) -> Found | None:
        """Who a pronoun is.

        Args:
            source: The pronoun.
            content: What is said there.
            outer: Who says the statement in which the pronoun stands.
        """
        word, start = source.head, source.place[0]
        if word in _FIRST:
            return self._first_person(word, start, outer)
        if word in _RELATIVE:
            return self._relative(word, start)
        if word in _OPEN:
            return None
        gender = gender_of_pronoun(word)
        if gender and outer is not None and not self._cast.quoted(start):
            voice = self._voices[outer]
            if voice.kind is Kind.PERSON and voice.gender in (gender, None):
                return Found(outer, f"pronoun, “{word}” in what {voice.name} says", "inside")
        several = word.startswith("the")

        def fits(heard: Heard) -> bool:
            return not several or heard.entity is not None or self._voices[heard.key].number != 1

        heard = self._voices.trail.best(start, kinds=_kinds(word, gender), gender=gender, fits=fits, content=content)
        if several and (group := self._group(start, heard)):
            return Found(group, f"pronoun, “{word}” follows those whom the sentence tells of", "pronoun")
        if heard is not None:
            return Found(self._voices.key_of(heard), self._why(word, heard, start), "pronoun")
        if gender and (ahead := self._voices.trail.next_person(start, gender)):
            return Found(self._voices.key_of(ahead), f"pronoun, “{word}” stands before the name", "pronoun")
        return None

    def _named_after_clause(self, start: int) -> str | None:
        """The name that a comma parts from the clause: "A baker who knew him, Ann Berg …"."""
        text, end = self._cast.text, self._cast.sentences[self._cast.sentence_of(start)][1]
        for mention in self._cast.within(start, min(end, start + _SUBJECT)):
            if text[mention.start - 2 : mention.start] == ", ":
                person = self._cast.entities[mention.entity].kind is Kind.PERSON
                return self._voices.entity(mention.entity) if person and not mention.possessive else None
        return None

    def _group(self, start: int, heard: Heard | None) -> str | None:
        """The group that this sentence or the one before begins with, unless another one was heard since."""
        text, last = self._cast.text, self._cast.sentence_of(start)
        nearest = heard.sentence if heard is not None and heard.kind is not Kind.ORGANIZATION else -1
        for sentence in range(last, max(last - 2, nearest, -1), -1):
            begin, end = self._cast.sentences[sentence]
            if pair := self._pair(begin, min(end, start)):
                return pair
            row = list(TOKEN.finditer(text, begin, min(end, start, begin + _SUBJECT)))
            for i, token in enumerate(row):
                noun, plural = singular(token.group().lower())
                if not plural or not (noun in nouns("person") or noun == "person") or self._cast.quoted(token.start()):
                    continue
                first = i
                while (
                    first
                    and i - first < 4
                    and row[first - 1].group().lower() not in _BOUNDS
                    and row[first - 1].group()[0].isalnum()
                ):
                    first -= 1
                if not first or row[first - 1].group().lower() not in PREPOSITIONS:
                    source = describe(self._cast, Span(((row[first].start(), token.end()),)))
                    if source.form is Form.DESCRIPTION and source.plural:
                        return self._voices.same_words(source) or self._voices.described(source, Kind.GROUP)
        return None

    def _pair(self, begin: int, end: int) -> str | None:
        """Two persons whom a sentence begins with: "Ann Berg and Bo Ek are rivals. They …"."""
        names = self._cast.within(begin, min(end, begin + _SUBJECT))[:2]
        if len(names) < 2 or not names[0].leading or not _AND.fullmatch(self._cast.text, names[0].end, names[1].start):
            return None
        people = [m.entity for m in names if self._cast.entities[m.entity].kind is Kind.PERSON]
        if len(set(people)) < 2:
            return None
        members = tuple(map(self._voices.entity, people))
        return self._voices.together([self._voices[member].name for member in members], members)

    def _first_person(self, word: str, start: int, outer: str | None) -> Found | None:
        if outer is not None:
            return Found(outer, "first person, in the words of whoever is quoted", "inside")
        if word in _FIRST_SINGULAR and self._writer and not self._cast.quoted(start):
            return Found(
                self._voices.writer(self._writer), "first person, in the words of the article’s author", "inside"
            )
        return None

    def _why(self, word: str, heard: Heard, position: int) -> str:
        distance = self._cast.sentence_of(position) - heard.sentence
        far = {0: "in the same sentence", 1: "one sentence before"}.get(distance, f"{distance} sentences before")
        did = "spoke last" if heard.spoke else "was named last"
        return f"pronoun, the nearest whom “{word}” fits {did} {far}"

    def _relative(self, word: str, start: int) -> Found | None:
        """Who or which: whoever is named or described right before."""
        text = self._cast.text
        sentence = self._cast.sentences[self._cast.sentence_of(start)][0]
        heard = self._voices.trail.just_before(start, sentence)
        if heard is not None and start - heard.end <= _NEAR and not re.search(r"[.;]", text[heard.end : start]):
            return Found(self._voices.key_of(heard), "relative pronoun, after the name", "relative")
        if word == "who" and (named := self._named_after_clause(start)):
            return Found(named, "relative pronoun, the name follows its clause", "relative")
        begin, end = _last_phrase(text, max(sentence, start - 2 * _NEAR), start)
        if begin == end:
            return None
        source = describe(self._cast, Span(((begin, end),)))
        if source.form is Form.NAME:
            return Found(self._voices.entity(source.names[0].entity), "relative pronoun, after the name", "relative")
        if source.form is Form.DESCRIPTION and (source.kind is not None or word == "who"):
            key = self._voices.described(source, source.kind or (Kind.GROUP if source.plural else Kind.ANONYMOUS))
            return Found(key, "relative pronoun, after the words that describe the speaker", "relative")
        return None


def _kinds(word: str, gender: Gender | None) -> frozenset[Kind]:
    """What sort of speaker a pronoun can be."""
    if gender:
        return frozenset({Kind.PERSON, Kind.ANONYMOUS})
    if word.startswith("it"):
        return frozenset({Kind.ORGANIZATION, Kind.DOCUMENT})
    return frozenset({Kind.GROUP, Kind.ORGANIZATION, Kind.ANONYMOUS})


def _writer(text: str) -> str | None:
    """Whom the last paragraph introduces as the writer."""
    last = text.rstrip()
    match = _ABOUT_THE_WRITER.fullmatch(last, last.rfind("\n") + 1) if "\n" in last else None
    return match[1] if match else None


def _last_phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """The noun phrase that a range ends with, roughly: from its article or from the last small word on."""
    row: list[re.Match[str]] = []
    for word in reversed(list(_PHRASE_WORD.finditer(text, start, end))):
        between = text[word.end() : row[0].start() if row else end].strip()
        if len(row) == 7 or (between if row else between.strip(",—–")):
            break
        if row and word.group().lower() in _SMALL:
            break
        row.insert(0, word)
        if word.group().lower() in _DETERMINERS:
            break
    return (row[0].start(), row[-1].end()) if row else (start, start)
