"""Wordings side by side as a page, and its proof."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger.matching.outlets import filled, short, story

from inquit.errors import SourceError
from inquit.export.strip import group_strips, page
from inquit.export.strip_proof import prove
from inquit.ledger import Ledger
from inquit.reports.compare import compare
from inquit.reports.lost import lost


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "inquit.db") as opened:
        yield filled(opened)


@pytest.fixture
def written(ledger: Ledger) -> str:
    found = compare(ledger)
    return page([strip for group in found.groups for strip in group_strips(group)], "Three outlets, one toll")


def problems(ledger: Ledger, tmp_path: Path, text: str) -> tuple[str, ...]:
    path = tmp_path / "strip.html"
    path.write_text(text, encoding="utf-8")
    return prove(ledger, path).problems


def test_what_is_lacking_is_struck_out_and_what_came_underlined(written: str) -> None:
    assert "<del>in May if the council agrees, and nobody will be glad about it”</del>" in written
    assert '<b class="of">condition</b> <q class="gone">if the council agrees</q>' in written
    assert "<title>Three outlets, one toll</title>" in written


def test_the_page_stands_alone(written: str) -> None:
    assert "<script" not in written
    assert "src=" not in written
    assert written.count("https:") == written.count('href="https:')
    assert "default-src &#39;none&#39;" in written


def test_an_untouched_page_is_proved(ledger: Ledger, tmp_path: Path, written: str) -> None:
    path = tmp_path / "strip.html"
    path.write_text(written, encoding="utf-8")
    proof = prove(ledger, path)

    assert (proof.pairs, proof.sides, proof.problems) == (3, 6, ())


@pytest.mark.parametrize(
    ("there", "forged", "problem"),
    [
        ("<time>2024-03-10</time>", "<time>2024-03-08</time>", "pair 1, second: published: shows 2024-03-08, the ledger has 2024-03-10"),
        ('<span class="outlet">Wire</span>', '<span class="outlet">Echo</span>', "pair 1, second: outlet: shows Echo, the ledger has Wire"),
        ('<span class="who">Vera Lund</span>', '<span class="who">Ida Holm</span>', "pair 1, first: speaker: shows Ida Holm, the ledger has Vera Lund"),
        ("wire.example/toll#", "evil.example/toll#", "pair 1, second: the link is not the one of {wire} and these words"),
        (' data-statement="{said}"', "", "pair 1, first: names a speaker and no statement"),
        ('<b class="of">condition</b>', '<b class="of">hedge</b>', "pair 1: what is lost is not what follows from the two texts"),
        ('data-sha256="', 'data-sha256="0', "pair 1, first: the ledger has no text of {post} with the SHA-256 0{sha}"),
    ],
)  # fmt: skip
def test_a_forgery_is_found(
    ledger: Ledger, tmp_path: Path, written: str, there: str, forged: str, problem: str
) -> None:
    by_outlet = {row.outlet: row for row in ledger.statements()}
    sha = ledger.conn.execute(
        "SELECT v.sha256 FROM versions v JOIN articles a ON a.id = v.article_id WHERE a.short_id = ?",
        (by_outlet["Post"].article,),
    ).fetchone()[0]
    names = {
        "said": short(ledger, "Post", "Vera Lund"),
        "post": by_outlet["Post"].article,
        "wire": by_outlet["Wire"].article,
        "sha": sha,
    }
    assert there.format(**names) in written

    assert problem.format(**names) in problems(ledger, tmp_path, written.replace(there.format(**names), forged))


def test_forged_words_are_found(ledger: Ledger, tmp_path: Path, written: str) -> None:
    found = problems(ledger, tmp_path, written.replace("the toll will rise to four crowns”", "the toll will fall”"))

    assert found[0].startswith("pair 1, second: the words do not stand at 35-70 of a")


def test_words_that_were_given_cannot_be_proved(ledger: Ledger, tmp_path: Path) -> None:
    text = page(lost("The mill may close.", "The mill will close.").strips)

    assert problems(ledger, tmp_path, text) == (
        "pair 1, first: is from no ledger: a text that was given, which nothing here can prove",
        "pair 1, second: is from no ledger: a text that was given, which nothing here can prove",
    )


def test_a_page_of_another_version_is_held_to_its_texts(ledger: Ledger, tmp_path: Path, written: str) -> None:
    older = written.replace('content="inquit ', 'content="inquit 0.0.')

    assert problems(ledger, tmp_path, older) == ()
    assert problems(ledger, tmp_path, older.replace('"gone">if the council agrees<', '"gone">if it snows<')) == (
        "pair 1: “if it snows” does not stand in the text",
        "pair 2: “if it snows” does not stand in the text",
    )


def test_hostile_words_stay_words(ledger: Ledger, tmp_path: Path) -> None:
    text = "Ida Holm said the <b onclick=alert(1)>mill</b> may \x07close & burn."
    ledger.add(story(text, "Post & <i>Sons</i>", "2024-05-01"))
    ledger.add(story(text.replace(" may", ""), "Beacon", "2024-05-02"))
    (one, other) = (row.id for row in ledger.statements() if row.who == "Ida Holm")
    made = page(lost(one, other, ledger=ledger).strips)

    assert "<b onclick" not in made
    assert "<i>Sons" not in made
    assert problems(ledger, tmp_path, made) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty; give a page that inquit lost --strip wrote"),
        ("<p>hello</p>", "is no page of wordings; inquit lost --strip writes them"),
    ],
)
def test_other_files_are_refused(ledger: Ledger, tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "other.html"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        prove(ledger, path)

    assert str(error.value) == f"{path}: {message}"


def test_a_missing_file_is_told(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read: No such file or directory; check the path"):
        prove(ledger, tmp_path / "none.html")
