"""The words of negation of an utterance, and which names they govern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.reader.facts import Negation
from trainset.reader.item import Items, at
from trainset.reader.negated import is_negation

if TYPE_CHECKING:
    from collections.abc import Iterator

_REACH = 6


def negations(items: Items, spent: frozenset[int]) -> tuple[Negation, ...]:
    """All words of negation; those at the places `spent` are part of an amount, a time or a correction."""
    return tuple(_negations(items, spent))


def _negations(items: Items, spent: frozenset[int]) -> Iterator[Negation]:
    for place, item in enumerate(items):
        if item.role("harmless") or not item.role("negation"):
            continue
        if item.role("negation") == "word":
            yield Negation(place, place + 1, item.text, spent=place in spent, strong=False)
            continue
        strong = (
            "strong" in item.role("negation") or bool(_governed(items, place)) or _before_thing(items, place)
        )
        if strong:
            yield Negation(place, place + 1, item.text, _governed(items, place), place in spent)


def _before_thing(items: Items, place: int) -> bool:
    """Whether a "no" stands before a thing, as in "no tags", and is no answer or correction."""
    after = at(items, place + 1)
    return not (after.text in {"", ",", ".", "-", "wait", "sorry"} or after.kind == "number")


def _governed(items: Items, place: int) -> tuple[int, ...]:
    """The places of the first name behind a negation that nothing parts from it."""
    for here in range(place + 1, min(len(items), place + _REACH)):
        item = items[here]
        if item.kind == "name":
            return (here,)
        if is_negation(item) or not item.role("link"):
            return ()
    return ()


def has_word(items: Items) -> bool:
    """Whether any word could say a negation, harmless ones included."""
    return any(item.role("negation") or item.role("harmless") or item.role("idle") for item in items)
