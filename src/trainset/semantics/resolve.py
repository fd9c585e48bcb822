"""From the form as spoken to the form as written: times by a clock, quantities by the pack's units.

Conventions (half-open ranges, the lower bound included): `during` a period is from its start to its end; `since` is from its start,
`after` from its end, `before` before its start, `until` before its end; `spanning` two periods is from the start of the first
to the end of the second; `within` a span is from that span back on, `older` before it; `between` includes both ends; `about` is
within a tenth either way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import cast

from trainset.errors import InputError
from trainset.semantics.form import (
    SPOKEN_OPERATORS,
    And,
    AnyForm,
    Compare,
    Condition,
    Not,
    Or,
    Quantity,
    Search,
    Slot,
    conjoin,
    with_search,
)
from trainset.semantics.period import Clock, Period, Span, back, bounds
from trainset.semantics.units import Units, plain

_TENTH = Decimal("0.1")
Number = int | float | Quantity


@dataclass(frozen=True, slots=True)
class Setting:
    """What turns spoken values into literals: the clock and the units."""

    clock: Clock
    units: Units


def resolve(form: AnyForm, setting: Setting) -> AnyForm:
    """The form with every time and quantity as a literal.

    Raises:
        InputError: a time outside of the years 1 to 9999, or a unit that its field is not measured in.
        TypeError: a value that its operator does not take, or an open slot.
    """

    def resolved(search: Search) -> Search:
        return (
            search
            if search.where is None
            else replace(search, where=resolve_condition(search.where, setting))
        )

    return with_search(form, resolved)


def resolve_condition(condition: Condition, setting: Setting) -> Condition:
    """The condition with every time and quantity as a literal."""
    match condition:
        case And(parts):
            return And(tuple(resolve_condition(part, setting) for part in parts))
        case Or(parts):
            return Or(tuple(resolve_condition(part, setting) for part in parts))
        case Not(part):
            return Not(resolve_condition(part, setting))
        case Compare():
            return _resolve_compare(condition, setting)


def instant(moment: datetime) -> str:
    """An instant as it is written: UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def _resolve_compare(compare: Compare, setting: Setting) -> Condition:
    field, operator, value = compare.field, compare.operator, compare.value
    if isinstance(value, Slot) or (
        isinstance(value, tuple) and any(isinstance(item, Slot) for item in value)
    ):
        raise TypeError(f"{field} {operator}: an open slot has no meaning yet")
    if operator not in SPOKEN_OPERATORS:
        return Compare(field, operator, _literal(field, value, setting.units))
    if operator == "between":
        low, high = cast("tuple[Number, Number]", value)
        return _range(field, "gte", _number(field, low, setting), "lte", _number(field, high, setting))
    if operator == "about":
        middle = Decimal(str(_number(field, cast("Number", value), setting)))
        least, most = sorted((middle * (1 - _TENTH), middle * (1 + _TENTH)))
        if middle == middle.to_integral_value():  # what is counted in wholes stays so
            least, most = least.to_integral_value(ROUND_CEILING), most.to_integral_value(ROUND_FLOOR)
        return _range(field, "gte", plain(least), "lte", plain(most))
    try:
        return _resolve_time(field, operator, value, setting.clock)
    except (OverflowError, ValueError):
        raise InputError(f"{field} {operator}: a time outside of the years 1 to 9999") from None


@lru_cache(maxsize=65_536)  # the neighbours of a form share most of its times
def _resolve_time(field: str, operator: str, value: object, clock: Clock) -> Condition:
    if operator in {"within", "older"}:
        moment = instant(back(clock, cast("Span", value)))
        return Compare(field, "gte" if operator == "within" else "lt", moment)
    if operator == "spanning":
        first, last = cast("tuple[Period, Period]", value)
        return _range(field, "gte", instant(bounds(first, clock)[0]), "lt", instant(bounds(last, clock)[1]))
    begin, end = (instant(moment) for moment in bounds(cast("Period", value), clock))
    match operator:
        case "since":
            return Compare(field, "gte", begin)
        case "after":
            return Compare(field, "gte", end)
        case "before":
            return Compare(field, "lt", begin)
        case "until":
            return Compare(field, "lt", end)
    return _range(field, "gte", begin, "lt", end)


def _range(field: str, lower: str, low: str | float, upper: str, high: str | float) -> Condition:
    condition = conjoin((Compare(field, lower, low), Compare(field, upper, high)))
    assert condition is not None  # noqa: S101 - two parts were given
    return condition


def _number(field: str, value: Number, setting: Setting) -> int | float:
    return plain(setting.units.base(field, value)) if isinstance(value, Quantity) else value


def _literal(
    field: str, value: object, units: Units
) -> str | int | float | bool | tuple[str | int | float, ...]:
    if isinstance(value, Quantity):
        return plain(units.base(field, value))
    if isinstance(value, tuple):
        return tuple(cast("str | int | float", _literal(field, item, units)) for item in value)
    if isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"{field}: {value!r} needs an operator that a clock can resolve")
