"""Periods of time as they are spoken: symbolic until a clock is given.

Every period resolves to a half-open range of whole days (or hours, for parts of a day) in the clock's time zone. What
each phrase means is fixed in the pack's conventions; the words that say it are the language side's business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from dateutil.relativedelta import relativedelta

if TYPE_CHECKING:
    from datetime import tzinfo

CalendarUnit = Literal["day", "week", "month", "quarter", "year"]
ClockUnit = Literal["minute", "hour"]
Part = Literal["morning", "afternoon", "evening", "night"]
Season = Literal["winter", "spring", "summer", "autumn"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

CALENDAR_UNITS: tuple[str, ...] = get_args(CalendarUnit)
CLOCK_UNITS: tuple[str, ...] = get_args(ClockUnit)
PARTS: tuple[str, ...] = get_args(Part)
SEASONS: tuple[str, ...] = get_args(Season)
WEEKDAYS: tuple[str, ...] = get_args(Weekday)

# Hours at which a part of a day begins and ends; a night ends on the next day.
_HOURS: dict[str, tuple[int, int]] = {
    "morning": (6, 12),
    "afternoon": (12, 18),
    "evening": (18, 24),
    "night": (18, 30),
}
# Meteorological, northern: the month in which each season begins.
_SEASON_STARTS: dict[str, int] = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """The moment of speaking: an aware instant, whose time zone says what a day is, and the first day of a week.

    Two clocks are never the same: instants in different time zones compare as equal, and mean different days.
    """

    now: datetime
    week_starts: Weekday = "monday"

    def __post_init__(self) -> None:
        """Refuse an instant without a time zone, since it does not say what a day is."""
        if self.now.tzinfo is None:
            raise ValueError("a clock needs a time zone")

    @property
    def today(self) -> date:
        """The day of speaking."""
        return self.now.date()

    @property
    def zone(self) -> tzinfo:
        """The time zone in which days begin."""
        assert self.now.tzinfo is not None  # noqa: S101 - held by __post_init__
        return self.now.tzinfo

    def midnight(self, day: date) -> datetime:
        """The instant at which a day begins."""
        return datetime.combine(day, time(), tzinfo=self.zone)


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: three months, twelve hours."""

    count: int
    unit: CalendarUnit | ClockUnit

    def __post_init__(self) -> None:
        """Refuse a length below nothing."""
        if self.count < 0:
            raise ValueError(f"a span of {self.count} {self.unit}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar period that lies `offset` units from the present one: week -1 is last week."""

    unit: CalendarUnit
    offset: int


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day that lies `offset` days from today; the night of a day ends the next morning."""

    part: Part
    offset: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A year, quarter, month or day by its numbers; without a year the latest that has begun.

    At most one of `month` and `quarter` may be given; `day` needs `month`, and something must be given.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        numbers = (self.year, self.month, self.day, self.quarter)
        if all(number is None for number in numbers):
            raise ValueError("a date without year, quarter, month and day")
        if self.quarter is not None and (self.month is not None or self.quarter not in range(1, 5)):
            raise ValueError(f"no quarter {self.quarter} of a year")
        if self.day is not None and self.month is None:
            raise ValueError("a day without its month")
        # 2000 was a leap year: without a year, 29 February is a day that there is.
        defaults = ((self.year, 2000), (self.month, 1), (self.day, 1))
        try:
            date(*(default if number is None else number for number, default in defaults))
        except (ValueError, OverflowError):
            names = zip(("year", "month", "day"), numbers, strict=False)
            given = " ".join(f"{name} {number}" for name, number in names if number is not None)
            raise ValueError(f"no calendar has {given}") from None


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """The latest past day of that name, before today."""

    weekday: Weekday


@dataclass(frozen=True, slots=True)
class InSeason:
    """A season by the year in which it begins; without a year the latest completed one."""

    season: Season
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Ago:
    """The day that lies a span of days, weeks and so on before today."""

    span: Span

    def __post_init__(self) -> None:
        """Refuse hours and minutes, which do not lead to a day."""
        if self.span.unit in CLOCK_UNITS:
            raise ValueError(f"a day that lies {self.span.count} {self.span.unit} before today")


Period = Calendar | DayPart | Dated | OnWeekday | InSeason | Ago


def back(clock: Clock, span: Span) -> datetime:
    """The instant that lies a span before now: to the hour's second for hours and minutes, else at 00:00 of that day."""
    if span.unit in CLOCK_UNITS:
        minutes = span.count * (60 if span.unit == "hour" else 1)
        return (clock.now.astimezone(UTC) - timedelta(minutes=minutes)).astimezone(clock.zone)
    return clock.midnight(clock.today - _length(span.unit, span.count))


def bounds(period: Period, clock: Clock) -> tuple[datetime, datetime]:
    """The half-open range of a period: the instant it begins, and the instant after it."""
    match period:
        case DayPart(part, offset):
            midnight = clock.midnight(clock.today + timedelta(days=offset))
            begin, end = _HOURS[part]
            return _wall(midnight, begin), _wall(midnight, end)
        case Calendar(unit, offset):
            begin_day = _begin(unit, clock) + _length(unit, offset)
            return _days(begin_day, begin_day + _length(unit, 1), clock)
        case Dated():
            return _days(*_dated(period, clock.today), clock)
        case OnWeekday(weekday):
            # 1 to 7 days back: a weekday named on that very day means the one before.
            gap = (clock.today.weekday() - WEEKDAYS.index(weekday) - 1) % 7 + 1
            day = clock.today - timedelta(days=gap)
            return _days(day, day + timedelta(days=1), clock)
        case InSeason(season, year):
            return _days(*_season(season, year, clock.today), clock)
        case Ago(span):
            day = clock.today - _length(span.unit, span.count)
            return _days(day, day + timedelta(days=1), clock)


def shifted(period: Period) -> tuple[Period, ...]:
    """The periods of the same kind just before and just after, where there are such."""
    match period:
        case Calendar(unit, offset):
            return Calendar(unit, offset - 1), Calendar(unit, offset + 1)
        case DayPart(part, offset):
            other = PARTS[(PARTS.index(part) + 1) % len(PARTS)]
            return DayPart(part, offset - 1), DayPart(other, offset)  # type: ignore[arg-type]  # one of PARTS
        case OnWeekday(weekday):
            place = WEEKDAYS.index(weekday)
            return tuple(OnWeekday(WEEKDAYS[(place + step) % 7]) for step in (-1, 1))  # type: ignore[arg-type]
        case InSeason(season, year):
            other = SEASONS[(SEASONS.index(season) + 1) % len(SEASONS)]
            before = () if year is None else (InSeason(season, year - 1),)
            return (*before, InSeason(other, year))  # type: ignore[arg-type]  # one of SEASONS
        case Ago(span):
            longer = Ago(Span(span.count + 1, span.unit))
            return (longer,) if span.count <= 1 else (longer, Ago(Span(span.count - 1, span.unit)))
        case Dated():
            return _shifted_date(period)


def _shifted_date(period: Dated) -> tuple[Period, ...]:
    if period.day is not None:
        # Days 1 to 28 exist in every month, so that a neighbour always names a day that there is.
        days = {max(1, min(28, period.day + step)) for step in (-1, 1)} - {period.day}
        return tuple(replace(period, day=day) for day in sorted(days))
    if period.month is not None:
        return tuple(replace(period, month=(period.month - 1 + step) % 12 + 1) for step in (-1, 1))
    if period.quarter is not None:
        return tuple(replace(period, quarter=(period.quarter - 1 + step) % 4 + 1) for step in (-1, 1))
    assert period.year is not None  # noqa: S101 - a date without numbers is none
    return Dated(period.year - 1), Dated(period.year + 1)


def _wall(midnight: datetime, hour: int) -> datetime:
    """The instant at which a wall clock shows `hour` on the day that begins at `midnight`."""
    day, hour = divmod(hour, 24)
    return datetime.combine(midnight.date() + timedelta(days=day), time(hour), tzinfo=midnight.tzinfo)


def _days(begin: date, end: date, clock: Clock) -> tuple[datetime, datetime]:
    return clock.midnight(begin), clock.midnight(end)


def _length(unit: str, count: int) -> relativedelta:
    match unit:
        case "day":
            return relativedelta(days=count)
        case "week":
            return relativedelta(weeks=count)
        case "month":
            return relativedelta(months=count)
        case "quarter":
            return relativedelta(months=3 * count)
        case "year":
            return relativedelta(years=count)
    raise ValueError(f"no calendar unit is called {unit!r}")


def _begin(unit: CalendarUnit, clock: Clock) -> date:
    """The first day of the present week, month and so on."""
    today = clock.today
    match unit:
        case "day":
            return today
        case "week":
            return today - timedelta(days=(today.weekday() - WEEKDAYS.index(clock.week_starts)) % 7)
        case "month":
            return today.replace(day=1)
        case "quarter":
            return today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        case "year":
            return today.replace(month=1, day=1)


def _dated(period: Dated, today: date) -> tuple[date, date]:
    if period.quarter is not None:
        month, length = 3 * period.quarter - 2, relativedelta(months=3)
    elif period.month is None:
        month, length = 1, relativedelta(years=1)
    elif period.day is None:
        month, length = period.month, relativedelta(months=1)
    else:
        month, length = period.month, relativedelta(days=1)
    day = period.day or 1
    if period.year is not None:
        begin = date(period.year, month, day)
        return begin, begin + length
    # Without a year: the latest that is not in the future. 29 February may lie up to eight years back.
    for year in range(today.year, today.year - 9, -1):
        try:
            begin = date(year, month, day)
        except ValueError:
            continue
        if begin <= today:
            return begin, begin + length
    raise ValueError(f"no such day in any year: month {month}, day {day}")


def _season(season: Season, year: int | None, today: date) -> tuple[date, date]:
    length = relativedelta(months=3)
    month = _SEASON_STARTS[season]
    if year is not None:
        begin = date(year, month, 1)
        return begin, begin + length
    begin = date(today.year, month, 1)
    while begin + length > today:
        begin -= relativedelta(years=1)
    return begin, begin + length
