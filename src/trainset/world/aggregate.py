"""From a condition to SQL that adds up or counts group by group what meets it.

Measures are named by convention: `count`; `size` is the sum of the column `size`; `averageSize`, `minSize` and `maxSize` are what they say.
Groups too: a column; `createdMonth` a stretch of the column `createdAt`; `device` the name of the thing that `deviceId` refers to;
`tags` the names of all things in the list `X.tags[]`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphql import GraphQLObjectType, get_named_type, get_nullable_type, is_list_type

from trainset.world.sql import Statement, quoted, where_clause

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainset.semantics.form import Search
    from trainset.semantics.operations import Breakdown, Totals
    from trainset.semantics.schema import Collection, Schema

_FUNCTION = re.compile(r"(average|min|max)([A-Z]\w*)")
_STRETCH = re.compile(r"(\w+?)(Day|Month|Year)")
_SQL = {"average": "avg", "min": "min", "max": "max"}
_LENGTHS = {"Day": 10, "Month": 7, "Year": 4}


def totals_statement(
    form: Search, totals: Totals, collection: Collection, implicit: Mapping[str, str]
) -> Statement:
    """The statement that gives every measure of the entities that a form finds, in the order of the schema."""
    where, parameters = where_clause(form, collection, implicit)
    numbers = ", ".join(_measure(name, collection) for name in totals.measures)
    return Statement(f"SELECT {numbers} FROM {quoted(collection.entity)}{where}", parameters)  # noqa: S608 - names of the schema


def breakdown_statement(
    form: Search,
    breakdown: Breakdown,
    by: str,
    schema: Schema,
    implicit: Mapping[str, str],
    order: tuple[tuple[str, str], ...] = (),
    first: int | None = None,
) -> Statement:
    """The statement that gives key and measures of each group: (key, measures in the order of the schema).

    `order` holds pairs of a measure (or `key`) and a direction; without it the groups with the most entities come first. Ties come by
    key.
    """
    collection = schema.collection(breakdown.collection)
    where, parameters = where_clause(form, collection, implicit)
    key, joins = _group(by, collection, schema)
    numbers = ", ".join(f"{_measure(name, collection)} AS {quoted(name)}" for name in breakdown.measures)
    keys = [
        f"{quoted(name)} {direction.upper()} NULLS LAST" for name, direction in order or (("count", "desc"),)
    ]
    text = (
        f"SELECT {key} AS key, {numbers} FROM {quoted(collection.entity)}{joins}{where}"  # noqa: S608
        f" GROUP BY 1 ORDER BY {', '.join([*keys, 'key NULLS LAST'])}"
    )
    if first is not None:
        text, parameters = f"{text} LIMIT ?", (*parameters, first)
    return Statement(text, parameters)


def _measure(name: str, collection: Collection) -> str:
    if name == "count":
        return "count(*)"
    entity = quoted(collection.entity)
    function = _FUNCTION.fullmatch(name)
    if function is None:
        return f"coalesce(sum({entity}.{quoted(name)}), 0)"
    column = function[2][0].lower() + function[2][1:]
    return f"{_SQL[function[1]]}({entity}.{quoted(column)})"


def _group(by: str, collection: Collection, schema: Schema) -> tuple[str, str]:
    """The expression of a group's key, and the joins that it needs."""
    entity = quoted(collection.entity)
    if by in collection.scalars:
        return f"CAST({entity}.{quoted(by)} AS TEXT)", ""
    stretch = _STRETCH.fullmatch(by)
    if stretch and f"{stretch[1]}At" in collection.scalars:
        return f"substr({entity}.{quoted(stretch[1] + 'At')}, 1, {_LENGTHS[stretch[2]]})", ""
    kind = schema.graphql.type_map[collection.entity]
    assert isinstance(kind, GraphQLObjectType)  # noqa: S101 - the node type of a connection
    answer = kind.fields[by].type
    other = quoted(get_named_type(answer).name)
    if is_list_type(get_nullable_type(answer)):
        items = quoted(f"{collection.entity}.{by}[]")
        joins = (
            f" JOIN {items} AS item ON item.id = {entity}.id JOIN {other} AS other ON other.id = item.item"
        )
    else:
        joins = f" LEFT JOIN {other} AS other ON other.id = {entity}.{quoted(by + 'Id')}"
    return "other.name", joins
