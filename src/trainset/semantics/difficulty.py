"""How hard a request is, measured from its form and not wished for: 1 (one plain condition) to 5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.semantics.form import SPOKEN_OPERATORS, And, Compare, Condition, Not, Or, comparisons

if TYPE_CHECKING:
    from trainset.semantics.form import Search

_HARDEST = 5


def difficulty(form: Search) -> int:
    """One point for each comparison after the first, each order and limit, each negation and disjunction, each spoken time or range."""
    points: float = max(0, len(comparisons(form.where)) - 1)
    points += len(form.sort) + (form.first is not None)
    points += sum(compare.operator in SPOKEN_OPERATORS for compare in comparisons(form.where)) / 2
    points += 0 if form.where is None else _nesting(form.where)
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
