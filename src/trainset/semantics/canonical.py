"""One normal form for conditions that say the same in another order.

Conjunctions and disjunctions are flattened, freed of repetitions and put into the schema's order: first the comparisons by field
and operator, then the disjunctions and negations. Two resolved forms with the same normal form have the same denotation in every
world; the converse does not hold (executing them decides that).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from trainset.semantics.form import (
    Act,
    And,
    AnyForm,
    Breakdown,
    Compare,
    Condition,
    Count,
    Given,
    Not,
    Or,
    Search,
    Total,
    Word,
    with_search,
)

if TYPE_CHECKING:
    from trainset.semantics.schema import Collection, Schema

_ALWAYS = And(())
_NEVER = Or(())


def canonical(form: AnyForm, schema: Schema) -> AnyForm:
    """The form with its condition in normal form; order of sort keys means something and stays.

    Measures and arguments come in the schema's order. A number about all that is found has no order and no limit.
    """

    def normal(search: Search) -> Search:
        if search.where is None:
            return search
        where = canonical_condition(search.where, schema.collection(search.collection))
        return replace(search, where=None if where == _ALWAYS else where)

    within = with_search(form, normal)
    match within:
        case Act():
            return replace(within, arguments=_given(within, schema))
        case Count(search):
            return Count(_unordered(search))
        case Total(measures, search):
            known = schema.operations.totals[search.collection].measures
            return Total(_in_order(measures, known), _unordered(search))
        case Breakdown(_, search, measures):
            known = schema.operations.breakdowns[search.collection].measures
            return replace(within, measures=_in_order(measures, known))
    return within


def _unordered(search: Search) -> Search:
    return replace(search, sort=(), first=None)


def _in_order(names: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in known if name in names)


def _given(act: Act, schema: Schema) -> tuple[tuple[str, Given], ...]:
    """The arguments of an action in the schema's order, without those that are what they would be anyway."""
    known = schema.operations.actions[act.name].arguments
    given = dict(act.arguments)
    return tuple(
        (name, given[name])
        for name, argument in known.items()
        if name in given and _plain(given[name]) != argument.default
    )


def _plain(value: Given) -> object:
    return value.name if isinstance(value, Word) else value


def canonical_condition(condition: Condition, collection: Collection) -> Condition:
    """The condition in normal form."""
    match condition:
        case Compare(field, operator, tuple() as values) if operator in {"in", "notIn", "any", "all", "none"}:
            return _list(field, operator, values, collection)
        case Compare():
            return condition
        case Not(part):
            return _negate(canonical_condition(part, collection))
        case And(parts):
            return _join(And, parts, collection)
        case Or(parts):
            return _join(Or, parts, collection)


def _list(field: str, operator: str, values: tuple[object, ...], collection: Collection) -> Condition:
    """A list of one is the value itself where the field has the plain operator; repetitions fall away."""
    unique = tuple(dict.fromkeys(values))
    plain = {"in": "eq", "notIn": "ne"}.get(operator)
    if len(unique) == 1 and plain in collection.fields[field].operators:
        return Compare(field, plain, unique[0])  # type: ignore[arg-type]  # a list holds what a comparison may hold
    return Compare(field, operator, unique)  # type: ignore[arg-type]


def _negate(normal: Condition) -> Condition:
    match normal:
        case Not(part):
            return part
        case And(()):
            return _NEVER
        case Or(()):
            return _ALWAYS
    return Not(normal)


def _join(kind: type[And | Or], parts: tuple[Condition, ...], collection: Collection) -> Condition:
    flat: list[Condition] = []
    for part in parts:
        normal = canonical_condition(part, collection)
        flat.extend(normal.parts if isinstance(normal, kind) else (normal,))
    unique = tuple(dict.fromkeys(flat))
    if len(unique) == 1:
        return unique[0]
    return kind(tuple(sorted(unique, key=lambda part: _rank(part, collection))))


def _rank(condition: Condition, collection: Collection) -> tuple[Any, ...]:
    match condition:
        case Compare(field, operator, value):
            operators = collection.fields[field].operators
            place = operators.index(operator) if operator in operators else len(operators)
            return 0, collection.order(field), place, operator, _value_rank(value)
        case And(parts):
            return 1, *(_rank(part, collection) for part in parts)
        case Or(parts):
            return 2, *(_rank(part, collection) for part in parts)
        case Not(part):
            return 3, _rank(part, collection)


def _value_rank(value: object) -> tuple[Any, ...]:
    """Numbers by size, so that 15 and 15.0, which are equal, stand in the same place."""
    if isinstance(value, int | float):
        return 0, value
    if isinstance(value, str):
        return 1, value
    if isinstance(value, tuple):
        return 2, *map(_value_rank, value)
    return 3, repr(value)
