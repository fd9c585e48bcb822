"""Literals that a schema cannot check, held against the values that fields are known to have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.semantics.form import comparisons
from trainset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.semantics.form import Compare, Search
    from trainset.semantics.schema import Collection
    from trainset.values import Values

# Operators whose literals are values, and not parts of one.
WHOLE_VALUES = frozenset({"eq", "ne", "in", "notIn", "any", "all", "none"})


def unknown_values(form: Search, collection: Collection, known: Values) -> Iterator[tuple[str, str, str]]:
    """Literals that are not among their field's known values: (field, value, hint)."""
    for compare in comparisons(form.where):
        values = known.known(collection.entity, compare.field)
        if values and compare.operator in WHOLE_VALUES:
            for value in texts(compare):
                if value not in values:
                    yield compare.field, value, did_you_mean(value, values)


def texts(compare: Compare) -> tuple[str, ...]:
    """The literals of a comparison that are texts."""
    values = compare.value if isinstance(compare.value, tuple) else (compare.value,)
    return tuple(value for value in values if isinstance(value, str))
