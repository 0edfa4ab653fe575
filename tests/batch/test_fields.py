from __future__ import annotations

from typing import Any

import pytest

from inquit.batch.fields import FieldMap, fields_for, parsed_keep, parsed_map
from inquit.errors import InquitError

LONG = "Vera Lund said that the quay would stay shut. " * 10


@pytest.mark.parametrize(
    ("record", "given", "names"),
    [
        ({"text": "a"}, {}, {"text": "text"}),
        ({"body": "a", "headline": "b", "link": "c"}, {}, {"text": "body", "title": "headline", "url": "link"}),
        ({"maintext": "a", "date_publish": "2025"}, {}, {"text": "maintext", "published": "date_publish"}),
        ({"text": "a", "source": {"name": "b"}}, {}, {"text": "text", "outlet": "source.name"}),
        ({"words": LONG, "note": "short"}, {}, {"text": "words"}),
        ({"words": "short"}, {}, {}),
        ({"text": "a", "lead": "b"}, {"title": "lead"}, {"text": "text", "title": "lead"}),
        ({"content": "a", "text": "b"}, {"text": "content"}, {"text": "content"}),
        ({"text": "a", "title": None, "headline": "b"}, {}, {"text": "text", "title": "headline"}),
    ],
)
def test_fields_are_guessed_by_their_names(
    record: dict[str, Any], given: dict[str, str], names: dict[str, str]
) -> None:
    assert fields_for(record, given, {}).names == names


def test_a_record_gets_our_names_and_what_is_kept() -> None:
    fields = FieldMap({"text": "body", "outlet": "media.name", "id": "nr"}, {"desk": "media.desk", "none": "x"})
    record = {"body": "a", "media": {"name": "Holm Herald", "desk": "harbour"}, "nr": 7, "other": "b"}

    assert fields.article(record) == {"text": "a", "outlet": "Holm Herald", "id": 7, "extra": {"desk": "harbour"}}
    assert fields.told(record) == "text=body, outlet=media.name, id=nr; not used: other"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("text", "'text' is no pair; write it as text=body"),
        ("txt=body", "an article has no 'txt'; did you mean 'text'?"),
        (
            "colour=body",
            "an article has no 'colour'; an article has text, title, published, modified, url, outlet, authors, id, language",
        ),
    ],
)
def test_a_wrong_pair_is_told(given: str, message: str) -> None:
    with pytest.raises(InquitError) as caught:
        parsed_map([given])
    assert str(caught.value) == message


def test_pairs_are_taken_apart() -> None:
    assert parsed_map(["text=body,published=pub_date", "outlet=media.name"]) == {
        "text": "body",
        "published": "pub_date",
        "outlet": "media.name",
    }
    assert parsed_keep(["section,desk=media.desk"]) == {"section": "section", "desk": "media.desk"}


def test_a_column_that_is_there_needs_another_name() -> None:
    with pytest.raises(InquitError, match=r"^there is a column 'act' already; give another name: my_act=act$"):
        parsed_keep(["act"], {"act"})
