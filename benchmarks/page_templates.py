"""Five kinds of news pages around a story, filled up to a given size; the frames lie in `templates/`."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from random import Random
from string import Template

from benchmarks import filler

FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Story:
    """What a page is made around.

    Attributes:
        paragraphs: Without the headline.
        published: ISO 8601, with hour and zone.
    """

    title: str
    paragraphs: tuple[str, ...]
    outlet: str
    published: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page.

    Attributes:
        name: Its file in `templates/`.
        paragraph: What stands around a paragraph; `{text}` for the words, `{token}` for a made-up class name.
        entities: Whether quotation marks are written as entities.
        state_has_story: Whether the page carries its story a second time, for its scripts.
        menus, teasers, comments: How many.
        style, state: Their shares of the page's size.
    """

    name: str
    paragraph: str
    menus: int
    teasers: int
    comments: int
    style: float
    state: float
    entities: bool = False
    state_has_story: bool = False


KINDS = (
    Kind("semantic", '<p class="body-text">{text}</p>', 12, 80, 30, style=0.25, state=0.15),
    Kind("blog", "<p>{text}</p>", 10, 90, 50, style=0.3, state=0.05, entities=True),
    Kind("rendered", '<p class="text__{token}">{text}</p>', 9, 110, 0, style=0.1, state=0.3, state_has_story=True),
    Kind(
        "divisions",
        '<div class="el el-{token}" style="margin-bottom:1.2em"><div class="el-in"><p style="font-size:18px">'
        '<span style="font-weight:400;color:rgb(34,34,34)">{text}</span></p></div></div>',
        8, 100, 10, style=0.25, state=0.1,
    ),
    Kind("tables", '<p class="storytext">{text}</p>', 10, 100, 40, style=0.2, state=0.1),
)  # fmt: skip


def page(story: Story, rng: Random, kind: Kind, size: int) -> str:
    """The story as a page of that kind, of `size` characters or, where the story is long, a little more."""
    fields = {
        "title": escape(story.title),
        "outlet": escape(story.outlet),
        "published": story.published,
        "day": story.published[:10],
        "head": _head(story, rng, int(size * kind.style)),
        "body": _body(story, rng, kind),
        "icon": filler.icon(rng),
        "menu": filler.menu(rng, kind.menus),
        "teasers": filler.teasers(rng, kind.teasers, "teaser"),
        "comments": filler.comments(rng, kind.comments),
        "state": filler.state(
            rng, int(size * kind.state), story=[story.title, *story.paragraphs] if kind.state_has_story else []
        ),
    }
    frame = Template((FOLDER / f"{kind.name}.html").read_text(encoding="utf-8"))
    missing = size - len(frame.substitute(fields, script=""))
    return frame.substitute(fields, script=filler.script(rng, missing))


def _head(story: Story, rng: Random, style_size: int) -> str:
    title, outlet = escape(story.title), escape(story.outlet)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published,
        "publisher": {"@type": "Organization", "name": story.outlet},
    }
    return "\n".join((
        f'<meta charset="utf-8"><title>{title} | {outlet}</title>',
        f'<meta name="viewport" content="width=device-width"><meta property="og:title" content="{title}">',
        f'<meta property="og:site_name" content="{outlet}">',
        f'<meta property="article:published_time" content="{story.published}">',
        f"<style>{filler.style(rng, style_size)}</style>",
        f'<script type="application/ld+json">{filler.safe_json(data)}</script>',
    ))  # fmt: skip


def _body(story: Story, rng: Random, kind: Kind) -> str:
    """The story's paragraphs, something else after every fourth."""
    parts = []
    for number, text in enumerate(story.paragraphs):
        if number and number % 4 == 0:
            parts.append(filler.between(rng))
        words = escape(text, quote=False)
        if kind.entities:
            words = words.replace("’", "&rsquo;").replace("“", "&ldquo;").replace("”", "&rdquo;")
        parts.append(kind.paragraph.format(text=words, token=filler.token(rng, 6)))
    return "\n".join(parts)
