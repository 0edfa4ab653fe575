"""Where in a text those who are named in it stand, under all their names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from inquit.reading.aliases import LEGAL_FORMS
from inquit.reading.entities import Entity, Mention
from inquit.reading.lexicon import countries, gender_of_title, is_given_name, is_surname, nouns, peoples, titles, words
from inquit.reading.names import PARTICLES, POSSESSIVE, SUFFIXES, TOKEN, fold, is_capital, plain
from inquit.types import Kind

Aliases = dict[tuple[str, ...], list[int]]
"""Each name as its words, folded, and who bears it."""

_MANY = 50
"""Bearers of one name among whom the words beside it still tell which one is meant: keeps time linear."""

# Words that begin the names of many bodies: none is a name by itself.
_COMMON_FIRST = frozenset(
    """national international royal central federal supreme united new north south east west first general public
    republican democratic labour social world high house white saint st""".split()
)


class Placing:
    """Finds the mentions.

    Args:
        text: The article's text.
        sentences: Its sentences.
        entities: Those who are named in it.
        voiced: Those of them who speak under their full names.
        in_text: All words of the text.
        quoted: Whether a position stands in quotation marks.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        entities: Sequence[Entity],
        *,
        voiced: Collection[int],
        in_text: Collection[str],
        quoted: Callable[[int], bool],
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._entities = entities
        self._voiced = voiced
        self._words = in_text
        self._quoted = quoted
        self._shared = Counter(word for entity in entities if entity.aliases for word in set(entity.words))
        self._in_full: Counter[int] = Counter()  # how often a bearer of a shared name stands under a longer one
        self._first: dict[int, int] = {}  # where that is for the first time
        self._goes_by: dict[str, int] = {}  # shared name -> who went by it alone before a second bearer was named

    def mentions(self) -> Iterator[Mention]:
        """All mentions, in the order of the text; a name that could be two people's is nobody's."""
        aliases: Aliases = {}
        longest: dict[str, int] = {}  # first word -> words of the longest name that it begins
        for number, entity in enumerate(self._entities):
            rows = (*entity.aliases, *self._short_names(entity))
            for alias in dict.fromkeys(tuple(map(fold, row)) for row in rows):
                aliases.setdefault(alias, []).append(number)
                longest[alias[0]] = max(len(alias), longest.get(alias[0], 0))
        shared = {n for alias, numbers in aliases.items() if len(alias) == 1 < len(numbers) <= _MANY for n in numbers}
        if shared:
            self._count_in_full(shared, aliases, longest)
        for number, (start, end) in enumerate(self._sentences):
            yield from self._in_sentence(number, start, end, aliases, longest)

    def _count_in_full(self, shared: Collection[int], aliases: Aliases, longest: Mapping[str, int]) -> None:
        for start, end in self._sentences:
            tokens = list(TOKEN.finditer(self._text, start, end))
            row = [fold(plain(token.group())) for token in tokens]
            i = 0
            while i < len(tokens):
                sizes = range(min(longest.get(row[i], 0), len(row) - i), 1, -1)
                size = next((n for n in sizes if tuple(row[i : i + n]) in aliases), 1)
                bearers = aliases[tuple(row[i : i + size])] if size > 1 else []
                if len(bearers) == 1 and bearers[0] in shared:
                    self._in_full[bearers[0]] += 1
                    self._first.setdefault(bearers[0], tokens[i].start())
                i += size

    def _short_names(self, entity: Entity) -> Iterator[Sequence[str]]:
        """What else somebody is called: the last name, with its particles or not; the first one if theirs alone."""
        row = entity.words
        if entity.kind is not Kind.PERSON or not entity.aliases:
            if len(row) > 1 and entity.kind is Kind.ORGANIZATION and self._alone(row[0]) and self._is_no_word(entity):
                yield row[:1]  # "Brightwell" for "Brightwell Foods"
            return
        yield row[-1:]
        begin = len(row) - 1
        while begin > 1 and row[begin - 1].lower() in PARTICLES:
            begin -= 1
        yield row[begin:]
        for part in {row[0], row[-2]} if len(row) == 3 else {row[0]}:
            if len(part) > 2 and part.lower() not in PARTICLES and self._alone(part):
                yield [part]

    def _alone(self, part: str) -> bool:
        """Whether nobody and nothing else in the text goes by a word of somebody's name."""
        return self._shared[part] == 1

    def _is_no_word(self, body: Entity) -> bool:
        """Whether a body is called by its first word alone: "Brightwell", not "National", "Harbour" or "Norland"."""
        word, company = body.words[0], body.words[-1] in LEGAL_FORMS and len(body.words) > 2
        is_listed = (
            word in peoples() or word in countries() or word in titles() or word in words("bodies", "organisation")
            or word.lower() in _COMMON_FIRST or word.lower() in nouns("person")
            or (is_given_name(word) and not (company and not is_surname(body.words[1])))  # "Sun Looms Inc."
        )  # fmt: skip
        least = 3 if company else 4
        is_name = word[0].isupper() and word.isalpha() and len(word) >= least
        return is_name and not is_listed and word.lower() not in self._words

    def _in_sentence(
        self, number: int, start: int, end: int, aliases: Aliases, longest: Mapping[str, int]
    ) -> Iterator[Mention]:
        tokens = list(TOKEN.finditer(self._text, start, end))
        row = [fold(plain(token.group())) for token in tokens]
        seen, i = False, 0
        while i < len(tokens):
            named = is_capital(tokens[i].group()) or row[i] in PARTICLES
            size, entity = self._longest(aliases, row, i, longest.get(row[i], 0), tokens) if named else (0, None)
            if entity is None:
                i += 1
                continue
            last = tokens[i + size - 1]
            short = last.group().endswith(POSSESSIVE[:2])
            possessive = short or self._text[last.end() : last.end() + 1] in {"’", "'"}
            quoted = self._quoted(tokens[i].start())
            leading = not seen and not quoted
            yield Mention(tokens[i].start(), last.end() - 2 * short, entity, possessive, quoted, number, leading)
            seen = seen or not quoted
            i += size

    def _longest(
        self, aliases: Aliases, row: Sequence[str], i: int, most: int, tokens: Sequence[re.Match[str]]
    ) -> tuple[int, int | None]:
        """Size and bearer of the longest name at a place; no bearer where two people could be meant."""
        for size in range(min(most, len(row) - i), 0, -1):
            if bearers := aliases.get(tuple(row[i : i + size])):
                before = plain(tokens[i - 1].group()) if i else ""
                after = plain(tokens[i + size].group()) if i + size < len(tokens) else ""
                name = row[i] if size == 1 else ""
                return size, self._bearer(bearers, before, after, name, tokens[i].start())
        return 0, None

    def _bearer(self, bearers: Sequence[int], before: str, after: str, name: str, position: int) -> int | None:
        """Which one of those who bear a name is meant, by the words beside it and by who was named so far.

        Args:
            bearers: All who bear it.
            before: The word before.
            after: The word after.
            name: The name, folded, where it is one word; else empty.
            position: Where it stands.
        """
        if len(bearers) == 1 or len(bearers) > _MANY:
            return bearers[0] if len(bearers) == 1 else None
        if after in SUFFIXES:
            bearers = [b for b in bearers if after in self._entities[b].name.replace(".", "").split()]
        elif asked := gender_of_title(before):
            bearers = [b for b in bearers if self._entities[b].gender is asked]
        if len(bearers) > 1 and name:
            return self._main(bearers, name, position)
        return bearers[0] if len(bearers) == 1 else None

    def _main(self, bearers: Sequence[int], name: str, position: int) -> int | None:
        """The one of several Smiths who is "Smith" at a place.

        That is the only one named so far, who keeps the name from then on if no other speaks under a full name; else
        the only one who does speak under a full name; else the one who is named first and twice as often as any other.
        """
        met = [b for b in bearers if self._first.get(b, position) < position]
        if len(met) == 1:
            return self._goes_by.setdefault(name, met[0])
        voiced = [b for b in bearers if b in self._voiced]
        if (known := self._goes_by.get(name)) in bearers:
            return known if all(b == known for b in voiced) else None
        if len(voiced) == 1:
            return voiced[0]
        by_count = sorted(bearers, key=lambda b: -self._in_full[b])
        first = min(bearers, key=lambda b: self._first.get(b, len(self._text)))
        twice = self._in_full[by_count[0]] >= 2 * self._in_full[by_count[1]]
        return first if not voiced and first == by_count[0] and twice else None
