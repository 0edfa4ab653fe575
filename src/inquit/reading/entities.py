"""Those who are named in a text, and the places where they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from inquit.reading.lexicon import Gender, gender_of_noun, gender_of_title, words
from inquit.reading.names import SUFFIXES, Name, plain
from inquit.reading.renown import Renown, renown_of
from inquit.types import Kind


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands.

    Attributes:
        entity: Position in `Cast.entities` of who bears the name.
        possessive: Whether it ends in ’s: "Varek’s".
        quoted: Whether it stands inside quotation marks.
        sentence: Number of its sentence.
        leading: Whether it is the first name of its sentence, outside quotation marks: most often its subject.
    """

    start: int
    end: int
    entity: int
    possessive: bool
    quoted: bool
    sentence: int
    leading: bool


@dataclass(slots=True)
class Entity:
    """One person or organisation of a text.

    Attributes:
        name: The fullest one that the text gives, titles left out.
        role: The title or apposition, as the text words it.
        aliases: Each name as a tuple of its words.
        role_words: Nouns, lower case, that say what they are: `senator`, `mayor`.
        roles: All titles and appositions, lower case.
        renown: What is known of somebody often in the news, whatever the text tells.
    """

    name: str
    kind: Kind
    gender: Gender | None = None
    role: str | None = None
    aliases: set[tuple[str, ...]] = field(default_factory=set)
    role_words: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    renown: Renown | None = None

    @property
    def words(self) -> list[str]:
        """The words of the name, suffixes like *Jr.* left out."""
        return [plain(word) for word in self.name.split() if word.strip(".,") not in SUFFIXES]

    def recognise(self) -> None:
        """Take over what is known of the bearer of the name."""
        if self.kind is Kind.PERSON and self.words:
            self.renown = renown_of(self.words)
            self.gender = self.renown.gender if self.renown else self.gender

    def learn(self, name: Name) -> None:
        """Take over what a further mention tells: role and gender."""
        self.role = (
            self.role or name.role or " ".join(t for t in name.titles if t not in words("titles", "address")) or None
        )
        self.role_words |= name.role_words
        self.roles |= {role.lower() for role in (name.role, name.beside, " ".join(name.titles)) if role}
        told = next((g for t in name.titles if (g := gender_of_title(t))), None)
        noun = next((g for w in name.role_words if (g := gender_of_noun(w))), None)
        self.gender = told or self.gender or noun
