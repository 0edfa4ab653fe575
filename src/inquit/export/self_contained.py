"""What pages that stand in one file share: their templates, their style, and a policy that lets nothing else in."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment() -> Environment:
    """Our templates, every value escaped, a missing one an error."""
    return Environment(
        loader=PackageLoader("inquit.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def style(name: str) -> str:
    """A style sheet beside the templates: `page.css`."""
    return (files("inquit.export") / "templates" / name).read_text(encoding="utf-8")


def policy(style: str) -> str:
    """A Content Security Policy that allows one style sheet, told by its hash, and nothing that is fetched or run."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
