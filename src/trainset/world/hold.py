"""Whether one value meets one comparison, by the rules that the SQL follows; used to plant, never to judge."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trainset.semantics.form import Compare
    from trainset.semantics.schema import Collection


def _under(have: str, want: str) -> bool:
    folder = want.rstrip("/")
    return have == folder or have.startswith(f"{folder}/")


_OWN: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "in": lambda have, want: have in want,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "contains": operator.contains,
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "under": _under,
}
_RELATED: Mapping[str, Callable[[set[str], tuple[str, ...]], bool]] = {
    "any": lambda have, want: any(name in have for name in want),
    "all": lambda have, want: all(name in have for name in want),
}
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
# The negation of another operator, true of a missing value too.
_NEGATED = {"ne": "eq", "notIn": "in", "none": "any"}
_MEMBERSHIP = {"eq": "any", "in": "any"}


def holds(compare: Compare, value: Any, collection: Collection) -> bool:
    """Whether a value (or the names of a related thing, as a tuple) meets a resolved comparison."""
    if compare.operator == "exists":
        return (value not in (None, ())) == compare.value
    plain = _NEGATED.get(compare.operator, compare.operator)
    negated = plain != compare.operator
    if collection.fields[compare.field].related:
        wanted = compare.value if isinstance(compare.value, tuple) else (compare.value,)
        names = set(folded(value or ()))
        return _RELATED[_MEMBERSHIP.get(plain, plain)](names, folded(wanted)) != negated
    if value is None:
        return negated
    return _OWN[plain](folded(value), folded(compare.value)) != negated


def folded(value: Any) -> Any:
    """Text without regard to the case of A to Z, as SQLite's NOCASE compares it."""
    if isinstance(value, tuple):
        return tuple(map(folded, value))
    if isinstance(value, str):
        return value.lower() if value.isascii() else value.translate(_LOWER)
    return value
