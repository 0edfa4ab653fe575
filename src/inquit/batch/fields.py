"""People's own fields: which one is the text, the date, the outlet, and which are kept beside what is read.

A name with dots goes into objects: `media.name` is the field `name` of the object `media`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from inquit.errors import InquitError
from inquit.records import shown

# What an article has, and what other programs call it; the first name that a record has is taken.
GUESSES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article", "article_text", "articleBody", "article_body", "maintext", "main_text",
        "full_text", "fulltext", "body_text", "bodyText", "plain_text", "content_text", "story", "text_content",
    ),
    "title": ("title", "headline", "head", "article_title", "name", "subject"),
    "published": (
        "published", "date", "pub_date", "pubDate", "published_at", "publishedAt", "publication_date", "date_publish",
        "datePublished", "date_published", "publish_date", "published_date", "created_at", "timestamp", "time",
    ),
    "modified": ("modified", "updated", "updated_at", "date_modify", "dateModified", "modified_at", "last_modified"),
    "url": ("url", "link", "href", "canonical_url", "web_url", "webUrl", "article_url", "source_url", "uri"),
    "outlet": (
        "outlet", "publisher", "publication", "source", "source_name", "source_domain", "site", "site_name", "domain",
        "media", "newspaper", "outlet.name", "publisher.name", "source.name", "media.name", "source.title", "site.name",
    ),
    "authors": ("authors", "author", "byline", "by", "writer", "author.name"),
    "id": ("id", "_id", "uuid", "guid", "article_id", "doc_id"),
    "language": ("language", "lang"),
}  # fmt: skip
TARGETS = tuple(GUESSES)
TEXTS = frozenset({"title", "url", "outlet", "published", "modified", "language"})


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Which field of a record is what.

    Attributes:
        names: Our name to the record's.
        keep: Name of a column to the field that it keeps.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    keep: Mapping[str, str] = field(default_factory=dict)

    def article(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The record with our names; what it has beside is left out."""
        told = {name: dug(record, path) for name, path in self.names.items()}
        made = {name: _plain(name, value) for name, value in told.items() if value is not None}
        for name in ("statements", "attributions", "sha256"):  # offsets point into the text, which must stay as it is
            if name in record:
                made[name] = record[name]
        if self.keep:
            kept = {name: dug(record, path) for name, path in self.keep.items()}
            made["extra"] = {name: value for name, value in kept.items() if value is not None}
        return made

    def told(self, record: Mapping[str, Any]) -> str:
        """What is taken for what, in words."""
        taken = ", ".join(f"{name}={path}" for name, path in self.names.items()) or "nothing"
        used = {path.partition(".")[0] for path in (*self.names.values(), *self.keep.values())}
        others = [name for name in record if name not in used]
        return f"{taken}; not used: {', '.join(others[:12])}" if others else taken


def fields_for(record: Mapping[str, Any], given: Mapping[str, str], keep: Mapping[str, str]) -> FieldMap:
    """The fields of a file by its first record: as given, and guessed by their names where nothing is given.

    Args:
        record: The first record.
        given: Our name to the record's, as the user says.
        keep: As in `FieldMap`.
    """
    taken = set(given.values())
    names = dict(given)
    for name, guesses in GUESSES.items():
        if name in names:
            continue
        for guess in guesses:
            if guess not in taken and _fits(name, dug(record, guess)):
                names[name] = guess
                taken.add(guess)
                break
    if "text" not in names and (longest := _longest(record, taken)):
        names["text"] = longest
    return FieldMap({name: names[name] for name in TARGETS if name in names}, dict(keep))


def parsed_map(given: Iterable[str]) -> dict[str, str]:
    """The pairs of `text=body,published=pub_date`.

    Raises:
        InquitError: A pair is none, or names what an article does not have.
    """
    pairs: dict[str, str] = {}
    for pair in (part.strip() for one in given for part in one.split(",") if part.strip()):
        name, equals, path = (part.strip() for part in pair.partition("="))
        if not equals or not path:
            raise InquitError(f"{pair!r} is no pair", remedy="write it as text=body")
        if name not in TARGETS:
            near = get_close_matches(name, TARGETS, n=1)
            advice = f"did you mean {near[0]!r}?" if near else f"an article has {', '.join(TARGETS)}"
            raise InquitError(f"an article has no {name!r}", remedy=advice)
        pairs[name] = path
    return pairs


def parsed_keep(given: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Column to field of `section` or `desk=media.desk`.

    Args:
        given: As the user says.
        taken: Names of columns that are there anyway.

    Raises:
        InquitError: A column has this name already.
    """
    names = {*taken}
    pairs: dict[str, str] = {}
    for one in (part.strip() for whole in given for part in whole.split(",") if part.strip()):
        column, equals, path = (part.strip() for part in one.partition("="))
        if column in names or column in pairs:
            raise InquitError(
                f"there is a column {column!r} already", remedy=f"give another name: my_{column}={path or column}"
            )
        pairs[column] = path if equals else column
    return pairs


def dug(record: Mapping[str, Any], path: str) -> Any:
    """The value of a field; `None` where it is not there.  A field that has dots in its own name is found too."""
    if path in record:
        return record[path]
    value: Any = record
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return None
        value = value[name]
    return value


def _fits(name: str, value: Any) -> bool:
    if name == "authors":
        return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))
    if name == "id":
        return isinstance(value, str | int) and not isinstance(value, bool)
    return isinstance(value, str) and bool(value.strip())


def _longest(record: Mapping[str, Any], taken: set[str]) -> str | None:
    """The field with the longest text, where it is long enough for an article."""
    texts = [(len(value), name) for name, value in record.items() if isinstance(value, str) and name not in taken]
    size, name = max(texts, default=(0, ""))
    return name if size >= 200 else None


def _plain(name: str, value: Any) -> Any:
    """A value as an article's record has it: a number for a text is shown as one."""
    if name in TEXTS and isinstance(value, int | float) and not isinstance(value, bool):
        return shown(value)
    return value
