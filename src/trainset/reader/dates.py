"""Days, months, seasons and the like, as people name them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from trainset.reader.items import Item, Items, at
from trainset.semantics.period import (
    CALENDAR_UNITS,
    WEEKDAYS,
    Ago,
    Calendar,
    Dated,
    DayPart,
    InSeason,
    OnWeekday,
    Period,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from trainset.semantics.period import CalendarUnit, ClockUnit, Part, Season, Weekday

# What was found: what it may mean (nothing where that cannot be told), and the place after it.
Found = tuple[tuple[Period, ...], int]

# Words that are more often no date: may I, march on, fall into, the sun, a spring.
_DOUBTFUL = frozenset({"may", "march", "mar", "fall", "spring", "sun", "sat", "mon", "wed", "dec", "jan", "fri"})
_CENTURY = range(1900, 2100)
_MULTIPLES = {"fortnight": (2, "week"), "decade": (10, "year")}


def period_at(items: Items, place: int) -> Found | None:
    """The period that is named at a place; None where none is."""
    item = at(items, place)
    if item.kind == "date":
        return _figures(item.text), place + 1
    if item.kind == "name":
        return None
    for read in (_day, _near, _ago, _dated, _quarter, _season, _weekday, _year, _vague):
        found = read(items, place)
        if found is not None:
            return _year_named(items, found)
    return None


def _year_named(items: Items, found: Found) -> Found:
    """What was found with the year that is named behind it by its distance: Q1 this year; in March last year.

    The year before has no symbolic form together with a month, so that it cannot be told.
    """
    periods, end = found
    if not any(isinstance(period, Dated | InSeason) and period.year is None for period in periods):
        return found
    behind = end + (at(items, end).text in {"of", "in", ","})
    near = at(items, behind).role("near")
    if not near or at(items, behind + 1).text != "year":
        return found
    return (periods if near == "this" else ()), behind + 2


def span_of(number: Decimal, unit: str) -> Span | None:
    """A length of time; None where no whole number of any unit says it."""
    count, unit = _MULTIPLES.get(unit, (1, unit))
    amount = number * count
    for factor, smaller in ((1, unit), (12, "month" if unit == "year" else ""), (7, "day" if unit == "week" else "")):
        if smaller and amount * factor == (amount * factor).to_integral_value():
            return Span(int(amount * factor), cast("CalendarUnit | ClockUnit", smaller))
    if unit == "hour":
        return Span(int(amount * 60), "minute")
    return None


def _periods(*numbers: tuple[int | None, int | None, int | None]) -> tuple[Period, ...]:
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


def _figures(text: str) -> tuple[Period, ...]:
    """What a date in figures may mean: British and American readings both, where both are dates."""
    if match := re.fullmatch(r"'?((?:19|20)?\d0)'?s", text):
        return ()
    if match := re.fullmatch(r"'(\d\d)", text):
        return _periods((_full(match[1]), None, None))
    numbers = re.split(r"[-/.t]", text)
    if len(numbers) == 2:
        year, month = numbers if len(numbers[0]) == 4 else reversed(numbers)
        return _periods((int(year), int(month), None))
    if len(numbers[0]) == 4:
        return _periods((int(numbers[0]), int(numbers[1]), int(numbers[2])))
    first, second, year = numbers[:3]
    return _periods((_full(year), int(second), int(first)), (_full(year), int(first), int(second)))


def _full(year: str) -> int:
    number = int(year)
    return number if len(year) == 4 else number + (1900 if number > 49 else 2000)


def _day(items: Items, place: int) -> Found | None:
    day = at(items, place).role("day")
    if not day:
        return None
    part = at(items, place + 1).role("part")
    if part:
        return (DayPart(cast("Part", part), int(day)),), place + 2
    return (Calendar("day", int(day)),), place + 1


def _near(items: Items, place: int) -> Found | None:  # noqa: PLR0911 - one line for each thing that can be last
    near, after = at(items, place).role("near"), at(items, place + 1)
    if not near:
        return None
    if after.role("near") == "past":  # this past Friday
        return _near(items, place + 1)
    last = near != "this"
    if unit := after.role("span"):
        if unit in _MULTIPLES or (near == "past"):
            return (), place + 2
        return (Calendar(cast("CalendarUnit", unit), -1 if last else 0),), place + 2
    if part := after.role("part"):
        if part == "night":
            return ((DayPart("night", -1),) if last else ()), place + 2
        return (DayPart(cast("Part", part), -1 if last else 0),), place + 2
    if day := after.role("weekday"):
        if part := at(items, place + 2).role("part"):
            return (), place + 3
        return ((OnWeekday(cast("Weekday", day)),) if last else ()), place + 2
    if season := after.role("season"):
        return ((InSeason(cast("Season", season)),) if last else ()), place + 2
    if month := after.role("month"):
        found = _dated(items, place + 1)
        return (found[0], found[1]) if found else ((Dated(month=int(month)),), place + 2)
    if after.role("vague") == "time":
        return (), place + 2
    return None


def _ago(items: Items, place: int) -> Found | None:
    found = length_at(items, place)
    if found is None:
        return None
    span, after = found
    if at(items, after).role("behind") != "ago":
        return None
    if span is None or span.unit in {"hour", "minute"}:
        return (), after + 1
    return (Ago(span),), after + 1


def length_at(items: Items, place: int) -> tuple[Span | None, int] | None:
    """The length of time at a place, and the place after it: 3 months, a year and a half, 2+ years."""
    item = at(items, place)
    number = item.number if item.kind == "number" else None
    if number is None:
        if not item.role("one") and item.role("vague") != "time":
            return None
    place += 1
    if at(items, place).text in {"+", "whole", "full", "entire", "good", "solid", "calendar", "or more"}:
        place += 1
    unit = at(items, place).role("span")
    if not unit:
        unit = at(items, place).role("unit")
        unit = unit if unit in {"hour", "minute"} else ""
    if not unit:
        return None
    if number is None and item.role("vague"):
        return None, place + 1
    number = number if number is not None else Decimal(1)
    after = place + 1
    half = at(items, after)
    if half.role("plushalf"):
        return span_of(number + Decimal(half.role("plushalf")), unit), after + 1
    return span_of(number, unit), after


def _dated(items: Items, place: int) -> Found | None:
    """A month, with its day before or behind it, and its year."""
    item = at(items, place)
    if month := item.role("month"):
        if item.text in _DOUBTFUL and not _dates_beside(items, place):
            return None
        after = place + 1
        skip = 1 if at(items, after).text == "the" else 0
        day = _day_number(at(items, after + skip))
        if day is not None and _year(items, after + skip) is None and not _measured(at(items, after + skip + 1)):
            year, end = _year_behind(items, after + skip + 1)
            return _periods((year, int(month), day)), end
        year, end = _year_behind(items, after)
        return _periods((year, int(month), None)), end
    day = _day_number(item)
    if day is None:
        return None
    after = place + 1
    if at(items, after).text == "of":
        after += 1
    named = at(items, after)
    if not named.role("month"):
        return None
    year, end = _year_behind(items, after + 1)
    return _periods((year, int(named.role("month")), day)), end


def _day_number(item: Item) -> int | None:
    if item.kind in {"number", "ordinal"} and item.number is not None and not item.role("limit"):
        whole = int(item.number)
        return whole if whole == item.number and 1 <= whole <= 31 else None
    if item.kind == "ordinal" or item.text in {"first", "second"}:
        return 1 if item.text == "first" else 2
    return None


def _measured(item: Item) -> bool:
    return bool(item.role("unit") or item.role("span"))


def _year_behind(items: Items, place: int) -> tuple[int | None, int]:
    """The year that goes on with a date, and the place after it."""
    for skip in (0, 1):
        if skip and at(items, place).text not in {",", "of"}:
            break
        if (found := _year(items, place + skip)) is not None:
            period = found[0][0]
            assert isinstance(period, Dated)  # noqa: S101 - what _year finds
            return period.year, found[1]
        item = at(items, place + skip)
        if item.kind == "date" and item.text.startswith("'"):
            return _full(item.text[1:]), place + skip + 1
    return None, place


def _dates_beside(items: Items, place: int) -> bool:
    """Whether what stands beside a doubtful word makes it a date."""
    before, after = at(items, place - 1), at(items, place + 1)
    if before.role("time") or before.role("near") or before.role("edge") or before.text in {"between", "of", "early", "late", "mid", "-"}:
        return before.text not in {"for", "at", "over", "of"} or bool(after.number)
    if before.text in {"and", "to", "or"} and any(item.role("month") or item.role("season") for item in items[:place]):
        return True
    return bool((after.number is not None and not _measured(at(items, place + 2))) or before.kind in {"number", "ordinal"} or after.kind == "date")


def _quarter(items: Items, place: int) -> Found | None:
    item, after = at(items, place), at(items, place + 1)
    if quarter := item.role("quarter"):
        year, end = _year_behind(items, place + 1)
        return (Dated(year=year, quarter=int(quarter)),), end
    if (item.role("ordinal") or item.kind == "ordinal") and after.text == "quarter":
        year, end = _year_behind(items, place + 2)
        number = item.number if item.number is not None else Decimal(item.role("ordinal"))
        return ((Dated(year=year, quarter=int(number)),) if number <= 4 else ()), end
    return None


def _season(items: Items, place: int) -> Found | None:
    season = at(items, place).role("season")
    if not season or (at(items, place).text in _DOUBTFUL and not _dates_beside(items, place)):
        return None
    year, end = _year_behind(items, place + 1)
    if at(items, end).text == "/" and at(items, end + 1).kind == "number":
        end += 2
    return (InSeason(cast("Season", season), year),), end


def _weekday(items: Items, place: int) -> Found | None:
    item = at(items, place)
    day = item.role("weekday")
    if not day or day not in WEEKDAYS or (item.text in _DOUBTFUL and not _dates_beside(items, place)):
        return None
    after = place + 1
    if at(items, after).text in {",", "the"}:
        after += 1
    dated = _dated(items, after)
    if dated is not None and at(items, after).kind in {"number", "ordinal"}:
        return dated
    if at(items, place + 1).role("part"):
        return (), place + 2
    return (OnWeekday(cast("Weekday", day)),), place + 1


def _year(items: Items, place: int) -> Found | None:
    item, after = at(items, place), at(items, place + 1)
    if item.kind != "number" or item.number is None or item.number != int(item.number):
        return None
    number, end = int(item.number), place + 1
    if item.said and number in {19, 20} and after.said and after.number is not None and 10 <= after.number < 100:
        number, end = number * 100 + int(after.number), place + 2
    elif number not in _CENTURY or (not item.said and len(item.text) != 4):
        return None
    if _counted(items, place, end):
        return None
    if quarter := at(items, end).role("quarter"):
        return (Dated(year=number, quarter=int(quarter)),), end + 1
    if at(items, end).text == "/" and at(items, end + 1).kind == "number" and len(at(items, end + 1).text) == 2:
        return (Dated(year=number),), end
    return (Dated(year=number),), end


def _counted(items: Items, place: int, end: int) -> bool:
    """Whether a number that could be a year rather counts something."""
    after, before = at(items, end), at(items, place - 1)
    if after.role("unit") and not (after.text in {"g", "m", "b", "s", "h", "t", "p", "k"} and not after.glued):
        return True
    if before.role("hint") in {"pixel", "star", "copy", "byte", "second"}:
        return True
    if before.role("limit") == "certain":
        return True
    if after.text in {"to", "-", "and", "–"} and at(items, end + 1).kind == "number" and at(items, end + 2).role("unit") in {"pixel", "copy"}:
        return True
    around: Iterable[Item] = (at(items, place - 2), at(items, place - 3), after, at(items, end + 1))
    return any(item.role("hint") == "pixel" or item.text in {"pixels", "px"} for item in around)


def _vague(items: Items, place: int) -> Found | None:
    item = at(items, place)
    if at(items, place - 1).text == "the" and at(items, place - 2).role("edge") and item.role("span") in CALENDAR_UNITS:
        return (Calendar(cast("CalendarUnit", item.role("span")), 0),), place + 1
    if item.role("vague") == "time" and item.text not in {"few", "some", "many", "several", "a few", "ago", "early", "late", "mid", "season", "recently", "lately", "term", "lunch"}:
        return (), place + 1
    return None
