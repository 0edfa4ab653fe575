"""The last step of every source: a draft becomes an `Article`, within the limits and with what the user said."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from inquit.errors import LanguageError, SourceError
from inquit.sources.language import NAMES, tell
from inquit.sources.options import ReadOptions, how_to_give
from inquit.types import Article, PublishedCandidate


@dataclass(slots=True)
class Draft:
    """What a source found out about an article; the fields are those of `Article`.

    Attributes:
        language: As declared by the input; the words of the text are asked first.
        published_candidates: In the order of trust: the first one that is a whole date is taken.
    """

    text: str
    id: str = ""
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published_candidates: tuple[PublishedCandidate, ...] = ()
    modified: str | None = None
    language: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def assemble(draft: Draft, options: ReadOptions) -> Article:
    """Make the article.

    Raises:
        SourceError: There is no text, or too much.
        LanguageError: The text is not English and the options do not allow others.
    """
    if not draft.text.strip():
        raise SourceError("holds no text", remedy="check that it holds the article itself")
    if len(draft.text) > options.max_chars:
        raise SourceError(
            f"text of {len(draft.text):,} characters, limit {options.max_chars:,}",
            remedy="split it into articles",
        )
    candidates = draft.published_candidates
    if options.published:
        candidates = (PublishedCandidate(options.published, "user"), *candidates)
    whole = [
        candidate for candidate in candidates if candidate.value[0].isdigit() and "updated" not in candidate.origin
    ]
    return Article(
        text=draft.text,
        id=draft.id
        or (f"a{hashlib.sha256(draft.url.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}" if draft.url else ""),
        url=draft.url,
        outlet=options.outlet or draft.outlet,
        title=draft.title,
        authors=draft.authors,
        published=whole[0].value if whole else None,
        modified=draft.modified,
        published_candidates=(*whole[:1], *(candidate for candidate in candidates if candidate not in whole[:1])),
        language=_language(draft, options),
        extra=draft.extra,
        warnings=draft.warnings,
    )


def _language(draft: Draft, options: ReadOptions) -> str | None:
    told = tell(draft.text)
    if not told.english and not options.any_language:
        name = f", probably {NAMES[told.code]}" if told.code in NAMES else ""
        raise LanguageError(
            f"the text is not English{name}: {told.why}",
            remedy=f"only English is understood; read it all the same if you like ({how_to_give('any_language')})",
        )
    return told.code or draft.language
