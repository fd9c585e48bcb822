"""Order and limit of an utterance against those of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.reader.facts import Disagreement, Order
from trainset.reader.item import Items, at
from trainset.reader.joining import taken_by_facts
from trainset.reader.limits import MANY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.reader.facts import Amount, Time
    from trainset.reader.meaning import Meaning
    from trainset.reader.reading import Reading

_TURNED = {"asc": "desc", "desc": "asc"}
# What a field is ordered by, from the end of its name.
_DIMENSIONS = {
    "at": "date",
    "date": "date",
    "published": "date",
    "year": "date",
    "size": "size",
    "name": "name",
    "title": "name",
    "duration": "duration",
    "length": "duration",
    "rating": "rating",
}


def shape_disagreements(reading: Reading, meaning: Meaning) -> Iterator[Disagreement]:
    """Where order or limit contradict; a count or total has neither, and what groups are ordered by need not be said."""
    if meaning.shape:
        yield from _sort(reading, meaning)
        yield from _limit(reading, meaning)


def dimension_of(field: str) -> str:
    """What a field orders by; `any` where its name does not tell."""
    name = field.casefold()
    return next((dimension for ending, dimension in _DIMENSIONS.items() if name.endswith(ending)), "any")


def _sort(reading: Reading, meaning: Meaning) -> Iterator[Disagreement]:
    for key in meaning.sort:
        dimension = dimension_of(key.field)
        alike = [order for order in reading.orders if _fits(order, dimension)]
        exact = [order for order in alike if order.dimension == dimension] or alike
        said = {order.direction for order in exact}
        if said and key.direction not in said:
            texts = " and ".join(repr(order.text) for order in exact)
            yield Disagreement(
                "sort", f"read {texts} as {exact[0].direction}; the form sorts {key.field} {key.direction}"
            )
        elif not said and (lean := _lean(reading, dimension)) not in {"", key.direction}:
            yield Disagreement(
                "sort", f"the words lean to {lean}; the form sorts {key.field} {key.direction}"
            )
        elif meaning.shape == "search" and not alike and not _hints_at_order(reading):
            yield Disagreement(
                "sort", f"the form sorts by {key.field} {key.direction}, and nothing says an order"
            )
    if not meaning.sort and meaning.shape == "search":
        for order in reading.orders:
            if order.certain and order.start not in reading.aside:
                yield Disagreement("sort", f"read {order.text!r}, and the form has no order")
                return


def _hints_at_order(reading: Reading) -> bool:
    return any(
        item.role("order") or {"order", "sort"}.intersection(item.role("plain").split(" / "))
        for item in reading.items
    )


def _lean(reading: Reading, dimension: str) -> str:
    """The direction that adjectives lean to ("big", "recent"); empty where they do not agree or something may turn them."""
    timed = taken_by_facts(reading)
    leans: set[str] = set()
    for place, item in enumerate(reading.items):
        turning = {"reverse", "flip"}.intersection(item.role("plain").split(" / "))
        if turning and item.text != "last":
            return ""
        if place not in timed and item.kind != "name":
            said = [lean.split() for lean in item.role("lean").split(" / ") if lean]
            leans.update(direction for about, direction in said if about in {dimension, "any"})
    return leans.pop() if len(leans) == 1 else ""


def _fits(order: Order, dimension: str) -> bool:
    if order.dimension == dimension:
        return True
    return "any" in {order.dimension, dimension} or {order.dimension, dimension} == {"name", "duration"}


def _limit(reading: Reading, meaning: Meaning) -> Iterator[Disagreement]:
    certain = [limit for limit in reading.limits if limit.number != MANY]
    several = [limit for limit in reading.limits if limit.number == MANY]
    first = meaning.first
    if meaning.open_first or (meaning.shape == "groups" and first in {None, 1}):
        return
    if first is None:
        held = {value for amount in meaning.amounts for value, _ in amount.values}
        for limit in certain:
            if limit.number not in held and limit.start not in reading.aside:
                yield Disagreement(
                    "limit", f"read {limit.text!r} as the first {limit.number}; the form has no limit"
                )
        return
    if any(limit.number == first for limit in certain):
        return
    numbered = [limit for limit in certain if limit.number != 1] or certain
    if numbered:
        yield Disagreement(
            "limit", f"read {numbered[0].text!r} as the first {numbered[0].number}; the form has {first}"
        )
    elif first == 1:
        if several and not any(
            item.role("one") or item.text in {"first", "last"}
            for item in reading.items
            if item.text not in {"a", "an"}
        ):
            yield Disagreement(
                "limit", f"read {several[0].text!r} as more than one; the form has the first 1"
            )
        elif not several and not _hints_at_one(reading):
            yield Disagreement("limit", "the form has the first 1, and nothing says a single one")
    elif not _said(reading, first):
        yield Disagreement("limit", f"the form has the first {first}, and nothing says that number")


def _hints_at_one(reading: Reading) -> bool:
    """Whether anything in an utterance can mean a single thing."""
    items = reading.items
    if any(_names_one(items, order) for order in reading.orders):
        return True
    return any(
        (item.role("noun").startswith("singular") and item.kind != "name") or (item.role("one") and item.text not in {"a", "an"})
        or item.role("near") or item.text in {"which", "top", "whats", "what", "only", "just", "single"}
        or (item.text == "first" and not at(items, place - 1).role("order"))
        for place, item in enumerate(items)
    )  # fmt: skip


def _names_one(items: Items, order: Order) -> bool:
    """Whether an order can mean the one at its head: the newest, but not newest first."""
    if "first" in at(items, order.end).role("plain").split(" / ") or order.dimension == "name":
        return False
    return not {"to", "first", "order", "top", "chronological", "chronologically"}.intersection(
        order.text.split()
    )


def _said(reading: Reading, number: int) -> bool:
    facts: tuple[Amount | Time, ...] = (
        *reading.times,
        *(amount for amount in reading.amounts if amount.unit),
    )
    counted = {place for fact in facts for place in range(fact.start, fact.end)}
    return any(
        item.number == number and place not in counted for place, item in enumerate(reading.items)
    ) or any(number in amount.values for amount in reading.amounts if not amount.unit)
