"""Which addresses a robots.txt allows: tables after RFC 9309."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.ingest.robots import Robots

SITE = "https://echo.example"


def allowed(text: str, path: str) -> bool:
    return Robots.parsed(text, "Inquit").allows(f"{SITE}{path}")


@pytest.mark.parametrize(
    ("rules", "path", "may"),
    [
        ("", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /a", "/about", False),
        ("Disallow: /a/", "/a", True),
        ("Disallow: /\nAllow: /news", "/news/1", True),
        ("Allow: /news\nDisallow: /news/old", "/news/old/1", False),
        ("Allow: /page\nDisallow: /page", "/page", True),
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("Disallow: /*.pdf", "/a/b.pdf?x=1", False),
        ("Disallow: /*/print", "/news/print", False),
        ("Disallow: /*/print", "/print", True),
        ("Disallow: /a*b*c$", "/a-b-c-c", False),
        ("Disallow: /a*b*b$", "/ab", True),
        ("Disallow: /exact$", "/exact", False),
        ("Disallow: /exact$", "/exactly", True),
        ("Disallow: *", "/a", False),
        ("Disallow: /?s=", "/?s=toll", False),
        ("Disallow: /caf%C3%A9", "/café", False),
        ("Disallow: /café", "/caf%c3%a9", False),
        ("Disallow: /%61b", "/ab", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /a # secret", "/a", False),
        ("disallow : /a", "/a", False),
    ],
)
def test_the_longest_rule_that_fits_decides(rules: str, path: str, may: bool) -> None:
    assert allowed(f"User-agent: *\n{rules}\n", path) is may


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("User-agent: other\nDisallow: /\n", True),
        ("User-agent: inquit\nDisallow: /\n", False),
        ("User-agent: Inquit/2.0\nDisallow: /\n", False),
        ("User-agent: inquit\nAllow: /\n\nUser-agent: *\nDisallow: /\n", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: inquit\nDisallow: /\n", False),
        ("User-agent: other\nUser-agent: inquit\nDisallow: /\n", False),
        ("User-agent: inquit\nDisallow: /x\n\nUser-agent: inquit\nDisallow: /\n", False),
        ("User-agent: inquit\n\nUser-agent: *\nDisallow: /\n", False),
        ("User-agent: inquit\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n", True),
        ("Disallow: /\n", True),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", False),
        ("<html>not found</html>", True),
    ],
)
def test_the_groups_that_name_the_robot_win_over_those_for_all(text: str, may: bool) -> None:
    assert allowed(text, "/a") is may


@pytest.mark.parametrize(
    ("text", "delay_s"),
    [
        ("User-agent: *\nCrawl-delay: 3\n", 3.0),
        ("User-agent: *\nCrawl-delay: 0.5\nDisallow: /x\n", 0.5),
        ("User-agent: other\nCrawl-delay: 3\n", 0.0),
        ("User-agent: *\nCrawl-delay: soon\n", 0.0),
    ],
)
def test_a_pause_can_be_asked_for(text: str, delay_s: float) -> None:
    assert Robots.parsed(text, "Inquit").crawl_delay_s == delay_s


@given(st.text(), st.text(alphabet="/a*$%é?", max_size=30), st.text(alphabet="/a*$%é?", max_size=30))
def test_no_robots_txt_is_an_error(text: str, rule: str, path: str) -> None:
    Robots.parsed(text, "Inquit").allows(SITE + path)
    allowed(f"User-agent: *\nDisallow: {rule}\nCrawl-delay: {text}", f"/{path}")


def test_many_stars_take_no_time() -> None:
    assert allowed(f"User-agent: *\nDisallow: /{'*a' * 5_000}b$\n", "/" + "a" * 20_000)
