"""Numbers and months in words, held against inflect, which writes numbers."""

from __future__ import annotations

import calendar
from decimal import Decimal

import inflect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainset.parser.numerals import month_of, number_of, year_of
from trainset.parser.words import words_of

_ENGINE = inflect.engine()


@given(st.integers(0, 999_999))
def test_a_number_in_words_is_read(number: int) -> None:
    said = str(_ENGINE.number_to_words(str(number))).replace(",", "")
    assert number_of([word.text for word in words_of(said)]) == number


@given(st.integers(0, 10**9))
def test_a_number_in_digits_is_read_with_and_without_commas(number: int) -> None:
    assert number_of([str(number)]) == number_of([f"{number:,}"]) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("half", "0.5"),
        ("two and a half", "2.5"),
        ("a dozen", None),
        ("dozen", "12"),
        ("", None),
        ("and", None),
        ("red", None),
    ],
)
def test_odd_numbers(words: str, number: str | None) -> None:
    assert number_of(words.split()) == (None if number is None else Decimal(number))


@pytest.mark.parametrize("month", range(1, 13))
def test_months_by_name_abbreviation_number_and_slip(month: int) -> None:
    name = calendar.month_name[month]
    assert month_of(name) == month_of(calendar.month_abbr[month].upper()) == month_of(f"{month:02}") == month
    if len(name) > 5:
        assert month_of(name[:2] + name[3:]) == month


def test_what_is_no_month_and_no_year() -> None:
    assert month_of("13") is None
    assert month_of("blue") is None
    assert year_of("2024") == year_of("24") == 2024
    assert year_of("May") is None
    assert year_of("199") is None
