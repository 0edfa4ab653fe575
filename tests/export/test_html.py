from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.pages import Element, article_text, parse
from export.stories import FERRY, ferry, interview, span
from inquit.export.html import page
from inquit.export.wording import visible
from inquit.types import Article, Kind, Reading, Span, Speaker, Statement

HOSTILE = "</p></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"


def notes(root: Element) -> list[str]:
    return [" ".join(item.text.split()) for notes in root.all("ul", "notes") for item in notes.all("li")]


def test_the_page_holds_the_text_as_it_is() -> None:
    root = parse(page([ferry()]))
    assert article_text(root) == FERRY
    (title,) = root.all("p", "headline")
    assert title.attributes["role"] == "heading"


def test_the_margin_names_who_cue_and_confidence_of_each_statement() -> None:
    assert notes(parse(page([ferry()]))) == [
        "A1 “mayor” says 61%",
        "B1 “the town’s mayor” said 97%",
        "C1 Ida Brekke told 99%",
        "C2 Ida Brekke noted 90%",
        "D1 “the harbour master” believes 42%, unsure",
        "?1 He did not answer 80%",
        "E1 “The ministry” said 88%",
        "F1 Tor & Sons said 93%",
    ]


def test_a_mark_that_is_the_cue_is_not_shown_beside_the_name() -> None:
    root = parse(page([interview()]))
    assert notes(root) == ["A1 Ida Brekke 90%", "B1 “Q” 90%", "?1 not known 80%"]
    assert root.all("bdi", "said") == []


def test_the_list_tells_the_words_of_each_speaker() -> None:
    sections = parse(page([ferry()])).all("section", "voice")
    told = [(" ".join(s.all("h3")[0].text.split()), [q.text for q in s.all("blockquote")]) for s in sections]
    assert told[2] == (
        "C Ida Brekke, mayor of Skarvik",
        [
            "“The pier is safe,” … “but the ice is not. I will not send a crew into it.”",
            "that the harbour master believes the thaw is two weeks away",
        ],
    )
    assert told[-1] == ("? not known", [])


def test_the_legend_names_every_speaker_with_their_mark() -> None:
    (legend,) = parse(page([ferry()])).all("section", "legend")
    assert [" ".join(item.text.split()) for item in legend.all("li")][2:4] == [
        "C Ida Brekke, mayor of Skarvik 2",
        "D “the harbour master” 1",
    ]


def test_explain_tells_how_each_statement_was_found() -> None:
    lists = parse(page([ferry()], explain=True)).all("dl")
    assert len(lists) == 8
    assert [(d.all("dt")[0].text, d.all("dd")[0].text) for d in lists[0].all("div")] == [
        ("speaker", "not known"),
        ("source", "“mayor” 54–59"),
        ("cue", "“says” 60–64"),
        ("content", "14–52"),
        ("kind", "direct eventuality"),
        ("act", "refuse"),
        ("id", "s1"),
    ]


