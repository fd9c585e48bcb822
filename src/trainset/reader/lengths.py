"""Lengths of time: 3 months, a year and a half, 2+ years."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from trainset.reader.item import Items, at
from trainset.semantics.period import Span

if TYPE_CHECKING:
    from trainset.semantics.period import CalendarUnit, ClockUnit

MULTIPLES = {"fortnight": (2, "week"), "decade": (10, "year")}


def span_of(number: Decimal, unit: str) -> Span | None:
    """A length of time; None where no whole number of any unit says it."""
    count, unit = MULTIPLES.get(unit, (1, unit))
    amount = number * count
    for factor, smaller in (
        (1, unit),
        (12, "month" if unit == "year" else ""),
        (7, "day" if unit == "week" else ""),
    ):
        if smaller and amount * factor == (amount * factor).to_integral_value():
            return Span(int(amount * factor), cast("CalendarUnit | ClockUnit", smaller))
    if unit == "hour":
        return Span(int(amount * 60), "minute")
    return None


def length_at(items: Items, place: int) -> tuple[Span | None, int] | None:
    """The length of time at a place, and the place after it: 3 months, a year and a half, 2+ years."""
    item = at(items, place)
    if item.kind != "number" and "one" not in item.roles and "vague" not in item.roles:
        return None
    number = item.number if item.kind == "number" else None
    if number is None and not item.role("one") and item.role("vague") != "time":
        return None
    place += 1
    if at(items, place).text in {"+", "whole", "full", "entire", "good", "solid", "calendar", "or more"}:
        place += 1
    unit = at(items, place).role("span")
    if not unit:
        unit = at(items, place).role("unit")
        unit = unit if unit in {"hour", "minute"} else ""
    if not unit:
        return None
    if number is None and item.role("vague"):
        return None, place + 1
    number = number if number is not None else Decimal(1)
    after = place + 1
    half = at(items, after).role("plushalf")
    span = span_of(number + Decimal(half or 0), unit)
    if span is None and unit in {"hour", "minute"}:
        return None  # half a minute is no time that a form could hold
    return span, after + bool(half)
