"""Literals that a schema cannot check: a `contentKind` of "vidoe" is a valid string, and wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.checks.base import Context, Finding
from trainset.errors import InputError
from trainset.example import RequestRow
from trainset.semantics.form import comparisons
from trainset.semantics.read import from_graphql
from trainset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.example import Example
    from trainset.semantics.form import Compare

_WHOLE_VALUES = {"eq", "ne", "in", "notIn"}


def check(example: Example, context: Context) -> tuple[Finding, ...]:
    """Literals that are not among their field's known values."""
    if not isinstance(example.row, RequestRow):
        return ()
    try:
        form = from_graphql(example.row.graphql_query, context.endpoint.schema)
    except InputError as error:
        return (Finding("literals.unread", str(error)),)
    return tuple(
        Finding("literals.unknown", f"{compare.field} has no value {value!r}. {did_you_mean(value, known)}")
        for compare in comparisons(form.where)
        if compare.operator in _WHOLE_VALUES and (known := context.values.get(compare.field))
        for value in _texts(compare)
        if value not in known
    )


def _texts(compare: Compare) -> Iterator[str]:
    values = compare.value if isinstance(compare.value, tuple) else (compare.value,)
    return (value for value in values if isinstance(value, str))
