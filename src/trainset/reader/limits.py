"""How many are asked for: top 5, the 3 biggest, the latest one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.reader.facts import Limit
from trainset.reader.item import Item, Items, at

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLES = frozenset({"the", "my", "our", "a", "single", "a single", "her", "his", "their", "one"})
MANY = 0


def limits(items: Items, taken: frozenset[int]) -> tuple[Limit, ...]:
    """All limits, in reading order; `MANY` where a superlative speaks of several without a number."""
    return tuple(_limits(items, taken))


def _limits(items: Items, taken: frozenset[int]) -> Iterator[Limit]:
    for place, item in enumerate(items):
        if place in taken:
            continue
        if item.kind == "number" and item.number is not None and item.number == int(item.number) > 0:
            limit = _numbered(items, place, int(item.number))
        else:
            limit = _superlative(items, place)
        if limit is not None:
            yield limit


def _is_superlative(item: Item) -> bool:
    order = item.role("order")
    return (
        bool(order)
        and item.text not in {"most", "least", "eating", "hog", "hogging", "clogging"}
        and " "
        not in item.text.removeprefix("most ")
        .removeprefix("least ")
        .removeprefix("best ")
        .removeprefix("highest ")
        .removeprefix("lowest ")
        .removeprefix("worst ")
        .removeprefix("top ")
        .removeprefix("longest ")
        and not order.startswith("name")
    )


def _numbered(items: Items, place: int, number: int) -> Limit | None:
    """A number that says how many: behind "top", beside a superlative, before what is asked for."""
    before, after = at(items, place - 1), at(items, place + 1)
    if before.text == "," or before.text in {":", "="}:
        before = at(items, place - 2) if at(items, place - 2).role("limit") else before
    text = " ".join(item.text for item in items[max(0, place - 1) : place + 2])
    measured = after.role("unit") or (after.role("span") and after.text != "d")
    if measured and not (_is_superlative(before) and after.role("noun")):
        return None
    if before.role("limit") == "certain" and not (before.text == "head" and after.role("noun") == ""):
        return Limit(number, place - 1, place + 1, text)
    if _is_superlative(after) or (after.text in {"most", "least"} and place > 0):
        return Limit(number, place, place + 2, text)
    if _is_superlative(before):
        return Limit(number, place - 1, place + 1, text)
    noun = _noun_behind(items, place + 1)
    if before.role("near") and before.text in {"last", "previous"} and noun == "plural":
        return Limit(number, place - 1, place + 1, text)
    if before.text == "last" and after.kind == "name":
        return Limit(number, place - 1, place + 1, text)
    if (
        after.role("limit") == "noun"
        and not before.role("amount")
        and not (after.text == "only" and not before.role("limit"))
    ):
        return Limit(number, place, place + 2, text)
    if (
        "verb" in before.role("limit")
        and before.text not in {"the", "my", "any", "need", "me"}
        and after.text in {"", ",", ".", "please"}
        and not at(items, place - 2).role("hint")
    ):
        return Limit(number, place - 1, place + 1, text)
    if "verb" in before.role("limit") and noun == "plural" and not _held(items, place):
        return Limit(number, place - 1, place + 2, text)
    return None


def _held(items: Items, place: int) -> bool:
    """Whether the number says what things have ("with only 2 tags") and not how many are asked for."""
    return at(items, place - 1).text in {"the", "my", "need"} or any(
        item.text in {"with", "have", "has", "having", "got"} for item in items[max(0, place - 3) : place]
    )


def _noun_behind(items: Items, place: int) -> str:
    """Whether the noun of a phrase is singular, plural or mass; empty where it is unknown."""
    for here in range(place, place + 4):
        item = at(items, here)
        noun = item.role("noun").split(" / ")[0]
        if noun:
            following = at(items, here + 1).role("noun").split(" / ")[0]
            return following or noun
        if (
            item.kind == "name"
            or _is_superlative(item)
            or item.role("idle")
            or item.text
            in {"big", "large", "new", "old", "wedding", "holiday", "family", "work", "modified", "edited"}
        ):
            continue
        if item.kind == "word" and here < place + 2:
            continue
        break
    return ""


def _superlative(items: Items, place: int) -> Limit | None:
    """One of a kind, or all of it: the biggest video, the newest photos."""
    item = items[place]
    if not _is_superlative(item):
        return None
    before, after = at(items, place - 1), at(items, place + 1)
    if before.kind == "number" or after.kind == "number" or before.role("limit") == "certain":
        return None
    following = at(items, place + 2) if after.role("noun") else after
    if following.role("plain") and {"first", "flip"} & set(following.role("plain").split(" / ")):
        return None
    noun = _noun_behind(items, place + 1)
    text = " ".join(found.text for found in items[max(0, place - 1) : place + 2])
    if noun == "singular" and before.text in _ARTICLES:
        return Limit(1, place, place + 1, text)
    if noun in {"plural", "mass"}:
        return Limit(MANY, place, place + 1, text)
    return None
