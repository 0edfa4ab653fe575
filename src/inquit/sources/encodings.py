"""Bytes to text: which encoding, and what was broken.

Ours and not charset-normalizer: the texts are English, where little else than UTF-8, UTF-16 and windows-1252 occurs,
and its statistics take windows-1252 with curly quotes and a dash for cp1250 (version 3.5.2, 170 to 3,400 characters).
The order follows the WHATWG Encoding Standard (section 6): byte order mark, transport, `<meta>`, then the bytes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
META_HEAD_BYTES = 4096  # WHATWG asks for 1024; real pages put scripts before the tag

# Only real character sets: Python's codecs also hold "zip", "rot13" and "unicode_escape", which a page could name.
KNOWN = re.compile(
    r"(utf-?8|utf-?16([lb]e)?|us-ascii|ascii|latin-?1|(iso-?)?8859-?\d{1,2}|iso-8859-\d{1,2}|windows-125\d|cp125\d|cp866"
    r"|koi8-[ru]|mac-?roman|macintosh|gb2312|gbk|gb18030|big5(hkscs)?|shift[_-]jis|sjis|euc-(jp|kr)|iso-2022-jp)",
    re.IGNORECASE,
)
# The standard reads these labels as windows-1252, because pages that say so use its quotation marks.
LATIN = re.compile(r"(us-ascii|ascii|latin-?1|(iso-?)?8859-?1|iso-8859-1|windows-1252|cp1252)", re.IGNORECASE)

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
LINE_ENDS = re.compile("\r\n|[\r\f\v\x85\u2028\u2029]")
SURROGATES = re.compile("[\ud800-\udfff]")
BEYOND_ASCII = bytes(range(128, 256))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what happened on the way.

    Attributes:
        text: Line ends are single line feeds, the byte order mark is gone.
        encoding: The encoding used, by its Python name.
        warnings: Broken bytes with their number, a declaration that was wrong.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None, html: bool = False) -> Decoded:
    """Decode the bytes of a text or a page.

    Args:
        data: The whole input.
        declared: Character set that the transport named (HTTP `Content-Type`).
        html: Whether a `<meta>` element may name the character set.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding, ())
    if sniffed := utf16_without_mark(data):
        return _decoded(data, sniffed, ())
    meta = META_CHARSET.search(data, 0, META_HEAD_BYTES) if html else None
    label = declared or (meta[1].decode("ascii", "replace") if meta else None)
    encoding, warnings = _choose(data, label)
    return _decoded(data, encoding, warnings)


def utf16_without_mark(data: bytes) -> str | None:
    """The UTF-16 flavour of text without a byte order mark, told by where its zero bytes stand; else `None`."""
    head = data[:2000]
    if len(head) < 4 or head.count(0) * 5 < len(head) * 2:  # English has a zero in every second byte
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 9 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 9 * odd else None


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Normalise line ends, once and for all, and replace what is no character (lone surrogates).

    Returns:
        The text, and a warning where something was replaced.
    """
    text = text.removeprefix("\ufeff")
    if any(end in text for end in "\r\f\v\x85\u2028\u2029"):  # looking for one character is quick, a pattern is not
        text = LINE_ENDS.sub("\n", text)
    lone = 0
    if not _is_encodable(text):
        text, lone = SURROGATES.subn("\ufffd", text)
    text = text.replace("\0", "\ufffd")
    return text, (f"Replaced {lone:,} lone surrogates.",) if lone else ()


def _is_encodable(text: str) -> bool:
    """Whether the text holds no lone surrogates: nothing else cannot be encoded."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _choose(data: bytes, label: str | None) -> tuple[str, tuple[str, ...]]:
    """The encoding for bytes without a byte order mark, and a warning where the declaration was not followed."""
    multibyte, broken = _utf8_evidence(data)
    likely = "utf-8" if multibyte >= broken else "cp1252"
    if label is None:
        return likely, ()
    if not KNOWN.fullmatch(label):
        return likely, (f"The declared encoding {label!r} is unknown; read as {likely}.",)
    name = "cp1252" if LATIN.fullmatch(label) else codecs.lookup(_python_name(label)).name
    if name == "cp1252" and multibyte and not broken:
        return "utf-8", (f"Declared as {label} but every byte is valid UTF-8; read as utf-8.",)
    if name == "utf-8" and likely != "utf-8":
        return likely, (f"Declared as {label} but {broken:,} bytes are not UTF-8; read as {likely}.",)
    if name.startswith("utf-16"):  # zero bytes would have shown it
        return likely, (f"Declared as {label} but the bytes are not UTF-16; read as {likely}.",)
    return name, ()


def _utf8_evidence(data: bytes) -> tuple[int, int]:
    """Number of valid sequences of several bytes, and of broken bytes, if the data were UTF-8."""
    if data.isascii():
        return 0, 0
    text = data.decode("utf-8", "replace")
    # A replacement character that the input itself holds counts as valid: it comes as three bytes.
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    # Characters beyond ASCII are those that are left: each byte of ASCII stays one character, whatever is broken.
    beyond = len(text) - len(data.translate(None, BEYOND_ASCII))
    return beyond - broken, broken


def _python_name(label: str) -> str:
    label = label.lower()
    return {"macintosh": "mac_roman", "macroman": "mac_roman", "sjis": "shift_jis"}.get(label, label)


def _decoded(data: bytes, encoding: str, warnings: tuple[str, ...]) -> Decoded:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if encoding == "utf-8" and broken:
        broken -= data.count(b"\xef\xbf\xbd")
    if broken > 0:
        what = "1 place that is" if broken == 1 else f"{broken:,} places that are"
        warnings = (*warnings, f"Replaced {what} not valid {encoding}.")
    text, odd = clean(text)
    return Decoded(text, encoding, (*warnings, *odd))
