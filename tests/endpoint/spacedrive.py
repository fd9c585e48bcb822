"""The worlds of the first product for tests that change them: each test gets a copy of its own."""

from __future__ import annotations

import sqlite3
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from trainset.endpoint.execute import Endpoint
from trainset.endpoint.load_actions import load_actions
from trainset.pack import load_pack
from trainset.semantics.schema import load_schema
from trainset.world.database import World, build_worlds
from trainset.world.recipe import load_recipe

if TYPE_CHECKING:
    from graphql import ExecutionResult

    from trainset.pack import Pack
    from trainset.world.recipe import Recipe

Table = dict[str, Counter[tuple[Any, ...]]]
PLAN = (
    "{ kind summary arguments { name value } targetType targets { id name path } targetCount targetSize"
    " entries(first: 1000) { totalCount edges { node { id } } } warnings { code message } safe committed job { name status } }"
)


@cache
def pack() -> Pack:
    """The pack; not its words, which have tests of their own."""
    return load_pack("spacedrive")


@cache
def endpoint() -> Endpoint:
    """Its endpoint, with actions."""
    schema = load_schema(pack().path("schema.graphql").read_text("utf-8"), "schema.graphql")
    actions = load_actions(pack().path("actions.toml"), schema, pack().clock)
    return Endpoint(schema, pack().implicit, actions=actions)


@cache
def recipe() -> Recipe:
    """How its worlds are made."""
    return load_recipe(pack().path("world"))


@cache
def _worlds() -> dict[str, World]:
    return {world.name: world for world in build_worlds(recipe(), 0, pack().clock)}


def fresh(name: str = "photographer") -> World:
    """A copy of a world, as it was made."""
    connection = sqlite3.connect(":memory:")
    _worlds()[name].connection.backup(connection)
    return World(name, connection)


def execute(operation: str, world: World) -> ExecutionResult:
    """The answer to an operation."""
    return endpoint().execute(endpoint().validated(operation), world)


def plan(field: str, world: World) -> dict[str, Any]:
    """The plan that a mutation field with its arguments answers with."""
    result = execute(f"mutation {{ answer: {field} {PLAN} }}", world)
    assert result.errors is None, result.errors
    assert result.data is not None
    return dict(result.data["answer"])


def fault(field: str, world: World) -> dict[str, Any]:
    """The error that a mutation field answers with: message, path and code."""
    result = execute(f"mutation {{ answer: {field} {PLAN} }}", world)
    assert result.errors, result.data
    (error,) = result.errors
    assert error.path == ["answer"]
    return {"message": error.message, **(error.extensions or {})}


def rows(world: World) -> Table:
    """Every row of every table, in whatever order."""
    names = world.connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return {name: Counter(world.connection.execute(f'SELECT * FROM "{name}"')) for (name,) in names}


def unsound(world: World) -> list[str]:
    """The tables that change when all that follows from the rows is worked out anew, and those with broken references."""
    before = rows(world)
    world.connection.executescript(recipe().finish)
    after = rows(world)
    broken = [row[0] for row in world.connection.execute("PRAGMA foreign_key_check")]
    return [name for name, content in after.items() if content != before[name]] + broken
