"""The description of the API holds: whatever is sent, an answer is one of those described, and never a 5xx."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.pages import Site

ODD = st.one_of(
    st.sampled_from(
        [
            "",
            "toll",
            "0",
            "-1",
            "1e9",
            "2024-03",
            "2024-13-45",
            "null",
            "true",
            "a'b\"c",
            "%00",
            "s" * 12,
            "👩‍🚒",
            "\u202e",
            "../..",
            "*",
            '"',
            "-x",
        ]
    ),
    st.text(max_size=40),
    st.integers(-(2**70), 2**70).map(str),
)


def resolved(described: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def values(described: dict[str, Any], schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that a schema allows, by and large, and odd ones."""
    schema = resolved(described, schema)
    if "anyOf" in schema:
        return st.one_of([values(described, one) for one in schema["anyOf"] if one.get("type") != "null"])
    if "enum" in schema:
        return st.one_of(st.sampled_from(schema["enum"]), ODD)
    if schema.get("type") == "array":
        return st.lists(values(described, schema["items"]), max_size=3)
    if schema.get("type") == "integer":
        return st.one_of(st.integers(schema.get("minimum", 0), schema.get("maximum", 10**6)).map(str), ODD)
    return ODD


def operations(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


@pytest.fixture(scope="module")
def described(shared_site: Site) -> dict[str, Any]:
    return shared_site.data("/api/v1/openapi.json")


def test_every_page_and_every_change_is_described(described: dict[str, Any]) -> None:
    paths = set(described["paths"])
    for page in (
        "/index",
        "/search",
        "/article/{id}",
        "/statement/{id}",
        "/person/{id}",
        "/compare",
        "/lost",
        "/promises",
        "/watch",
        "/person/{id}/articles",
    ):
        assert {f"{page}.json", f"{page}.csv", f"{page}.jsonl"} <= paths
    assert {"/statement/{id}/correct", "/undo", "/add", "/people/same", "/person/{id}/split", "/watch.atom"} <= paths
    assert set(described["components"]["schemas"]["Problem"]["properties"]) == {"status", "what", "remedy", "id"}
    ids = [operation["operationId"] for _, _, operation in operations(described)]
    assert len(set(ids)) == len(ids)


def test_every_reference_is_there(described: dict[str, Any]) -> None:
    names = {line.partition('"')[0] for line in json.dumps(described).split("#/components/schemas/")[1:]}
    assert names <= set(described["components"]["schemas"])


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_whatever_is_asked_the_answer_is_described(
    shared_site: Site, described: dict[str, Any], data: st.DataObject
) -> None:
    gets = [one for one in operations(described) if one[0] == "get"]
    _, path, operation = data.draw(st.sampled_from(gets))
    query = []
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            known = shared_site.data("/search.json?limit=1")["found"][0]
            own = {"article": known["article"], "person": known["person"]}.get(path.split("/")[1], known["id"])
            told = data.draw(
                st.one_of(
                    st.just(own),
                    st.text(st.characters(codec="utf-8", exclude_characters="/?#\\"), min_size=1, max_size=20),
                )
            )
            path = path.replace(f"{{{parameter['name']}}}", told)
        elif parameter["in"] == "query" and data.draw(st.booleans()):
            drawn = data.draw(values(described, parameter["schema"]))
            query += [(parameter["name"], one) for one in (drawn if isinstance(drawn, list) else [drawn])]
    answer = shared_site.client.get(httpx_url(path), params=[(name, printable(value)) for name, value in query])
    assert answer.status_code < 500, (path, query, answer.text)
    if answer.status_code != 404:  # a path that is none of ours any more, such as "." in place of an id
        assert str(answer.status_code) in operation["responses"], (path, query, answer.status_code)
    if answer.status_code >= 400:
        assert set(answer.json()) == {"status", "what", "remedy", "id"}
    elif path.endswith(".json"):
        wanted = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert set(answer.json()) == set(resolved(described, wanted)["properties"])
        jsonschema.validate(answer.json(), {**wanted, "components": described["components"]})


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_whatever_is_sent_the_answer_is_described(
    shared_site: Site, described: dict[str, Any], data: st.DataObject
) -> None:
    # What is sent names nothing that the ledger has, so that the other tests find it as it was.
    posts = [one for one in operations(described) if one[0] == "post" and one[1] != "/add"]
    method, path, operation = data.draw(st.sampled_from(posts))
    schema = next(iter(operation["requestBody"]["content"].values()))["schema"]
    fields = {
        name: printable(value) if isinstance(value, str) else [printable(one) for one in value]
        for name, own in resolved(described, schema)["properties"].items()
        if name != "token" and data.draw(st.booleans())
        for value in [data.draw(values(described, own))]
    }
    token = data.draw(st.sampled_from([shared_site.token(), ""]))
    if path == "/undo":
        fields["event"] = data.draw(ODD)
    answer = shared_site.client.request(method, path.replace("{id}", "szzzzzzz"), data={"token": token, **fields})
    assert 400 <= answer.status_code < 500, (path, fields, answer.text)
    assert str(answer.status_code) in operation["responses"]
    assert set(answer.json()) == {"status", "what", "remedy", "id"}


def printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def httpx_url(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/{}.")
