from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from export.ledgers import TEXT
from inquit.errors import FormatError
from inquit.export import webannotation
from inquit.export.of_ledger import LedgerFormat, exported
from inquit.ledger import Ledger

PUBLISHED = Path(__file__).parent / "published"


@pytest.fixture
def annotations(ledger: Ledger) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(ledger, LedgerFormat.WEBANNOTATION)]


def test_each_annotation_is_valid(annotations: list[dict[str, Any]]) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed: pip install jsonschema")
    checker = jsonschema.FormatChecker(())
    checker.checks("iri")(lambda value: not isinstance(value, str) or re.fullmatch(r"[A-Za-z][\w+.-]*:\S+", value))
    schema = json.loads((PUBLISHED / "web-annotation-schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema, format_checker=checker)
    assert len(annotations) == 7
    for annotation in annotations:
        validator.validate(annotation)
    assert not validator.is_valid({**annotations[0], "id": "no address"})


MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def test_each_annotation_has_what_the_w3cs_own_tests_say_that_it_must(annotations: list[dict[str, Any]]) -> None:
    """The assertions of `annotationMusts`, `bodyMusts` and `targetMusts` in web-platform-tests, as far as they apply.

    Written anew: annotation-model/ there has them as JSON Schemas of draft 4.
    """
    for annotation in annotations:
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"  # 3.1
        assert annotation["type"] == "Annotation"
        assert re.fullmatch(r"[A-Za-z][\w+.-]*:\S+", annotation["id"])
        assert annotation["motivation"] in MOTIVATIONS  # 3.3.5
        assert annotation["stylesheet"]["type"] == "CssStylesheet"  # 4.4: the targets have a styleClass
        assert isinstance(annotation["stylesheet"]["value"], str)
        assert "bodyValue" not in annotation  # 3.2.5: never beside a body
        for body in annotation["body"]:  # 3.2.4: an embedded text, which has neither items nor a source
            assert set(body) <= {"type", "purpose", "format", "value"}
            assert isinstance(body["value"], str)
            assert body.get("purpose", "tagging") in MOTIVATIONS
            assert body.get("format", "text/plain").split("/")[0] in {"application", "text"}  # 3.2.1
        assert annotation["target"]
        for target in annotation["target"]:  # 4: one source, and neither a value nor items
            assert set(target) == {"type", "source", "styleClass", "selector"}
            assert re.fullmatch(r"[A-Za-z][\w+.-]*:\S+", target["source"])
            quote, position = target["selector"]
            assert set(quote) <= {"type", "exact", "prefix", "suffix"}  # 4.2.4
            assert all(isinstance(value, str) for value in quote.values())
            assert set(position) == {"type", "start", "end"}  # 4.2.5
            assert 0 <= position["start"] < position["end"]


def test_what_is_selected_by_position_is_what_is_quoted(annotations: list[dict[str, Any]]) -> None:
    targets = [target for annotation in annotations for target in annotation["target"]]
    for target in targets:
        quote, position = target["selector"]
        start, end = position["start"], position["end"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert TEXT[start:end] == quote["exact"]
        assert TEXT[:start].endswith(quote.get("prefix", ""))
        assert TEXT[end:].startswith(quote.get("suffix", ""))
    assert {target["styleClass"] for target in targets} == {
        "source", "cue", "content", "condition", "addressee", "setting", "target", "time",
    }  # fmt: skip


def test_the_bodies_tell_the_labels_and_who(annotations: list[dict[str, Any]]) -> None:
    annotation = next(one for one in annotations if one["body"][0]["value"] == "refuse")
    *told, rest = annotation["body"]
    assert told == [
        {"type": "TextualBody", "purpose": "tagging", "value": "refuse"},
        {"type": "TextualBody", "purpose": "tagging", "value": "conditional"},
        {"type": "TextualBody", "purpose": "tagging", "value": "negated"},
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": "Ida Brekke (told)"},
    ]
    assert json.loads(rest["value"])["confidence"] == 0.75


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "Note"}, 'type: "Note" is not Annotation'),
        (
            {"body": []},
            "body: none of format application/json, which tells what the annotation is about; take annotations that"
            " inquit export wrote",
        ),
        (
            {"target": [{"source": "https://post.example", "styleClass": "x"}]},
            'target[0].styleClass: "x" is none of source, cue, content, condition, addressee, setting, target, time',
        ),
        (
            {"target": [{"source": "https://post.example", "styleClass": "cue", "selector": []}]},
            "target[0].selector: there is no TextPositionSelector with start and end",
        ),
    ],
)
def test_what_is_no_annotation_of_ours_is_told(
    annotations: list[dict[str, Any]], change: dict[str, Any], message: str
) -> None:
    with pytest.raises(FormatError) as caught:
        webannotation.record(json.dumps({**annotations[0], **change}))
    assert str(caught.value) == message
