"""The directions of order of an utterance: newest first; Z to A; from small to large."""

from __future__ import annotations

from trainset.reader.facts import Order
from trainset.reader.item import Items, at

_TURNED = {"asc": "desc", "desc": "asc"}


def orders(items: Items, taken: frozenset[int]) -> tuple[Order, ...]:
    """All directions of order, in reading order: newest first; Z to A; from small to large."""
    found: list[Order] = []
    place = 0
    while place < len(items):
        item = items[place]
        if not item.role("order") or place in taken:
            place += 1
            continue
        dimension, direction = item.role("order").split(" / ")[0].split()
        end = place + 1
        behind = place + 2 + (at(items, place + 2).text == "the")
        other = at(items, behind).role("order")
        if (
            at(items, place + 1).role("plain")
            and "to" in at(items, place + 1).role("plain").split(" / ")
            and other.endswith(_TURNED[direction])
        ):
            end = behind + 1
        if at(items, end).text == "," and "flip" in at(items, end + 1).role("plain"):
            end += 1
        last = at(items, end)
        reversing = {"reverse"} & set(
            at(items, place - 1).role("plain").split(" / ") + last.role("plain").split(" / ")
        )
        noun = 1 if last.role("noun") else 0
        if (
            "flip" in at(items, end + noun).role("plain").split(" / ")
            and at(items, end + noun + 1).kind != "number"
        ):
            direction, end = _TURNED[direction], end + noun + 1
        certain = _is_certain(items, place, end) and not reversing
        if not reversing:
            found.append(
                Order(
                    dimension, direction, place, end, " ".join(one.text for one in items[place:end]), certain
                )
            )
        place = end
    return tuple(found)


def _is_certain(items: Items, place: int, end: int) -> bool:
    """Whether a word of order can mean nothing but an order."""
    item, after = items[place], at(items, end)
    if item.text in {
        "most",
        "least",
        "highest",
        "lowest",
        "best",
        "worst",
        "favourite first",
        "eating",
        "hog",
    }:
        return False
    return bool(
        after.role("plain")
        or after.role("noun")
        or after.text in {"", ".", ",", "?"}
        or after.kind in {"name", "number"}
        or at(items, place - 1).role("plain")
    )
