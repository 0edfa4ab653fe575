"""Who "who", "which" and "that" are: whoever the sentence names or describes right before."""

from __future__ import annotations

import re
from itertools import zip_longest

from inquit.reading.entities import Mention
from inquit.reading.lexicon import nouns
from inquit.reading.phrases import Form, Source, describe, singular
from inquit.reading.voices import Found, Voices
from inquit.types import Kind, Span

RELATIVE = frozenset("who which that whose whom".split())

_NEAR = 150  # characters between a name and its relative pronoun: an apposition fits in
_SUBJECT = 150  # characters in which a sentence names its subject
_ADJACENT = re.compile(r"\s*(?:\([^()\n]{0,40}\))?\s*[,—–-]{0,2}\s*")
_APPOSITION = re.compile(
    r"\s*(?:\([^()\n]{0,40}\))?\s*[,—–]\s*(?:\d\d,\s*)?"
    r"(?:an?|the|one|another|his|her|its|their|now|then|currently|former|longtime|[a-z]+ly)\s"
    r"[^.;:!?“”\"\n]*"
)  # fmt: skip
_FROM = re.compile(r"(?:\s+(?:of|from|at)|,)\s+(?:the\s+)?")
_AND = re.compile(r"\band,?\s+$")
_COMMA = re.compile(r"\s*,?\s*")
_IS = re.compile(r"(?:, [^,]{1,40},)?\s+(?:is|was|became|remains|as)(?:\s\w+)?\s+")
_SOMEBODY = re.compile(
    r"\b(those|others|many|some|few|most|all|anyone|anybody|everyone|everybody|someone)\s*,?\s*$", re.IGNORECASE
)
_ONE = frozenset("anyone anybody everyone everybody someone".split())
_LONGEST = 8  # words of the clause that tell those who are meant
_AFTER = re.compile(r"\w+\s+(?:(?:also|still|now|never|always|often|\w+ly)\s+)?(\w+)")
_PLURAL = frozenset(
    "are were have do don’t don't want say think believe support fear claim feel oppose know need see like love hate"
    " favor favour prefer agree argue work live call back hope expect worry worship vote consider remain seek".split()
)
_SINGULAR = frozenset("is was has does doesn’t doesn't says wants thinks believes supports claims".split())
_COMPLEMENT = re.compile(r"\s(?:of|to|for|with|from|in|at|on|against|behind|around)\s(?:[\w.’'-]+\s){0,4}$")
_PHRASE_WORD = re.compile(r"[\w’'-]+")
_DETERMINERS = frozenset(
    "the a an some many several those these his her their its any other most few no all both".split()
)
_NOT_IN_PHRASE = frozenset(
    "as of for to by from with and or but said is are was were in on at among than like including against about be been"
    " being i you he she it we they who which that will would can could may might must shall should has have had do"
    " does did not when while where if because after before since under over between into through during without"
    "".split()
)
_MODIFIER = re.compile(
    r"[A-Z\d].*|.+(?:al|an|ian|ive|ing|ed|ic|ous|ary|ful|less|ish|able|ible|est|er)|.*-.*|young|old|new|black|white|many"
)