def test_ids_are_unique_and_links_lead_somewhere() -> None:
    root = parse(page([ferry(), ferry()]))
    ids = [element.attributes["id"] for element in root.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    links = {a.attributes["href"] for a in root.all("a")} - {ferry().article.url}
    assert links <= {f"#{name}" for name in ids}
    assert len(links) == 2 * (1 + 7 + 8 + 8)  # an article's own, its legend's, its notes', its list's


def test_several_readings_begin_with_a_list_of_them() -> None:
    root = parse(page([ferry(), replace(ferry(), statements=())]))
    assert root.all("title")[0].text == "Who said what in 2 articles"
    assert [" ".join(item.text.split()) for item in root.all("nav")[0].all("li")] == [
        f"{ferry().article.title} 7 statements by 6 speakers, 1 more by speakers not known",
        f"{ferry().article.title} no statements found",
    ]


def test_one_reading_is_the_page() -> None:
    root = parse(page([ferry()]))
    assert root.all("title")[0].text == ferry().article.title
    assert root.all("nav") == []


def test_the_policy_forbids_everything_but_the_pages_own_style() -> None:
    root = parse(page([ferry()]))
    (style,) = root.all("style")
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    (policy,) = [m for m in root.all("meta") if m.attributes.get("http-equiv") == "Content-Security-Policy"]
    assert policy.attributes["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_nothing_is_fetched_and_nothing_runs() -> None:
    root = parse(page([ferry(), ferry()], explain=True))
    everything = root.all()
    assert not {e.tag for e in everything} & {"script", "link", "img", "iframe", "object", "form"}
    attributes = {name for e in everything for name in e.attributes}
    assert not attributes & {"style", "src", "srcset"}
    assert not [name for name in attributes if name.startswith("on")]
    assert not re.search(r"url\(|@import|https?:", root.all("style")[0].text)


def test_everything_that_comes_from_outside_is_escaped() -> None:
    speaker = Speaker("p1", HOSTILE, Kind.PERSON, HOSTILE)
    statement = Statement(
        HOSTILE,
        HOSTILE,
        Span(((0, 20),)),
        source=Span(((20, 30),)),
        cue=Span(((30, 40),)),
        speaker=speaker,
        resolved_by=HOSTILE,
        confidence=0.1,
    )
    unnamed = replace(statement, id="s2", speaker=None)
    article = Article(
        HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, warnings=(HOSTILE,), modified=HOSTILE
    )
    root = parse(page([Reading(article, (statement, unnamed), (speaker,))] * 2, explain=True))
    # no element that a page of harmless words would not have
    assert {e.tag for e in root.all()} == {e.tag for e in parse(page([ferry()] * 2, explain=True)).all()}
    assert article_text(root) == HOSTILE * 2


def test_only_an_address_becomes_a_link() -> None:
    reading = ferry()
    other = replace(reading, article=replace(reading.article, url="javascript:alert(1)"))
    assert "javascript:" not in page([other])


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any text with statements anywhere in it: nested, crossing, interrupted, over paragraphs, about nobody."""
    text = draw(st.text(st.characters() | st.sampled_from("\n<>&\"' "), max_size=60))
    points = st.integers(0, len(text))

    def spans() -> st.SearchStrategy[Span]:
        return st.lists(points, max_size=6, unique=True).map(
            lambda cuts: Span(tuple(zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False)))
        )

    speaker = Speaker("p1", draw(st.text(min_size=1, max_size=5)), Kind.PERSON)
    count = draw(st.integers(0, 4))
    within = st.none() | st.sampled_from([f"s{n}" for n in range(4)])
    statements = tuple(
        Statement(
            f"s{number}",
            text,
            draw(spans()),
            draw(spans()),
            draw(spans()),
            draw(st.sampled_from([None, speaker])),
            within=draw(within),
        )
        for number in range(count)
    )
    title = draw(st.none() | st.just(text.split("\n")[0]) | st.text(max_size=5))
    return Reading(Article(text, title=title), statements, (speaker,))


@settings(max_examples=150, deadline=None)
@given(readings())
def test_any_text_with_any_spans_is_on_the_page_once_in_order_and_escaped(reading: Reading) -> None:
    output = page([reading], explain=True)
    assert "<script" not in output
    output.encode("utf-8")
    root = parse(output)
    assert article_text(root) == visible(reading.article.text)
    labelled = [s.attributes["id"] for s in root.all("span") if s.attributes.get("id", "").startswith("r1-")]
    anchored = [s for s in reading if s.content or s.cue or s.source]
    assert len(labelled) == len(set(labelled)) == len(anchored)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, "Relative luminance")."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_on_every_tint(theme: str) -> None:
    style = parse(page([])).all("style")[0].text
    light, dark = style.split("@media screen and (prefers-color-scheme: dark)")
    part = light if theme == "light" else dark.split("\n}\n")[0]
    names = dict(re.findall(r"--(\w+): (#\w{6});", part.split(".h0")[0]))
    hues = re.findall(r"\.h\w { --ink: (#\w{6}); --tint: (#\w{6}); }", part)
    assert len(hues) == 9
    for ink, tint in hues:
        for pair in ((names["text"], tint), (ink, tint), (ink, names["paper"])):
            assert contrast(*pair) >= 4.5, pair  # WCAG 2.2, 1.4.3, level AA
    for name in ("text", "quiet", "link", "warn"):
        assert contrast(names[name], names["paper"]) >= 4.5, name


def test_a_missing_headline_is_no_heading() -> None:
    text = "Ann said no."
    statement = Statement("s1", text, span(text, "no"))
    assert parse(page([Reading(Article(text), (statement,))])).all("p", "headline") == []
