"""Dates by their numbers: days, months and years in figures and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.reader.item import Item, Items, at
from trainset.semantics.period import Dated, Period

if TYPE_CHECKING:
    from collections.abc import Iterable

# What was found: what it may mean (nothing where that cannot be told), and the place after it.
Found = tuple[tuple[Period, ...], int]

# Words that are more often no date: may I, march on, fall into, the sun, a spring.
DOUBTFUL = frozenset(
    {"may", "march", "mar", "fall", "spring", "sun", "sat", "mon", "wed", "dec", "jan", "fri"}
)
_CENTURY = range(1900, 2100)


def dates_of(*numbers: tuple[int | None, int | None, int | None]) -> tuple[Period, ...]:
    """Those of the (year, month, day) that a calendar has."""
    found: list[Period] = []
    for year, month, day in numbers:
        try:
            period = Dated(year=year, month=month, day=day)
        except ValueError:
            continue
        if period not in found:
            found.append(period)
    return tuple(found)


def figures(text: str) -> tuple[Period, ...]:
    """What a date in figures may mean: British and American readings both, where both are dates."""
    if match := re.fullmatch(r"'?((?:19|20)?\d0)'?s", text):
        return ()
    if match := re.fullmatch(r"'(\d\d)", text):
        return dates_of((full_year(match[1]), None, None))
    numbers = re.split(r"[-/.t]", text)
    if len(numbers) == 2:
        year, month = numbers if len(numbers[0]) == 4 else reversed(numbers)
        return dates_of((int(year), int(month), None))
    if len(numbers[0]) == 4:
        return dates_of((int(numbers[0]), int(numbers[1]), int(numbers[2])))
    first, second, year = numbers[:3]
    return dates_of((full_year(year), int(second), int(first)), (full_year(year), int(first), int(second)))


def full_year(year: str) -> int:
    """The year that two or four figures say."""
    number = int(year)
    return number if len(year) == 4 else number + (1900 if number > 49 else 2000)


def dated(items: Items, place: int) -> Found | None:
    """A month, with its day before or behind it, and its year."""
    item = at(items, place)
    if month := item.role("month"):
        if item.text in DOUBTFUL and not is_date(items, place):
            return None
        after = place + 1
        skip = 1 if at(items, after).text == "the" else 0
        day = _day_number(at(items, after + skip))
        if (
            day is not None
            and year_at(items, after + skip) is None
            and not _measured(at(items, after + skip + 1))
        ):
            year, end = year_behind(items, after + skip + 1)
            return dates_of((year, int(month), day)), end
        year, end = year_behind(items, after)
        return dates_of((year, int(month), None)), end
    day = _day_number(item)
    if day is None:
        return None
    after = place + 1
    if at(items, after).text == "of":
        after += 1
    named = at(items, after)
    if not named.role("month"):
        return None
    year, end = year_behind(items, after + 1)
    return dates_of((year, int(named.role("month")), day)), end


def _day_number(item: Item) -> int | None:
    if item.kind in {"number", "ordinal"} and item.number is not None and not item.role("limit"):
        whole = int(item.number)
        return whole if whole == item.number and 1 <= whole <= 31 else None
    if item.kind == "ordinal" or item.text in {"first", "second"}:
        return 1 if item.text == "first" else 2
    return None


def _measured(item: Item) -> bool:
    return bool(item.role("unit") or item.role("span"))


def year_behind(items: Items, place: int) -> tuple[int | None, int]:
    """The year that goes on with a date, and the place after it."""
    for skip in (0, 1):
        if skip and at(items, place).text not in {",", "of"}:
            break
        if (found := year_at(items, place + skip)) is not None:
            period = found[0][0]
            assert isinstance(period, Dated)  # noqa: S101 - what year_at finds
            return period.year, found[1]
        item = at(items, place + skip)
        if item.kind == "date" and item.text.startswith("'"):
            return full_year(item.text[1:]), place + skip + 1
    return None, place


def is_date(items: Items, place: int) -> bool:
    """Whether what stands beside a doubtful word makes it a date."""
    before, after = at(items, place - 1), at(items, place + 1)
    if (
        before.role("time")
        or before.role("near")
        or before.role("edge")
        or before.text in {"between", "of", "early", "late", "mid", "-"}
    ):
        return before.text not in {"for", "at", "over", "of"} or bool(after.number)
    if before.text in {"and", "to", "or"} and any(
        item.role("month") or item.role("season") for item in items[:place]
    ):
        return True
    return bool(
        (after.number is not None and not _measured(at(items, place + 2)))
        or (after.text == "of" and year_at(items, place + 2) is not None)
        or before.kind in {"number", "ordinal"}
        or after.kind == "date"
    )


def year_at(items: Items, place: int) -> Found | None:
    """The year at a place, and the place after it: 2023, twenty twenty three; None where a number counts something."""
    item, after = at(items, place), at(items, place + 1)
    if item.kind != "number" or item.number is None or item.number != int(item.number):
        return None
    number, end = int(item.number), place + 1
    if (
        item.said
        and number in {19, 20}
        and after.said
        and after.number is not None
        and 10 <= after.number < 100
    ):
        number, end = number * 100 + int(after.number), place + 2
    elif number not in _CENTURY or (not item.said and len(item.text) != 4):
        return None
    if _counted(items, place, end):
        return None
    if quarter := at(items, end).role("quarter"):
        return (Dated(year=number, quarter=int(quarter)),), end + 1
    if (
        at(items, end).text == "/"
        and at(items, end + 1).kind == "number"
        and len(at(items, end + 1).text) == 2
    ):
        return (Dated(year=number),), end
    return (Dated(year=number),), end


def _counted(items: Items, place: int, end: int) -> bool:
    """Whether a number that could be a year rather counts something."""
    after, before = at(items, end), at(items, place - 1)
    if after.role("unit") and not (
        after.text in {"g", "m", "b", "s", "h", "t", "p", "k"} and not after.glued
    ):
        return True
    if before.role("hint") in {"pixel", "star", "copy", "byte", "second"}:
        return True
    if before.role("limit") == "certain":
        return True
    if (
        after.text in {"to", "-", "and"}
        and at(items, end + 1).kind == "number"
        and at(items, end + 2).role("unit") in {"pixel", "copy"}
    ):
        return True
    around: Iterable[Item] = (at(items, place - 2), at(items, place - 3), after, at(items, end + 1))
    return any(item.role("hint") == "pixel" or item.text in {"pixels", "px"} for item in around)
