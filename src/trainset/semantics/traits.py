"""Traits of forms that datasets are counted by: what they negate, join or date, and their shape without values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trainset.semantics.form import (
    TIME_OPERATORS,
    Act,
    And,
    Compare,
    Condition,
    Not,
    Or,
    Slot,
    comparisons,
    search_of,
    with_search,
)
from trainset.semantics.period import Dated

if TYPE_CHECKING:
    from trainset.semantics.form import Form, Search

_NEGATIVE = frozenset({"ne", "notIn", "none"})
_VALUE = Slot("value")


def template(form: Form) -> Form:
    """The form with a slot in place of every value: what two requests have in common that differ in values only."""
    bare = with_search(form, _bare)
    if isinstance(bare, Act):
        return replace(bare, arguments=tuple((name, _VALUE) for name, _ in bare.arguments))
    return bare


def _bare(search: Search) -> Search:
    where = None if search.where is None else _valueless(search.where)
    return replace(search, where=where, first=None if search.first is None else _VALUE)


def _valueless(condition: Condition) -> Condition:
    match condition:
        case Compare(field, operator, _):
            return Compare(field, operator, _VALUE)
        case Not(part):
            return Not(_valueless(part))
        case And(parts):
            return And(tuple(map(_valueless, parts)))
        case Or(parts):
            return Or(tuple(map(_valueless, parts)))


def negates(form: Form) -> bool:
    """Whether some condition of the form is a negation: by its operator, a `not`, or a flag that is down."""
    search = search_of(form)
    return search is not None and search.where is not None and _negates(search.where)


def _negates(condition: Condition) -> bool:
    match condition:
        case Not():
            return True
        case Compare(_, operator, value):
            return operator in _NEGATIVE or value is False
        case And(parts) | Or(parts):
            return any(map(_negates, parts))


def offers_alternatives(form: Form) -> bool:
    """Whether some condition holds in one of several ways: a disjunction, or a list of values of which one will do."""
    search = search_of(form)
    return search is not None and search.where is not None and _alternatives(search.where)


def _alternatives(condition: Condition) -> bool:
    match condition:
        case Or():
            return True
        case Compare(_, operator, value):
            return operator in {"in", "any"} and isinstance(value, tuple) and len(value) > 1
        case Not(part):
            return _alternatives(part)
        case And(parts):
            return any(map(_alternatives, parts))


def depends_on_clock(form: Form) -> bool:
    """Whether the form speaks of a time that another clock would read otherwise: "last week" does, "in 2023" does not."""
    search = search_of(form)
    return any(
        compare.operator in TIME_OPERATORS and _is_relative(compare.value)
        for compare in comparisons(search.where if search else None)
    )


def _is_relative(value: object) -> bool:
    if isinstance(value, tuple):
        return any(map(_is_relative, value))
    return not (isinstance(value, Dated) and value.year is not None)
