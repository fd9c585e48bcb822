"""How the names of an utterance are joined: by or, by and, or by nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.reader.item import Items, at

if TYPE_CHECKING:
    from trainset.reader.facts import Amount, Time
    from trainset.reader.reading import Reading

_STOPS = frozenset({".", ";", "but"})


def name_places(items: Items, value: str) -> list[int]:
    """The places of the names that say a value, plural or quoted as may be."""
    wanted = _letters(value)
    found = []
    for place, item in enumerate(items):
        if item.kind == "name":
            letters = _letters(item.text)
            if letters == wanted or letters == wanted + "s":
                found.append(place)
    return found


def _letters(text: str) -> str:
    kept = "".join(letter for letter in text.casefold() if letter.isalnum())
    return kept or text.casefold().strip("\"'“”«»`\u2018\u2019 ")


def joint_between(items: Items, first: int, second: int, taken: frozenset[int]) -> str:
    """What joins the names at two places: `or`, `and` (said right between them), `neither`; empty where it cannot be told.

    Where an amount or a time, at the places `taken`, stands between the names, something else may be joined.
    """
    if any(place in taken for place in range(min(first, second) + 1, max(first, second))):
        return ""
    between = items[min(first, second) + 1 : max(first, second)]
    if len(between) > 8 or any(item.text in _STOPS for item in between):
        return ""
    if any(item.kind == "name" for item in between):
        return ""
    joints = {item.role("joining").split(" / ")[0] for item in between}
    if any("neither" in item.role("joining") for item in items):
        return "neither"
    if "or" in joints:
        return "or"
    words = [item.text for item in between]
    if "and" in joints and len(words) <= 3:
        return "and"
    return ""


def says_or(reading: Reading) -> bool:
    """Whether an "or" joins conditions; not one between numbers or times, or in "or so"."""
    items = reading.items
    taken = taken_by_facts(reading)
    for place, item in enumerate(items):
        if (
            item.text not in {"or", "either", "|", "||", "or maybe", "or perhaps", "or else", "and or"}
            or place in taken
            or place in reading.aside
        ):
            continue
        before, after = at(items, place - 1), at(items, place + 1)
        if place in {0, len(items) - 1} or (before.number is not None and after.number is not None):
            continue
        if place - 1 in taken and (place + 1 in taken or place + 2 in taken):
            continue
        if "neither" in {other.text for other in items}:
            continue
        return True
    return False


def taken_by_facts(reading: Reading) -> frozenset[int]:
    """The places that amounts and times take."""
    facts: tuple[Amount | Time, ...] = (*reading.amounts, *reading.times)
    return frozenset(place for fact in facts for place in range(fact.start, fact.end))


def can_join(items: Items) -> bool:
    """Whether anything could join two conditions by or."""
    return any(item.role("joining") or item.text in {",", "/", "&", "+", "-"} for item in items)
