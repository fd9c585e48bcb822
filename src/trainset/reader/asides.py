"""What an utterance takes back, and what it says by the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trainset.reader.facts import Amount, Limit, Order, Time
from trainset.reader.lexicon import lexicon
from trainset.semantics.period import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainset.reader.item import Items

Fact = Amount | Time | Limit | Order
_STOPS = frozenset({",", ".", ";", "?", "!", "(", ")", "but", "so", "and", ":"})
_REACH = 12


def aside_places(items: Items) -> frozenset[int]:
    """The places of all items in clauses that tell about the speaker: "my disk is full, only 3 GB left"."""
    found: set[int] = set()
    clause: list[int] = []
    for place, item in enumerate(items):
        if item.text in _STOPS and item.kind != "name":
            found.update(_if_aside(items, clause))
            clause = []
        else:
            clause.append(place)
    found.update(_if_aside(items, clause))
    return frozenset(found)


def _if_aside(items: Items, clause: list[int]) -> list[int]:
    text = " ".join(items[place].text for place in clause if items[place].kind != "name")
    return clause if any(phrases.search(text) for phrases in lexicon().overlays["aside"].values()) else []


def corrected(items: Items, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts without those that are taken back: 2 gigs, no wait, 3.

    A correction takes back the nearest fact before it that is like the first one behind it; what the new one leaves
    unsaid, comparator and unit, it has from the old one.
    """
    kept = sorted(facts, key=lambda fact: (fact.start, fact.end))
    for place in _corrections(items):
        new = next(
            (
                fact
                for fact in kept
                if place <= fact.end - 1
                and place <= fact.start + 1
                and _number_place(fact) > place
                and fact.start - place < _REACH
            ),
            None,
        )
        if new is None:
            continue
        old = next(
            (
                fact
                for fact in reversed(kept)
                if fact.end <= place + 1 and fact is not new and _alike(fact, new)
            ),
            None,
        )
        if old is None:
            continue
        kept = [_heir(old, new) if fact is new else fact for fact in kept if fact is not old]
    return tuple(kept)


def _number_place(fact: Fact) -> int:
    return fact.end - 1


def _corrections(items: Items) -> list[int]:
    found = []
    for place, item in enumerate(items):
        after = items[place + 1] if place + 1 < len(items) else None
        if item.role("correction") or (
            item.text == "no" and after is not None and (after.kind == "number" or after.text == ",")
        ):
            if item.text == "better" and place and items[place - 1].text in {"or", "and"}:
                continue
            found.append(place)
    return found


def _alike(old: Fact, new: Fact) -> bool:
    if isinstance(old, Amount) and isinstance(new, Amount):
        return not (old.unit and new.unit) or _kind(old.unit) == _kind(new.unit)
    if isinstance(old, Limit) or isinstance(new, Limit):
        mine, yours = (
            not isinstance(fact, Limit) and not (isinstance(fact, Amount) and not fact.unit)
            for fact in (old, new)
        )
        return not mine and not yours
    if isinstance(old, Order) and isinstance(new, Order):
        return True
    return isinstance(old, Time) and isinstance(new, Time)


def _kind(unit: str) -> str:
    if unit.endswith("B") or unit in {"k", "m"}:
        return "bytes"
    return "seconds" if unit in {"second", "minute", "hour", "?second"} else unit.lstrip("?")


def _heir(old: Fact, new: Fact) -> Fact:
    """The new fact, with what it leaves to the old one."""
    if isinstance(new, Amount) and isinstance(old, Amount):
        return replace(
            new,
            comparators=new.comparators or old.comparators,
            unit=new.unit or old.unit,
            start=min(old.start, new.start),
            bare=False,
        )
    if isinstance(new, Amount) and isinstance(old, Limit):
        return Limit(int(new.values[0]), old.start, new.end, f"{old.text} {new.text}")
    if isinstance(new, Time) and isinstance(old, Time) and new.length is not None:
        length = new.length
        return replace(
            new,
            readings=tuple(
                replace(when, value=length) for when in old.readings if isinstance(when.value, Span)
            ),
        )
    if isinstance(new, Time) and isinstance(old, Time) and old.readings and new.readings:
        operators = dict.fromkeys((when.operator, when.outside) for when in old.readings)
        plain = all(when.operator == "during" for when in new.readings)
        if (
            plain
            and operators
            and all(operator in {"since", "after", "before", "until"} for operator, _ in operators)
        ):
            turned = tuple(
                replace(when, operator=operator, outside=outside)
                for when in new.readings
                for operator, outside in operators
            )
            return replace(new, readings=(*turned, *new.readings))
    return new
