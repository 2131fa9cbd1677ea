"""schemathesis against the document: nothing undocumented is ever answered."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok

from portal import search
from portal.app import create_app
from portal.database import db
from tests import cast as village
from tests.api.conftest import SAID, jpeg, new_key, post_work, work_off
from tests.conftest import make_settings

pytestmark = [pytest.mark.slow, pytest.mark.once]
EXAMPLE_ID = "09SV14E0GXJ8T"
EXAMPLES = 20
# What a well-formed request may meet all the same: a twin, a date that is none, an old tag.
MAY_REFUSE = ["2xx", "401", "403", "404", "409", "410", "412", "422"]
CONFIG = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": MAY_REFUSE},
        "missing_required_header": {"expected-statuses": ["401", "403", "404", "422", "428"]},
    }
}
OPERATIONS = (
    "change_contribution",
    "create_contribution",
    "list_contributions",
    "list_revisions",
    "publish_contribution",
    "read_contribution",
    "read_person",
    "read_revision",
    "return_contribution",
    "search_works",
    "withdraw_contribution",
)


@dataclass(frozen=True)
class Contract:
    """A populated portal: its operations by id, works in every state by name, Maëlle's key."""

    operations: Mapping[str, schemathesis.schemas.APIOperation]
    works: Mapping[str, str]
    key: dict[str, str]


@pytest.fixture(scope="module")
def contract(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[Path], str]
) -> Iterator[Contract]:
    """One portal for all operations, whose examples are of works that are there."""
    folder = tmp_path_factory.mktemp("contract")
    app = create_app(make_settings(folder, new_database(folder)))
    with app.app_context():
        search.current_index().prepare()
        members = village.settle()
    key = new_key(app, members["maelle"].id)
    works = _populate(app, key, new_key(app, members["yann"].id))
    said = json.dumps(app.extensions["portal.openapi"]).replace(EXAMPLE_ID, works["public"])
    app.extensions["portal.openapi"] = json.loads(said)
    config = SchemathesisConfig.from_dict(CONFIG)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config)
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    yield Contract({each.definition.raw["operationId"]: each for each in found}, works, key)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _populate(app: Flask, maelle: dict[str, str], yann: dict[str, str]) -> dict[str, str]:
    client = app.test_client()
    given = (
        ("public", True, maelle),
        ("draft", False, maelle),
        ("withdrawn", True, maelle),
        ("foreign", True, yann),
        ("foreign_draft", False, yann),
    )
    states = {
        state: post_work(client, key, {**SAID, "publish": is_public}, jpeg(seed)).json["id"]
        for seed, (state, is_public, key) in enumerate(given)
    }
    client.delete(f"/api/v1/contributions/{states['withdrawn']}", headers=maelle)
    work_off(app)
    return states


def test_the_contract_covers_every_address(contract: Contract) -> None:
    assert sorted(contract.operations) == list(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_is_as_documented(contract: Contract, name: str) -> None:
    operation = contract.operations[name]
    for example in operation.get_strategies_from_examples():
        _try(example, contract.key, 1)
    for mode in GenerationMode:
        _try(operation.as_strategy(mode), contract.key, EXAMPLES)
    if "{contribution_id}" in operation.path:
        for identifier in contract.works.values():
            cases = operation.as_strategy(path_parameters={"contribution_id": identifier})
            _try(cases, contract.key, EXAMPLES // 4)


def _try(cases: SearchStrategy[Case], key: dict[str, str], examples: int) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(cases)
    def ask(case: Case) -> None:
        case.call_and_validate(headers=key)

    ask()
