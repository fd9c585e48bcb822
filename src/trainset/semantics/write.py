"""From a resolved form to GraphQL, in the one way in which this project writes queries.

One line, single spaces, commas between arguments and fields. Comparisons come in the schema's order, those on one field in one
object; what cannot stand there (a second comparison with the same operator, a disjunction, a negation) goes under `and`, `or`,
`not`. The selection is the identifier, the name, and every scalar field that the filter or the sort compares otherwise than by
equality, in the schema's order.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trainset.semantics.canonical import canonical
from trainset.semantics.form import Compare, Condition, Not, Or, Search, comparisons, conjuncts

if TYPE_CHECKING:
    from trainset.semantics.schema import Collection, Schema

_ALWAYS = ("id", "name")

# A filter as nested name-value pairs: an object, a list of objects, or a literal already written.
Written = str | list["Written"] | dict[str, "Written"]


def to_graphql(form: Search, schema: Schema) -> str:
    """The query for a resolved form.

    Raises:
        TypeError: a value is no literal yet.
        ValueError: a number is infinite or none.
    """
    form = canonical(form, schema)
    collection = schema.collection(form.collection)
    arguments = []
    if form.where is not None:
        arguments.append(f"filter: {_render(filter_object(form.where, collection))}")
    if form.sort:
        keys = [f"{{ field: {key.field}, direction: {key.direction.upper()} }}" for key in form.sort]
        arguments.append(f"sortBy: {keys[0] if len(keys) == 1 else '[' + ', '.join(keys) + ']'}")
    if form.first is not None:
        arguments.append(f"first: {_literal(form.first)}")
    call = f"{form.collection}({', '.join(arguments)})" if arguments else form.collection
    selection = ", ".join(selected_fields(form, collection))
    return f"query {{ {call} {{ edges {{ node {{ {selection} }} }} }} }}"


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