class Relatives:
    """Resolves relative pronouns.

    Args:
        voices: The speakers so far.
    """

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._cast = voices.cast
        self._last: tuple[int, str] | None = None  # where the last one stood, and who it was

    def resolve(self, word: str, start: int, content: Span) -> Found | None:
        """Who a relative pronoun at a position is.

        Args:
            word: The pronoun, lower case.
            start: Where it stands.
            content: What is said there: its words may tell who "those who" are.
        """
        found = self._joined(start) or self._resolve(word, start, content)
        self._last = (start, found.key) if found else None
        return found

    def _joined(self, start: int) -> Found | None:
        """Whoever the relative clause before was about: "those who came and who stayed"."""
        text = self._cast.text
        if self._last is None or not _AND.search(text, max(0, start - len("and, ")), start):
            return None
        at, key = self._last
        same = self._cast.sentence_of(at) == self._cast.sentence_of(start) and at < start
        return Found(key, "relative pronoun, of the clause before it", "relative") if same else None

    def _resolve(self, word: str, start: int, content: Span) -> Found | None:
        if inside := self._voices.trail.speaking_at(start):
            return Found(self._voices.key_of(inside), "relative pronoun, of the speaker whom it describes", "relative")
        text = self._cast.text
        begin = self._cast.sentences[self._cast.sentence_of(start)][0]
        if word == "who" and (somebody := _SOMEBODY.search(text, max(begin, start - 20), start)):
            return self._somebody(somebody, content)
        if heard := self._voices.trail.spoke_before(start, _COMMA):
            return Found(self._voices.key_of(heard), "relative pronoun, of the speaker right before it", "relative")
        if named := self._named(word, start, begin):
            return Found(self._voices.entity(named.entity), "relative pronoun, after the name", "relative")
        if word == "who" and (after := self._named_after_clause(start)):
            return Found(after, "relative pronoun, the name follows its clause", "relative")
        return self._described(word, start, begin)

    def _somebody(self, match: re.Match[str], content: Span) -> Found:
        """The group of "those who fear …", named by its words."""
        text, start = self._cast.text, match.start(1)
        end = max(match.end(), content.end if content else 0)
        row = list(_PHRASE_WORD.finditer(text, start, end))[:_LONGEST]
        word = match[1].lower()
        kind = Kind.ANONYMOUS if word in _ONE else Kind.GROUP
        words = text[start : row[-1].end()]
        several = kind is Kind.GROUP
        place = (start, match.end(1))
        source = Source(Form.DESCRIPTION, words=words, head=word, kind=kind, plural=several, place=place)
        key = self._voices.same_words(source) or self._voices.described(source, kind)
        return Found(key, "relative pronoun, after the words that describe the speaker", "relative")

    def _named(self, word: str, start: int, begin: int) -> Mention | None:
        """The name that the pronoun follows, at once, after an apposition, or after where a person is from."""
        text, plural = self._cast.text, self._plural_follows(start)
        near = self._cast.within(max(begin, start - _NEAR), start)
        for mention, before in zip_longest(reversed(near), reversed(near[:-1])):
            entity = self._cast.entities[mention.entity]
            between = text[mention.end : start]
            if _ADJACENT.fullmatch(between):
                if word == "who" and before and self._is_from(before, mention):
                    return before  # "Ann Berg of Norland, who"
                if mention.possessive or (plural and entity.kind is Kind.PERSON):
                    continue
                return mention
            alone = not (plural and entity.kind is Kind.PERSON)
            if alone and not mention.possessive and _APPOSITION.fullmatch(between):
                return mention
        return None

    def _is_from(self, person: Mention, place: Mention) -> bool:
        """Whether a name only says where the person right before it is from."""
        apart = _FROM.fullmatch(self._cast.text, person.end, place.start)
        return bool(apart) and self._is_person(person) and self._cast.entities[place.entity].kind is Kind.ORGANIZATION

    def _plural_follows(self, start: int) -> bool:
        """Whether the verb after the pronoun is plural for sure."""
        follows = _AFTER.match(self._cast.text, start)
        return follows is not None and follows[1].lower() in _PLURAL

    def _named_after_clause(self, start: int) -> str | None:
        """The name that a comma parts from the clause: "A baker who knew him, Ann Berg …"."""
        text, end = self._cast.text, self._cast.sentences[self._cast.sentence_of(start)][1]
        for mention in self._cast.within(start, min(end, start + _SUBJECT)):
            if text[mention.start - 2 : mention.start] == ", ":
                person = self._cast.entities[mention.entity].kind is Kind.PERSON
                return self._voices.entity(mention.entity) if person and not mention.possessive else None
        return None

    def _described(self, word: str, start: int, begin: int) -> Found | None:
        first, last = _last_phrase(self._cast.text, max(begin, start - _NEAR), start)
        if first == last:
            return None
        source = describe(self._cast, Span(((first, last),)))
        if source.form is Form.NAME:
            return Found(self._voices.entity(source.names[0].entity), "relative pronoun, after the name", "relative")
        if source.owner is not None and source.head in nouns("speech"):
            key = self._voices.entity(source.owner.entity)
            return Found(key, "relative pronoun, of words whose speaker stands beside them", "relative")
        if source.form is Form.DESCRIPTION and (source.kind is not None or word == "who"):
            if word == "who" and (named := self._is_told(first, begin) or self._instead(source, first, begin)):
                return Found(self._voices.entity(named.entity), "relative pronoun, of the person described", "relative")
            key = self._voices.described(source, source.kind or (Kind.GROUP if source.plural else Kind.ANONYMOUS))
            return Found(key, "relative pronoun, after the words that describe the speaker", "relative")
        return None

    def _is_told(self, first: int, begin: int) -> Mention | None:
        """The person of whom a sentence says what they are: "Ann Berg is the mayor who …"."""
        return next(
            (
                mention
                for mention in reversed(self._cast.within(begin, first))
                if _IS.fullmatch(self._cast.text, mention.end, first) and self._is_person(mention)
            ),
            None,
        )

    def _instead(self, source: Source, first: int, begin: int) -> Mention | None:
        """The person named last, where the words right before are no person's: "Ann Berg of the ministry who …"."""
        if source.kind not in {None, Kind.ORGANIZATION, Kind.DOCUMENT} or source.head in nouns("person"):
            return None
        people = [m for m in self._cast.within(begin, first) if self._is_person(m)]
        if not people or (source.plural and not _FROM.fullmatch(self._cast.text, people[-1].end, first)):
            return None
        return people[-1]  # "Ann Berg of Texas"

    def _is_person(self, mention: Mention) -> bool:
        return self._cast.entities[mention.entity].kind is Kind.PERSON and not mention.possessive


def _last_phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """The noun phrase that a range ends with, roughly: from its article on, or a bare plural with its adjectives."""
    row: list[re.Match[str]] = []
    bare = False
    for word in reversed(list(_PHRASE_WORD.finditer(text, start, end))):
        between = text[word.end() : row[0].start() if row else end].strip()
        if len(row) == 7 or (between if row else between.strip(",—–")):
            break
        lower = word.group().lower()
        if row and lower in _NOT_IN_PHRASE:
            break
        if bare and lower not in _DETERMINERS and not _MODIFIER.fullmatch(word.group()):
            break
        row.insert(0, word)
        if lower in _DETERMINERS:
            break
        if len(row) == 1:
            noun, plural = singular(lower)
            bare = plural and (noun in nouns("person") or lower.endswith("s"))
    return (row[0].start(), row[-1].end()) if row else (start, start)
