"""From a resolved form to GraphQL, in the one way in which this project writes queries.

One line, single spaces, commas between arguments and fields. Comparisons come in the schema's order, those on one field in one
object; what cannot stand there (a second comparison with the same operator, a disjunction, a negation) goes under `and`, `or`,
`not`. The selection is the identifier, the name, and every scalar field that the filter or the sort compares otherwise than by
equality, in the schema's order.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graphql import GraphQLObjectType, get_named_type

from trainset.semantics.canonical import canonical
from trainset.semantics.form import (
    Act,
    Breakdown,
    Compare,
    Condition,
    Count,
    Form,
    Not,
    Or,
    Search,
    Total,
    Word,
    comparisons,
    conjuncts,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainset.semantics.schema import Collection, Schema

_ALWAYS = ("id", "name")
# What is asked of an action's plan: what it is, what it comes to, how much it touches.
_PLAN = ("kind", "summary", "targetCount")

# A filter as nested name-value pairs: an object, a list of objects, or a literal already written.
Written = str | list["Written"] | dict[str, "Written"]


def to_graphql(form: Form, schema: Schema) -> str:
    """The operation for a resolved form.

    Raises:
        TypeError: a value is no literal yet.
        ValueError: a number is infinite or none, or an action has no such argument.
    """
    form = canonical(form, schema)
    match form:
        case Search():
            collection = schema.collection(form.collection)
            selection = f"edges {{ node {{ {', '.join(selected_fields(form, collection))} }} }}"
            return _operation("query", form.collection, _search_arguments(form, schema), selection)
        case Count(search):
            arguments = _search_arguments(Search(search.collection, search.where), schema)
            return _operation("query", search.collection, arguments, "totalCount")
        case Total(measures, search):
            totals = schema.operations.totals[search.collection]
            selection = ", ".join(name for name in totals.measures if name in measures)
            return _operation("query", totals.name, _search_arguments(search, schema), selection)
        case Breakdown(by, search, measures):
            breakdown = schema.operations.breakdowns[search.collection]
            selection = ", ".join(["key", *(name for name in breakdown.measures if name in measures)])
            arguments = _ordered(breakdown.name, {**_search_arguments(search, schema), "by": by}, schema)
            return _operation("query", breakdown.name, arguments, selection)
        case Act():
            return _action(form, schema)


def _action(act: Act, schema: Schema) -> str:
    mutation = schema.graphql.mutation_type
    assert mutation is not None  # noqa: S101 - a schema with this action has one
    field = mutation.fields[act.name]
    # An action on all there is says so: without a filter it would act on nothing.
    arguments = {} if act.of is None else {"filter": "{}", **_search_arguments(act.of, schema)}
    arguments |= {name: _given(value) for name, value in act.arguments}
    answer = get_named_type(field.type)
    offered = answer.fields if isinstance(answer, GraphQLObjectType) else {}
    selection = ", ".join(name for name in _PLAN if name in offered) or "__typename"
    return _operation("mutation", act.name, _ordered(act.name, arguments, schema), selection)


def _ordered(field: str, arguments: Mapping[str, str], schema: Schema) -> dict[str, str]:
    """The arguments in the order of the schema."""
    roots = (schema.graphql.query_type, schema.graphql.mutation_type)
    known = next(root.fields[field].args for root in roots if root and field in root.fields)
    if odd := arguments.keys() - known.keys():
        raise ValueError(f"{field} has no argument {min(odd)!r}")
    return {name: arguments[name] for name in known if name in arguments}


def _operation(kind: str, field: str, arguments: Mapping[str, str], selection: str) -> str:
    written = ", ".join(f"{name}: {value}" for name, value in arguments.items())
    return f"{kind} {{ {field}{f'({written})' if written else ''} {{ {selection} }} }}"


def _search_arguments(form: Search, schema: Schema) -> dict[str, str]:
    """The arguments that say a search, each as it is written."""
    arguments = {}
    if form.where is not None:
        arguments["filter"] = _render(filter_object(form.where, schema.collection(form.collection)))
    if form.sort:
        keys = [f"{{ field: {key.field}, direction: {key.direction.upper()} }}" for key in form.sort]
        arguments["sortBy"] = keys[0] if len(keys) == 1 else f"[{', '.join(keys)}]"
    if form.first is not None:
        arguments["first"] = _render(_literal(form.first))
    return arguments


def _given(value: object) -> str:
    if isinstance(value, Word):
        return value.name
    return _render(_literal(value))


def selected_fields(form: Search, collection: Collection) -> tuple[str, ...]:
    """The scalar fields of the entity that the query asks for."""
    compared = {compare.field for compare in comparisons(form.where) if compare.operator != "eq"}
    wanted = {*_ALWAYS, *compared, *(key.field for key in form.sort)}
    return tuple(name for name in collection.scalars if name in wanted)


def filter_object(condition: Condition, collection: Collection) -> Written:
    """The filter input that says a condition in normal form."""
    members: dict[str, dict[str, Written]] = {}
    extra: list[Condition] = []
    disjunction: Or | None = None
    negation: Not | None = None
    for part in conjuncts(condition):
        match part:
            case Compare(field, operator, value):
                operators = members.setdefault(field, {})
                if operator in operators:
                    extra.append(part)
                else:
                    operators[operator] = _literal(value)
            case Or() if disjunction is None:
                disjunction = part
            case Not() if negation is None:
                negation = part
            case _:
                extra.append(part)
    written: dict[str, Written] = dict(members)
    if extra:
        written["and"] = [filter_object(part, collection) for part in extra]
    if disjunction is not None:
        written["or"] = [filter_object(part, collection) for part in disjunction.parts]
    if negation is not None:
        written["not"] = filter_object(negation.part, collection)
    return written


def _literal(value: object) -> Written:
    if isinstance(value, tuple):
        return [_literal(item) for item in value]
    if isinstance(value, bool | int | float | str):
        # GraphQL's string escapes are JSON's; letters of all alphabets stand as they are.
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    raise TypeError(f"not a literal, resolve the form first: {value!r}")


def _render(written: Written) -> str:
    if isinstance(written, dict):
        members = ", ".join(f"{name}: {_render(value)}" for name, value in written.items())
        return f"{{ {members} }}" if members else "{}"
    if isinstance(written, list):
        return "[" + ", ".join(_render(value) for value in written) + "]"
    return written
