"""From element trees to paragraphs of text, without recursion: page trees may be two thousand levels deep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

# Elements that begin and end a paragraph: those of pages, and `head`, `quote`, `item` … of trafilatura's own trees.
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "cell", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "graphic", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "header", "hr", "html", "item", "lb", "li", "list", "main", "nav", "ol", "p", "pre",
    "quote", "row", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
# Elements whose content is never the story's: what the plain extraction leaves out.
NOT_STORY = frozenset({
    "applet", "aside", "audio", "button", "canvas", "datalist", "embed", "footer", "form", "head", "header",
    "iframe", "input", "label", "math", "menu", "nav", "noscript", "object", "option", "script", "select", "style",
    "svg", "template", "textarea", "title", "video",
})  # fmt: skip
NOT_STORY_CLASS = re.compile(
    r"\b(cookie|consent|related|newsletter|share|social|comments?|promo|advert|ad-|sidebar|most-(read|popular)|breadcrumb"
    r"|footer|navigation|navbar|menu)",
    re.I,
)

# Browsers show the references &#128; to &#159; as the windows-1252 characters of these numbers (HTML, 13.2.5.80).
WINDOWS_1252 = {
    code: text for code in range(0x80, 0xA0) if (text := bytes([code]).decode("cp1252", "ignore"))
}  # fmt: skip
INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF), "")  # soft hyphen and zero-width marks of typesetting
CONTROLS = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), 0x7F), " ")
SHOWN = str.maketrans({**{chr(k): v for k, v in (WINDOWS_1252 | INVISIBLE | CONTROLS).items()}})


def paragraphs(tree: _Element) -> list[str]:
    """The paragraphs of a tree that holds the story and nothing else, in order, white space collapsed."""
    return [text for _, text in _blocks(tree, frozenset())]


def story_paragraphs(tree: _Element) -> list[str]:
    """A plain extraction for pages that the real one cannot take: what stands in paragraphs outside menus and footers.

    Text outside paragraph elements counts only where it is as long as a sentence and ends like one.
    """
    found = []
    for tag, text in _blocks(tree, NOT_STORY):
        sentence = len(text) >= 60 and re.search(r"[.!?][\"'”’)]*$", text)
        if sentence or (tag in ("p", "blockquote", "figcaption", "pre") and len(text) >= 20):
            found.append(text)
    return found


def shown(text: str) -> str:
    """Text as a browser shows it: white space collapsed, invisible marks gone."""
    return " ".join(text.translate(SHOWN).split())


def _blocks(tree: _Element, left_out: frozenset[str]) -> list[tuple[str, str]]:
    """`(tag, text)` of each run of text between two block bounds; the tag is that of the innermost block around it."""
    found: list[tuple[str, str]] = []
    parts: list[str] = []
    around = [""]

    def flush() -> None:
        if text := shown("".join(parts)):
            found.append((around[-1], text))
        parts.clear()

    node: _Element | None = tree
    entering = True
    while node is not None:
        tag = (
            node.tag if isinstance(node.tag, str) else ""
        )  # comments and processing instructions have functions as tags
        block = tag in BLOCKS
        skipped = not tag or tag in left_out or bool(left_out and _is_not_story(node))
        if entering and not skipped:
            if block:
                flush()
                around.append(tag)
            parts.append(node.text or "")
            if len(node):
                node = node[0]
                continue
        if block and not (entering and skipped):
            flush()
            around.pop()
        if node is tree:
            break
        if entering and skipped and block:
            flush()
        parts.append(node.tail or "")
        following = node.getnext()
        node, entering = (following, True) if following is not None else (node.getparent(), False)
    flush()
    return found


def _is_not_story(node: _Element) -> bool:
    marks = f"{node.get('class') or ''} {node.get('id') or ''}"
    return node.tag in ("div", "section", "ul", "p") and bool(NOT_STORY_CLASS.search(marks))
