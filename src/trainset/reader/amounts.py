"""The amounts of an utterance: numbers with their unit and comparator."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from trainset.reader.facts import Amount
from trainset.reader.items import Item, Items, at
from trainset.reader.negated import beside

if TYPE_CHECKING:
    from collections.abc import Iterator

_TURNED = {"gt": "lte", "gte": "lt", "lt": "gte", "lte": "gt", "eq": "ne", "ne": "eq", "about": "about"}
_FLIPPED = {"gt": "lt", "gte": "lte", "lt": "gt", "lte": "gte", "eq": "eq", "ne": "ne"}
_TO = frozenset({"to", "-", "–", "—", "..", "...", "and", "through"})
# Wordings that people use loosely, with the operators they may mean.
_LOOSE = {"upwards of": ("gt", "gte"), "upward of": ("gt", "gte"), "within": ("lte", "lt"), "beyond": ("gt",), "as big as": ("gte", "eq")}
# Words that are comparators only in keyword style, or where nothing else is said.
_WEAK = frozenset({"from", "some", "past", "near", "within", "bigger", "larger", "more", "less", "longer", "shorter", "smaller", "heavier", "lighter", "greater", "fewer", "exceeding"})


@dataclass(frozen=True, slots=True)
class _Measure:
    """A number with its unit, and the place after both."""

    number: Decimal
    unit: str
    end: int


def amounts(items: Items, taken: frozenset[int]) -> tuple[Amount, ...]:
    """All amounts, in reading order; items at the places `taken` are something else."""
    return tuple(_amounts(items, taken))


def _amounts(items: Items, taken: frozenset[int]) -> Iterator[Amount]:
    place = 0
    while place < len(items):
        first = None if place in taken else _measure(items, place)
        if first is None:
            place += 1
            continue
        amount = _between(items, place, first) or _single(items, place, first)
        yield amount
        place = max(amount.end, place + 1)


def _measure(items: Items, place: int) -> _Measure | None:
    """A number and its unit; "a" and "one" count only before a unit."""
    item = items[place]
    number, here = item.number, place + 1
    if item.kind != "number" or number is None:
        ranged = item.text == "one" and at(items, here).text in _TO and at(items, here + 1).kind == "number" and _unit(items, here + 2)
        if not (item.role("one") and (_unit(items, place + 1) or ranged)) or item.role("half"):
            return None
        number = Decimal(1)
    elif at(items, here).text == "+" and _unit(items, here + 1):
        here += 1
    unit = _unit(items, here)
    if not unit:
        return _Measure(number, "", place + 1)
    here += 1
    if at(items, here).role("plushalf"):
        number, here = number + Decimal(at(items, here).role("plushalf")), here + 1
    return _Measure(number, unit, here)


def _unit(items: Items, place: int) -> str:
    item = at(items, place)
    unit = item.role("unit").split(" / ")[0]
    if item.role("one") or (item.text == "p" and not item.glued):
        return ""
    if item.text == "min" and item.role("unit") and not item.glued and at(items, place - 1).text != "1":
        return unit if unit == "minute" else ""
    return unit


def _between(items: Items, place: int, first: _Measure) -> Amount | None:
    """Between 1 and 5 GB, 10-20 MB, from 2 to 4 minutes."""
    joint = at(items, first.end).text
    opened = [at(items, place - step).text for step in (1, 2)]
    if joint not in _TO or (joint == "and" and "between" not in opened):
        return None
    behind = first.end + 1
    second = _measure(items, behind) if behind < len(items) else None
    if second is None or (joint in {"-", "–", "—"} and not items[behind].glued and not second.unit):
        return None
    unit = first.unit or second.unit
    if first.unit and second.unit and first.unit != second.unit and not _same_kind(first.unit, second.unit):
        return None
    start = place - 1 - opened.index("between") if "between" in opened else place - (at(items, place - 1).text == "from")
    values = (first.number, second.number)
    text = " ".join(item.text for item in items[start : second.end])
    if first.unit and second.unit and first.unit != second.unit:
        unit = f"{first.unit} {second.unit}"
    return Amount(frozenset({"between"}), values, unit, start, second.end, text)


def _same_kind(one: str, other: str) -> bool:
    sizes, times = {"B", "k", "KB", "m", "MB", "GB", "TB", "PB"}, {"second", "m", "minute", "hour"}
    return {one, other} <= sizes or {one, other} <= times


def _single(items: Items, place: int, measure: _Measure) -> Amount:
    comparators, start = _before(items, place)
    end = measure.end
    behind, there = _behind(items, measure)
    if behind and (not comparators or comparators == {"about"} or comparators == {"eq"}):
        comparators, end = behind, there
    unit = measure.unit or _hinted(items, start, place, end)
    near = beside(items, start)
    if near is not None and comparators:
        comparators, start = frozenset(_TURNED.get(said, said) for said in comparators), near
    text = " ".join(item.text for item in items[start:end])
    bare = _is_bare(items, start, end)
    return Amount(comparators, (measure.number,), unit, start, end, text, bare, items[place].said or items[place].kind != "number")


def _before(items: Items, place: int) -> tuple[frozenset[str], int]:
    """The operators that the words before a number allow, and where those begin."""
    about = False
    for here in range(place - 1, max(-1, place - 6), -1):
        item = items[here]
        said = item.role("amount").split(" / ")[0]
        if item.text in {"min", "max"} and at(items, here - 1).kind == "number":
            break
        if said == "about":
            about = True
            continue
        if said:
            strong = frozenset(_LOOSE.get(item.text, (said,)))
            if item.text in {"bigger", "larger", "more", "less", "longer", "shorter", "smaller", "heavier", "lighter", "greater", "fewer"} and place - here > 1:
                break
            if item.text in {"=", "=="} and at(items, here - 1).text in {">", "<"}:
                continue
            return strong, here
        if item.text == ">" and item.role("time"):
            return frozenset({"gt"}), here
        if not item.role("skip"):
            break
    if about:
        here = place - 1
        while at(items, here).role("amount").split(" / ")[0] != "about":
            here -= 1
        return frozenset({"about"}), here
    return frozenset(), place


def _behind(items: Items, measure: _Measure) -> tuple[frozenset[str], int]:
    """The operators that the words behind a number allow: 2 GB or more; 5mb+; 10 minutes tops."""
    here = measure.end
    if at(items, here - 2).text == "+":
        return frozenset({"gte"}), here
    for skipped in range(3):
        item = at(items, here + skipped)
        said = item.role("after").split(" / ")[0]
        if said and not (item.text == "min" and measure.unit == "") and not _belongs_ahead(items, here + skipped):
            return frozenset({said}), here + skipped + 1
        if not (item.text in {"in size", "each", "in", "total", "size", "long", "and", "length", "in length", "rating", "big", "a", "piece", "stars", "pixels"} or item.role("unit") or item.role("hint")):
            break
    flip = at(items, here)
    if flip.text in {"<", ">", "<=", ">=", "≤", "≥"} and at(items, here + 1).kind != "number":
        return frozenset({_FLIPPED[flip.role("amount").split(" / ")[0]]}), here + 1
    return frozenset(), here


def _belongs_ahead(items: Items, place: int) -> bool:
    """Whether a word that can stand behind a number rather begins the next amount: 5 GB, at least 3 stars."""
    item, after = at(items, place), at(items, place + 1)
    if not item.role("amount"):
        return item.text in {"plus", "up"} and not (after.kind == "symbol")
    return after.kind == "number" or (bool(after.role("one")) and bool(_unit(items, place + 2)))


def _hinted(items: Items, start: int, place: int, end: int) -> str:
    """What a bare number counts, from the words around it: pixels, seconds, stars, copies."""
    around = (*items[max(0, start - 2) : place], *items[end : end + 2])
    for item in around:
        hint = item.role("hint").split(" / ")[0]
        if hint and hint != "byte":
            return f"?{hint}"
    return ""


def _is_bare(items: Items, start: int, end: int) -> bool:
    """Whether the neighbours of a number certainly hold no comparator."""

    def plain(item: Item) -> bool:
        return item.kind == "name" or item.text in {"", ",", ".", "?"} or bool(item.role("bare")) or bool(item.role("noun"))

    return plain(at(items, start - 1)) and plain(at(items, end))
