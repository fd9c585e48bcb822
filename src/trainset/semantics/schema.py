"""What a GraphQL schema offers, read from its SDL by convention.

A *collection* is a field of the query type with a `filter` argument that answers with a Relay connection. Its filter's
input fields are what can be compared; each has an input type of operators. The fields `and`, `or` and `not` of a filter nest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLScalarType,
    build_ast_schema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    parse,
    validate_schema,
)
from graphql.error import GraphQLError
from graphql.validation.validate import validate_sdl

from trainset.errors import InputError, Place
from trainset.semantics.operations import find_operations
from trainset.semantics.scalars import equip
from trainset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLField, GraphQLSchema

    from trainset.semantics.operations import Operations

NESTING = ("and", "or", "not")
MAX_SDL_BYTES = 4_000_000
_LINE_END = re.compile(r"\r\n|[\n\r]")  # as GraphQL counts lines


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field that can be compared: its operators in the schema's order, and the scalar that their operands are.

    `lists` names the operators whose operand is a list; `related` says that the field matches the names of related
    things and not a column of the entity, `nullable` that an entity may be without it.
    """

    name: str
    scalar: str
    operators: tuple[str, ...]
    lists: frozenset[str]
    related: bool
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Collection:
    """A searchable thing: the query field, its filter's type, the entity's type and scalar fields, what filters and sorts it."""

    name: str
    filter: str
    entity: str
    scalars: tuple[str, ...]
    fields: Mapping[str, FilterField]
    sorts: tuple[str, ...]

    def order(self, field: str) -> int:
        """The place of a filter field in the schema."""
        return list(self.fields).index(field)


@dataclass(frozen=True)
class Schema:
    """A parsed schema and its collections by name."""

    graphql: GraphQLSchema
    sdl: str

    @cached_property
    def collections(self) -> Mapping[str, Collection]:
        """Every collection of the query type, in the schema's order."""
        query = self.graphql.query_type
        found = {}
        for name, field in (query.fields if query else {}).items():
            collection = _collection(name, field)
            if collection:
                found[name] = collection
        return found

    @cached_property
    def operations(self) -> Operations:
        """Totals, breakdowns and actions."""
        return find_operations(self.graphql, self.collections)

    def collection(self, name: str) -> Collection:
        """The collection of that name.

        Raises:
            InputError: there is none.
        """
        try:
            return self.collections[name]
        except KeyError:
            raise InputError(
                f"the schema has no collection {name!r}", hint=did_you_mean(name, self.collections)
            ) from None


def load_schema(sdl: str, file: str) -> Schema:
    """Parse SDL.

    Raises:
        InputError: the SDL has an error; the message shows file, line and a caret under the place.
    """
    if len(sdl.encode()) > MAX_SDL_BYTES:
        raise InputError(f"the schema is larger than {MAX_SDL_BYTES} bytes", where=file)
    try:
        document = parse(sdl)
        _raise_first(validate_sdl(document))
        schema = build_ast_schema(document, assume_valid_sdl=True)
        _raise_first(validate_schema(schema))
    except GraphQLError as error:
        raise _sdl_error(error, sdl, file) from None
    except RecursionError:
        raise InputError("the schema is nested too deeply", where=file) from None
    equip(schema)
    return Schema(schema, sdl)


def _raise_first(errors: list[GraphQLError]) -> None:
    if errors:
        raise errors[0]


def _sdl_error(error: GraphQLError, sdl: str, file: str) -> InputError:
    if not error.locations:
        return InputError(error.message, where=file)
    location = error.locations[0]
    line = _LINE_END.split(sdl)[location.line - 1]
    caret = f"{line}\n  {' ' * (location.column - 1)}^"
    return InputError(error.message, where=Place(file, location.line), hint=caret)


def _collection(name: str, field: GraphQLField) -> Collection | None:
    argument = field.args.get("filter")
    connection = get_named_type(field.type)
    if argument is None or not isinstance(connection, GraphQLObjectType):
        return None
    entity = _node_type(connection)
    filter_type = get_named_type(argument.type)
    if entity is None or not isinstance(filter_type, GraphQLInputObjectType):
        return None
    return Collection(
        name=name,
        filter=filter_type.name,
        entity=entity.name,
        scalars=tuple(
            name for name, member in entity.fields.items() if is_leaf_type(get_nullable_type(member.type))
        ),
        fields={
            name: _filter_field(name, get_named_type(member.type), entity)
            for name, member in filter_type.fields.items()
            if name not in NESTING
        },
        sorts=_sorts(field),
    )


def _node_type(connection: GraphQLObjectType) -> GraphQLObjectType | None:
    edges = connection.fields.get("edges")
    edge = get_named_type(edges.type) if edges else None
    node = edge.fields.get("node") if isinstance(edge, GraphQLObjectType) else None
    entity = get_named_type(node.type) if node else None
    return entity if isinstance(entity, GraphQLObjectType) else None


def _filter_field(name: str, operators: object, entity: GraphQLObjectType) -> FilterField:
    if not isinstance(operators, GraphQLInputObjectType):
        raise InputError(f"the filter field {name!r} has no input type of operators")
    members = operators.fields
    scalars = {
        named.name
        for operator, member in members.items()
        if operator != "exists" and isinstance(named := get_named_type(member.type), GraphQLScalarType)
    }
    if len(scalars) != 1:
        found = ", ".join(sorted(scalars)) or "none"
        raise InputError(f"the operators of {operators.name} must compare with one scalar, not with {found}")
    member = entity.fields.get(name)
    return FilterField(
        name=name,
        scalar=scalars.pop(),
        operators=tuple(members),
        lists=frozenset(
            operator for operator, member in members.items() if is_list_type(get_nullable_type(member.type))
        ),
        related=member is None or not is_leaf_type(get_nullable_type(member.type)),
        nullable=member is None or not is_non_null_type(member.type),
    )


def _sorts(field: GraphQLField) -> tuple[str, ...]:
    argument = field.args.get("sortBy")
    key = get_named_type(argument.type) if argument else None
    if not isinstance(key, GraphQLInputObjectType) or "field" not in key.fields:
        return ()
    names = get_named_type(key.fields["field"].type)
    return tuple(names.values) if isinstance(names, GraphQLEnumType) else ()
