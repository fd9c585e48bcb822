"""The query runs and, where it has a condition, does not find everything on all worlds."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from graphql.error import GraphQLError

from trainset.checks.base import Context, Finding
from trainset.errors import InputError
from trainset.example import RequestRow
from trainset.semantics.form import Search, search_of
from trainset.semantics.read import from_graphql
from trainset.world.sql import count_statement

if TYPE_CHECKING:
    from trainset.example import Example
    from trainset.world.database import World


def check(example: Example, context: Context) -> tuple[Finding, ...]:
    """A query that fails, or that has a condition and still finds everything everywhere.

    It runs on the first world on which it finds something. Finding nothing on the believable worlds is no fault of a query; the proof
    by planted witnesses shows what it finds.
    """
    if not isinstance(example.row, RequestRow) or not context.worlds:
        return ()
    endpoint = context.endpoint
    try:
        document = endpoint.validated(example.row.graphql_query)
        form = from_graphql(example.row.graphql_query, endpoint.schema)
    except (GraphQLError, InputError, RecursionError):
        return ()  # the checks before this one have said so
    search = search_of(form) or Search("")
    try:
        counts = [(_count(search, world, context), world) for world in context.worlds]
    except (InputError, sqlite3.Error, OverflowError) as error:
        return (Finding("executes.error", f"cannot run: {error}"),)
    world = next((world for count, world in counts if count), context.worlds[0])
    result = endpoint.execute(document, world)
    if result.errors:
        return (Finding("executes.error", f"on the world {world.name}: {result.errors[0].message}"),)
    everything = Search(search.collection)
    if search.where is not None and all(
        count == _count(everything, world, context) for count, world in counts
    ):
        return (Finding("executes.everything", "has a condition and still finds everything on every world"),)
    return ()


def _count(form: Search, world: World, context: Context) -> int:
    endpoint = context.endpoint
    if form.collection not in endpoint.schema.collections:
        return 0
    statement = count_statement(
        form, endpoint.schema.collection(form.collection), endpoint.implicit.get(form.collection, {})
    )
    return int(world.connection.execute(statement.text, statement.parameters).fetchone()[0])
