from __future__ import annotations

from io import BytesIO

import pytest

from inquit.errors import SourceError
from inquit.sources.wacz import Wacz
from sources.archives import by_warcio, url, wacz


def test_its_archives_and_pages_are_found() -> None:
    warc = by_warcio([1])
    archive = Wacz(BytesIO(wacz(warc, [url(1), url(2)])))

    assert archive.warcs == ["archive/data.warc.gz"]
    assert archive.pages == {url(1), url(2)}
    assert b"".join(archive.chunks("archive/data.warc.gz")) == warc


def test_a_name_that_climbs_leads_nowhere() -> None:
    assert Wacz(BytesIO(wacz(b"", name="../../archive/data.warc.gz"))).warcs == []


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(100), wacz(by_warcio([1]))[:-30]])
def test_a_damaged_archive_is_told(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^the ZIP archive is damaged"):
        Wacz(BytesIO(data))


def test_a_damaged_file_in_it_is_told() -> None:
    data = bytearray(wacz(by_warcio([1])))
    data[200:220] = bytes(20)

    with pytest.raises(SourceError, match=r"^'archive/data.warc.gz' in the ZIP archive is damaged"):
        b"".join(Wacz(BytesIO(data)).chunks("archive/data.warc.gz"))
