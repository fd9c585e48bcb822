"""actions.toml: a second product's mutations, and every fault in the file told with its line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from trainset.endpoint.execute import Endpoint
from trainset.endpoint.load_actions import load_actions
from trainset.errors import PackError
from trainset.pack import load_pack
from trainset.semantics.schema import load_schema
from trainset.world.database import build_worlds
from trainset.world.recipe import load_recipe

PACK = load_pack(str(Path(__file__).parents[1] / "bookshop" / "pack"))
TEXT = PACK.path("actions.toml").read_text("utf-8")
FIELDS = (
    "{ kind summary arguments { name value } targetCount warnings { code message } committed"
    " books { totalCount edges { node { name shelf { name } } } } }"
)


@cache
def endpoint() -> Endpoint:
    schema = load_schema(PACK.path("schema.graphql").read_text("utf-8"), "schema.graphql")
    return Endpoint(
        schema, PACK.implicit, actions=load_actions(PACK.path("actions.toml"), schema, PACK.clock)
    )


def answer(field: str) -> dict[str, Any]:
    world = build_worlds(load_recipe(PACK.path("world")), 0, PACK.clock)[0]
    result = endpoint().execute(endpoint().validated(f"mutation {{ answer: {field} {FIELDS} }}"), world)
    assert result.errors is None
    assert result.data is not None
    return dict(result.data["answer"])


def test_another_product_has_actions_of_its_own() -> None:
    plan = answer(
        'orderBooks(filter: {price: {gt: 1000}}, first: 3, customer: "Zoë", gift: true, commit: true)'
    )
    assert plan["summary"] == "Order 3 books for Zoë as a gift."
    assert plan["committed"]
    assert plan["books"]["totalCount"] == 3


def test_the_implicit_values_and_the_names_of_another_product_hold() -> None:
    plan = answer('shelveBooks(filter: {}, shelf: "crime corner")')
    shown = {edge["node"]["shelf"] and edge["node"]["shelf"]["name"] for edge in plan["books"]["edges"]}
    assert len(shown) > 1
    assert plan["arguments"] == [{"name": "shelf", "value": "Crime Corner"}]
    moved = answer('shelveBooks(filter: {}, first: 9, shelf: "crime corner", commit: true)')
    assert {edge["node"]["shelf"]["name"] for edge in moved["books"]["edges"]} == {"Crime Corner"}


def test_a_message_is_filled_from_its_check() -> None:
    plan = answer('shelveBooks(filter: {}, shelf: "Glass Cabinet")')
    assert [(warning["code"], warning["message"]) for warning in plan["warnings"]] == [
        ("SHELF_CLOSED", "Glass Cabinet is closed to customers."),
        ("SHELF_FULL", "Glass Cabinet has room for 30 only."),
    ]


FAULTS = [
    ("[action.orderBooks]", "[action.orderBook]", "the schema has no mutation 'orderBook'", "orderBooks"),
    (
        'checks = ["shelf_closed", "shelf_full"]',
        'checks = ["shelf_ful"]',
        "there is no [check] of 'shelf_ful'",
        "shelf_full",
    ),
    ('do = ["place", """', 'do = ["plase", """', "'plase' changes no table", "place"),
    (":customer FROM placed", ":custmer FROM placed", "orderBooks has nothing called 'custmer'", "customer"),
    (
        "[action.shelveBooks.argument]\nshelf",
        "[action.shelveBooks.argument]\nshelv",
        "shelveBooks has no argument 'shelv'",
        "shelf",
    ),
    ('shelf = { thing = "shelf" }', 'shelf = { thing = "shelv" }', "there is no [thing] of 'shelv'", "shelf"),
    ("blocks = true", "block = true", "unknown key 'block'", "blocks"),
    ('code = "SHELF_FULL"', 'code = "full"', "check.shelf_full.code", ""),
    ('audit = "order"', "", "action.orderBooks.audit", ""),
    ('summary = "Order', "summary = Order", "not valid TOML", ""),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), FAULTS)
def test_a_fault_is_told_with_its_line(old: str, new: str, message: str, hint: str, tmp_path: Path) -> None:
    path = tmp_path / "actions.toml"
    assert TEXT.count(old) == 1
    path.write_text(TEXT.replace(old, new), "utf-8")
    with pytest.raises(PackError) as caught:
        load_actions(path, endpoint().schema, PACK.clock)
    assert message in str(caught.value)
    assert hint in caught.value.hint
    assert str(caught.value.where).startswith("actions.toml:")


def test_every_mutation_needs_a_rule(tmp_path: Path) -> None:
    path = tmp_path / "actions.toml"
    path.write_text(TEXT[: TEXT.index("[action.shelveBooks]")], "utf-8")
    with pytest.raises(PackError, match="'shelveBooks' has no"):
        load_actions(path, endpoint().schema, PACK.clock)
