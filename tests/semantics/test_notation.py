"""What is printed in the compact notation is read back as the same form, and what is no form is refused with a reason."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import steady, symbolic_forms, texts
from trainset.errors import InputError
from trainset.semantics.form import (
    Act,
    And,
    Breakdown,
    Compare,
    Count,
    Form,
    Not,
    Or,
    Quantity,
    Search,
    Slot,
    SortKey,
    Total,
    Word,
)
from trainset.semantics.notation import MAX_LENGTH, parse_form, parse_search, print_condition, print_form
from trainset.semantics.period import Ago, Calendar, Dated, DayPart, InSeason, OnWeekday, Span


def value_of(text: str, operator: str = "during") -> object:
    where = parse_search(f"books where x {operator} {text}").where
    assert isinstance(where, Compare)
    return where.value


@steady(300)
@given(symbolic_forms())
def test_a_printed_form_is_read_back_as_itself(form: Form) -> None:
    again = parse_form(print_form(form))
    assert again == form
    assert repr(again) == repr(form) or _amounts_differ_in_zeros(form)  # 1 is not 1.0, and not true


def _amounts_differ_in_zeros(form: Form) -> bool:
    """Amounts of 1.50 and 1.5 are one amount; only they may be written in two ways."""
    return "Decimal" in repr(form)


@steady(200)
@given(texts())
def test_every_text_survives(text: str) -> None:
    assert value_of(print_condition(Compare("x", "eq", text)).removeprefix("x = "), "=") == text


@steady(200)
@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**300), 10**300))
def test_every_number_survives_and_keeps_its_kind(number: float) -> None:
    again = value_of(print_condition(Compare("x", "gt", number)).removeprefix("x > "), ">")
    assert repr(again) == repr(number)


@steady(100)
@given(st.text(max_size=40))
def test_any_other_text_is_read_or_refused(text: str) -> None:
    with suppress(InputError):
        form = parse_form(text)
        assert parse_form(print_form(form)) == form


@steady(200)
@given(st.text("books where x=>and or not(){}[]\"'during ago last this 12.-*Q \n", max_size=60))
def test_texts_that_look_like_forms_are_read_or_refused(text: str) -> None:
    with suppress(InputError):
        form = parse_form(f"books where {text}")
        assert parse_form(print_form(form)) == form


def test_a_form_reads_as_it_is_written() -> None:
    text = (
        'searchBooks where genre = "novel" and (price >= 5 euro or not signed = true) and tags any ["old", "gift"] '
        "and boughtAt within 1 month sort boughtAt desc, name asc first 5"
    )
    form = parse_search(text)
    assert form == Search(
        "searchBooks",
        And(
            (
                Compare("genre", "eq", "novel"),
                Or(
                    (
                        Compare("price", "gte", Quantity(Decimal(5), "euro")),
                        Not(Compare("signed", "eq", value=True)),
                    )
                ),
                Compare("tags", "any", ("old", "gift")),
                Compare("boughtAt", "within", Span(1, "month")),
            )
        ),
        (SortKey("boughtAt", "desc"), SortKey("name", "asc")),
        5,
    )
    assert print_form(form) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("today", Calendar("day", 0)),
        ("yesterday", Calendar("day", -1)),
        ("last day", Calendar("day", -1)),
        ("day -2", Calendar("day", -2)),
        ("this week", Calendar("week", 0)),
        ("last quarter", Calendar("quarter", -1)),
        ("year 1", Calendar("year", 1)),
        ("morning 0", DayPart("morning", 0)),
        ("night -1", DayPart("night", -1)),
        ("2024", Dated(2024)),
        ("0987", Dated(987)),
        ("2024-Q3", Dated(2024, quarter=3)),
        ("*-Q4", Dated(quarter=4)),
        ("2024-02-29", Dated(2024, 2, 29)),
        ("*-02-29", Dated(month=2, day=29)),
        ("*-12", Dated(month=12)),
        ("friday", OnWeekday("friday")),
        ("winter", InSeason("winter")),
        ("autumn 2023", InSeason("autumn", 2023)),
        ("ago 3 week", Ago(Span(3, "week"))),
        ("{when}", Slot("when")),
    ],
)
def test_each_kind_of_period_has_its_notation(text: str, value: object) -> None:
    assert value_of(text) == value
    printed = print_condition(Compare("x", "during", value))  # type: ignore[arg-type]
    assert value_of(printed.removeprefix("x during ")) == value


def test_words_of_the_notation_may_name_fields() -> None:
    for name in ("order", "notes", "first", "sort", "last", "this", "ago", "today", "true", "android", "asc"):
        form = Search(name, Compare(name, "eq", 1), (SortKey(name, "asc"),), 1)
        assert parse_form(print_form(form)) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("count books where x = 1", Count(Search("books", Compare("x", "eq", 1)))),
        ("total sold, price of books", Total(("sold", "price"), Search("books"))),
        ("breakdown by genre of books", Breakdown("genre", Search("books"))),
        (
            "breakdown by genre with sold, count of books where x = 1 sort sold desc first 5",
            Breakdown(
                "genre",
                Search("books", Compare("x", "eq", 1), (SortKey("sold", "desc"),), 5),
                ("sold", "count"),
            ),
        ),
        ("do openShelf()", Act("openShelf")),
        (
            'do labelBooks(labels: ["old", {tag}], mode: REPLACE, keep: true, weight: 0.5, times: -3) on books where x = 1 first 3',
            Act(
                "labelBooks",
                (
                    ("labels", ("old", Slot("tag"))),
                    ("mode", Word("REPLACE")),
                    ("keep", True),
                    ("weight", 0.5),
                    ("times", -3),
                ),
                Search("books", Compare("x", "eq", 1), (), 3),
            ),
        ),
        ("do removeBooks(why: {why}) on books", Act("removeBooks", (("why", Slot("why")),), Search("books"))),
    ],
)
def test_other_forms_read_as_they_are_written(text: str, form: Form) -> None:
    assert parse_form(text) == form
    assert print_form(form) == text


def test_a_form_that_must_be_a_search_is_one() -> None:
    assert parse_search("books first 3") == Search("books", first=3)
    with pytest.raises(InputError, match=r"a logical form, but no search\n  count books"):
        parse_search("count books")


def test_layout_means_nothing() -> None:
    assert parse_form("a\n  where b=1 and\t( c = 2 )") == parse_form("a where b = 1 and c = 2")


def test_negation_binds_closer_than_and_and_and_closer_than_or() -> None:
    one, two, three = (Compare(name, "eq", 1) for name in "abc")
    assert parse_search("x where not a = 1 and b = 1 or c = 1").where == Or((And((Not(one), two)), three))
    assert parse_search("x where not (a = 1 and (b = 1 or c = 1))").where == Not(And((one, Or((two, three)))))


def test_amounts_are_exact() -> None:
    assert value_of("1.1234567890123456789 GB", ">") == Quantity(Decimal("1.1234567890123456789"), "GB")
    assert print_condition(Compare("x", "gt", Quantity(Decimal("1E+3"), "GB"))) == "x > 1000 GB"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not a logical form, at character "),
        ("books where", "not a logical form, at character "),
        ("books where x ~ 3", "not a logical form, at character 14\n  books where x ~ 3\n                ^"),
        ("books where x = bogus", "no value is called 'bogus'; a text stands in double quotes"),
        ("books where x during bogus 3", "'bogus' takes no number"),
        ("books where x during week 1.5", "not a logical form, at character 27"),
        ("books where x during last bogus", "no calendar unit is called 'bogus'"),
        ("books where x within 3 bogus", "no unit of time is called 'bogus'"),
        ("books where x within 1.5 month", "'within' takes a span of whole units"),
        ("books where x within -1 month", "a span of -1 month"),
        ("books where x older 2024", "'older' takes a span of whole units"),
        ("books where x within true", "'within' takes a span of whole units"),
        ("books where x during 3 month", "'during' takes a period"),
        ("books where x during true", "'during' takes a period"),
        ('books where x since "2024"', "'since' takes a period"),
        ("books where x during 2024-13", "no calendar has year 2024 month 13"),
        ("books where x during 2023-02-29", "no calendar has year 2023 month 2 day 29"),
        ("books where x during *-02-30", "no calendar has month 2 day 30"),
        ("books where x during 0", "no calendar has year 0"),
        ("books where x during 10000", "no calendar has year 10000"),
        ("books where x during ago 3 hour", "a day that lies 3 hour before today"),
        ("books where x spanning 2024", "'spanning' takes two values in brackets"),
        ("books where x spanning [2024]", "'spanning' takes two values in brackets"),
        ("books where x spanning [[2024], 2025]", "'during' takes a period"),
        ("books where x between 5", "'between' takes two values in brackets"),
        ("books where x between [1, 2, 3]", "'between' takes two values in brackets"),
        ('books where x between ["a", "b"]', "'between' takes numbers"),
        ("books where x between [1, true]", "'between' takes numbers"),
        ("books where x about [1, 2]", "'about' takes numbers"),
        ('books where x about "5"', "'about' takes numbers"),
        ("books where x = today", "'eq' takes no period and no list of lists"),
        ("books where x in [1, friday]", "'in' takes no period and no list of lists"),
        ("books where x in [[1]]", "'in' takes no period and no list of lists"),
        ('books where x = "\\ud800"', "surrogates not allowed"),
        ('books where x = "a\nb"', "not a logical form, at character 16"),
        (f"books where x > {'9' * 400}.5", "a number that is too large"),
        ("total of books", "not a logical form, at character "),
        ("breakdown of books", "not a logical form, at character "),
        ("do removeBooks on books", "not a logical form, at character "),
        ("do removeBooks(3) on books", "not a logical form, at character "),
        ("books first 0", "'first' takes a number from 1 on"),
        ("books first -5", "'first' takes a number from 1 on"),
        ("books sort x upwards", "not a logical form, at character 13"),
        ("x" * (MAX_LENGTH + 1), f"a logical form of more than {MAX_LENGTH} characters"),
        (f"books where {'not ' * 4000}x = 1", "a logical form that is nested too deeply"),
    ],
)
def test_what_is_no_form_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_form(text)
    assert reason in str(refused.value)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_cannot_be_printed(number: float) -> None:
    with pytest.raises(ValueError, match="no notation for the number"):
        print_form(Search("books", Compare("x", "gt", number)))


@pytest.mark.parametrize("empty", [And(()), Or(()), Not(And(()))])
def test_a_condition_without_parts_cannot_be_printed(empty: And | Or | Not) -> None:
    with pytest.raises(ValueError, match="no words say a conjunction or disjunction without parts"):
        print_form(Search("books", empty))


def test_letters_of_all_alphabets_stand_as_they_are() -> None:
    assert print_condition(Compare("x", "eq", 'שלום 😀 "Ä"\n')) == 'x = "שלום 😀 \\"Ä\\"\\n"'
