"""From any GraphQL search to the resolved form it means, whatever its layout, aliases, fragments or variables."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    NoUndefinedVariablesRule,
    OperationDefinitionNode,
    OperationType,
    parse,
    validate,
)
from graphql.error import GraphQLError
from graphql.execution.values import get_argument_values, get_variable_values

from trainset.errors import InputError
from trainset.semantics.form import And, Compare, Condition, Not, Or, Search, SortKey, conjoin
from trainset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphql import DocumentNode, SelectionSetNode

    from trainset.semantics.schema import Collection, Schema


_SAID = {"filter", "sortBy", "first"}


def from_graphql(text: str, schema: Schema, variables: Mapping[str, Any] | None = None) -> Search:
    """The resolved form of a query with one collection field.

    Raises:
        InputError: the text is no GraphQL, not one search of a collection, or says what no form says.
    """
    try:
        document = parse(text, max_tokens=20_000)
        if "$" in text and (errors := validate(schema.graphql, document, [NoUndefinedVariablesRule])):
            raise errors[0]
        field, coerced = _only_field(document, schema, variables or {})
        collection = schema.collection(field.name.value)
        query = schema.graphql.query_type
        assert query is not None  # noqa: S101 - a schema with a collection has a query type
        arguments = get_argument_values(query.fields[collection.name], field, coerced)
    except GraphQLError as error:
        raise InputError(f"not a query that can be read: {error.message}") from None
    except RecursionError:
        raise InputError("not a query that can be read: it is nested too deeply") from None
    if arguments.get("first") is not None and arguments["first"] < 1:
        raise InputError(f"first is a number from 1 on, not {arguments['first']}")
    return from_arguments(arguments, collection)


def from_arguments(arguments: Mapping[str, Any], collection: Collection) -> Search:
    """The resolved form of a collection field's arguments, as a GraphQL server hands them to a resolver.

    Raises:
        InputError: a number that is too large.
    """
    keys = arguments.get("sortBy") or []
    return Search(
        collection.name,
        condition_of(arguments.get("filter") or {}, collection),
        tuple(SortKey(key["field"], key["direction"].lower()) for key in keys),
        arguments.get("first"),
    )


def condition_of(written: Mapping[str, Any], collection: Collection) -> Condition | None:
    """The condition that a filter input says; None for an empty one."""
    parts: list[Condition] = []
    for name, value in written.items():
        if value is None:
            continue
        if name == "and":
            parts.extend(part for item in value if (part := condition_of(item, collection)) is not None)
        elif name == "or":
            # An empty alternative always holds; it stays, since the others still speak of their fields.
            parts.append(Or(tuple(condition_of(item, collection) or And(()) for item in value)))
        elif name == "not":
            parts.append(Not(condition_of(value, collection) or And(())))
        else:
            parts.extend(_comparisons(name, value))
    return conjoin(tuple(parts))


def _comparisons(field: str, operators: Mapping[str, Any]) -> Iterator[Compare]:
    for operator, value in operators.items():
        if isinstance(value, float) and not math.isfinite(value):
            raise InputError(f"{field} {operator}: a number that is too large")
        if value is not None:
            yield Compare(field, operator, tuple(value) if isinstance(value, list) else value)


def _only_field(
    document: DocumentNode, schema: Schema, variables: Mapping[str, Any]
) -> tuple[FieldNode, Any]:
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    fragments = {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }
    if len(operations) != 1 or operations[0].operation is not OperationType.QUERY:
        raise InputError("not one query operation")
    operation = operations[0]
    # Two are enough to know: fragments that multiply could name a billion.
    fields = list(islice(_fields(operation.selection_set, fragments, depth=0), 2))
    if len(fields) != 1:
        raise InputError("not a query of one field, but of several")
    name = fields[0].name.value
    if name not in schema.collections:
        raise InputError(f"{name!r} is no collection", hint=did_you_mean(name, schema.collections))
    if unsaid := {argument.name.value for argument in fields[0].arguments or ()} - _SAID:
        raise InputError(f"{name}: no form says {min(unsaid)!r}")
    coerced = get_variable_values(
        schema.graphql, operation.variable_definitions or (), dict(variables), max_errors=1
    )
    if isinstance(coerced, list):
        raise InputError(f"wrong variables: {coerced[0].message}")
    return fields[0], coerced


def _fields(
    selection: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode], depth: int
) -> Iterator[FieldNode]:
    if depth > 20:
        raise InputError("fragments that include themselves")
    for node in selection.selections or ():
        if node.directives:
            raise InputError(f"no form says @{node.directives[0].name.value}")
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, InlineFragmentNode):
            yield from _fields(node.selection_set, fragments, depth + 1)
        elif isinstance(node, FragmentSpreadNode):
            fragment = fragments.get(node.name.value)
            if fragment is None:
                raise InputError(f"no fragment {node.name.value!r}")
            yield from _fields(fragment.selection_set, fragments, depth + 1)
