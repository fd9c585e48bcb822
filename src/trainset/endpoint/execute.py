"""Executes operations on a world through graphql-core, by the conventions that a schema's collections follow.

A collection's resolver turns its arguments into a logical form, the form into SQL, and the rows into a Relay connection; so what is
checked is what is served.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from graphql import ExecutionResult, execute_sync, parse, validate
from graphql.error import GraphQLError

from trainset.endpoint.cursor import read_cursor, write_cursor
from trainset.semantics.read import from_arguments
from trainset.world.sql import count_statement, search_statement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import DocumentNode, GraphQLResolveInfo

    from trainset.semantics.form import Search
    from trainset.semantics.schema import Collection, Schema
    from trainset.world.database import World

MAX_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A schema whose collections can be executed; `implicit` is the pack's policy of that name."""

    schema: Schema
    implicit: Mapping[str, Mapping[str, str]]

    def __post_init__(self) -> None:
        """Attach the resolvers to the schema's collections."""
        query = self.schema.graphql.query_type
        for name, collection in self.schema.collections.items():
            assert query is not None  # noqa: S101 - it has the collections
            query.fields[name].resolve = partial(_connection, collection, self.implicit.get(name, {}))

    def validated(self, text: str) -> DocumentNode:
        """The parsed and valid document.

        Raises:
            GraphQLError: the first syntax or validation error.
        """
        document = parse(text, max_tokens=20_000)
        errors = validate(self.schema.graphql, document, max_errors=1)
        if errors:
            raise errors[0]
        return document

    def execute(self, document: DocumentNode, world: World) -> ExecutionResult:
        """The answer of a valid document on a world."""
        return execute_sync(self.schema.graphql, document, context_value=world)


def _connection(
    collection: Collection,
    implicit: Mapping[str, str],
    _root: object,
    info: GraphQLResolveInfo[World],
    **arguments: Any,
) -> dict[str, Any]:
    form = from_arguments(arguments, collection)
    page = _page_size(form.first)
    after = read_cursor(arguments["after"], form) if arguments.get("after") is not None else ()
    connection = info.context.connection
    # One more than the page holds tells whether there is a next one.
    statement = search_statement(
        replace(form, first=page + 1), collection, implicit, _columns(form, collection), after
    )
    found = connection.execute(statement.text, statement.parameters).fetchall()
    scalars = len(collection.scalars)
    edges = [
        {
            "node": dict(zip(collection.scalars, row[:scalars], strict=True)),
            "cursor": write_cursor(row[scalars:]),
        }
        for row in found[:page]
    ]

    def total(_info: GraphQLResolveInfo[World]) -> int:
        counting = count_statement(form, collection, implicit)
        return int(connection.execute(counting.text, counting.parameters).fetchone()[0])

    return {
        "edges": edges,
        "totalCount": total,
        "pageInfo": {
            "hasNextPage": len(found) > page,
            "hasPreviousPage": bool(after),
            "startCursor": edges[0]["cursor"] if edges else None,
            "endCursor": edges[-1]["cursor"] if edges else None,
        },
    }


def _page_size(first: object) -> int:
    if first is None:
        return MAX_PAGE
    if not isinstance(first, int) or not 0 < first <= MAX_PAGE:
        raise GraphQLError(f"first is from 1 to {MAX_PAGE}, not {first}.")
    return first


def _columns(form: Search, collection: Collection) -> tuple[str, ...]:
    """The entity's scalars, and behind them its place in the order."""
    return (*collection.scalars, *(key.field for key in form.sort), "id")
