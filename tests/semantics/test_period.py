"""Periods against pendulum as the independent library, against the wall clock, and against tables by hand."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pendulum
import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from tests.strategies import NOON, calendar_spans, clocks, dates, periods, steady
from trainset.semantics.period import (
    CALENDAR_UNITS,
    PARTS,
    SEASONS,
    WEEKDAYS,
    Ago,
    Calendar,
    Clock,
    Dated,
    DayPart,
    InSeason,
    OnWeekday,
    Span,
    back,
    bounds,
    shifted,
)

if TYPE_CHECKING:
    from trainset.semantics.period import Period

PENDULUM_WEEKDAYS = dict(zip(WEEKDAYS, pendulum.WeekDay, strict=True))


def today_of(clock: Clock) -> pendulum.Date:
    return pendulum.Date(clock.now.year, clock.now.month, clock.now.day)


def day_begins(day: date, clock: Clock) -> datetime:
    """The start of a day by pendulum: the first of two midnights, and the first moment after a missing one."""
    assert isinstance(clock.zone, ZoneInfo)
    begin = pendulum.datetime(day.year, day.month, day.day, tz=clock.zone.key, fold=0)
    if begin.date() < day:  # pendulum steps back from a missing midnight, unless told to step on
        begin = pendulum.datetime(day.year, day.month, day.day, tz=clock.zone.key, fold=1)
    return begin.in_timezone("UTC")


def shift(day: pendulum.Date, unit: str, count: int) -> pendulum.Date:
    return day.add(months=3 * count) if unit == "quarter" else day.add(**{f"{unit}s": count})


def utc(moments: tuple[datetime, ...]) -> list[datetime]:
    return [moment.astimezone(UTC) for moment in moments]


def days_of(period: Period, clock: Clock) -> tuple[date, date]:
    """The days between which a period lies, its end excluded."""
    begin, end = bounds(period, clock)
    assert begin.tzinfo is end.tzinfo is clock.zone
    assert begin.time() == end.time() == time()
    return begin.date(), end.date()


@steady(400)
@given(clocks(named=True), calendar_spans())
def test_so_many_units_back_is_what_pendulum_says(clock: Clock, span: Span) -> None:
    assume(span.unit != "year" or span.count < 1900)
    expected = day_begins(shift(today_of(clock), span.unit, -span.count), clock)
    assert back(clock, span).astimezone(UTC) == expected


@steady(150)
@given(clocks(named=True), st.sampled_from(["hour", "minute"]), st.integers(0, 5000))
def test_hours_and_minutes_back_are_counted_on_a_running_clock(clock: Clock, unit: Any, count: int) -> None:
    expected = pendulum.instance(clock.now).in_timezone("UTC").subtract(**{f"{unit}s": count})
    moment = back(clock, Span(count, unit))
    assert moment.astimezone(UTC) == expected
    assert moment.tzinfo is clock.zone


@steady(300)
@given(clocks(named=True), st.sampled_from(CALENDAR_UNITS), st.integers(-60, 60))
def test_calendar_periods_are_what_pendulum_says(clock: Clock, unit: Any, offset: int) -> None:
    today = today_of(clock)
    if unit == "week":
        first = today
        while first.day_of_week != PENDULUM_WEEKDAYS[clock.week_starts]:
            first = first.subtract(days=1)
    elif unit == "quarter":
        first = today.first_of("quarter")
    else:
        first = today.start_of(unit)
    begin = shift(first, unit, offset)
    expected = [day_begins(day, clock) for day in (begin, shift(begin, unit, 1))]
    assert utc(bounds(Calendar(unit, offset), clock)) == expected


@steady(150)
@given(clocks(named=True), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_latest_one_before_today(clock: Clock, weekday: Any) -> None:
    day = today_of(clock).previous(PENDULUM_WEEKDAYS[weekday])
    assert days_of(OnWeekday(weekday), clock) == (day, day.add(days=1))


@steady(150)
@given(clocks(named=True), calendar_spans())
def test_so_long_ago_is_a_whole_day(clock: Clock, span: Span) -> None:
    assume(span.unit != "year" or span.count < 1900)
    day = shift(today_of(clock), span.unit, -span.count)
    assert days_of(Ago(span), clock) == (day, day.add(days=1))


@steady(150)
@given(clocks(), st.sampled_from(SEASONS))
def test_a_season_without_a_year_is_the_latest_completed_one(clock: Clock, season: Any) -> None:
    months = {"spring": [3, 4, 5], "summer": [6, 7, 8], "autumn": [9, 10, 11], "winter": [12, 1, 2]}[season]
    begin, end = days_of(InSeason(season), clock)
    inside = [begin + timedelta(days=number) for number in range((end - begin).days)]
    assert list(dict.fromkeys(day.month for day in inside)) == months
    assert begin.day == end.day == 1
    assert end <= clock.today < end.replace(year=end.year + 1)
    assert days_of(InSeason(season, begin.year), clock) == (begin, end)


@steady(200)
@given(clocks(), dates())
def test_a_date_without_a_year_is_the_latest_that_has_begun(clock: Clock, dated: Dated) -> None:
    begin, end = days_of(dated, clock)
    month = 3 * dated.quarter - 2 if dated.quarter else dated.month or 1
    assert (begin.month, begin.day) == (month, dated.day or 1)
    length = {"quarter": "quarter", "month": "month", "day": "day"}.get(
        "quarter" if dated.quarter else "day" if dated.day else "month" if dated.month else "", "year"
    )
    assert end == shift(pendulum.Date(begin.year, begin.month, begin.day), length, 1)
    if dated.year is not None:
        assert begin.year == dated.year
        return
    assert begin <= clock.today
    for year in range(begin.year + 1, clock.today.year + 1):  # no later one has begun
        try:
            assert date(year, month, dated.day or 1) > clock.today
        except ValueError:
            assert (month, dated.day) == (2, 29)


@steady(150)
@given(clocks(), st.sampled_from(PARTS), st.integers(-60, 10))
def test_a_part_of_the_day_is_read_off_the_wall_clock(clock: Clock, part: Any, offset: int) -> None:
    day = clock.today + timedelta(days=offset)
    hours = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 24), "night": (18, 30)}[part]
    begin, end = bounds(DayPart(part, offset), clock)
    assert begin.tzinfo is end.tzinfo is clock.zone
    for moment, hour in zip((begin, end), hours, strict=True):
        expected = datetime.combine(day, time()) + timedelta(hours=hour)
        assert moment.replace(tzinfo=None) == expected


@steady(300)
@given(clocks(), periods())
def test_a_period_begins_before_it_ends(clock: Clock, period: Period) -> None:
    try:
        begin, end = utc(bounds(period, clock))
    except (ValueError, OverflowError):
        reject()  # the calendar has ended
    skipped = clock.zone == ZoneInfo("Pacific/Apia")  # its 30 December 2011 never was, and is empty
    assert begin < end or (skipped and begin == end)


@steady(300)
@given(clocks(), st.sampled_from(CALENDAR_UNITS), st.integers(-100, 100))
def test_neighbouring_periods_meet(clock: Clock, unit: Any, offset: int) -> None:
    assert bounds(Calendar(unit, offset), clock)[1] == bounds(Calendar(unit, offset + 1), clock)[0]


@pytest.mark.parametrize("zone", sorted(zoneinfo.available_timezones()))
def test_a_day_begins_with_the_first_moment_that_shows_its_date(zone: str) -> None:
    clock = Clock(datetime(2025, 9, 3, 12, tzinfo=ZoneInfo(zone)))
    for day in _changing_days(zone):
        begin = clock.midnight(day).astimezone(UTC)
        shown, before = (
            moment.astimezone(clock.zone).date() for moment in (begin, begin - timedelta(seconds=1))
        )
        skipped = shown > day
        assert shown >= day
        assert before < day or skipped


def _changing_days(zone: str) -> list[date]:
    """The days from 1990 to 2037 on which a zone changes its clocks, and their neighbours."""
    tzinfo = ZoneInfo(zone)
    found = []
    day = datetime(1990, 1, 1, tzinfo=UTC)
    offset = day.astimezone(tzinfo).utcoffset()
    while day.year < 2038:
        day += timedelta(days=7)
        later = day.astimezone(tzinfo).utcoffset()
        if later != offset:
            found += [(day - timedelta(days=number)).date() for number in range(-1, 9)]
            offset = later
    return found


@pytest.mark.parametrize(
    ("period", "begin", "end"),
    [
        (Calendar("day", 0), "2025-09-03", "2025-09-04"),
        (Calendar("day", -1), "2025-09-02", "2025-09-03"),
        (Calendar("week", 0), "2025-09-01", "2025-09-08"),
        (Calendar("week", -1), "2025-08-25", "2025-09-01"),
        (Calendar("quarter", 0), "2025-07-01", "2025-10-01"),
        (Calendar("quarter", -3), "2024-10-01", "2025-01-01"),
        (Calendar("month", -20), "2024-01-01", "2024-02-01"),
        (Calendar("year", 1), "2026-01-01", "2027-01-01"),
        (Dated(month=9), "2025-09-01", "2025-10-01"),
        (Dated(month=9, day=3), "2025-09-03", "2025-09-04"),
        (Dated(month=9, day=4), "2024-09-04", "2024-09-05"),
        (Dated(month=10), "2024-10-01", "2024-11-01"),
        (Dated(quarter=4), "2024-10-01", "2025-01-01"),
        (Dated(month=2, day=29), "2024-02-29", "2024-03-01"),
        (OnWeekday("wednesday"), "2025-08-27", "2025-08-28"),
        (OnWeekday("tuesday"), "2025-09-02", "2025-09-03"),
        (InSeason("summer"), "2025-06-01", "2025-09-01"),
        (InSeason("winter"), "2024-12-01", "2025-03-01"),
        (InSeason("winter", 2025), "2025-12-01", "2026-03-01"),
        (Ago(Span(6, "month")), "2025-03-03", "2025-03-04"),
    ],
)
def test_periods_at_the_reference_time(period: Period, begin: str, end: str) -> None:
    assert days_of(period, NOON) == (date.fromisoformat(begin), date.fromisoformat(end))


def test_months_back_from_the_end_of_a_month_stop_at_its_last_day() -> None:
    clock = Clock(datetime(2024, 3, 31, 8, tzinfo=UTC))
    assert back(clock, Span(1, "month")) == datetime(2024, 2, 29, tzinfo=UTC)
    assert back(clock, Span(13, "month")) == datetime(2023, 2, 28, tzinfo=UTC)
    leap = Clock(datetime(2024, 2, 29, 8, tzinfo=UTC))
    assert back(leap, Span(1, "year")) == datetime(2023, 2, 28, tzinfo=UTC)


def test_a_season_is_completed_on_the_day_after_it() -> None:
    clock = Clock(datetime(2025, 9, 1, tzinfo=UTC))
    assert days_of(InSeason("summer"), clock) == (date(2025, 6, 1), date(2025, 9, 1))
    before = Clock(datetime(2025, 8, 31, tzinfo=UTC))
    assert days_of(InSeason("summer"), before) == (date(2024, 6, 1), date(2024, 9, 1))


def test_29_february_may_lie_eight_years_back() -> None:
    clock = Clock(datetime(1904, 2, 28, tzinfo=UTC))
    assert days_of(Dated(month=2, day=29), clock)[0] == date(1896, 2, 29)


def test_a_day_without_a_midnight_begins_when_the_clock_jumps_over_it() -> None:
    clock = Clock(datetime(2018, 11, 4, 12, tzinfo=ZoneInfo("America/Sao_Paulo")))
    begin, end = utc(bounds(Calendar("day", 0), clock))
    assert (begin, end) == (datetime(2018, 11, 4, 3, tzinfo=UTC), datetime(2018, 11, 5, 2, tzinfo=UTC))


def test_a_day_with_two_midnights_begins_with_the_first() -> None:
    clock = Clock(datetime(2024, 11, 3, 12, tzinfo=ZoneInfo("America/Havana")))
    begin, end = utc(bounds(Calendar("day", 0), clock))
    assert (begin, end) == (datetime(2024, 11, 3, 4, tzinfo=UTC), datetime(2024, 11, 4, 5, tzinfo=UTC))


def test_the_zone_of_the_clock_says_which_day_it_is() -> None:
    moment = datetime(2025, 9, 3, 22, tzinfo=UTC)
    there = Clock(moment.astimezone(ZoneInfo("Asia/Kathmandu")))
    assert days_of(Calendar("day", 0), there)[0] == date(2025, 9, 4)
    assert days_of(Calendar("day", 0), Clock(moment))[0] == date(2025, 9, 3)


@steady(300)
@given(periods())
def test_the_periods_beside_one_are_others_of_its_kind(period: Period) -> None:
    assume(not isinstance(period, Dated | InSeason) or period.year is None or 1 < period.year < 9000)
    assume(not isinstance(period, Ago) or period.span.count < 2000)
    beside = shifted(period)
    assert beside
    for other in beside:
        assert type(other) is type(period)
        assert bounds(other, NOON) != bounds(period, NOON)


def test_nothing_is_shorter_ago_than_today() -> None:
    assert shifted(Ago(Span(0, "day"))) == (Ago(Span(1, "day")),)
    assert shifted(Ago(Span(1, "day"))) == (Ago(Span(2, "day")),)
    assert shifted(Ago(Span(2, "day"))) == (Ago(Span(3, "day")), Ago(Span(1, "day")))


def test_a_clock_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="a clock needs a time zone"):
        Clock(datetime(2025, 9, 3, 12))


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ({}, "a date without year, quarter, month and day"),
        ({"quarter": 5}, "no quarter 5 of a year"),
        ({"quarter": 1, "month": 1}, "no quarter 1 of a year"),
        ({"day": 3}, "a day without its month"),
        ({"year": 2024, "day": 3}, "a day without its month"),
        ({"month": 0}, "no calendar has month 0"),
        ({"year": 0}, "no calendar has year 0"),
        ({"year": 10**30}, "no calendar has year 1"),
        ({"year": 2023, "month": 2, "day": 29}, "no calendar has year 2023 month 2 day 29"),
        ({"month": 4, "day": 31}, "no calendar has month 4 day 31"),
    ],
)
def test_a_date_that_no_calendar_has_is_refused(numbers: dict[str, int], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Dated(**numbers)


def test_a_span_below_nothing_and_a_day_some_hours_ago_are_refused() -> None:
    with pytest.raises(ValueError, match="a span of -1 day"):
        Span(-1, "day")
    with pytest.raises(ValueError, match="a day that lies 3 hour before today"):
        Ago(Span(3, "hour"))


def test_a_unit_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no calendar unit is called 'fortnight'"):
        back(NOON, Span(1, "fortnight"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "period",
    [
        Dated(9999),
        InSeason("winter", 9999),
        Calendar("year", 7974),
        Calendar("day", 10**9),
        InSeason("summer", 0),
    ],
)
def test_a_period_beyond_the_calendar_is_an_error(period: Period) -> None:
    with pytest.raises((ValueError, OverflowError)):
        bounds(period, NOON)


def test_a_day_that_no_year_before_has_is_an_error() -> None:
    clock = Clock(datetime(1, 1, 2, tzinfo=UTC))
    with pytest.raises(ValueError, match="no such day in any year: month 2, day 29"):
        bounds(Dated(month=2, day=29), clock)
