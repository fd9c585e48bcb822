"""Which word of negation, if any, governs what stands behind it."""

from __future__ import annotations

from trainset.reader.item import Item, Items, at

_REACH = 12


def is_negation(item: Item) -> bool:
    """Whether an item negates what follows; a word that is negative by itself ("untagged") does not."""
    return bool(item.role("negation")) and item.role("negation") != "word" and not item.role("harmless")


def governor(items: Items, place: int, *, idle: bool = False) -> int | None:
    """The place of the negation that governs the time at a place: haven't [touched since] March; None where none does.

    With `idle`, words such as "untouched" count as well.
    """
    for here in range(place - 1, max(-1, place - _REACH), -1):
        item = items[here]
        if is_negation(item) or (idle and item.role("idle")):
            return here
        if not (item.role("verb") or item.role("skip")) or item.kind == "name":
            return None
    return None


def beside(items: Items, place: int) -> int | None:
    """The place of the negation right before a comparator: isn't [any] bigger than; None where there is none."""
    here = place - 1
    while at(items, here).role("between"):
        here -= 1
    return here if here >= 0 and is_negation(items[here]) else None
