"""Who "the mayor", "the ministry" or "the two" is: whoever was named and so described, or an unnamed speaker."""

from __future__ import annotations

import re

from inquit.reading.antecedents import Heard
from inquit.reading.contenders import RACE, Contenders
from inquit.reading.lexicon import countries, country_of, nouns, peoples, words
from inquit.reading.names import TOKEN, plain
from inquit.reading.phrases import OFFICES, Form, Source, describe
from inquit.reading.pronouns import Pronouns
from inquit.reading.voices import Found, Voices
from inquit.types import Kind, Span
from inquit.types.article import NOWHERE

_COUNTS = {"two": 2, "both": 2, "pair": 2, "couple": 2, "duo": 2, "three": 3, "trio": 3}
_BREAKS = frozenset(
    """the a an of to for by from with and or but in on at said told that this his her its their as is was were are be
    been has had about over against after before if when while who which where than then not no""".split()
)
# Words by which a body may be called whatever its name is.
_ANY_BODY = frozenset(
    """company group organization organisation newspaper agency party firm union site team network outlet association
    government ministry department administration campaign commission committee council court bank body institute
    charity club university paper website magazine broadcaster alliance bloc""".split()
)
_OF_STATES = frozenset("country government administration nation state kingdom republic".split())
# Nouns that tell of somebody new, even where somebody else was just named.
_OTHERS = frozenset(
    "spokesman spokeswoman spokesperson source witness aide official judge lawyer reporter narrator".split()
)
_CHIEFS = frozenset("chief boss head".split())
_LEADERS = frozenset(
    "chief head director leader president chairman chairwoman chair executive secretary-general general".split()
)
_LEADS_BODY = re.compile(
    r"\b(?:chief|head|director|leader|president|chair(?:man|woman)?|executive|secretary[- ]general)\b", re.IGNORECASE
)
_HEADS_OF_STATE = frozenset("president chancellor premier minister king queen leader prime-minister".split())
_TOP = frozenset("top highest chief highest-ranking most-senior".split())
_LESSER = frozenset("former vice deputy assistant ex".split())  # no president is meant by "vice president"
_WORD = re.compile(r"[\w’'-]+")
_LETTER = re.compile(r"[QA]\d{0,2}")  # of questions and answers
_THEN_NAMED = re.compile(
    r"(?:\s+(?:of|for|in|at|from|with|[a-z]+ing)\b(?:[^,.;:“”\"]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|St)\.){0,60}?)?,\s+(?=[A-Z])"
)
_VERB = re.compile(r"asked|said|says|told|added|replied|wrote|tells|asks|adds")
_FEW = 2  # words before a description that begins its sentence: "Once a critic …"
_NEAR = 100  # characters
_NOBODY = re.compile(r"no(?:\s+one|body|ne)?\b", re.IGNORECASE)
_AUTHOR = re.compile(r"(?<!seen )(?<!obtained )(?<!reviewed )\b(?:by|from)\s+(.+)$", re.DOTALL)
_OWNER = re.compile(r"(the\s+[a-z][\w -]*)[’']s?\s", re.IGNORECASE)
_PERSON = frozenset({Kind.PERSON})
_BODY = frozenset({Kind.ORGANIZATION})
# Papers that speak for the body before them; polls and filings speak for themselves.
_PAPERS = frozenset(
    """letter article tally cable editorial story announcement memo column projection report statement release
    analysis""".split()
)
_LEAD = 2  # the headline and the first sentences
_UNNAMED = "described, not named"
_WORDS = "the words of the source"
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
        self._first_told: dict[str, int | None] = {}
        self._contenders = Contenders(voices.cast)
        self._nouns_at: dict[str, list[tuple[int, int]]] | None = None

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
        if _NOBODY.match(source.words) or source.head in {"nobody", "none"}:
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
            return self._holder(source, content, outer)
        if one_word and source.determiner == "definite" and source.kind is not Kind.GROUP:
            return self._body(source)
        if source.kind is Kind.ORGANIZATION and (source.determiner == "definite" or source.head == "police"):
            return self._body(source)
        if (source.plural and source.determiner == "definite") or source.head in _COUNTS:
            return self.several(source)
        if source.kind is None:
            return Found(
                self._voices.described(source, Kind.GROUP if source.plural else Kind.DOCUMENT), _WORDS, "description"
            )
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

    # Persons

    def _holder(self, source: Source, content: Span, outer: str | None) -> Found | None:
        """A title: the one who holds it, if the text tells one; an unnamed speaker where it tells none."""
        start, described = source.place[0], f"“{source.words}”"
        heads = {source.head, source.head.split()[-1]}
        holders = self._cast.holders(heads, Kind.PERSON)
        generic = source.head in _CHIEFS and source.modifiers and _ANY_BODY.issuperset(source.modifiers)
        if (not holders and generic) or self._is_top_official(source):
            holders = self._leaders_of_bodies()  # "the alliance chief", who was called its director
        if source.head == "leader":
            holders = self._leaders_of_state(source) or holders
        if source.owner_pronoun or source.owner:
            holders = [n for n in holders if self._owned(n, source)]
        holders = self._told_apart(holders, source)
        if source.head in RACE and source.determiner != "possessive":
            choice = self._contenders.choose(holders, source.modifiers)
            if choice is not None and choice.who is None:
                return None  # several run, and nothing tells which one speaks
            if choice is not None and choice.who is not None:
                key = self._voices.entity(choice.who)
                return Found(key, f"{described}, the one whose campaign the text tells of", "role")

        def fits(heard: Heard) -> bool:
            if heard.entity is not None:
                return heard.entity in holders
            alike = not source.modifiers or not heard.modifiers or bool(set(source.modifiers) & set(heard.modifiers))
            return heard.head in heads and alike

        trail = self._voices.trail
        heard = trail.best(
            start, kinds=frozenset({Kind.PERSON, Kind.ANONYMOUS}), gender=source.gender, fits=fits, content=content
        )
        if heard is not None and len(holders) > 1 and not any(map(self._voices.trail.has_spoken, holders)):
            one = self._cast.foremost(holders)  # two hold the title, and nothing else tells which one speaks
            return None if one is None else Found(self._voices.entity(one), f"{described}, the one most named", "role")
        if heard is not None:
            return Found(self._voices.key_of(heard), f"{described}, the one so described before", "role")
        if len(holders) == 1 and source.determiner in {"definite", "bare"}:
            return Found(self._voices.entity(holders[0]), f"{described}, the one so described in the text", "role")
        definite = source.determiner == "definite" or (source.determiner == "bare" and self._leads(source))
        if definite and self._plain_end(source) and source.head not in _OTHERS:
            heard = trail.best(
                start,
                kinds=_PERSON,
                gender=source.gender,
                fits=lambda h: self._voices.key_of(h) != outer,
                content=content,
            )
            if heard is not None:
                return Found(self._voices.key_of(heard), f"{described}, the person the text was speaking of", "role")
        if again := self._voices.same_words(source):
            return Found(again, "the same words before", "description")
        kind = Kind.PERSON if source.kind is Kind.PERSON and source.head in OFFICES else Kind.ANONYMOUS
        return self.introduced_later(source) or Found(self._voices.described(source, kind), _UNNAMED, "description")

    def _is_top_official(self, source: Source) -> bool:
        """Whether the one at the head of a body is meant: "the top Harbour Board official"."""
        first, *rest = source.modifiers or ("",)
        return source.head == "official" and source.determiner == "definite" and first in _TOP and bool(rest)

    def _leaders_of_state(self, source: Source) -> list[int]:
        """Those who lead the country that a description names: "the Norland leader", who was called its president."""
        asked = {same for word in source.modifiers if country_of(word.capitalize()) for same in self._same(word)}
        roles = {n: self._cast.entities[n].role or "" for n in self._cast.holders(_HEADS_OF_STATE, Kind.PERSON)}
        return [
            number
            for number, role in roles.items()
            if asked.intersection(map(str.lower, _WORD.findall(role))) and not _LESSER & set(role.lower().split())
        ]

    def _leaders_of_bodies(self) -> list[int]:
        """Those who lead something that is no country."""
        found = []
        for number in self._cast.holders(_LEADERS, Kind.PERSON):
            role = self._cast.entities[number].role or ""
            of_country = any(country_of(word) or word in countries() for word in _WORD.findall(role))
            if _LEADS_BODY.search(role) and not of_country:
                found.append(number)
        return found

    def introduced_later(self, source: Source) -> Found | None:
        """A lead that tells of "a baker", and names her in the next sentence."""
        start = source.place[0]
        if not self._leads(source) or source.head in _OTHERS or source.plural:
            return None
        later = self._voices.trail.introduced_later(start, source.gender)
        if later is None:
            return None
        return Found(self._voices.key_of(later), f"“{source.words}”, the person whom the text names next", "role")

    def _leads(self, source: Source) -> bool:
        return self._cast.sentence_of(source.place[0]) <= _LEAD

    def _told_apart(self, holders: list[int], source: Source) -> list[int]:
        """Of several who hold a title, those whom the words before it fit: "the Norland minister"."""
        roles = {n: set(_WORD.findall(" ".join(self._cast.entities[n].roles))) for n in holders}
        asked = {same for word in source.modifiers for same in self._same(word)}
        lesser = _LESSER.intersection(source.modifiers)
        kept = [n for n in holders if roles[n] & _LESSER == lesser] or holders
        return [n for n in kept if (asked - _LESSER) & roles[n]] or kept

    def _same(self, modifier: str) -> set[str]:
        """A modifier and, for a people, its country: "the Norwegian minister" is a minister of Norway."""
        country = country_of(modifier.capitalize())
        return {modifier, *(country.name.lower().split() if country else ())}

    def _owned(self, entity: int, source: Source) -> bool:
        """Whether somebody's role names the owner too: "Varek's lawyer, Dana Quist"."""
        role = self._cast.entities[entity].role or ""
        if source.owner is not None:
            return bool(set(self._cast.entities[source.owner.entity].words) & set(re.findall(r"\w+", role)))
        return bool(re.match(r"(?:his|her|their|its)\b", role))

    def _plain_end(self, source: Source) -> bool:
        return not re.search(r"\b(?:of|for|in)\b", self._cast.text[source.place[0] : source.place[1]])

    # Bodies

    def _body(self, source: Source) -> Found | None:
        """The body whose name holds the word, as of "the ministry", or the one heard last where the word fits any."""
        start, head, described = source.place[0], source.head, f"“{source.words}”"
        if again := self._voices.same_words(source):
            return Found(again, "the same words before", "description")
        if source.words[:1].isupper() and " " not in source.words and source.determiner == "definite":
            return self._short_form(source) or Found(self._voices.described(source), _WORDS, "description")
        if not source.modifiers:
            if self._plain_end(source) and (introduced := self._introduced(source)):
                return Found(introduced, f"{described}, introduced before", "role")
            named = set(self._cast.holders({head}, Kind.ORGANIZATION))
            heard = self._voices.trail.best(
                start, kinds=_BODY, fits=lambda h: h.head == head if h.entity is None else h.entity in named
            )
            if heard is not None:
                return Found(self._voices.key_of(heard), f"{described}, the one so named before", "role")
            if head in _ANY_BODY and self._plain_end(source):
                heard = self._voices.trail.best(start, kinds=_BODY, fits=lambda h: self._can_be(h, head))
                if heard is not None:
                    return Found(self._voices.key_of(heard), f"{described}, the body named before", "role")
        return Found(self._voices.described(source), _WORDS, "description")

    def _short_form(self, source: Source) -> Found | None:
        """The one body whose name begins or ends so, as of "the Post"; the person whom "the Texan" goes back to."""
        word = plain(source.words)
        fits = [
            n
            for n in self._cast.holders({word.lower()}, Kind.ORGANIZATION)
            if len(own := self._cast.entities[n].words) > 1 and word in (own[0], own[-1])
        ]
        if len(fits) == 1:
            return Found(self._voices.entity(fits[0]), "the short form of the name", "name")
        if word in words("bodies", "organisation"):
            return None
        if not fits and (word in peoples() or word.endswith(("an", "er", "ite", "ese", "ish"))):
            heard = self._voices.trail.best(source.place[0], kinds=_PERSON)
            if heard is not None:
                return Found(self._voices.key_of(heard), f"“{word}”, the person the text was speaking of", "role")
        return None

    def _can_be(self, heard: Heard, head: str) -> bool:
        """Whether a body can be called by a common noun: a council is no company."""
        if heard.entity is None:
            return heard.head == head or self._voices[heard.key].name[:1].isupper()
        name = self._cast.entities[heard.entity].name
        if name in countries() or name in words("bodies", "region"):
            return head in _OF_STATES
        own = {word for word in name.lower().split() if word in nouns("organization")}
        return not own or head in own or head in {"group", "organization", "organisation", "body"}

    def _introduced(self, source: Source) -> str | None:
        """The words that first told which one it is: "the Norvik ballot commission … the commission"."""
        if source.head not in self._first_told:
            self._first_told[source.head] = self._introduction(source.head)
        begin = self._first_told[source.head]
        if begin is None or begin >= source.place[0]:
            return None
        end = self._cast.text.lower().index(source.head, begin) + len(source.head)
        found = describe(self._cast, Span(((begin, end),)))
        if found.form is Form.NAME:
            return self._voices.entity(found.names[0].entity)
        if found.form is Form.DESCRIPTION:
            return self._voices.same_words(found) or self._voices.described(found, Kind.ORGANIZATION)
        return None

    def _introduction(self, noun: str) -> int | None:
        """Where the first noun phrase begins that puts a name before a noun."""
        for start, end in self._places_of(noun):
            after = re.match(r"\s+(?:of|for)\b", self._cast.text[end : end + 8])
            if after or self._cast.sentence_of(start) in self._cast.headlines:
                continue
            row = list(re.finditer(r"[\w’'.&-]+(?=\s)", self._cast.text[max(0, start - 60) : start]))[-4:]
            while row and any(word.group().lower() in _BREAKS for word in row):
                row = row[1:]
            while row and not row[0].group()[0].isupper():
                row = row[1:]
            if row:
                return max(0, start - 60) + row[0].start()
        return None

    def _places_of(self, noun: str) -> list[tuple[int, int]]:
        if self._nouns_at is None:
            self._nouns_at = {}
            bodies = nouns("organization")
            for token in TOKEN.finditer(self._cast.text):
                if token.group().lower() in bodies:
                    self._nouns_at.setdefault(token.group().lower(), []).append(token.span())
        return self._nouns_at.get(noun, [])

    # Several

    def several(self, source: Source) -> Found:
        """Those heard together, or last of that sort, as of "the two", "both men", "the officials"."""
        start, end = source.place
        count = _COUNTS.get(source.head)
        first = re.match(r"(?:all\s+|the\s+|these\s+|both\b)", self._cast.text[start:end], re.IGNORECASE)
        if count is None and isinstance(source.number, int) and first and self._plain_end(source):
            count = source.number
        persons = source.head in nouns("person") or source.head in _COUNTS or source.head in {"person", "men"}
        if count is not None and count <= 3 and persons:
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
