"""Who "the mayor", "the ministry" or "the two" is: whoever was named and so described, or an unnamed speaker."""

from __future__ import annotations

import re

from inquit.reading.bodies import Bodies
from inquit.reading.holders import Holders
from inquit.reading.lexicon import nouns, words
from inquit.reading.phrases import Form, Source, describe
from inquit.reading.pronouns import Pronouns
from inquit.reading.voices import Found, Voices
from inquit.types import Kind, Span
from inquit.types.article import NOWHERE

_COUNTS = {"two": 2, "both": 2, "pair": 2, "couple": 2, "duo": 2, "three": 3, "trio": 3}
_WORD = re.compile(r"[\w’'-]+")
_LETTER = re.compile(r"[QA]\d{0,2}")  # of questions and answers
_THEN_NAMED = re.compile(
    r"(?:\s+(?:of|for|in|at|from|with|[a-z]+ing)\b(?:[^,.;:“”\"]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|St)\.){0,60}?)?,\s+(?=[A-Z])"
)
_VERB = re.compile(r"asked|said|says|told|added|replied|wrote|tells|asks|adds")
_FEW = 2  # words before a description that begins its sentence: "Once a critic …"
_NEAR = 100  # characters
_NOBODY = re.compile(r"(?:almost |nearly |practically |virtually )?no(?:\s+one|body|ne)?\b(?!\.)", re.IGNORECASE)
_NONE = frozenset({"anything", "nobody", "none", "nothing"})
_AUTHOR = re.compile(r"(?<!seen )(?<!obtained )(?<!reviewed )\b(?:by|from)\s+(.+)$", re.DOTALL)
_OWNER = re.compile(r"(the\s+[a-z][\w -]*)[’']s?\s", re.IGNORECASE)
# Papers that speak for the body before them; polls and filings speak for themselves.
_PAPERS = frozenset(
    """letter article tally cable editorial story announcement memo column projection report statement release
    analysis""".split()
)
# Two of these are seldom the two people named last.
_OFTEN_UNNAMED = frozenset(
    "analyst diplomat expert judge juror lawyer observer officer official source witness".split()
)
_WORDS = "the words of the source"
_AGAIN = "the document so described before"
_BESIDE = "whose words they are is said beside them"


