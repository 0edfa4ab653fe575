"""Addresses that open a page at the words that are meant.

Text fragments (WICG, Scroll To Text Fragment, section 3): `#:~:text=first words,last words`.
"""

from __future__ import annotations

from urllib.parse import quote

_WHOLE = 8
"""Words up to which a fragment names them all; of more it names the first and the last few."""

_ENDS = 4
"""Words at either end of a longer one."""


def link_to(url: str | None, words: str) -> str | None:
    """The address of a page that scrolls to the words; `None` where there is no address that may be followed.

    Args:
        url: Of the article.
        words: As they stand in its text; only what stands before an ellipsis between two pieces is looked for.
    """
    if url is None or not url.startswith(("https://", "http://")):
        return None
    told = words.partition(" … ")[0].strip(" \t\n“”\"'‘’.,;:").split("\n")[0].split()
    if not told:
        return url
    ends = [told] if len(told) <= _WHOLE else [told[:_ENDS], told[-_ENDS:]]
    fragment = ",".join(_encoded(" ".join(part)) for part in ends)
    return f"{url.partition('#')[0]}#:~:text={fragment}"


def _encoded(text: str) -> str:
    """Percent-encoded, the comma, hyphen and ampersand too, which part a fragment."""
    return quote(text, safe="").replace("-", "%2D")
