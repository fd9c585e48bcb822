"""Days, weeks, months, seasons and the like, as people name them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from trainset.reader.dated import DOUBTFUL, Found, dated, figures, is_date, year_at, year_behind
from trainset.reader.item import Items, at
from trainset.reader.lengths import MULTIPLES, length_at
from trainset.semantics.period import (
    CALENDAR_UNITS,
    WEEKDAYS,
    Ago,
    Calendar,
    Dated,
    DayPart,
    InSeason,
    OnWeekday,
)

if TYPE_CHECKING:
    from trainset.semantics.period import CalendarUnit, Part, Season, Weekday


# Roles of phrases with which a period can begin.
_BEGINNING = frozenset(
    {"day", "near", "one", "vague", "number", "month", "ordinal", "quarter", "season", "weekday", "span"}
)


def period_at(items: Items, place: int) -> Found | None:
    """The period that is named at a place; None where none is."""
    item = at(items, place)
    if item.kind == "date":
        return figures(item.text), place + 1
    if item.kind in {"name", "word", "symbol"} or (item.kind == "cue" and _BEGINNING.isdisjoint(item.roles)):
        return None
    for read in (_day, _near, _ago, dated, _quarter, _season, _weekday, year_at, _vague):
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


def _day(items: Items, place: int) -> Found | None:
    day = at(items, place).role("day")
    if not day:
        return None
    part = at(items, place + 1).role("part")
    if part:
        return (DayPart(cast("Part", part), int(day)),), place + 2
    return (Calendar("day", int(day)),), place + 1


def _near(items: Items, place: int) -> Found | None:
    near, after = at(items, place).role("near"), at(items, place + 1)
    if not near:
        return None
    if after.role("near") == "past":  # this past Friday
        return _near(items, place + 1)
    last = near != "this"
    if unit := after.role("span"):
        if unit in MULTIPLES or (near == "past"):
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
        found = dated(items, place + 1)
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


def _quarter(items: Items, place: int) -> Found | None:
    item, after = at(items, place), at(items, place + 1)
    if quarter := item.role("quarter"):
        year, end = year_behind(items, place + 1)
        return (Dated(year=year, quarter=int(quarter)),), end
    if (item.role("ordinal") or item.kind == "ordinal") and after.text == "quarter":
        year, end = year_behind(items, place + 2)
        number = item.number if item.number is not None else Decimal(item.role("ordinal"))
        return ((Dated(year=year, quarter=int(number)),) if number <= 4 else ()), end
    return None


def _season(items: Items, place: int) -> Found | None:
    season = at(items, place).role("season")
    if not season or (at(items, place).text in DOUBTFUL and not is_date(items, place)):
        return None
    year, end = year_behind(items, place + 1)
    if at(items, end).text == "/" and at(items, end + 1).kind == "number":
        end += 2
    return (InSeason(cast("Season", season), year),), end


def _weekday(items: Items, place: int) -> Found | None:
    item = at(items, place)
    day = item.role("weekday")
    if not day or day not in WEEKDAYS or (item.text in DOUBTFUL and not is_date(items, place)):
        return None
    after = place + 1
    if at(items, after).text in {",", "the"}:
        after += 1
    day_named = dated(items, after)
    if day_named is not None and at(items, after).kind in {"number", "ordinal"}:
        return day_named
    if at(items, place + 1).role("part"):
        return (), place + 2
    return (OnWeekday(cast("Weekday", day)),), place + 1


def _vague(items: Items, place: int) -> Found | None:
    item = at(items, place)
    if (
        at(items, place - 1).text == "the"
        and at(items, place - 2).role("edge")
        and item.role("span") in CALENDAR_UNITS
    ):
        return (Calendar(cast("CalendarUnit", item.role("span")), 0),), place + 1
    if item.role("vague") == "time" and item.text not in {
        "few",
        "some",
        "many",
        "several",
        "a few",
        "ago",
        "early",
        "late",
        "mid",
        "season",
        "recently",
        "lately",
        "term",
        "lunch",
    }:
        return (), place + 1
    return None
