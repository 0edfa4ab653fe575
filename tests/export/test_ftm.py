from __future__ import annotations

import builtins
import json
import sys
import warnings
from typing import Any

import pytest

from inquit.errors import InquitError
from inquit.export.of_ledger import LedgerFormat, exported
from inquit.ledger import Ledger


@pytest.fixture
def entities(ledger: Ledger) -> list[dict[str, Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of packages that it brings
        pytest.importorskip("followthemoney", reason="the extra is not installed: pip install 'inquit[ftm]'")
    return [json.loads(line) for line in exported(ledger, LedgerFormat.FTM)]


def test_every_entity_is_valid(entities: list[dict[str, Any]]) -> None:
    from followthemoney import model

    for entity in entities:
        model.get(entity["schema"]).validate(entity)
        proxy = model.get_proxy(entity)
        for name, values in proxy.properties.items():
            assert all(proxy.schema.get(name).type.validate(value) for value in values), (name, values)


def test_articles_people_and_statements_are_entities(entities: list[dict[str, Any]]) -> None:
    found = [entity["schema"] for entity in entities]
    assert {name: found.count(name) for name in found} == {
        "Article": 1, "Person": 1, "Organization": 1, "LegalEntity": 1, "Event": 7,
    }  # fmt: skip
    assert len({entity["id"] for entity in entities}) == len(entities)


def test_a_statement_is_an_event_in_which_its_speaker_is_involved(entities: list[dict[str, Any]]) -> None:
    by_id = {entity["id"]: entity for entity in entities}
    event = next(one for one in entities if "refuse" in one["properties"].get("keywords", ()))
    told = event["properties"]
    assert by_id[told["involved"][0]]["properties"] == {"name": ["Ida Brekke"], "position": ["mayor"]}
    assert by_id[told["proof"][0]]["properties"]["title"] == ["Skarvik ferry “will not sail”, mayor says"]
    assert (told["date"], told["publisher"]) == (["2024-02-29"], ["The Skarvik Post"])
    assert told["summary"][0].startswith("Ida Brekke (told): “The pier is safe,” … ")


def test_a_time_that_is_no_date_is_told_by_its_days(entities: list[dict[str, Any]]) -> None:
    event = next(one for one in entities if "predict" in one["properties"].get("keywords", ()))
    told = event["properties"]
    assert "date" not in told
    assert (told["startDate"], told["endDate"]) == (["2024-02-26"], ["2024-03-03"])


def test_unnamed_speakers_and_documents_are_named_in_words(entities: list[dict[str, Any]]) -> None:
    events = {one["properties"]["name"][0]: one["properties"] for one in entities if one["schema"] == "Event"}
    assert "involved" not in events["A senior official: it"]
    assert "involved" not in events["The report: the pier, … is old"]


def test_people_come_once_with_all_their_roles(ledger: Ledger, entities: list[dict[str, Any]]) -> None:
    from export.ledgers import skarvik
    from inquit import jsonl

    record = skarvik().to_dict()
    text = record["text"].replace("1911", "1912")
    other = {**record, "text": text, "sha256": None, "url": "https://post.example/2"}
    other["speakers"][0]["role"] = "mayor of Skarvik"
    ledger.add(jsonl.from_record(other))
    (person,) = (
        entity for line in exported(ledger, LedgerFormat.FTM) if (entity := json.loads(line))["schema"] == "Person"
    )
    assert sorted(person["properties"]["position"]) == ["mayor", "mayor of Skarvik"]


def test_what_to_install_is_told(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **options: Any) -> Any:
        if name.startswith("followthemoney"):
            raise ImportError(name)
        return real(name, *args, **options)

    monkeypatch.delitem(sys.modules, "followthemoney", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InquitError) as caught:
        list(exported(ledger, LedgerFormat.FTM))
    assert str(caught.value) == "FollowTheMoney is not installed; install it with: pip install 'inquit[ftm]'"
