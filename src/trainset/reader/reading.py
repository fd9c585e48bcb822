"""All that can be read from an utterance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trainset.reader.amounts import amounts
from trainset.reader.asides import aside_places, corrected
from trainset.reader.facts import Amount, Limit, Negation, Order, Time
from trainset.reader.items import itemized
from trainset.reader.limits import limits
from trainset.reader.negation import negations
from trainset.reader.orders import orders
from trainset.reader.text import blanked, tokens
from trainset.reader.times import times

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainset.reader.item import Items


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts of an utterance; `aside` has the places of items that only tell about the speaker."""

    items: Items
    amounts: tuple[Amount, ...]
    times: tuple[Time, ...]
    limits: tuple[Limit, ...]
    orders: tuple[Order, ...]
    negations: tuple[Negation, ...]
    aside: frozenset[int]


def read(utterance: str, values: tuple[str, ...] = (), which: str = "all") -> Reading:
    """The facts of an utterance in which the given values are names.

    `which` place of a value whose words could be cues as well is the name: `all`, `first` or `last`.
    """
    items = itemized(tokens(blanked(utterance, values, which)))
    all_times = times(items)
    timed = _places(all_times)
    all_limits = limits(items, timed)
    counted = frozenset(limit.end - 1 for limit in all_limits) | _places(
        limit for limit in all_limits if limit.number
    )
    all_amounts = amounts(
        items, timed | frozenset(place for place in counted if items[place].kind == "number")
    )
    spent = timed | _places(all_amounts)
    all_orders = orders(items, timed)
    reading = Reading(
        items, all_amounts, all_times, all_limits, all_orders, negations(items, spent), aside_places(items)
    )
    kept = corrected(items, (*all_amounts, *all_times, *all_limits, *all_orders))
    return replace(
        reading,
        amounts=tuple(fact for fact in kept if isinstance(fact, Amount)),
        times=tuple(fact for fact in kept if isinstance(fact, Time)),
        limits=tuple(fact for fact in kept if isinstance(fact, Limit)),
        orders=tuple(fact for fact in kept if isinstance(fact, Order)),
    )


def _places(facts: Iterable[Amount | Time | Limit]) -> frozenset[int]:
    return frozenset(place for fact in facts for place in range(fact.start, fact.end))
