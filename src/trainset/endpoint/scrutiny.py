"""Faults in a search that a schema cannot catch: unknown values and names, and ranges that nothing lies in.

A `contentKind` of "vidoe" is a valid string, and finds nothing; the answer should say so, and what was likely meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql.error import GraphQLError

from trainset.semantics.form import And, Compare, comparisons
from trainset.semantics.literals import WHOLE_VALUES, texts, unknown_values
from trainset.suggest import did_you_mean
from trainset.world.sql import quoted

if TYPE_CHECKING:
    import sqlite3

    from trainset.semantics.form import Condition, Search
    from trainset.semantics.schema import Collection
    from trainset.values import Values

_BOUNDS = {"gt": 1, "gte": 1, "eq": 0, "lt": -1, "lte": -1}


def scrutinize(form: Search, collection: Collection, known: Values, database: sqlite3.Connection) -> None:
    """Refuse a search with such a fault.

    Raises:
        GraphQLError: with the code UNKNOWN_VALUE, UNKNOWN_NAME or CONTRADICTION.
    """
    for field, value, hint in unknown_values(form, collection, known):
        if value.lower() in map(str.lower, known.known(collection.entity, field) or ()):
            continue  # worlds match without regard to case
        raise GraphQLError(f"{field} has no value {value!r}. {hint}", extensions={"code": "UNKNOWN_VALUE"})
    for compare in comparisons(form.where):
        if collection.fields[compare.field].related and compare.operator in WHOLE_VALUES:
            _known_names(compare, collection, database)
    if form.where is not None:
        _contradiction(form.where)


def _known_names(compare: Compare, collection: Collection, database: sqlite3.Connection) -> None:
    names = quoted(f"{collection.entity}.{compare.field}")
    for value in texts(compare):
        found = database.execute(f"SELECT 1 FROM {names} WHERE value = ? COLLATE NOCASE LIMIT 1", (value,))  # noqa: S608 - a name of the schema
        if found.fetchone() is None:
            known = [name for (name,) in database.execute(f"SELECT DISTINCT value FROM {names} LIMIT 2000")]  # noqa: S608
            hint = did_you_mean(value, known) if known else ""
            raise GraphQLError(
                f"{compare.field} has none called {value!r}. {hint}"[:600],
                extensions={"code": "UNKNOWN_NAME"},
            )


def _contradiction(condition: Condition) -> None:
    """Refuse bounds on one field, all of which must hold, that leave nothing between them."""
    if not isinstance(condition, And):
        return
    bounds: dict[str, list[Compare]] = {}
    for part in condition.parts:
        _contradiction(part)
        if isinstance(part, Compare) and part.operator in _BOUNDS:
            bounds.setdefault(part.field, []).append(part)
    for field, compares in bounds.items():
        for lower in compares:
            for upper in compares:
                if _apart(lower, upper):
                    raise GraphQLError(
                        f"nothing has a {field} that is {lower.operator} {lower.value} and {upper.operator} {upper.value}",
                        extensions={"code": "CONTRADICTION"},
                    )


def _apart(lower: Compare, upper: Compare) -> bool:
    low, high = lower.value, upper.value
    if _BOUNDS[lower.operator] < 0 or _BOUNDS[upper.operator] > 0 or lower is upper:
        return False
    if not isinstance(low, int | float | str) or type(low) is not type(high):
        return False
    strict = lower.operator == "gt" or upper.operator == "lt"
    return bool(low > high or (strict and low == high))  # type: ignore[operator]  # of one type, as just seen
