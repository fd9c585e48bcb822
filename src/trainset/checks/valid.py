"""The query is GraphQL, and valid against the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql.error import GraphQLError, GraphQLSyntaxError

from trainset.checks.base import Context, Finding
from trainset.example import RequestRow

if TYPE_CHECKING:
    from trainset.example import Example


def check(example: Example, context: Context) -> tuple[Finding, ...]:
    """The first syntax or validation error."""
    if not isinstance(example.row, RequestRow):
        return ()
    try:
        context.endpoint.validated(example.row.graphql_query)
    except GraphQLSyntaxError as error:
        return (Finding("valid.syntax", error.message),)
    except GraphQLError as error:
        return (Finding("valid.schema", error.message),)
    except RecursionError:
        return (Finding("valid.depth", "the query is nested too deeply"),)
    return ()
