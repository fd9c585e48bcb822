"""How hard a request is, measured from its form and not wished for: 1 (one plain condition) to 5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.semantics.form import (
    SPOKEN_OPERATORS,
    Act,
    And,
    Compare,
    Condition,
    Not,
    Or,
    Search,
    comparisons,
    search_of,
)

if TYPE_CHECKING:
    from trainset.semantics.form import Form

_HARDEST = 5


def difficulty(form: Form) -> int:
    """The difficulty of a form.

    One point for each comparison after the first, each order and limit, each negation and disjunction, each argument of an action;
    half a point for each spoken time or range, and for another verb than to search.
    """
    points: float = 0 if isinstance(form, Search) else 0.5
    points += len(form.arguments) if isinstance(form, Act) else 0
    search = search_of(form)
    if search is not None:
        points += max(0, len(comparisons(search.where)) - 1)
        points += len(search.sort) + (search.first is not None)
        points += sum(compare.operator in SPOKEN_OPERATORS for compare in comparisons(search.where)) / 2
        points += 0 if search.where is None else _nesting(search.where)
    return min(_HARDEST, 1 + int(points))


def _nesting(condition: Condition) -> int:
    match condition:
        case Compare():
            return 0
        case Not(part):
            return 1 + _nesting(part)
        case And(parts):
            return sum(map(_nesting, parts))
        case Or(parts):
            return 1 + sum(map(_nesting, parts))
