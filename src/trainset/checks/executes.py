"""The query runs, finds something on some world and, where it has a condition, not everything on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql.error import GraphQLError

from trainset.checks.base import Context, Finding
from trainset.errors import InputError
from trainset.example import RequestRow
from trainset.semantics.form import Search
from trainset.semantics.read import from_graphql
from trainset.world.sql import count_statement

if TYPE_CHECKING:
    from trainset.example import Example
    from trainset.world.database import World


def check(example: Example, context: Context) -> tuple[Finding, ...]:
    """A query that fails, finds nothing anywhere, or tells nothing apart."""
    if not isinstance(example.row, RequestRow):
        return ()
    endpoint = context.endpoint
    try:
        document = endpoint.validated(example.row.graphql_query)
        form = from_graphql(example.row.graphql_query, endpoint.schema)
    except (GraphQLError, InputError, RecursionError):
        return ()  # the checks before this one have said so
    found = selective = False
    for world in context.worlds:
        result = endpoint.execute(document, world)
        if result.errors:
            return (Finding("executes.error", f"on the world {world.name}: {result.errors[0].message}"),)
        count, everything = _count(form, world, context), _count(Search(form.collection), world, context)
        found = found or count > 0
        selective = selective or count < everything
        if found and selective:
            break
    if not found:
        return (Finding("executes.nothing", "finds nothing on any world"),)
    if form.where is not None and not selective:
        return (Finding("executes.everything", "has a condition and still finds everything on every world"),)
    return ()


def _count(form: Search, world: World, context: Context) -> int:
    endpoint = context.endpoint
    statement = count_statement(
        form, endpoint.schema.collection(form.collection), endpoint.implicit.get(form.collection, {})
    )
    return int(world.connection.execute(statement.text, statement.parameters).fetchone()[0])
