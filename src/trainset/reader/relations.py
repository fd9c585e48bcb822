"""What relates a period: since, before the end of, not in; and the negation that turns it around."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trainset.reader.item import Items, at
from trainset.reader.negated import beside, governor

if TYPE_CHECKING:
    from trainset.reader.facts import Time


def text_of(items: Items, start: int, end: int) -> str:
    """The words from one place to another."""
    return " ".join(item.text for item in items[start:end])


def relation_of(items: Items, place: int) -> tuple[int, str]:
    """Where the words that relate a period begin, and which edge of it they speak of."""
    edge, here = "", place - 1
    while here >= 0 and place - here < 7:
        item = items[here]
        if item.role("edge") and item.text not in {"start", "beginning", "end"}:
            edge = item.role("edge")
        elif item.role("time") and not (
            item.role("time") == "during" and item.text == "of" and at(items, here - 1).role("edge")
        ):
            return here, edge
        elif not (
            item.role("skip")
            or item.role("near")
            or item.role("edge")
            or (item.text in {"(", "of", "early", "late", "mid"})
        ):
            break
        elif item.role("edge"):
            edge = item.role("edge")
        here -= 1
    return place, edge


def turned(items: Items, time: Time, start: int) -> Time:
    """The time, turned to all others where a negation governs it."""
    near = governor(items, start, idle=all(when.operator == "since" for when in time.readings))
    if near is None:
        near = beside(items, start)
    if near is None:
        return time
    turned = tuple(replace(when, outside=not when.outside) for when in time.readings)
    return replace(time, readings=turned, start=near, text=text_of(items, near, time.end))
