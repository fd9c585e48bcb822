"""The amounts of an utterance: numbers with their unit and comparator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.reader.comparators import before, behind, hinted, is_bare
from trainset.reader.facts import Amount
from trainset.reader.item import Items, at
from trainset.reader.negated import beside
from trainset.reader.quantities import TO, Measure, measure_at

if TYPE_CHECKING:
    from collections.abc import Iterator

_TURNED = {"gt": "lte", "gte": "lt", "lt": "gte", "lte": "gt", "eq": "ne", "ne": "eq", "about": "about"}


def amounts(items: Items, taken: frozenset[int]) -> tuple[Amount, ...]:
    """All amounts, in reading order; items at the places `taken` are something else."""
    return tuple(_amounts(items, taken))


def _amounts(items: Items, taken: frozenset[int]) -> Iterator[Amount]:
    place = 0
    while place < len(items):
        first = None if place in taken else measure_at(items, place)
        if first is None:
            place += 1
            continue
        amount = _between(items, place, first) or _single(items, place, first)
        yield amount
        place = max(amount.end, place + 1)


def _between(items: Items, place: int, first: Measure) -> Amount | None:
    """Between 1 and 5 GB, 10-20 MB, from 2 to 4 minutes."""
    joint = at(items, first.end).text
    opened = [at(items, place - step).text for step in (1, 2)]
    if joint not in TO or (joint == "and" and "between" not in opened):
        return None
    place_behind = first.end + 1
    second = measure_at(items, place_behind) if place_behind < len(items) else None
    if second is None or (joint == "-" and not items[place_behind].glued and not second.unit):
        return None
    unit = first.unit or second.unit
    if first.unit and second.unit and first.unit != second.unit and not _same_kind(first.unit, second.unit):
        return None
    start = (
        place - 1 - opened.index("between")
        if "between" in opened
        else place - (at(items, place - 1).text == "from")
    )
    values = (first.number, second.number)
    text = " ".join(item.text for item in items[start : second.end])
    if first.unit and second.unit and first.unit != second.unit:
        unit = f"{first.unit} {second.unit}"
    return Amount(frozenset({"between"}), values, unit, start, second.end, text)


def _same_kind(one: str, other: str) -> bool:
    sizes, times = {"B", "k", "KB", "m", "MB", "GB", "TB", "PB"}, {"second", "m", "minute", "hour"}
    return {one, other} <= sizes or {one, other} <= times


def _single(items: Items, place: int, measure: Measure) -> Amount:
    comparators, start = before(items, place)
    end = measure.end
    suffixed, there = behind(items, measure)
    if suffixed and comparators in (frozenset(), frozenset({"about"}), frozenset({"eq"})):
        comparators, end = suffixed, there
    unit = measure.unit or hinted(items, start, place, end)
    near = beside(items, start)
    if near is not None and comparators:
        comparators, start = frozenset(_TURNED.get(said, said) for said in comparators), near
    text = " ".join(item.text for item in items[start:end])
    bare = is_bare(items, start, end)
    return Amount(
        comparators,
        (measure.number,),
        unit,
        start,
        end,
        text,
        bare,
        items[place].said or items[place].kind != "number",
    )
