from __future__ import annotations

from collections.abc import Callable

import pytest

from inquit.errors import NotAnArticleError, SourceError
from inquit.sources import articles_from
from inquit.sources.pdf import draft_from_pdf
from inquit.types import Article

pytest.importorskip("pdfminer", reason="the extra [docs] is not installed")

Line = tuple[int, int, int, str]
"""Size of the letters, distance from the left and from the bottom, words."""


def pdf(*pages: list[Line]) -> bytes:
    """A PDF document with lines at their places (ISO 32000-1)."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        shown = "".join(f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n" for size, x, y, words in lines).encode()
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            + f" /Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(shown), shown))
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


STORY = pdf(
    [
        (20, 50, 760, "Quay shut after storm"),
        (11, 50, 700, "Vera Lund, the harbour master, said on Monday that the quay would stay"),
        (11, 50, 686, "shut until the divers had looked at its feet and at the found-"),
        (11, 50, 672, "ations below them."),
        (11, 50, 620, "Otto Brandt said that nobody had asked the people who sell their fish there"),
        (9, 280, 30, "Page 1"),
    ],
    [
        (11, 50, 760, "what they thought of a winter without a ferry."),
        (9, 280, 30, "Page 2"),
    ],
)


def test_paragraphs_go_on_over_lines_and_pages() -> None:
    draft = draft_from_pdf(STORY)

    assert draft.title == "Quay shut after storm"
    assert draft.text.split("\n\n") == [
        "Quay shut after storm",
        "Vera Lund, the harbour master, said on Monday that the quay would stay shut until the divers had looked at its"
        " feet and at the foundations below them.",
        "Otto Brandt said that nobody had asked the people who sell their fish there what they thought of a winter"
        " without a ferry.",
    ]


def test_a_document_is_an_article() -> None:
    (article,) = articles_from(STORY)

    assert isinstance(article, Article)
    assert article.title == "Quay shut after storm"


def test_what_stands_on_every_page_is_no_text() -> None:
    pages: list[list[Line]] = [
        [
            (10, 50, 800, "HOLM HERALD, 3 March 2025"),
            (11, 50, 600, f"Paragraph {number} ends in a full stop and says enough."),
            (10, 290, 30, str(number)),
        ]
        for number in range(1, 5)
    ]

    text = draft_from_pdf(pdf(*pages)).text

    assert text.split("\n\n") == [f"Paragraph {number} ends in a full stop and says enough." for number in range(1, 5)]


def test_a_document_without_a_text_layer_is_named() -> None:
    with pytest.raises(
        NotAnArticleError, match=r"^the PDF document has no text layer; run it through text recognition"
    ):
        draft_from_pdf(pdf([]))


@pytest.mark.parametrize("damage", [lambda data: data[:200], lambda data: b"%PDF-1.7\n" + bytes(500)])
def test_a_damaged_document_is_told(damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(SourceError, match=r"^the PDF document"):
        draft_from_pdf(damage(STORY))
