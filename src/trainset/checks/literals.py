"""Literals that a schema cannot check: a `contentKind` of "vidoe" is a valid string, and wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.checks.base import Context, Finding
from trainset.errors import InputError
from trainset.example import RequestRow
from trainset.semantics.form import search_of
from trainset.semantics.literals import unknown_values
from trainset.semantics.read import from_graphql

if TYPE_CHECKING:
    from trainset.example import Example


def check(example: Example, context: Context) -> tuple[Finding, ...]:
    """Literals that are not among their field's known values."""
    if not isinstance(example.row, RequestRow):
        return ()
    schema = context.endpoint.schema
    try:
        form = from_graphql(example.row.graphql_query, schema)
    except InputError as error:
        return (Finding("literals.unread", str(error)),)
    search = search_of(form)
    if search is None:
        return ()
    return tuple(
        Finding("literals.unknown", f"{field} has no value {value!r}. {hint}")
        for field, value, hint in unknown_values(search, schema.collection(search.collection), context.values)
    )
