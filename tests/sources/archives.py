"""Web archives of the tests' own: by warcio, as Common Crawl's news crawler and Wget lay them out, and damaged ones."""

from __future__ import annotations

import gc
import gzip
import json
import warnings
import zipfile
from collections.abc import Sequence
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Quay {number} shut</title>
<meta property="article:published_time" content="2025-02-0{day}T10:00:00Z"></head><body><article>
<h1>Quay {number} shut after storm</h1>
<p>Vera Lund, the harbour master, said quay {number} would stay shut until the divers had looked at its feet.</p>
<p>“Nobody has asked us what a winter without the ferry means,” said Otto Brandt, who sells fish on the quay.</p>
<p>The council meets on Monday, and the people of the island hope that it will decide about the money then.</p>
</article></body></html>"""


def page(number: int) -> bytes:
    return PAGE.format(number=number, day=number % 9 + 1).encode()


def url(number: int) -> str:
    return f"https://holm-herald.example/2025/quay-{number}"


def by_warcio(numbers: Sequence[int], *, packed: bool = True, encoding: str | None = None) -> bytes:
    """An archive as warcio writes it: each page with its request, and a note of the crawler's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # warcio leaves its temporary files open
        data = _by_warcio(numbers, packed=packed, encoding=encoding)
        gc.collect()
    return data


def _by_warcio(numbers: Sequence[int], *, packed: bool, encoding: str | None) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("test.warc.gz", {"software": "test"}))
    for number in numbers:
        body = gzip.compress(page(number)) if encoding == "gzip" else page(number)
        fields = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
        fields += [("Content-Encoding", encoding)] if encoding else []
        http = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
        response = writer.create_warc_record(url(number), "response", payload=BytesIO(body), http_headers=http)
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "holm-herald.example")], is_http_request=True)
        request = writer.create_warc_record(url(number), "request", http_headers=asked)
        writer.write_request_response_pair(request, response)
    return out.getvalue()


def record(kind: str, uri: str | None, block: bytes, content_type: str, version: str = "1.0", **more: str) -> bytes:
    """One record, as bytes."""
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:1d5bfc5c-0000-4000-8000-000000000000>",
        **({"WARC-Target-URI": uri} if uri else {}),
        "WARC-Date": "2025-02-03T10:11:12Z",
        **{name.replace("_", "-"): value for name, value in more.items()},
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"WARC/{version}\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def response(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    """An HTTP response, as bytes."""
    return f"HTTP/1.1 {status}\r\n".encode() + "".join(f"{field}\r\n" for field in fields).encode() + b"\r\n" + body


def chunked(body: bytes, size: int = 500) -> bytes:
    """A body in chunks, as servers send it."""
    parts = [body[place : place + size] for place in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


HTTP = "application/http; msgtype=response"


def as_cc_news(numbers: Sequence[int]) -> bytes:
    """As StormCrawler writes the archives of CC-NEWS: bodies decoded, what told their coding renamed."""
    parts = [
        record(
            "warcinfo", None, b"software: StormCrawler\r\nformat: WARC File Format 1.0\r\n", "application/warc-fields"
        )
    ]
    for number in numbers:
        asked = b"GET /2025/quay HTTP/1.1\r\nHost: holm-herald.example\r\n\r\n"
        parts.append(record("request", url(number), asked, "application/http; msgtype=request"))
        body = page(number)
        answer = response(
            body,
            "content-type: text/html;charset=UTF-8",
            "X-Crawler-content-encoding: gzip",
            "X-Crawler-transfer-encoding: chunked",
            f"Content-Length: {len(body)}",
        )
        parts.append(record("response", url(number), answer, HTTP, WARC_IP_Address="192.0.2.7"))
    return b"".join(gzip.compress(part) for part in parts)


def as_wget(numbers: Sequence[int]) -> bytes:
    """As Wget writes them: addresses in brackets, bodies as they came over the wire, its log at the end."""
    parts = [
        record("warcinfo", None, b"software: Wget/1.21.3 (linux-gnu)\r\nrobots: classic\r\n", "application/warc-fields")
    ]
    for number in numbers:
        bracketed = f"<{url(number)}>"
        asked = b"GET /2025/quay HTTP/1.1\r\nUser-Agent: Wget/1.21.3\r\n\r\n"
        parts.append(record("request", bracketed, asked, "application/http;msgtype=request"))
        answer = response(
            chunked(gzip.compress(page(number))),
            "Content-Type: text/html; charset=utf-8",
            "Content-Encoding: gzip",
            "Transfer-Encoding: chunked",
        )
        parts.append(record("response", bracketed, answer, "application/http;msgtype=response"))
    notes = "<metadata://gnu.org/software/wget/warc/wget.log>"
    parts.append(record("resource", notes, b"2025-02-03 10:11:12 URL: 200 OK\n" * 20, "text/plain"))
    parts.append(
        record("metadata", "<metadata://gnu.org/software/wget/warc/MANIFEST.txt>", b"<urn:uuid:1>\n", "text/plain")
    )
    return b"".join(gzip.compress(part) for part in parts)


def wacz(warc: bytes, pages: Sequence[str] = (), *, name: str = "archive/data.warc.gz") -> bytes:
    """A WACZ file around an archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(name, warc, zipfile.ZIP_STORED)
        file.writestr("datapackage.json", json.dumps({"profile": "data-package", "wacz_version": "1.1.1"}))
        lines = [json.dumps({"format": "json-pages-1.0", "id": "pages"})] + [json.dumps({"url": one}) for one in pages]
        file.writestr("pages/pages.jsonl", "\n".join(lines))
    return out.getvalue()
