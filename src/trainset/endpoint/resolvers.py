"""Resolvers by convention: they give every query field of a schema its answer from a world.

A collection's resolver turns its arguments into a logical form, the form into SQL, and the rows into a Relay connection; so what is
checked is what is served. An entity's row carries its scalar fields and, for each field that is another entity, that one's id.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLObjectType,
    GraphQLScalarType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
)
from graphql.error import GraphQLError

from trainset.endpoint.cursor import read_cursor, write_cursor
from trainset.endpoint.limits import refusal
from trainset.endpoint.scrutiny import scrutinize
from trainset.semantics.form import Search
from trainset.semantics.read import condition_of, from_arguments
from trainset.world.aggregate import breakdown_statement, totals_statement
from trainset.world.sql import count_statement, quoted, search_statement

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from graphql import GraphQLField, GraphQLResolveInfo

    from trainset.semantics.operations import Breakdown, Totals
    from trainset.semantics.schema import Collection, Schema
    from trainset.values import Values
    from trainset.world.database import World

    Info = GraphQLResolveInfo[World]
    Row = dict[str, Any]

MAX_PAGE = 1000
_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Entity:
    """An object type that worlds have a table of: its columns, and the name of the table."""

    name: str
    columns: tuple[str, ...]

    def row(self, values: tuple[Any, ...]) -> Row:
        """A row by the names of its columns."""
        return dict(zip(self.columns, values, strict=True))


@dataclass(frozen=True, slots=True)
class Policy:
    """A pack's say in the answers: the implicit values of each collection and, where searches are scrutinized, the known ones."""

    implicit: Mapping[str, Mapping[str, str]]
    known: Values | None = None

    def of(self, collection: Collection) -> Mapping[str, str]:
        """The values that a search has where its filter does not speak of their field."""
        return self.implicit.get(collection.name, {})

    def admit(self, form: Search, collection: Collection, database: sqlite3.Connection) -> None:
        """Refuse a search that names what is not there."""
        if self.known is not None:
            scrutinize(form, collection, self.known, database)


def attach(schema: Schema, policy: Policy) -> Mapping[str, Entity]:
    """Give the query fields of a schema, and the fields of its entities, their resolvers; the entities by type."""
    entities = {
        collection.entity: _entity(schema, collection.entity) for collection in schema.collections.values()
    }
    query = schema.graphql.query_type
    fields = query.fields if query else {}
    for name, collection in schema.collections.items():
        entity = entities[collection.entity]
        fields[name].resolve = partial(_connection, collection, entity, policy)
    for name, totals in schema.operations.totals.items():
        fields[totals.name].resolve = partial(_totals, totals, schema.collection(name), policy)
    for breakdown in schema.operations.breakdowns.values():
        fields[breakdown.name].resolve = partial(_breakdown, breakdown, schema, policy)
    for name, field in fields.items():
        found = entities.get(get_named_type(field.type).name)
        if name not in schema.collections and found and "id" in field.args:
            field.resolve = partial(_by_id, found)
    for entity in entities.values():
        _attach_fields(schema, entity, entities)
    return entities


def _entity(schema: Schema, name: str) -> Entity:
    kind = schema.graphql.type_map[name]
    assert isinstance(kind, GraphQLObjectType)  # noqa: S101 - the node type of a connection
    columns = []
    for field_name, field in kind.fields.items():
        answer = get_nullable_type(field.type)
        if is_leaf_type(answer):
            columns.append(field_name)
        elif not is_list_type(answer):
            columns.append(f"{field_name}Id")
    return Entity(name, tuple(columns))


def _attach_fields(schema: Schema, entity: Entity, entities: Mapping[str, Entity]) -> None:
    """Resolvers for the fields of an entity that are other entities, or lists."""
    kind = schema.graphql.type_map[entity.name]
    assert isinstance(kind, GraphQLObjectType)  # noqa: S101 - it was read as one
    for name, field in kind.fields.items():
        other = entities.get(get_named_type(field.type).name)
        if is_list_type(get_nullable_type(field.type)):
            field.resolve = partial(_list, entity, name, other)
        elif other is not None:
            field.resolve = partial(reference, f"{name}Id", other)
        elif _is_boolean(field):
            field.resolve = partial(_flag, name)


