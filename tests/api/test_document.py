"""The OpenAPI document, the page made from it, and the reasons."""

import re
from pathlib import Path

import pytest
from flask import Flask

import portal.api
from portal.api.document import current_document
from portal.api.reasons import REASONS
from portal.config import LANGUAGES
from portal.contributions.rules import Kind


@pytest.fixture
def document(app: Flask):
    with app.app_context():
        return current_document()


def operations(document):
    return [o for methods in document["paths"].values() for o in methods.values()]


def test_every_address_of_version_1_is_in_the_document(app, document):
    rules = [r for r in app.url_map.iter_rules() if str(r).startswith("/api/v1/")]
    served = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(rule)), method.lower())
        for rule in rules
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    said = {(path, method) for path, methods in document["paths"].items() for method in methods}
    assert served - said == {("/api/v1/openapi.json", "get")}
    assert said <= served


def test_the_document_names_this_server_and_its_keys(client, document):
    assert client.get("/api/v1/openapi.json").json == document
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": "http://localhost:8000"}]
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


def test_every_reference_leads_to_a_shape(document):
    names = set(re.findall(r"'#/components/schemas/([^']+)'", str(document)))
    assert names <= document["components"]["schemas"].keys()


def test_every_operation_and_field_is_described(document):
    for operation in operations(document):
        assert operation["summary"]
        for parameter in operation["parameters"]:
            assert parameter["schema"]


def test_what_writes_needs_a_key_that_may_contribute(document):
    for methods in document["paths"].values():
        for method, operation in methods.items():
            is_open = {} in operation["security"]
            assert is_open == (method == "get")
            assert is_open or operation["security"] == [{"key": ["contribute"]}]


def test_every_refusal_is_a_problem_document(document):
    for operation in operations(document):
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]


def test_the_shapes_know_all_languages_and_kinds(document):
    schemas = document["components"]["schemas"]
    assert schemas["TranslationsFields"]["properties"].keys() == set(LANGUAGES)
    assert schemas["Kind"].get("enum", [schemas["Kind"].get("const")]) == list(Kind)


def test_the_page_shows_every_operation_and_asks_nobody_else(client, document):
    page = client.get("/api/", headers={"Accept": "text/html"}).text
    for operation in operations(document):
        assert f'id="{operation["operationId"]}"' in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!localhost)', page)


def test_every_link_to_a_shape_leads_somewhere(client):
    page = client.get("/api/", headers={"Accept": "text/html"}).text
    for name in set(re.findall(r'href="#([^"]+)"', page)):
        assert f'id="{name}"' in page


def test_every_reason_of_the_api_has_a_page(client):
    folder = Path(portal.api.__file__).parent
    source = "".join(path.read_text() for path in folder.rglob("*.py"))
    raised = set(re.findall(r'reason="([a-z_]+)"', source))
    assert raised <= REASONS.keys()
    for reason in REASONS:
        assert reason in client.get(f"/api/problems/{reason}").text


def test_an_unknown_reason_is_not_found(client):
    assert client.get("/api/problems/boredom").status_code == 404


def test_the_footer_leads_to_the_page(client):
    assert 'href="/api/"' in client.get("/contributions/", headers={"Accept": "text/html"}).text
