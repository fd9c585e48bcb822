"""Numbers said in words, put together: two hundred and fifty; one and a half; twenty-fifth."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from trainset.reader.item import NO_ROLES, Item, Items, at


def numbers_joined(items: list[Item]) -> Items:
    """The items with number words put together: two hundred and fifty; one and a half; half a (gig); twenty-fifth."""
    found: list[Item] = []
    place = 0
    while place < len(items):
        joined, after = _number_words(items, place)
        found.append(joined)
        place = after
    return tuple(found)


def _number_words(items: list[Item], place: int) -> tuple[Item, int]:
    item = items[place]
    start = _start(items, place)
    if start is not None:
        return _scaled(items, place + 1, item, start, said=item.kind != "number")
    if item.role("half") and item.text != "quarter" and _measure(at(items, place + 1)):
        return replace(item, kind="number", number=Decimal(item.role("half")), said=True), place + 1
    if item.role("ordinal") and not item.role("unit"):
        return replace(item, kind="ordinal", number=Decimal(item.role("ordinal"))), place + 1
    return item, place + 1


def _start(items: list[Item], place: int) -> Decimal | None:
    """The number that begins at a place, if one does; "one" and "a" begin one only where it goes on."""
    item, after = items[place], at(items, place + 1)
    if item.kind == "number":
        return item.number
    if item.kind != "cue":
        return None
    if item.role("number"):
        return Decimal(item.role("number"))
    before = at(items, place - 1)
    if item.role("scale") and (
        item.text.startswith("a ") or before.role("limit") == "certain" or before.role("near")
    ):
        return Decimal(item.role("scale"))
    if item.text == "one" and (after.role("scale") or after.role("plushalf") or after.text == "point"):
        return Decimal(1)
    return None


def _measure(item: Item) -> bool:
    return bool(item.role("unit") or item.role("span"))


def _scaled(items: list[Item], place: int, first: Item, start: Decimal, *, said: bool) -> tuple[Item, int]:
    """A number and what goes on with it: hundreds, tens and ones said in words, halves."""
    total, current, text = Decimal(0), start, [first.text]
    while place < len(items):
        item = items[place]
        step = place
        if item.text == "and" and said and total + current >= 100 and at(items, place + 1).role("number"):
            step, item = place + 1, items[place + 1]
        if item.role("scale") and (said or not item.text.startswith("a ")):
            scale = Decimal(item.role("scale"))
            current = current * scale if current else scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
        elif said and item.role("number") and _fits(current, Decimal(item.role("number"))):
            current += Decimal(item.role("number"))
        elif (
            said
            and item.role("ordinal")
            and 20 <= current < 100
            and current % 10 == 0
            and not item.role("unit")
        ):
            number = current + Decimal(item.role("ordinal"))
            return Item("ordinal", " ".join([*text, item.text]), number=number, said=True), step + 1
        elif item.role("plushalf"):
            current += Decimal(item.role("plushalf"))
        elif item.text == "point" and _digit(at(items, place + 1)) is not None:
            current += (_digit(at(items, place + 1)) or Decimal(0)) / 10
            step = place + 1
        else:
            break
        text.append(item.text)
        place = step + 1
    return replace(
        first, kind="number", text=" ".join(text), roles=NO_ROLES, number=total + current, said=said
    ), place


def _digit(item: Item) -> Decimal | None:
    if item.text == "one":
        return Decimal(1)
    number = Decimal(item.role("number")) if item.role("number") else item.number
    return number if number is not None and 0 <= number < 10 else None


def _fits(current: Decimal, more: Decimal) -> bool:
    """Whether a number word goes on with the number so far: twenty five, hundred twenty."""
    if current % 100 == 0:
        return more < 100
    return current % 100 >= 20 and current % 10 == 0 and 0 < more < 10
