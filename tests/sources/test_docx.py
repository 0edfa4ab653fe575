from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from inquit.errors import Failure, NotAnArticleError, SourceError
from inquit.sources import articles_from
from inquit.sources.docx import draft_from_docx
from inquit.types import Article

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Cass Nettle</dc:creator></cp:coreProperties>'
)


def docx(body: str, *, core: str | None = None) -> bytes:
    """An office text around paragraphs."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        if core is not None:
            file.writestr("docProps/core.xml", core)
    return out.getvalue()


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


TITLE = '<w:pStyle w:val="Title"/>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p(r("One "), r("line.")) + p(r("Two.")), "One line.\n\nTwo."),
        (p(r("She "), f"<w:ins>{r('now ')}</w:ins>", r("says so.")), "She now says so."),
        (p(r("She "), "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>", r("says so.")), "She says so."),
        (
            p(f"<w:moveFrom>{r('Here.')}</w:moveFrom>", r("Kept. "), f"<w:moveTo>{r('There.')}</w:moveTo>"),
            "Kept. There.",
        ),
        (p(r("Joined"), properties="<w:rPr><w:del/></w:rPr>") + p(r(" again.")), "Joined again."),
        (p(r("A"), "<w:r><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t></w:r>"), "A B C"),
        (p("<w:r><w:instrText>PAGE</w:instrText></w:r>", r("Text.")), "Text."),
        (f"<w:tbl><w:tr><w:tc>{p(r('Cell.'))}</w:tc></w:tr></w:tbl>", "Cell."),
        (
            p(
                r("Around."),
                f"<mc:AlternateContent><mc:Choice><w:txbxContent>{p(r('Box.'))}</w:txbxContent></mc:Choice>"
                f"<mc:Fallback><w:txbxContent>{p(r('Box.'))}</w:txbxContent></mc:Fallback></mc:AlternateContent>",
            ),
            "Around.\n\nBox.",
        ),
    ],
)
def test_the_text_is_what_stands_when_all_changes_are_accepted(body: str, text: str) -> None:
    assert draft_from_docx(docx(body)).text == text


def test_an_office_text_is_an_article() -> None:
    body = p(r("Quay shut after storm"), properties=TITLE) + p(
        r("Vera Lund said on 3 March 2025 that the quay would stay shut until the divers had looked at its feet.")
    )

    (article,) = articles_from(docx(body, core=CORE))

    assert isinstance(article, Article)
    assert (article.title, article.authors) == ("Quay shut after storm", ("Cass Nettle",))
    assert article.text.startswith("Quay shut after storm\n\nVera Lund said")


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (docx(""), NotAnArticleError, "the office text holds no words; check that it holds the article itself"),
        (
            docx(p(r("x")))[:-40],
            SourceError,
            "the office text is damaged (File is not a zip file); open it in a word processor and save it again",
        ),
        (
            docx("<w:p>"),
            SourceError,
            "the office text is damaged (",
        ),
        (
            docx(p(r("a" * 60_000_000))),
            SourceError,
            "word/document.xml in the office text has more than 50,000,000 bytes;"
            " open it in a word processor and save it again",
        ),
    ],
    ids=["empty", "cut", "not well formed", "bomb"],
)
def test_what_is_wrong_is_told(data: bytes, kind: type[SourceError], message: str) -> None:
    with pytest.raises(kind) as caught:
        draft_from_docx(data)
    assert str(caught.value).startswith(message)


def test_entities_are_not_expanded() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", '<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document/>')

    with pytest.raises(SourceError, match=r"^the office text declares a document type, which none does"):
        draft_from_docx(out.getvalue())


def test_a_zip_archive_of_something_else_is_named() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("../../etc/passwd", "x")

    (failure,) = articles_from(out.getvalue())

    assert isinstance(failure, Failure)
    assert isinstance(failure.error, NotAnArticleError)
    assert str(failure) == (
        "bytes: is a ZIP archive, but neither an office text (.docx) nor a web archive (.wacz);"
        " unpack it and read what is inside"
    )