def _is_boolean(field: GraphQLField) -> bool:
    named = get_named_type(field.type)
    return isinstance(named, GraphQLScalarType) and named.name == "Boolean"


def _flag(name: str, row: Row, _info: Info) -> bool | None:
    value = row[name]
    return None if value is None else bool(value)


def _connection(
    collection: Collection, entity: Entity, policy: Policy, _root: object, info: Info, **arguments: Any
) -> Row:
    form = from_arguments(arguments, collection)
    policy.admit(form, collection, info.context.connection)
    return connection(form, arguments.get("after"), collection, entity, policy.of(collection), info)


def connection(
    form: Search,
    cursor: str | None,
    collection: Collection,
    entity: Entity,
    implicit: Mapping[str, str],
    info: Info,
) -> Row:
    """A page of what a form finds, as a Relay connection."""
    page = _page_size(form.first)
    after = () if cursor is None else read_cursor(cursor, form)
    database = info.context.connection
    # One more than the page holds tells whether there is a next one.
    columns = (*entity.columns, *(key.field for key in form.sort), "id")
    statement = search_statement(replace(form, first=page + 1), collection, implicit, columns, after)
    found = database.execute(statement.text, statement.parameters).fetchall()
    width = len(entity.columns)
    edges = [{"node": entity.row(row[:width]), "cursor": write_cursor(row[width:])} for row in found[:page]]

    def total(_info: Info) -> int:
        counting = count_statement(form, collection, implicit)
        return int(database.execute(counting.text, counting.parameters).fetchone()[0])

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
        raise refusal("page", f"first is from 1 to {MAX_PAGE}, not {first}.")
    return first


def _totals(
    totals: Totals, collection: Collection, policy: Policy, _root: object, info: Info, **arguments: Any
) -> Row:
    form = Search(collection.name, condition_of(arguments.get("filter") or {}, collection))
    policy.admit(form, collection, info.context.connection)
    statement = totals_statement(form, totals, collection, policy.of(collection))
    numbers = info.context.connection.execute(statement.text, statement.parameters).fetchone()
    return dict(zip(totals.measures, numbers, strict=True))


def _breakdown(
    breakdown: Breakdown,
    schema: Schema,
    policy: Policy,
    _root: object,
    info: Info,
    **arguments: Any,
) -> list[Row]:
    collection = schema.collection(breakdown.collection)
    form = Search(collection.name, condition_of(arguments.get("filter") or {}, collection))
    policy.admit(form, collection, info.context.connection)
    order = tuple((key["field"], key["direction"]) for key in arguments.get("sortBy") or ())
    first = _page_size(arguments.get("first"))
    statement = breakdown_statement(
        form, breakdown, arguments["by"], schema, policy.of(collection), order, first
    )
    names = ("key", *breakdown.measures)
    rows = info.context.connection.execute(statement.text, statement.parameters)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _by_id(entity: Entity, _root: object, info: Info, **arguments: Any) -> Row | None:
    identifier: str = arguments["id"]
    if not identifier or len(identifier) > _LONGEST_ID or not identifier.isprintable():
        message = f"id is a text of 1 to {_LONGEST_ID} characters that can be printed."
        raise GraphQLError(message, extensions={"code": "INVALID_ID"})
    return find(entity, identifier, info.context.connection)


def reference(column: str, other: Entity, row: Row, info: Info) -> Row | None:
    """The entity whose id stands in a column of a row."""
    return None if row[column] is None else find(other, row[column], info.context.connection)


def find(entity: Entity, identifier: str, database: sqlite3.Connection) -> Row | None:
    """The row of an id."""
    names = ", ".join(map(quoted, entity.columns))
    text = f"SELECT {names} FROM {quoted(entity.name)} WHERE id = ?"  # noqa: S608 - names of the schema
    found = database.execute(text, (identifier,)).fetchone()
    return entity.row(found) if found else None


def _list(entity: Entity, name: str, other: Entity | None, row: Row, info: Info) -> list[Any]:
    items = quoted(f"{entity.name}.{name}[]")
    text = f"SELECT item FROM {items} WHERE id = ? ORDER BY item LIMIT {MAX_PAGE}"  # noqa: S608 - names of the schema
    database = info.context.connection
    found = [item for (item,) in database.execute(text, (row["id"],))]
    if other is None:
        return found
    rows = (find(other, item, database) for item in found)
    return [entry for entry in rows if entry is not None]
