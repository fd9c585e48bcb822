"""Numbers with their units."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from trainset.reader.item import Items, at

TO = frozenset({"to", "-", "..", "...", "and", "through"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit, and the place after both."""

    number: Decimal
    unit: str
    end: int


def measure_at(items: Items, place: int) -> Measure | None:
    """A number and its unit; "a" and "one" count only before a unit."""
    item = items[place]
    number, here = item.number, place + 1
    if item.kind != "number" or number is None:
        ranged = (
            item.text == "one"
            and at(items, here).text in TO
            and at(items, here + 1).kind == "number"
            and unit_at(items, here + 2)
        )
        if not (item.role("one") and (unit_at(items, place + 1) or ranged)) or item.role("half"):
            return None
        number = Decimal(1)
    elif at(items, here).text == "+" and unit_at(items, here + 1):
        here += 1
    unit = unit_at(items, here)
    if not unit:
        return Measure(number, "", place + 1)
    here += 1
    if at(items, here).role("plushalf"):
        number, here = number + Decimal(at(items, here).role("plushalf")), here + 1
    return Measure(number, unit, here)


def unit_at(items: Items, place: int) -> str:
    """The unit at a place; empty where there is none."""
    item = at(items, place)
    unit = item.role("unit").split(" / ")[0]
    if item.role("one") or (item.text == "p" and not item.glued):
        return ""
    if item.text == "min" and item.role("unit") and not item.glued and at(items, place - 1).text != "1":
        return unit if unit == "minute" else ""
    return unit
