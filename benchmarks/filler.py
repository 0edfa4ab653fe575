"""What surrounds the story on a real page: style rules, scripts, state, icons, teasers, menus, comments.

Everything comes from the `random.Random` that is passed in, so that a page is the same for the same seed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from random import Random

PLACES = ("Ashby", "Corran", "Dunmere", "Elsworth", "Fairlie", "Grantley", "Holme", "Inverby", "Kelso Bay", "Lorne")
THINGS = (
    "bridge",
    "budget",
    "ferry",
    "hospital",
    "harvest",
    "library",
    "museum",
    "railway",
    "school",
    "theatre",
    "tram",
)
EVENTS = ("delayed again", "to close on Sundays", "wins prize", "under review", "draws record crowd", "plans shelved")
KICKERS = ("Region", "Politics", "Money", "Culture", "Sport", "Opinion", "Health", "Science", "Travel")
PHRASES = (
    "Minister says no to new {0}",
    "Why the {1} {0} matters",
    "{1} {0} {2}",
    "In pictures: the {0} of {1}",
    "Ten things about the {1} {0}",
)
REMARKS = (
    "Who pays for the {0}?",
    "My aunt said so in 1996.",
    "I was there and it was not like this.",
    "Typical {1}.",
    "Nobody asked us about the {0}.",
)
RULES = (
    "margin:0 auto", "padding:.5rem 1rem", "display:flex", "align-items:center", "font-size:.875rem",
    "line-height:1.45", "color:#2b2b2b", "background-color:#f7f7f5", "border-bottom:1px solid #ddd", "font-weight:700",
    "max-width:72rem", "position:relative", "text-decoration:none", "letter-spacing:.02em", "gap:1.5rem",
    "transition:opacity .2s ease-in-out", "grid-template-columns:2fr 1fr", "list-style:none", "overflow:hidden",
    "box-shadow:0 1px 3px rgba(0,0,0,.2)",
)  # fmt: skip
WORDS = (
    "card",
    "nav",
    "grid",
    "story",
    "teaser",
    "media",
    "footer",
    "header",
    "promo",
    "list",
    "meta",
    "share",
    "ad",
    "btn",
)


def headline(rng: Random) -> str:
    """A line as it stands in lists of other stories."""
    return rng.choice(PHRASES).format(rng.choice(THINGS), rng.choice(PLACES), rng.choice(EVENTS))


def remark(rng: Random) -> str:
    """What somebody writes under a story."""
    return rng.choice(REMARKS).format(rng.choice(THINGS), rng.choice(PLACES))


def token(rng: Random, length: int) -> str:
    """Characters like those of hashes and keys."""
    return f"{rng.getrandbits(4 * length):0{length}x}"


def style(rng: Random, size: int) -> str:
    """Style rules of about `size` characters, without line breaks, as build tools write them."""
    rules, length = [], 0
    while length < size:
        name = f".{rng.choice(WORDS)}__{rng.choice(WORDS)}--{token(rng, 5)}"
        rule = f"{name}{{{';'.join(rng.sample(RULES, rng.randint(2, 6)))}}}"
        if rng.random() < 0.1:
            rule = f"@media (max-width:{rng.choice((480, 768, 1024))}px){{{rule}}}"
        rules.append(rule)
        length += len(rule)
    return "".join(rules)


def script(rng: Random, size: int) -> str:
    """A script of about `size` characters, minified, some strings in it that look like speech."""
    parts, length = [], 0
    while length < size:
        a, b, c = (token(rng, 4) for _ in range(3))
        part = (
            f"function _{a}(e,t){{var n=e.{rng.choice(WORDS)}||{{}};"
            f'if(!n||n.length<{rng.randint(1, 99)}){{return t("{b}")}}for(var i=0;i<n.length;i++)'
            f'{{n[i].on("{rng.choice(WORDS)}",function(r){{r.log("she said: {c}")}})}}return n}};'
        )
        parts.append(part)
        length += len(part)
    return "".join(parts)


def state(rng: Random, size: int, *, story: Sequence[str] = ()) -> str:
    """JSON of about `size` characters for the page's scripts; many pages repeat title and paragraphs there."""
    items: list[dict[str, object]] = []
    length = sum(map(len, story))
    while length < size:
        item = {
            "id": token(rng, 24),
            "url": f"/{rng.choice(WORDS)}/{token(rng, 10)}",
            "title": headline(rng),
            "score": round(rng.random(), 6),
            "tags": [rng.choice(THINGS) for _ in range(4)],
            "image": {"src": f"/i/{token(rng, 16)}.jpg", "w": 1200, "h": 630},
        }
        items.append(item)
        length += len(json.dumps(item))
    return safe_json({"build": token(rng, 12), "story": list(story), "items": items})


def safe_json(value: object) -> str:
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value).replace("</", "<\\/")


def icon(rng: Random) -> str:
    """An inline drawing."""
    path = " ".join(f"{rng.choice('MLCQ')}{rng.uniform(0, 24):.2f} {rng.uniform(0, 24):.2f}" for _ in range(24))
    return f'<svg class="icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path d="{path}z"/></svg>'


def teasers(rng: Random, number: int, kind: str) -> str:
    """A list of other stories."""
    return "".join(
        f'<li class="{kind} {kind}--{token(rng, 4)}" data-pos="{i}"><a href="/n/{token(rng, 12)}" class="{kind}__link">'
        f'<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/i/{token(rng, 16)}.webp" alt="">'
        f'<span class="{kind}__kicker">{rng.choice(KICKERS)}</span> '
        f'<span class="{kind}__title">{escape(headline(rng))}</span></a></li>'
        for i in range(number)
    )


def menu(rng: Random, number: int) -> str:
    """A menu with submenus."""
    return "".join(
        f'<li class="nav__item"><a href="/{token(rng, 6)}">{rng.choice(KICKERS)}</a><ul class="nav__sub">'
        + "".join(f'<li><a href="/{token(rng, 6)}">{rng.choice(PLACES)}</a></li>' for _ in range(6))
        + "</ul></li>"
        for _ in range(number)
    )


def comments(rng: Random, number: int) -> str:
    """What readers wrote."""
    return "".join(
        f'<div class="comment" id="c{token(rng, 8)}"><b class="comment__name">{rng.choice(PLACES)}{i}</b>'
        f'<p class="comment__text">{escape(remark(rng))}</p><button>Reply</button></div>'
        for i in range(number)
    )


def between(rng: Random) -> str:
    """What stands between two paragraphs of a story: advertisement, links, newsletter, a script."""
    return rng.choice((
        f'<div class="ad-slot" data-slot="{token(rng, 6)}"><div style="min-height:250px"></div></div>',
        f'<aside class="related-links"><h3>Related</h3><ul>{teasers(rng, 3, "related")}</ul></aside>',
        '<div class="newsletter-signup"><p>Sign up</p><form><input type="email"><button>Go</button></form></div>',
        f'<script>window.q=window.q||[];q.push({{"slot":"{token(rng, 8)}"}})</script>',
    ))  # fmt: skip
