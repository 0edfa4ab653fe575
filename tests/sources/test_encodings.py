from __future__ import annotations

import pytest

from inquit.sources.encodings import clean, decode

QUOTED = "“Nej,” sa Åse – tre gånger."


@pytest.mark.parametrize(
    ("data", "declared", "encoding"),
    [
        (QUOTED.encode(), None, "utf-8"),
        (QUOTED.encode("utf-8-sig"), None, "utf-8"),
        (QUOTED.encode("utf-8-sig"), "latin-1", "utf-8"),
        (QUOTED.encode("utf-16"), None, "utf-16-le"),
        (QUOTED.encode("utf-16-le"), None, "utf-16-le"),
        (QUOTED.encode("utf-16-be"), None, "utf-16-be"),
        (QUOTED.encode("cp1252"), None, "cp1252"),
        (QUOTED.encode("cp1252"), "ISO-8859-1", "cp1252"),
        (QUOTED.encode("cp1252"), "windows-1252", "cp1252"),
        (QUOTED.replace("“", '"').replace("”", '"').encode("mac-roman"), "macintosh", "mac-roman"),
        (b'<meta charset="windows-1252"><p>' + QUOTED.encode("cp1252"), None, "cp1252"),
        (b'<meta http-equiv=content-type content="text/html; charset=utf-8">' + QUOTED.encode(), None, "utf-8"),
    ],
)
def test_declared_and_sniffed_encodings_give_the_same_text(data: bytes, declared: str | None, encoding: str) -> None:
    decoded = decode(data, declared=declared, html=True)
    assert decoded.text.endswith(("“Nej,” sa Åse – tre gånger.", '"Nej," sa Åse – tre gånger.'))
    assert decoded.encoding == encoding
    assert decoded.warnings == ()


@pytest.mark.parametrize(
    ("data", "declared", "text", "warnings"),
    [
        ("Åse — ".encode() + b"\xff.", None, "Åse — \ufffd.", ("Replaced 1 place that is not valid utf-8.",)),
        (b"caf\x81", None, "caf\ufffd", ("Replaced 1 place that is not valid cp1252.",)),
        (
            QUOTED.encode(),
            "iso-8859-1",
            QUOTED,
            ("Declared as iso-8859-1 but every byte is valid UTF-8; read as utf-8.",),
        ),
        (
            "Åse åt".encode("cp1252"),
            "utf-8",
            "Åse åt",
            ("Declared as utf-8 but 2 bytes are not UTF-8; read as cp1252.",),
        ),
        (b"plain", "klingon-8", "plain", ("The declared encoding 'klingon-8' is unknown; read as utf-8.",)),
        (b"plain", "rot13", "plain", ("The declared encoding 'rot13' is unknown; read as utf-8.",)),
        (b"plain", "utf-16", "plain", ("Declared as utf-16 but the bytes are not UTF-16; read as utf-8.",)),
    ],
)
def test_wrong_declarations_and_broken_bytes_are_told(
    data: bytes, declared: str | None, text: str, warnings: tuple[str, ...]
) -> None:
    decoded = decode(data, declared=declared)
    assert (decoded.text, decoded.warnings) == (text, warnings)


def test_a_replacement_character_of_the_input_is_not_counted_as_broken() -> None:
    assert decode("so \ufffd it was".encode()).warnings == ()


def test_line_ends_are_single_line_feeds() -> None:
    assert clean("a\r\nb\rc\u2028d\x0ce\n") == ("a\nb\nc\nd\ne\n", ())


def test_lone_surrogates_are_replaced_and_counted() -> None:
    assert clean("a\ud800b\udfff") == ("a\ufffdb\ufffd", ("Replaced 2 lone surrogates.",))