class Descriptions:
    """Resolves sources that describe somebody.

    Args:
        voices: The speakers so far.
        pronouns: Resolves the owner in "her lawyer".
    """

    def __init__(self, voices: Voices, pronouns: Pronouns) -> None:
        self._voices = voices
        self._cast = voices.cast
        self._pronouns = pronouns
        self._holders = Holders(voices)
        self._bodies = Bodies(voices)

    def resolve(self, source: Source, *, content: Span = NOWHERE, outer: str | None = None) -> Found | None:
        """Who is described.

        Args:
            source: The description.
            content: What is said there.
            outer: Who says the statement in which the description stands.
        """
        if _LETTER.fullmatch(source.words):
            return self._interviewed() if source.words[0] == "A" else None
        if _VERB.fullmatch(source.words):
            return None  # "asked", in a sentence turned round
        if source.joined:
            return self._with_others(source, content, outer)
        if source.head == "self":
            return self._so_described(source)
        one_word = " " not in source.words and source.words[:1].isupper()
        bare_plural = source.determiner == "bare" and source.plural
        if source.head in {"former", "latter"} and not source.modifiers:
            people = self._voices.trail.last_people(source.place[0], 2)
            if len(people) == 2:
                key = self._voices.key_of(people[source.head == "latter"])
                return Found(key, f"“the {source.head}” of the two named last", "role")
        if (
            _NOBODY.match(source.words)
            or source.head in {"anything", "nobody", "none", "nothing"}
            or source.words == "Neither"
        ):
            return None
        if one_word and self._cast.is_shared(source.words):
            return None  # a name that two people bear
        if _is_titled(source):
            return self._titled(source)
        if named := self._named_after(source):
            return named
        if source.head in nouns("speech") and (owner := self._owner(source, outer)):
            return Found(owner, _BESIDE, "description")
        if source.kind is Kind.DOCUMENT and (author := self._author(source, outer)):
            return Found(author, _BESIDE, "description")
        if source.number in {2, 3} and source.plural and source.modifiers[:1] != ("other",):
            return self.several(source)
        known = source.kind is Kind.ANONYMOUS and source.determiner != "indefinite" and not bare_plural
        if source.kind is Kind.PERSON or known:
            return self._holders.resolve(source, content, outer)
        if one_word and source.determiner == "definite" and source.kind is not Kind.GROUP:
            return self._bodies.resolve(source)
        if source.kind is Kind.ORGANIZATION and (source.determiner == "definite" or source.head == "police"):
            paper = self._voices.last_described({source.head}) if source.head == "paper" else None
            return Found(paper, _AGAIN, "description") if paper else self._bodies.resolve(source)
        if (source.plural and source.determiner == "definite") or source.head in _COUNTS:
            return self.several(source)
        if source.kind is None:
            return Found(
                self._voices.described(source, Kind.GROUP if source.plural else Kind.DOCUMENT), _WORDS, "description"
            )
        if source.kind is Kind.ANONYMOUS and (named := self._holders.named_next(source, content)):
            return named
        again = self._voices.same_words(source) if source.determiner != "indefinite" else None
        if again is None and source.determiner == "definite" and source.kind is Kind.DOCUMENT:
            again = self._voices.same_noun(source)
        return Found(again or self._voices.described(source), _WORDS, "description")

    def _with_others(self, source: Source, content: Span, outer: str | None) -> Found | None:
        """Whoever she is, and they: "she and her aides"."""
        start = source.place[0]
        word = source.joined or ""
        first = Source(Form.PRONOUN, words=word, head=word, place=(start, start + len(word)))
        found = self._pronouns.resolve(first, content=content, outer=outer)
        if found is None:
            return None
        members = (found.key, *(self._voices.entity(m.entity) for m in source.names))
        others = [self._voices[key].name for key in members[1:]] or [source.words]
        key = self._voices.together([self._voices[found.key].name, *others], tuple(dict.fromkeys(members)))
        return Found(key, f"{found.reason}; and others", "joint")

    def _so_described(self, source: Source) -> Found | None:
        """The "self" of "a self-described rebel, Ann Berg said" and of "Ann Berg, a self-described rebel, said"."""
        start, end = source.place
        sentence = self._cast.sentences[self._cast.sentence_of(start)]
        begins = len(self._cast.text[sentence[0] : start].split()) <= 1
        where = (end, sentence[1]) if begins else (sentence[0], start)
        people = [m for m in self._cast.within(*where) if self._cast.entities[m.entity].kind is Kind.PERSON]
        if not people:
            return None
        one = people[0] if begins else people[-1]
        return Found(self._voices.entity(one.entity), "“self”, the person so described", "role")

    def _titled(self, source: Source) -> Found | None:
        """A "Mr. Berg" whom the text never names in full; nobody where it names several of that name."""
        if self._cast.is_shared(source.words.split()[-1]):
            return None
        again = self._voices.same_words(source)
        return Found(again or self._voices.described(source, Kind.PERSON), _WORDS, "description")

    def _named_after(self, source: Source) -> Found | None:
        """Whom a comma names after a description: "Once a critic of the mine, Ann Berg …"."""
        if source.kind is not Kind.ANONYMOUS or source.plural or source.determiner not in {"indefinite", "bare"}:
            return None
        start, end = source.place
        sentence = self._cast.sentences[self._cast.sentence_of(start)]
        apart = _THEN_NAMED.match(self._cast.text, end, min(sentence[1], end + _NEAR))
        if apart is None or len(self._cast.text[sentence[0] : start].split()) > _FEW:
            return None
        for mention in self._cast.within(apart.end(), sentence[1])[:1]:
            own = self._cast.text[apart.end() : mention.start]
            person = self._cast.entities[mention.entity].kind is Kind.PERSON and not mention.possessive
            if person and re.fullmatch(r"(?:[A-Z][\w’'.-]*\s+)*", own):
                return Found(self._voices.entity(mention.entity), f"“{source.words}”, named after it", "role")
        return None

    def _interviewed(self) -> Found | None:
        """The "A" of questions and answers: the person whom the text names first."""
        first = next((m for m in self._cast.mentions if self._cast.entities[m.entity].kind is Kind.PERSON), None)
        if first is None:
            return None
        return Found(
            self._voices.entity(first.entity), "the answers, given by the first person whom the text names", "role"
        )

    def _owner(self, source: Source, outer: str | None) -> str | None:
        if source.owner is not None:
            return self._voices.entity(source.owner.entity)
        owner = _OWNER.match(self._cast.text, *source.place)
        if owner and source.determiner != "bare":  # "the group’s warning"
            inner = describe(self._cast, Span((owner.span(1),)))
            found = self.resolve(inner, outer=outer) if inner.form is Form.DESCRIPTION else None
            return found.key if found else None
        if source.owner_pronoun:
            pronoun = Source(Form.PRONOUN, head=source.owner_pronoun, place=source.place)
            found = self._pronouns.resolve(pronoun, outer=outer)
            return found.key if found else None
        return None

    def _author(self, source: Source, outer: str | None) -> str | None:
        """A statement by somebody is theirs: "the statement by the two", "a letter from Varek"."""
        start, end = source.place
        if source.head not in nouns("speech"):
            return None
        by = _AUTHOR.search(self._cast.text, start, end)
        if not by:
            return self._publisher(source)
        inner = describe(self._cast, Span((by.span(1),)))
        if inner.form is Form.NAME:
            return self._voices.entity(inner.names[0].entity)
        if inner.form is Form.JOINT and inner.names:
            members = tuple(self._voices.entity(m.entity) for m in inner.names)
            return self._voices.together([self._voices[key].name for key in members], members)
        if inner.form is Form.DESCRIPTION and inner.kind is not None:
            found = self.resolve(inner, outer=outer)
            return found.key if found else None
        return None

    def _publisher(self, source: Source) -> str | None:
        """The body whose name stands before a paper of its own: "the Harbour Office letter"."""
        if source.head not in _PAPERS:
            return None
        for mention in self._cast.within(*source.place):
            body = self._cast.entities[mention.entity].kind is Kind.ORGANIZATION and not mention.possessive
            if body and re.match(rf"\s+(?:[a-z-]+\s+)?{source.head}", self._cast.text[mention.end : source.place[1]]):
                return self._voices.entity(mention.entity)
        return None

    # Several

    def several(self, source: Source) -> Found:
        """Those heard together, or last of that sort, as of "the two", "both men", "the officials"."""
        start, end = source.place
        count = _COUNTS.get(source.head)
        first = re.match(r"(?:all\s+|the\s+|these\s+|both\b)", self._cast.text[start:end], re.IGNORECASE)
        if (
            count is None
            and isinstance(source.number, int)
            and first
            and not re.search(r"\b(?:of|for|in)\b", self._cast.text[start:end])
        ):
            count = source.number
        persons = source.head in nouns("person") or source.head in _COUNTS or source.head in {"person", "men"}
        if count is not None and count <= 3 and persons and source.head not in _OFTEN_UNNAMED:
            if together := self._voices.last_together(count):
                return Found(together, "those who spoke together before", "role")
            people = self._voices.trail.last_people(start, count)
            if len(people) == count:
                members = tuple(self._voices.key_of(h) for h in people)
                key = self._voices.together([self._voices[m].name for m in members], members)
                return Found(key, f"the {count} people named last", "role")
        again = self._voices.same_words(source) or self._voices.same_noun(source)
        return Found(again or self._voices.described(source), _WORDS, "description")


def _is_titled(source: Source) -> bool:
    """Whether a description is a last name with its title: "Mr. Berg"."""
    first, *rest = source.words.split() or [""]
    titled = first.rstrip(".") in words("titles", "address")
    return titled and len(rest) == 1 and source.kind is Kind.PERSON
