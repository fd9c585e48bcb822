"""The nearest wrong queries: every form that differs from a right one by one edit.

The edits are those that labellers and models are known to get wrong: a bound's strictness, direction, unit or order of magnitude;
the date field; a relation to a period, or a period off by one; a value; a condition dropped, added or negated; `and` for `or`; the
key or direction of the order; the limit. They are made on the symbolic form, where "this month" for "last month" is one edit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from trainset.semantics.form import (
    And,
    Compare,
    Condition,
    Not,
    Or,
    Quantity,
    Search,
    SortKey,
    comparisons,
    conjoin,
    conjuncts,
)
from trainset.semantics.period import (
    CALENDAR_UNITS,
    Ago,
    Calendar,
    Dated,
    DayPart,
    InSeason,
    OnWeekday,
    Span,
    shifted,
)
from trainset.semantics.resolve import instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.semantics.period import CalendarUnit
    from trainset.semantics.schema import Collection, FilterField
    from trainset.semantics.units import Units

# Operators that are taken for one another, by what the edit is called.
_CONFUSED: dict[str, dict[str, tuple[str, ...]]] = {
    "strictness": {"gt": ("gte",), "gte": ("gt",), "lt": ("lte",), "lte": ("lt",)},
    "comparator": {
        "gt": ("lt",),
        "gte": ("lte",),
        "lt": ("gt",),
        "lte": ("gte",),
        "within": ("older",),
        "older": ("within",),
    },
    "relation": {
        "during": ("since", "before"),
        "since": ("during", "after", "before"),
        "after": ("since", "before"),
        "before": ("until", "since"),
        "until": ("before", "after"),
    },
    "membership": {
        "eq": ("ne",),
        "ne": ("eq",),
        "in": ("notIn",),
        "notIn": ("in",),
        "any": ("all", "none"),
        "all": ("any",),
        "none": ("any",),
        "contains": ("startsWith", "eq"),
        "startsWith": ("contains", "endsWith"),
        "endsWith": ("contains",),
    },
}
_PERIODS = (Ago, Calendar, Dated, DayPart, InSeason, OnWeekday)
_ADDED = 2  # conditions that are added to see that nothing else was meant


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A form one edit away, and what the edit is called."""

    edit: str
    form: Search


def neighbours(form: Search, collection: Collection, units: Units) -> tuple[Neighbour, ...]:
    """Every neighbour of a symbolic form, each once; some may mean the same as the form, which resolving them shows."""
    found: dict[Search, str] = {}
    for edit, where in _conditions(form.where, collection, units):
        found.setdefault(replace(form, where=where), edit)
    for edit, condition in _additions(form, collection):
        found.setdefault(replace(form, where=conjoin((*conjuncts(form.where), condition))), edit)
    for edit, changed in _orders(form, collection):
        found.setdefault(changed, edit)
    found.pop(form, None)
    return tuple(Neighbour(edit, changed) for changed, edit in found.items())


def _conditions(
    condition: Condition | None, collection: Collection, units: Units
) -> Iterator[tuple[str, Condition | None]]:
    """Every condition one edit away; None where nothing is left."""
    match condition:
        case None:
            return
        case Compare():
            yield "dropped", None
            yield from _comparisons(condition, collection, units)
            if condition.operator not in {"eq", "ne", "in", "notIn", "any", "none", "exists"}:
                yield "negated", Not(condition)
        case Not(part):
            yield "dropped", None
            yield "negation dropped", part
            for edit, changed in _conditions(part, collection, units):
                if changed is not None:
                    yield edit, Not(changed)
        case And(parts) | Or(parts):
            yield "joint", Or(parts) if isinstance(condition, And) else And(parts)
            for place, part in enumerate(parts):
                for edit, changed in _conditions(part, collection, units):
                    rest = (*parts[:place], *((changed,) if changed is not None else ()), *parts[place + 1 :])
                    yield edit, rest[0] if len(rest) == 1 else type(condition)(rest)


def _comparisons(compare: Compare, collection: Collection, units: Units) -> Iterator[tuple[str, Compare]]:
    field = collection.fields[compare.field]
    for edit, confusions in _CONFUSED.items():
        for operator in confusions.get(compare.operator, ()):
            if (
                operator in field.operators
                or operator in _CONFUSED["relation"]
                or operator in {"within", "older"}
            ):
                yield from _with_operator(edit, compare, operator, field)
    for edit, value in _values(compare, field, units):
        yield edit, replace(compare, value=cast("str", value))
    yield from _calendar(compare)
    if field.scalar == "DateTime":
        for other in collection.fields.values():
            if other.scalar == "DateTime" and other.name != field.name:
                yield "date field", replace(compare, field=other.name)


