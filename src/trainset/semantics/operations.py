"""What a schema offers besides its collections, read by convention too.

A field of the query type whose `filter` is that of a collection answers about the same things: with an object of numbers (*totals*), or
with a list of objects that have a `key` (*breakdown*, grouped by its argument `by`). The fields of the mutation type are *actions*;
one with such a filter acts on a selection of the collection.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_required_argument,
    value_from_ast_untyped,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLArgument, GraphQLField, GraphQLSchema

    from trainset.semantics.schema import Collection

SELECTING = ("filter", "sortBy", "first", "after")
COMMIT = "commit"


@dataclass(frozen=True, slots=True)
class Totals:
    """A field that adds up a collection's entities; `measures` are the numbers it can give."""

    name: str
    collection: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A field that counts a collection's entities group by group."""

    name: str
    collection: str
    groups: tuple[str, ...]
    measures: tuple[str, ...]
    sorts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of an action: its scalar or enum, whether it is a list or must be given, and its default."""

    name: str
    type: str
    values: tuple[str, ...]
    is_list: bool
    required: bool
    default: object


@dataclass(frozen=True, slots=True)
class Action:
    """A field of the mutation type; `collection` is what it selects from, if it acts on a selection."""

    name: str
    collection: str | None
    arguments: Mapping[str, Argument]


@dataclass(frozen=True, slots=True)
class Operations:
    """Totals and breakdowns by the collection they belong to, actions by name."""

    totals: Mapping[str, Totals]
    breakdowns: Mapping[str, Breakdown]
    actions: Mapping[str, Action]


def find_operations(schema: GraphQLSchema, collections: Mapping[str, Collection]) -> Operations:
    """All totals, breakdowns and actions of a schema."""
    by_filter = {collection.filter: collection.name for collection in collections.values()}
    totals, breakdowns = {}, {}
    for name, field in (schema.query_type.fields if schema.query_type else {}).items():
        collection = by_filter.get(_filter_of(field))
        answer = get_named_type(field.type)
        if collection is None or name in collections or not isinstance(answer, GraphQLObjectType):
            continue
        measures = tuple(member for member in answer.fields if member != "key")
        if "by" in field.args and "key" in answer.fields:
            groups = _members(field.args["by"])
            breakdowns[collection] = Breakdown(name, collection, groups, measures, _sort_fields(field))
        elif not is_list_type(get_nullable_type(field.type)):
            totals[collection] = Totals(name, collection, measures)
    actions = {
        name: Action(
            name,
            by_filter.get(_filter_of(field)),
            {
                argument: _argument(argument, member)
                for argument, member in field.args.items()
                if argument not in {*SELECTING, COMMIT}
            },
        )
        for name, field in (schema.mutation_type.fields if schema.mutation_type else {}).items()
    }
    return Operations(totals, breakdowns, actions)


def _filter_of(field: GraphQLField) -> str:
    argument = field.args.get("filter")
    return get_named_type(argument.type).name if argument else ""


def _members(argument: GraphQLArgument) -> tuple[str, ...]:
    named = get_named_type(argument.type)
    return tuple(named.values) if isinstance(named, GraphQLEnumType) else ()


def _sort_fields(field: GraphQLField) -> tuple[str, ...]:
    argument = field.args.get("sortBy")
    key = get_named_type(argument.type) if argument else None
    if not isinstance(key, GraphQLInputObjectType):
        return ()
    names = get_named_type(key.fields["field"].type)
    return tuple(names.values) if isinstance(names, GraphQLEnumType) else ()


def _argument(name: str, argument: GraphQLArgument) -> Argument:
    return Argument(
        name=name,
        type=get_named_type(argument.type).name,
        values=_members(argument),
        is_list=is_list_type(get_nullable_type(argument.type)),
        required=is_required_argument(argument),
        default=_default(argument),
    )


def _default(argument: GraphQLArgument) -> object:
    default = argument.default
    if default is None:
        return None
    return default.value if default.literal is None else value_from_ast_untyped(default.literal)
