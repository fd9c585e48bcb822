"""The query runs, does not find everything on all worlds where it has a condition, and does not ask for what is yet to come."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from graphql.error import GraphQLError

from trainset.checks.base import Context, Finding
from trainset.endpoint.resolvers import MAX_PAGE
from trainset.errors import InputError
from trainset.example import RequestRow
from trainset.semantics.form import Act, Search, comparisons, search_of
from trainset.semantics.read import from_graphql
from trainset.semantics.resolve import instant
from trainset.world.sql import count_statement

if TYPE_CHECKING:
    from graphql import DocumentNode

    from trainset.example import Example
    from trainset.world.database import World


# A world that lacks a thing of this name, or has two, says nothing against a query.
_OF_A_WORLD = frozenset({"UNKNOWN_NAME", "AMBIGUOUS_NAME"})


def check(example: Example, context: Context) -> tuple[Finding, ...]:
    """A query that fails, that has a condition and still finds everything everywhere, or that asks for the future.

    Finding nothing on the believable worlds is no fault of a query; the proof by planted witnesses shows what it finds. The first query of
    each shape, and every action, is executed through GraphQL, on the first world on which it finds something; all of them run in SQL.
    """
    if not isinstance(example.row, RequestRow) or not context.worlds:
        return ()
    endpoint, text = context.endpoint, example.row.graphql_query
    try:
        document = endpoint.validated(text)
        form = from_graphql(text, endpoint.schema)
        search = search_of(form) or Search("")
    except (GraphQLError, InputError, RecursionError):
        return ()  # the checks before this one have said so
    try:
        selective = search.where is None or _selects(search, context)
        # An execution can fail on the size of a page and on the arguments of an action, which are literals too.
        runs = endpoint.is_new(text) or isinstance(form, Act) or _too_many(search)
        if runs and (fault := _fault(document, search, context)):
            return (fault,)
    except (InputError, sqlite3.Error, OverflowError) as error:
        return (Finding("executes.error", f"cannot run: {error}"),)
    if _is_yet_to_come(search, context):
        return (Finding("executes.future", "asks for what has not happened yet, and no world has any of it"),)
    if not selective:
        return (Finding("executes.everything", "has a condition and still finds everything on every world"),)
    return ()


def _too_many(search: Search) -> bool:
    return isinstance(search.first, int) and search.first > MAX_PAGE


def _fault(document: DocumentNode, search: Search, context: Context) -> Finding | None:
    """Why a document cannot be executed; a world whose names do not fit is passed over, since names are people's own."""
    telling = next((world for world in context.worlds if _count(search, world, context)), context.worlds[0])
    for world in (telling, *context.worlds):
        errors = context.endpoint.execute(document, world).errors
        if not errors:
            return None
        if (errors[0].extensions or {}).get("code") not in _OF_A_WORLD:
            return Finding("executes.error", f"on the world {world.name}: {errors[0].message}")
    return None


def _selects(search: Search, context: Context) -> bool:
    """Whether some world has an entity that a search does not find."""
    return any(
        _count(search, world, context) < _total(search.collection, world, context) for world in context.worlds
    )


def _is_yet_to_come(search: Search, context: Context) -> bool:
    """Whether a condition begins after the clock, as "after September" does in September, on a date that nothing has in the future."""
    if context.prover is None:
        return False
    now = instant(context.prover.setting.clock.now)
    return any(
        not _finds(Search(search.collection, compare), context)
        for compare in comparisons(search.where)
        if _is_date(search.collection, compare.field, context)
        and compare.operator in {"gt", "gte"}
        and str(compare.value) > now
    )


def _is_date(collection: str, field: str, context: Context) -> bool:
    fields = context.endpoint.schema.collections[collection].fields
    return field in fields and fields[field].scalar == "DateTime"


def _finds(search: Search, context: Context) -> bool:
    return any(_count(search, world, context) for world in context.worlds)


def _total(collection: str, world: World, context: Context) -> int:
    """How many entities of a collection a world has."""
    key = collection, world.name
    if key not in context.totals:
        context.totals[key] = _count(Search(collection), world, context)
    return context.totals[key]


def _count(form: Search, world: World, context: Context) -> int:
    endpoint = context.endpoint
    if form.collection not in endpoint.schema.collections:
        return 0
    statement = count_statement(
        form, endpoint.schema.collection(form.collection), endpoint.implicit.get(form.collection, {})
    )
    return int(world.connection.execute(statement.text, statement.parameters).fetchone()[0])