def _calendar(compare: Compare) -> Iterator[tuple[str, Compare]]:
    """The last month up to now for the calendar month before this one, and the other way round."""
    match compare:
        case Compare(field, "within", Span(1, unit)) if unit in CALENDAR_UNITS:
            yield "period", Compare(field, "during", Calendar(cast("CalendarUnit", unit), -1))
        case Compare(field, "during", Calendar(unit, -1)):
            yield "period", Compare(field, "within", Span(1, unit))


def _with_operator(
    edit: str, compare: Compare, operator: str, field: FilterField
) -> Iterator[tuple[str, Compare]]:
    """The comparison with another operator, where the value fits it and the meaning is another."""
    value = compare.value
    if operator == "all" and not (isinstance(value, tuple) and len(value) > 1):
        return
    if operator == "any" and compare.operator == "all" and not (isinstance(value, tuple) and len(value) > 1):
        return
    if (operator in field.lists) != (compare.operator in field.lists):
        return
    yield edit, Compare(compare.field, operator, value)


def _values(compare: Compare, field: FilterField, units: Units) -> Iterator[tuple[str, object]]:
    value = compare.value
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            for edit, changed in _value(item, field, units):
                yield edit, (*value[:place], changed, *value[place + 1 :])
        if len(value) > 1 and compare.operator in field.lists:
            yield "value dropped", value[1:]
    else:
        yield from _value(value, field, units)


def _value(value: object, field: FilterField, units: Units) -> Iterator[tuple[str, object]]:
    match value:
        case bool():
            yield "value", not value
        case Quantity():
            yield from _quantities(value, field, units)
        case int() | float():
            yield "value", value + 1
            if value > 0:
                yield "value", value - 1
        case str() if field.scalar == "DateTime":
            for step in (-1, 1):
                try:
                    yield "value", instant(datetime.fromisoformat(value) + timedelta(days=step))
                except OverflowError:  # nothing lies beyond the first and the last day of the calendar
                    continue
        case str():
            yield "value", f"{value} 2"
        case Span(count, unit):
            for other in {count + 1, max(1, count - 1)} - {count}:
                yield "period", Span(other, unit)
        case _ if isinstance(value, _PERIODS):
            for near in shifted(value):
                yield "period", near


def _quantities(quantity: Quantity, field: FilterField, units: Units) -> Iterator[tuple[str, Quantity]]:
    known = units.of(field.name) or {}
    ordered = sorted(known, key=lambda name: known[name])
    place = ordered.index(quantity.unit)
    for unit in ordered[max(0, place - 1) : place] + ordered[place + 1 : place + 2]:
        yield "unit", Quantity(quantity.amount, unit)
    yield "magnitude", Quantity(quantity.amount * 10, quantity.unit)
    yield "magnitude", Quantity(quantity.amount / Decimal(10), quantity.unit)


def _additions(form: Search, collection: Collection) -> Iterator[tuple[str, Condition]]:
    """Conditions that the form does not speak of: a true flag, and a filled text."""
    spoken_of = {compare.field for compare in comparisons(form.where)}
    added = 0
    for field in collection.fields.values():
        if field.name in spoken_of or field.related or added == _ADDED:
            continue
        if field.scalar == "Boolean" and "eq" in field.operators:
            yield "added", Compare(field.name, "eq", value=True)
            added += 1


def _orders(form: Search, collection: Collection) -> Iterator[tuple[str, Search]]:
    for place, key in enumerate(form.sort):
        flipped = SortKey(key.field, "asc" if key.direction == "desc" else "desc")
        yield "direction", replace(form, sort=(*form.sort[:place], flipped, *form.sort[place + 1 :]))
        taken = {other.field for other in form.sort}
        for name in _like(key.field, [name for name in collection.sorts if name not in taken], collection)[
            :3
        ]:
            other = SortKey(name, key.direction)
            yield "sort field", replace(form, sort=(*form.sort[:place], other, *form.sort[place + 1 :]))
        yield "sort dropped", replace(form, sort=(*form.sort[:place], *form.sort[place + 1 :]))
    if isinstance(form.first, int):
        yield "limit", replace(form, first=form.first + 1)
        if form.first > 1:
            yield "limit", replace(form, first=form.first - 1)
        yield "limit dropped", replace(form, first=None)


def _like(field: str, others: list[str], collection: Collection) -> list[str]:
    """Other fields, those of the same scalar first."""

    def scalar(name: str) -> str:
        known = collection.fields.get(name)
        return known.scalar if known else ""

    return sorted(others, key=lambda name: scalar(name) != scalar(field))
