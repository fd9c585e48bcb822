"""What is spoken becomes what is written: every row of the conventions' table of times, sizes, and the ends of the calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import (
    SETTING,
    UNITS,
    clocks,
    periods,
    resolved_forms,
    resolved_operations,
    spans,
    steady,
    symbolic_forms,
)
from trainset.errors import InputError
from trainset.semantics.form import (
    SPOKEN_OPERATORS,
    Compare,
    Condition,
    Form,
    Quantity,
    Slot,
    comparisons,
    conjuncts,
    search_of,
)
from trainset.semantics.notation import parse_search
from trainset.semantics.period import Clock, Dated, Period, Span, bounds
from trainset.semantics.resolve import Setting, instant, resolve, resolve_condition


def resolved(text: str, setting: Setting = SETTING) -> list[tuple[str, object]]:
    """The operators and values of a condition on one field, once resolved."""
    where = resolve(parse_search(f"books where {text}"), setting).where
    return [(compare.operator, compare.value) for compare in comparisons(where)]


def moments(text: str, setting: Setting = SETTING) -> dict[str, object]:
    return dict(resolved(f"boughtAt {text}", setting))


# Phrase, as it is noted down, from when, before when; at 2025-09-03T12:00:00Z, a Wednesday.
TIMES = [
    ("in the last 7 days", "within 7 day", "2025-08-27T00:00:00Z", None),
    ("in the past 2 weeks", "within 2 week", "2025-08-20T00:00:00Z", None),
    ("in the last month", "within 1 month", "2025-08-03T00:00:00Z", None),
    ("in the last 6 months", "within 6 month", "2025-03-03T00:00:00Z", None),
    ("in the last quarter of a year", "within 1 quarter", "2025-06-03T00:00:00Z", None),
    ("in the past 2 years", "within 2 year", "2023-09-03T00:00:00Z", None),
    ("in the last 12 hours", "within 12 hour", "2025-09-03T00:00:00Z", None),
    ("in the last 36 hours", "within 36 hour", "2025-09-02T00:00:00Z", None),
    ("in the last 90 minutes", "within 90 minute", "2025-09-03T10:30:00Z", None),
    ("last week", "during last week", "2025-08-25T00:00:00Z", "2025-09-01T00:00:00Z"),
    ("during last month", "during last month", "2025-08-01T00:00:00Z", "2025-09-01T00:00:00Z"),
    ("from last year", "during last year", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
    ("this week", "since this week", "2025-09-01T00:00:00Z", None),
    ("this month", "since this month", "2025-09-01T00:00:00Z", None),
    ("so far this year", "since this year", "2025-01-01T00:00:00Z", None),
    ("today", "during today", "2025-09-03T00:00:00Z", "2025-09-04T00:00:00Z"),
    ("yesterday", "during yesterday", "2025-09-02T00:00:00Z", "2025-09-03T00:00:00Z"),
    ("the day before yesterday", "during day -2", "2025-09-01T00:00:00Z", "2025-09-02T00:00:00Z"),
    ("this morning", "during morning 0", "2025-09-03T06:00:00Z", "2025-09-03T12:00:00Z"),
    ("this afternoon", "during afternoon 0", "2025-09-03T12:00:00Z", "2025-09-03T18:00:00Z"),
    ("this evening", "during evening 0", "2025-09-03T18:00:00Z", "2025-09-04T00:00:00Z"),
    ("last night", "during night -1", "2025-09-02T18:00:00Z", "2025-09-03T06:00:00Z"),
    ("in March", "during *-03", "2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z"),
    ("in December", "during *-12", "2024-12-01T00:00:00Z", "2025-01-01T00:00:00Z"),
    ("in 2023", "during 2023", "2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
    ("in Q3 2024", "during 2024-Q3", "2024-07-01T00:00:00Z", "2024-10-01T00:00:00Z"),
    ("in Q4", "during *-Q4", "2024-10-01T00:00:00Z", "2025-01-01T00:00:00Z"),
    ("on 5 May", "during *-05-05", "2025-05-05T00:00:00Z", "2025-05-06T00:00:00Z"),
    ("on 5 October", "during *-10-05", "2024-10-05T00:00:00Z", "2024-10-06T00:00:00Z"),
    ("on Friday", "during friday", "2025-08-29T00:00:00Z", "2025-08-30T00:00:00Z"),
    ("last Wednesday", "during wednesday", "2025-08-27T00:00:00Z", "2025-08-28T00:00:00Z"),
    ("last summer", "during summer", "2025-06-01T00:00:00Z", "2025-09-01T00:00:00Z"),
    ("last autumn", "during autumn", "2024-09-01T00:00:00Z", "2024-12-01T00:00:00Z"),
    ("last winter", "during winter", "2024-12-01T00:00:00Z", "2025-03-01T00:00:00Z"),
    ("last spring", "during spring", "2025-03-01T00:00:00Z", "2025-06-01T00:00:00Z"),
    ("3 days ago", "during ago 3 day", "2025-08-31T00:00:00Z", "2025-09-01T00:00:00Z"),
    ("2 weeks ago", "during ago 2 week", "2025-08-20T00:00:00Z", "2025-08-21T00:00:00Z"),
    ("6 months ago", "during ago 6 month", "2025-03-03T00:00:00Z", "2025-03-04T00:00:00Z"),
    ("since 2024", "since 2024", "2024-01-01T00:00:00Z", None),
    ("from Monday on", "since monday", "2025-09-01T00:00:00Z", None),
    ("after last summer", "after summer", "2025-09-01T00:00:00Z", None),
    ("after 2023", "after 2023", "2024-01-01T00:00:00Z", None),
    ("after 5 May", "after *-05-05", "2025-05-06T00:00:00Z", None),
    ("before yesterday", "before yesterday", None, "2025-09-02T00:00:00Z"),
    ("before 2020", "before 2020", None, "2020-01-01T00:00:00Z"),
    ("until March", "until *-03", None, "2025-04-01T00:00:00Z"),
    ("up to 2022", "until 2022", None, "2023-01-01T00:00:00Z"),
    ("by last Friday", "until friday", None, "2025-08-30T00:00:00Z"),
    ("between March and May", "spanning [*-03, *-05]", "2025-03-01T00:00:00Z", "2025-06-01T00:00:00Z"),
    ("between 2019 and 2021", "spanning [2019, 2021]", "2019-01-01T00:00:00Z", "2022-01-01T00:00:00Z"),
    ("older than 2 years", "older 2 year", None, "2023-09-03T00:00:00Z"),
    ("not touched for 6 months", "older 6 month", None, "2025-03-03T00:00:00Z"),
    ("newer than 3 days", "within 3 day", "2025-08-31T00:00:00Z", None),
]


@pytest.mark.parametrize(("noted", "begin", "end"), [row[1:] for row in TIMES], ids=[row[0] for row in TIMES])
def test_times_mean_what_the_conventions_say(noted: str, begin: str | None, end: str | None) -> None:
    expected = {name: moment for name, moment in (("gte", begin), ("lt", end)) if moment is not None}
    assert moments(noted) == expected


# Price is in whole cents (euro), weight in kilograms (ton); rating is a bare number.
NUMBERS = [
    ("price > 5 euro", [("gt", 500)]),
    ("price >= 4.995 euro", [("gte", 500)]),
    ("price = 7", [("eq", 7)]),
    ("price in [1 euro, 2]", [("in", (100, 2))]),
    ("weight <= 1.5 ton", [("lte", 1500)]),
    ("weight < 0.0125 kg", [("lt", 0.0125)]),
    ("price between [1 euro, 5 euro]", [("gte", 100), ("lte", 500)]),
    ("price about 5 euro", [("gte", 450), ("lte", 550)]),
    ("price about 3", [("gte", 3), ("lte", 3)]),
    ("price about -10", [("gte", -11), ("lte", -9)]),
    ("rating about 15", [("gte", 14), ("lte", 16)]),
    ("weight about 1.5", [("gte", 1.35), ("lte", 1.65)]),
    ("sold > 99999999999999999999", [("gt", 99999999999999999999)]),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_quantities_are_numbers_of_base_units(text: str, expected: list[tuple[str, object]]) -> None:
    assert repr(resolved(text)) == repr(expected)


@steady(300)
@given(clocks(), periods())
def test_the_words_for_a_period_share_its_bounds(clock: Clock, period: Period) -> None:
    setting = Setting(clock, UNITS)

    def said(operator: str, value: object = period) -> Condition:
        return resolve_condition(Compare("boughtAt", operator, value), setting)  # type: ignore[arg-type]

    try:
        begin, end = (instant(moment) for moment in bounds(period, clock))
    except (ValueError, OverflowError):
        with pytest.raises(InputError, match="boughtAt during: a time outside of the years 1 to 9999"):
            said("during")
        return
    lower, upper = Compare("boughtAt", "gte", begin), Compare("boughtAt", "lt", end)
    assert conjuncts(said("during")) == conjuncts(said("spanning", (period, period))) == (lower, upper)
    assert said("since") == lower
    assert said("until") == upper
    assert said("after") == Compare("boughtAt", "gte", end)
    assert said("before") == Compare("boughtAt", "lt", begin)


@steady(150)
@given(clocks(), spans())
def test_newer_and_older_divide_all_time(clock: Clock, span: Span) -> None:
    setting = Setting(clock, UNITS)
    try:
        newer = resolve_condition(Compare("boughtAt", "within", span), setting)
        older = resolve_condition(Compare("boughtAt", "older", span), setting)
    except InputError as error:
        assert "outside of the years 1 to 9999" in str(error)  # noqa: PT017 - a span of 3000 years may be drawn
    else:
        assert isinstance(newer, Compare)
        assert older == Compare("boughtAt", "lt", newer.value)
        assert newer.operator == "gte"


@steady(200)
@given(symbolic_forms())
def test_a_resolved_form_holds_no_spoken_operator(form: Form) -> None:
    try:
        search = search_of(resolve(form, SETTING))
    except InputError as error:
        assert "outside of the years 1 to 9999" in str(error)  # noqa: PT017
    except TypeError as error:
        assert "Slot" in repr(form)
        assert "an open slot has no meaning yet" in str(error)  # noqa: PT017
    else:
        where = None if search is None else search.where
        assert not {compare.operator for compare in comparisons(where)} & set(SPOKEN_OPERATORS)
        assert "Quantity" not in repr(where)


@steady(200)
@given(resolved_forms() | resolved_operations())
def test_a_resolved_form_stays_as_it_is(form: Form) -> None:
    assert resolve(form, SETTING) == form


def test_the_order_and_the_limit_stay() -> None:
    form = parse_search("books where boughtAt since 2024 sort price desc, name asc first 3")
    again = resolve(form, SETTING)
    assert (again.sort, again.first) == (form.sort, form.first)
    assert resolve(parse_search("books first {n}"), SETTING).first == Slot("n")


def test_days_begin_where_the_clock_is() -> None:
    berlin = Clock(datetime(2025, 9, 3, 12, tzinfo=ZoneInfo("Europe/Berlin")))
    assert moments("during today", Setting(berlin, UNITS)) == {
        "gte": "2025-09-02T22:00:00Z",
        "lt": "2025-09-03T22:00:00Z",
    }
    # The day on which summer time ends has 25 hours.
    assert moments("during 2025-10-26", Setting(berlin, UNITS)) == {
        "gte": "2025-10-25T22:00:00Z",
        "lt": "2025-10-26T23:00:00Z",
    }


def test_weeks_begin_on_the_day_of_the_pack() -> None:
    sunday = Clock(datetime(2025, 9, 7, 12, tzinfo=UTC), "sunday")
    assert moments("since this week", Setting(sunday, UNITS)) == {"gte": "2025-09-07T00:00:00Z"}
    monday = Clock(datetime(2025, 9, 7, 12, tzinfo=UTC))
    assert moments("since this week", Setting(monday, UNITS)) == {"gte": "2025-09-01T00:00:00Z"}


def test_a_fraction_of_a_second_is_left_out() -> None:
    clock = Clock(datetime(2025, 9, 3, 12, 0, 0, 900_000, tzinfo=UTC))
    assert moments("within 1 minute", Setting(clock, UNITS)) == {"gte": "2025-09-03T11:59:00Z"}


def test_early_years_are_written_with_four_digits() -> None:
    assert moments("during 987") == {"gte": "0987-01-01T00:00:00Z", "lt": "0988-01-01T00:00:00Z"}
    assert instant(datetime(1, 1, 1, tzinfo=UTC)) == "0001-01-01T00:00:00Z"


EAST, WEST = (Clock(datetime(2025, 9, 3, 12, tzinfo=timezone(timedelta(hours=hours)))) for hours in (5, -5))


@pytest.mark.parametrize(
    ("clock", "text"),
    [
        (SETTING.clock, "during 9999"),
        (SETTING.clock, "after 9999-12"),
        (SETTING.clock, "during winter 9999"),
        (SETTING.clock, "within 2025 year"),
        (SETTING.clock, "within 999999999999 day"),
        (SETTING.clock, "older 99999999999999999999999 hour"),
        (SETTING.clock, "since week -999999999"),
        (SETTING.clock, "since ago 3000 year"),
        (SETTING.clock, "during day 99999999999"),
        (SETTING.clock, "during morning 99999999999"),
        (SETTING.clock, "spanning [2024, 9999]"),
        (EAST, "since 0001"),
        (WEST, "during 9999-12-31"),
    ],
)
def test_a_time_beyond_the_calendar_is_refused(clock: Clock, text: str) -> None:
    with pytest.raises(
        InputError, match=f"boughtAt {text.split(maxsplit=1)[0]}: a time outside of the years 1 to 9999"
    ):
        moments(text, Setting(clock, UNITS))


def test_the_first_and_the_last_day_of_the_calendar_can_be_spoken_of() -> None:
    assert moments("since 0001") == {"gte": "0001-01-01T00:00:00Z"}
    assert moments("since 0001-01-02", Setting(EAST, UNITS)) == {"gte": "0001-01-01T19:00:00Z"}
    assert moments("until 9999-12-30", Setting(WEST, UNITS)) == {"lt": "9999-12-31T05:00:00Z"}


def test_a_period_needs_an_operator_for_times() -> None:
    with pytest.raises(TypeError, match=r"boughtAt: Dated.* needs an operator that a clock can resolve"):
        resolve_condition(Compare("boughtAt", "gte", Dated(2024)), SETTING)


@pytest.mark.parametrize("operator", ["gt", "in", *SPOKEN_OPERATORS])
def test_an_open_slot_cannot_be_resolved(operator: str) -> None:
    for value in (Slot("x"), (1, Slot("x"))):
        with pytest.raises(TypeError, match=f"price {operator}: an open slot has no meaning yet"):
            resolve_condition(Compare("price", operator, value), SETTING)


def test_a_unit_of_another_measure_is_refused() -> None:
    with pytest.raises(InputError, match="price is not measured in 'ton'"):
        resolved("price > 5 ton")
    with pytest.raises(InputError, match="rating is a bare number and has no unit 'euro'"):
        resolve_condition(Compare("rating", "about", Quantity(Decimal(5), "euro")), SETTING)


@steady(200)
@given(st.integers(-(10**6), 10**6) | st.floats(-(10**6), 10**6))
def test_about_is_within_a_tenth_either_way(number: float) -> None:
    low, high = (value for _, value in _about(number))
    assert isinstance(low, int | float)
    assert isinstance(high, int | float)
    assert low <= number <= high
    tenth = abs(number) / 10
    assert number - tenth <= low + 1e-6
    assert high <= number + tenth + 1e-6
    if isinstance(number, int):
        assert isinstance(low, int)
        assert isinstance(high, int)


def _about(number: float) -> list[tuple[str, object]]:
    condition = resolve_condition(Compare("rating", "about", number), SETTING)
    return [(compare.operator, compare.value) for compare in comparisons(condition)]
