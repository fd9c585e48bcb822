"""From any GraphQL operation to the resolved form it means, whatever its layout, aliases, fragments or variables."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
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
from trainset.semantics.form import (
    Act,
    And,
    Breakdown,
    Compare,
    Condition,
    Count,
    Form,
    Given,
    Not,
    Or,
    Search,
    SortKey,
    Total,
    Word,
    conjoin,
)
from trainset.semantics.operations import COMMIT
from trainset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphql import DocumentNode, SelectionSetNode

    from trainset.semantics.schema import Collection, Schema


@dataclass(frozen=True, slots=True)
class _Call:
    """The one root field of an operation: its name, its coerced arguments, and the names of what it selects."""

    name: str
    mutation: bool
    arguments: dict[str, Any]
    selected: tuple[str, ...]


@lru_cache(maxsize=8)
def parse_document(text: str) -> DocumentNode:
    """The syntax tree of a GraphQL text; the last few are kept, since one reader after the other asks for them.

    Raises:
        GraphQLSyntaxError: it is no GraphQL, or longer than anybody writes.
    """
    return parse(text, max_tokens=20_000)


def from_graphql(text: str, schema: Schema, variables: Mapping[str, Any] | None = None) -> Form:
    """The resolved form of an operation with one root field that a form can say.

    Raises:
        InputError: the text is no GraphQL, not one such operation, or says what no form says.
    """
    try:
        document = parse_document(text)
        if "$" in text and (errors := validate(schema.graphql, document, [NoUndefinedVariablesRule])):
            raise errors[0]
        call = _only_call(document, schema, variables or {})
    except GraphQLError as error:
        raise InputError(f"not a query that can be read: {error.message}") from None
    except RecursionError:
        raise InputError("not a query that can be read: it is nested too deeply") from None
    first = call.arguments.get("first")
    if first is not None and first < 1:
        raise InputError(f"first is a number from 1 on, not {first}")
    return _action(call, schema) if call.mutation else _question(call, schema)


def search_from_graphql(text: str, schema: Schema, variables: Mapping[str, Any] | None = None) -> Search:
    """The resolved form of a query that is a search.

    Raises:
        InputError: as from_graphql, or the query is another one.
    """
    form = from_graphql(text, schema, variables)
    if not isinstance(form, Search):
        raise InputError("not a search", hint=text)
    return form


def _question(call: _Call, schema: Schema) -> Form:
    if call.name in schema.collections:
        search = from_arguments(call.arguments, schema.collection(call.name))
        counted = set(call.selected) == {"totalCount"}
        return Count(replace(search, sort=(), first=None)) if counted else search
    for totals in schema.operations.totals.values():
        if totals.name == call.name:
            return Total(call.selected, from_arguments(call.arguments, schema.collection(totals.collection)))
    for breakdown in schema.operations.breakdowns.values():
        if breakdown.name == call.name:
            measures = tuple(name for name in breakdown.measures if name in call.selected)
            search = from_arguments(call.arguments, schema.collection(breakdown.collection))
            return Breakdown(call.arguments["by"], search, measures or ("count",))
    known = [*schema.collections, *(totals.name for totals in schema.operations.totals.values())]
    raise InputError(f"no form says {call.name!r}", hint=did_you_mean(call.name, known))


def _action(call: _Call, schema: Schema) -> Act:
    action = schema.operations.actions[call.name]
    search = None
    if action.collection is not None and call.arguments.get("filter") is not None:
        search = from_arguments(call.arguments, schema.collection(action.collection))
    given: list[tuple[str, Given]] = []
    for name, argument in action.arguments.items():
        value = call.arguments.get(name)
        if value is None or value == argument.default:
            continue
        if argument.values:
            given.append((name, Word(str(value))))
        else:
            given.append((name, tuple(value) if isinstance(value, list) else value))
    return Act(call.name, tuple(given), search)


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


def _only_call(document: DocumentNode, schema: Schema, variables: Mapping[str, Any]) -> _Call:
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    fragments = {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }
    if len(operations) != 1 or operations[0].operation is OperationType.SUBSCRIPTION:
        raise InputError("not one query operation")
    operation = operations[0]
    mutation = operation.operation is OperationType.MUTATION
    root = schema.graphql.mutation_type if mutation else schema.graphql.query_type
    # Two are enough to know: fragments that multiply could name a billion.
    fields = list(islice(_fields(operation.selection_set, fragments, depth=0), 2))
    if len(fields) != 1:
        raise InputError("not a query of one field, but of several")
    field = fields[0]
    name = field.name.value
    if root is None or name not in root.fields:
        raise InputError(f"the schema has no {name!r}", hint=did_you_mean(name, root.fields if root else ()))
    known = root.fields[name].args
    for argument in field.arguments or ():
        if argument.name.value not in known:
            raise InputError(
                f"{name} has no argument {argument.name.value!r}",
                hint=did_you_mean(argument.name.value, known),
            )
    coerced = get_variable_values(
        schema.graphql, operation.variable_definitions or (), dict(variables), max_errors=1
    )
    if isinstance(coerced, list):
        raise InputError(f"wrong variables: {coerced[0].message}")
    selected = () if field.selection_set is None else _fields(field.selection_set, fragments, depth=0)
    names = dict.fromkeys(node.name.value for node in islice(selected, 200))
    names.pop("__typename", None)
    arguments = get_argument_values(root.fields[name], field, coerced)
    for unsaid in ("after", COMMIT):
        if arguments.get(unsaid):
            raise InputError(f"{name}: no form says {unsaid!r}")
    return _Call(name, mutation, arguments, tuple(names))


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
