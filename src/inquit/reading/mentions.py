"""Who is named in a text: persons and organisations, under all the names that the text gives them.

A last name alone belongs to the one bearer of that name in the text, or to nobody where two bear it.  These are
rules on the text and on word lists: no second pass of a model.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from inquit.quotation import quoted_ranges
from inquit.reading.aliases import LEGAL_FORMS, drop_overlong, join_acronyms, join_companies
from inquit.reading.entities import Entity, Mention
from inquit.reading.families import relative_of
from inquit.reading.headline_names import names_in_headlines
from inquit.reading.headlines import headlines
from inquit.reading.lexicon import (
    PREPOSITIONS,
    Gender,
    countries,
    gender_of,
    gender_of_title,
    is_given_name,
    is_surname,
    known_nouns,
    nouns,
    places,
    same_given_name,
    short_forms,
    titles,
    words,
)
from inquit.reading.name_rows import ends_alike, spoken
from inquit.reading.names import (
    PARTICLES,
    PLACE_BEFORE,
    POSSESSIVE,
    TOKEN,
    Name,
    fold,
    is_capital,
    names_in,
    other_suffix,
    plain,
)
from inquit.reading.placing import Placing
from inquit.reading.renown import is_label, is_renowned, renown_of
from inquit.reading.rolls import Rolls
from inquit.sentences import sentence_bounds
from inquit.types import Kind, Span

_MANY = 50
"""Bearers of one last name among whom a text still tells anybody apart: keeps time linear."""

_OF_EITHER = frozenset(
    """ally challenger champion client competitor customer employer giant host leader member neighbor neighbour newcomer
    opponent owner partner pioneer player rival sponsor star""".split()
)
"""Nouns that stand before names of persons and of bodies: "their rival Brightwell"."""

_REPEATED = 3
"""How often an unknown name stands in full, and no word of it alone, until it is a body's: people's are shortened."""

_ACRONYM = re.compile(r"[A-Z]{3,}")
_APPOSED = re.compile(r",\s+(?=(?:[A-Z][\w.]*\s+){0,4}$)")
_DEPENDS = re.compile(rf"\b(?:{'|'.join(sorted(PREPOSITIONS))}|who|whose|which|that)\b")


class Cast:
    """Everybody who is named in a text, and where.

    Args:
        text: The article's text.
        sources: Where somebody speaks: an unknown name there is somebody's.
    """

    def __init__(self, text: str, sources: Sequence[Span] = ()) -> None:
        self.text = text
        self.sentences = sentence_bounds(text)
        self.headlines = frozenset(headlines(text, self.sentences))
        self.quotes = quoted_ranges(text)
        self.entities: list[Entity] = []
        self._starts = [start for start, _ in self.sentences]
        self._speaking = sorted((span.start, span.end) for span in sources)
        self._words = Counter(plain(m.group()) for m in TOKEN.finditer(text))
        self._bearers: dict[str, list[int]] = {}  # last name, folded -> persons
        self._bodies: dict[tuple[str, ...], int] = {}  # name -> organisation
        self._voiced: set[int] = set()  # persons who speak under their full names
        self._gather()
        placing = Placing(
            text,
            self.sentences,
            self.entities,
            voiced=self._voiced,
            in_text=self._words,
            quoted=self.quoted,
        )
        self.mentions = [m for m in placing.mentions() if not self._is_cut_short(m)]
        self._mention_starts = [mention.start for mention in self.mentions]

    def _is_cut_short(self, mention: Mention) -> bool:
        """Whether a word is taken for a body that need not go by it: "Vek", of a slogan "Vek Nova"."""
        body = self.entities[mention.entity]
        row = tuple(plain(m.group()) for m in TOKEN.finditer(self.text, mention.start, mention.end))
        if body.kind is not Kind.ORGANIZATION or len(row) > 1 or len(body.words) < 2 or row in body.aliases:
            return False
        return not set(body.words[1:]) & (words("bodies", "organisation") | LEGAL_FORMS)

    @cached_property
    def counts(self) -> Counter[int]:
        """How often each entity is named."""
        return Counter(mention.entity for mention in self.mentions)

    def foremost(self, people: Iterable[int]) -> int | None:
        """The one of several whom the text names twice as often as any other; `None` where it is not that plain."""
        ranked = sorted(people, key=lambda n: -self.counts[n])
        clear = len(ranked) == 1 or (len(ranked) > 1 and self.counts[ranked[0]] >= 2 * self.counts[ranked[1]])
        return ranked[0] if clear else None

    @cached_property
    def _shared(self) -> Counter[str]:
        people = (entity for entity in self.entities if entity.kind is Kind.PERSON and entity.aliases)
        return Counter(fold(word) for entity in people for word in set(entity.words))

    def is_shared(self, word: str) -> bool:
        """Whether a word belongs to the names of two persons."""
        return self._shared[fold(word)] > 1

    @cached_property
    def rolls(self) -> Rolls:
        """Who is called what."""
        return Rolls(self.entities)

    @cached_property
    def capitalised_inside(self) -> frozenset[str]:
        """Words that begin with a capital where no sentence begins."""
        return frozenset(m[1] for m in re.finditer(r"[a-z,] ([A-Z][\w’'-]*)", self.text))

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie inside a range."""
        first, after = bisect_left(self._mention_starts, start), bisect_left(self._mention_starts, end)
        return [m for m in self.mentions[first:after] if m.end <= end]

    def speaking_after(self, position: int) -> Iterator[tuple[int, int]]:
        """Where sources stand from a position on, in the order of the text."""
        return iter(self._speaking[bisect_left(self._speaking, (position, 0)) :])

    def sentence_of(self, position: int) -> int:
        """Number of the sentence at a position, or before it."""
        return max(0, bisect_right(self._starts, position) - 1)

    def quoted(self, position: int) -> bool:
        """Whether a position stands inside quotation marks."""
        at = bisect_right(self.quotes, (position, len(self.text))) - 1
        return at >= 0 and position < self.quotes[at][1]

    def bearers(self, last: str) -> Sequence[int]:
        """The persons with this last name; the first of them where they are too many to tell apart."""
        return self._bearers.get(fold(last), [])[:_MANY]

    # Gathering: who is there at all

    def _gather(self) -> None:
        lower = frozenset(word for word in self._words if word[:1].islower())
        found = [
            name
            for number, (start, end) in enumerate(self.sentences)
            if number not in self.headlines
            for name in names_in(self.text, start, end, lower)
        ]
        self._alone = self._speaking_alone()
        self._written = Counter(name.text for name in found)
        self._with_article = {
            name.text
            for name in found
            if name.before == "the"
            and not re.match(r"[’']|\s+[a-z]", self.text[name.start + len(name.text) : name.start + len(name.text) + 3])
        }
        unsure = [name for name in found if not self._enter(name)]
        self._body_words = {row[0] for row in self._bodies if len(row) > 1}
        self._name_words = {word for entity in self.entities for word in entity.words}
        self._first_named: dict[str, list[int]] = {}
        for number, entity in enumerate(self.entities):
            if entity.kind is Kind.PERSON and len(entity.words) > 1:
                for first in (entity.words[0], *short_forms(entity.words[0])):
                    self._first_named.setdefault(first, []).append(number)
        for name in unsure:
            if (
                1 < len(name.words) <= 3
                and name.before not in PLACE_BEFORE
                and name.last not in countries()
                and fold(name.last) in self._alone
                and not self.bearers(name.last)
            ):
                self._person(name)
        lines = [self.sentences[number] for number in sorted(self.headlines)]
        words_of_names = frozenset(self._name_words)
        for name in names_in_headlines(self.text, lines, self._words, known=words_of_names, is_source=self._is_source):
            if not self.bearers(name.last):
                self._person(name)
        for name in unsure:
            if sum(word not in PARTICLES for word in name.words) == 1:
                self._single(name)
        for entity in self.entities:
            entity.recognise()
        drop_overlong(self.entities, self.is_shared)
        self._enter_countries()
        join_acronyms(self.entities)
        join_companies(self.entities)

    def _is_source(self, start: int, end: int) -> bool:
        """Whether a source stands exactly at a place, punctuation and a possessive ending aside."""
        at = bisect_right(self._speaking, (start, len(self.text))) - 1
        return at >= 0 and self._speaking[at][0] <= start and end <= self._speaking[at][1] <= end + 2

    def _enter(self, name: Name) -> bool:
        """Enter a name of which one can be sure at once; `False` for others."""
        if sum(word not in PARTICLES for word in name.words) == 1:
            return False
        kind = name.kind
        if kind is None and " ".join(name.words) not in countries() and name.before not in PLACE_BEFORE | {"of", "for"}:
            kind = self._kind_of(name)
        if kind is None:
            return False
        if kind is not Kind.PERSON:
            self._body(
                (*name.titles, *name.words), name.text if not name.titles else " ".join((*name.titles, name.text)), name
            )
        else:
            number = self._person(name)
            if self._speaks(name.start):
                self._voiced.add(number)
        return True

    def _kind_of(self, name: Name) -> Kind | None:
        """What bears an unknown name, as the text shows it; `None` where it only stands there."""
        speaks = self._speaks(name.start)
        if any(_ACRONYM.fullmatch(word) for word in name.words):
            return Kind.ORGANIZATION if speaks else None  # "Norvik GOP"
        if speaks and name.beside and name.role_words and name.before != "the":
            return Kind.PERSON  # "Ekdal Vek, an activist"
        if " ".join(name.words) in places() or self._like_a_body(name):
            return Kind.ORGANIZATION if speaks else None
        return Kind.PERSON if name.introduced or speaks else None

    def _like_a_body(self, name: Name) -> bool:
        """Whether the text treats a name as a body's: "the Third Quay", "Vek's Third Quay", never "Quay" alone."""
        if name.titles or any(map(is_given_name, name.words)):
            return False
        if (
            name.before == "called"
            or name.before.endswith(POSSESSIVE[:2])
            or re.match(r",? which\b", self.text[name.start + len(name.text) : name.start + len(name.text) + 8])
        ):
            return fold(name.last) not in self._alone and not self._ends_source(name)
        if self._is_common(name.last) and fold(name.last) not in self._alone:
            return True  # "Ister Ferries", where the text has "the ferries" too
        times = self._written[name.text]
        never_alone = all(self._words[word] <= times for word in name.words)
        return name.text in self._with_article or (times >= _REPEATED and never_alone)

    def _is_common(self, word: str) -> bool:
        """Whether a name's word also stands in the text as a common noun, and not as one for people."""
        low = word.lower()
        return bool(self._words[low]) and low not in nouns("person")

    def _ends_source(self, name: Name) -> bool:
        """Whether a possessive and a name, no word of it a common one, are a source: "The Herald's Orsolt Vek"."""
        end = name.start + len(name.text)
        ends = any(start < name.start and stop - 1 <= end <= stop for start, stop in self._speaking)
        low = [word.lower() for word in name.words]
        return ends and len(low) == 2 and not any(self._words[word] or word in known_nouns() for word in low)

    def _speaks(self, position: int) -> bool:
        """Whether a name at a position heads a source: nothing that it could depend on stands before it."""
        at = bisect_right(self._speaking, (position, len(self.text))) - 1
        if at < 0:
            return False
        start, end = self._speaking[at]
        if apposed := _APPOSED.search(self.text, start, position):
            start = apposed.end()  # "the minister of trade, Ann Berg"
        return position < end and not _DEPENDS.search(self.text, start, position)

    def _speaking_alone(self) -> set[str]:
        """Last names that sources consist of: "Vek" makes "Orsolt Vek" a person, though no list knows him."""
        alone = set()
        for start, end in self._speaking:
            row = [plain(m.group()) for m in TOKEN.finditer(self.text, start, end)]
            while row and row[0] in titles():
                row = row[1:]
            if row and is_capital(row[0]) and (len(row) == 1 or not is_capital(row[1])):
                alone.add(fold(row[0]))
        return alone

    def _person(self, name: Name) -> int:
        """The person with this full name, made where there is none."""
        gender = next((g for t in name.titles if (g := gender_of_title(t))), None) or gender_of(name.words[0])
        for number in self.bearers(name.last):
            e = self.entities[number]
            given = fold(e.words[0]) == fold(name.words[0]) or same_given_name(e.words[0], name.words[0])
            same = given or ends_alike(e.words, name.words)
            if same and not other_suffix(e.name, name.text) and not (gender and e.gender and gender != e.gender):
                if (len(name.words), len(name.words[0])) > (len(e.words), len(e.words[0])):
                    e.name = spoken(name.text)
                e.aliases.add(name.words)
                e.gender = e.gender or gender
                e.learn(name)
                return number
        return self._new(Entity(spoken(name.text), Kind.PERSON, gender, aliases={name.words}), name)

    def _new(self, entity: Entity, name: Name) -> int:
        number = len(self.entities)
        self.entities.append(entity)
        if entity.kind is Kind.PERSON:
            self._bearers.setdefault(fold(name.last), []).append(number)
        entity.learn(name)
        return number

    def _single(self, name: Name) -> None:
        """A last name with its title, a given name, an acronym; other single words are entered when they speak."""
        word = name.last
        asked = next((g for t in name.titles if (g := gender_of_title(t))), None)
        bearers = [n for n in self.bearers(word) if not _is_another(self.entities[n], asked)]
        known = bearers or ([] if self.bearers(word) else self._first_named.get(word, []))
        if known:
            if len(known) == 1:
                self.entities[known[0]].learn(name)
                if word not in self.entities[known[0]].words:
                    self.entities[known[0]].aliases.add(name.words)  # "Bob" for Robert
            return
        if word in countries() or word in words("bodies", "organisation") or word in words("bodies", "company"):
            return
        if name.kind is not Kind.PERSON and word in self._body_words:
            return  # "Brightwell", short for "Brightwell Foods"
        speaks = self._speaks(name.start) and name.before not in PLACE_BEFORE | {"the"}
        beside = is_given_name(word) and name.role_words  # "her husband, Stefan"
        titled = speaks and name.role_words - _OF_EITHER and not name.beside  # "Norland's president Ekdal"
        if (
            name.kind is Kind.PERSON
            or beside
            or (titled and name.kind is None)
            or (
                speaks
                and (is_given_name(word) or self._is_last_name(word, name) or (name.introduced and name.kind is None))
            )
        ):
            text = spoken(name.text) if is_label(word) else name.text
            full = f"{text} {family}" if (family := self._family(name)) else text
            self._new(Entity(full, Kind.PERSON, gender_of(word), aliases={name.words}), name)
        elif name.kind is Kind.ORGANIZATION:
            self._body((word,), name.text, name)

    def _family(self, name: Name) -> str | None:
        """The last name of a relative told by the given name alone, as news do where both bear it: "Berg's son, Bo"."""
        owner = relative_of(name)
        if owner is None or not is_given_name(name.last) or self.bearers(name.last):
            return None
        return owner if len(self.bearers(owner)) == 1 else None

    def _is_last_name(self, word: str, name: Name) -> bool:
        """Whether a word that speaks by itself is a person's last name: "Ekdal said", but not "the Ekdal factory"."""
        if word in self._name_words or word in self._body_words:
            return False  # "Ferrer", of "Lucía Ferrer Montes"
        labels = is_label(word) and self.text.startswith(":", name.start + len(name.text))
        own = word.capitalize() if labels else word
        return (is_surname(own) or is_renowned(own)) and not own.isupper() and not self._words[word.lower()]

    def _body(self, row: tuple[str, ...], text: str, name: Name) -> None:
        """The organisation of this name, made where there is none."""
        if (known := self._bodies.get(row)) is not None:
            self.entities[known].role_words |= name.role_words
            return
        self._bodies[row] = len(self.entities)
        if row[-1] in LEGAL_FORMS and self.text.startswith(".", name.start + len(name.text)):
            text += "."  # of "Brightwell Foods Inc."
        body = Entity(
            text, name.kind or Kind.ORGANIZATION, role=name.role, aliases={row}, role_words=set(name.role_words)
        )
        self.entities.append(body)

    def _enter_countries(self) -> None:
        taken = {alias for entity in self.entities for alias in entity.aliases}
        for country in dict.fromkeys(countries().values()):
            names = [w for w in (country.name, *country.seats) if (*w.split(),) not in taken and not self.bearers(w)]
            present = [w for w in names if self._has(w)]
            if present:
                name = country.name if country.name in present else present[0]
                self.entities.append(Entity(name, Kind.ORGANIZATION, aliases={tuple(w.split()) for w in present}))

    def _has(self, name: str) -> bool:
        """Whether the text holds a name, by its words."""
        return name in self.text if " " in name else name in self._words


def _is_another(person: Entity, asked: Gender | None) -> bool:
    """Whether a last name with a title of some gender is not this person's: no "Mr. Obama" is Michelle Obama.

    Only of those whom everybody knows: of others a given name does not tell for sure, Ms Askew can be Robin Askew.
    """
    renown = renown_of(person.words)
    return renown is not None and asked is not None and renown.gender is not asked
