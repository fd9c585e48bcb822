"""Dates and large numbers are checked wherever they are written: as literals, in lists, and in variables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from graphql import parse, validate
from graphql.error import GraphQLError
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import bookshop, steady
from trainset.errors import InputError
from trainset.semantics.form import Compare
from trainset.semantics.read import search_from_graphql
from trainset.semantics.scalars import parse_bigint, parse_datetime

if TYPE_CHECKING:
    from trainset.semantics.form import Scalar

BY_DATE = (
    "query ($value: DateTime) { searchBooks(filter: { boughtAt: { gt: $value } }) { edges { node { id } } } }"
)
BY_SOLD = "query ($value: BigInt) { searchBooks(filter: { sold: { gt: $value } }) { edges { node { id } } } }"


def written(query: str, literal: str) -> str:
    """The query with a literal in place of its variable."""
    return "query { " + query.split("{ ", 1)[1].replace("$value", literal)


def read(query: str, variables: dict[str, Any] | None = None) -> object:
    where = search_from_graphql(query, bookshop(), variables).where
    assert isinstance(where, Compare)
    return where.value


@steady(200)
@given(st.datetimes(), st.integers(-14 * 60, 14 * 60))
def test_an_instant_of_any_zone_is_kept_in_utc_to_the_second(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    try:
        expected = aware.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"
    except OverflowError:
        with pytest.raises(GraphQLError, match="lies outside of the years 1 to 9999 in UTC"):
            parse_datetime(aware.isoformat())
    else:
        assert parse_datetime(aware.isoformat()) == expected
        assert len(expected) == 20  # so that the order of texts is the order of instants


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2025-09-03T12:00:00Z", "2025-09-03T12:00:00Z"),
        ("2025-09-03T12:00:00.000Z", "2025-09-03T12:00:00Z"),
        ("2025-09-03T14:00+02:00", "2025-09-03T12:00:00Z"),
        ("20250903T120000Z", "2025-09-03T12:00:00Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    ],
)
def test_an_instant_may_be_written_in_several_ways(text: str, kept: str) -> None:
    assert parse_datetime(text) == kept
    assert read(written(BY_DATE, f'"{text}"')) == kept
    assert read(BY_DATE, {"value": text}) == kept


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2025", "DateTime is an ISO 8601 text such as \"2025-09-03T12:00:00Z\", not '2025'"),
        ("yesterday", "not 'yesterday'"),
        ("2025-02-30T00:00:00Z", "not '2025-02-30T00:00:00Z'"),
        ("", "not ''"),
        (5, "not 5"),
        (True, "not True"),
        (["2025-09-03T12:00:00Z"], "not ['2025-09-03T12:00:00Z']"),
        ("2025-09-03", 'DateTime needs a time zone, such as the Z of "2025-09-03Z"'),
        ("2025-09-03T12:00:00", "DateTime needs a time zone"),
        ("0001-01-01T00:00:00+01:00", "lies outside of the years 1 to 9999 in UTC"),
        ("9999-12-31T23:59:59-01:00", "lies outside of the years 1 to 9999 in UTC"),
    ],
)
def test_what_is_no_instant_is_refused(value: object, reason: str) -> None:
    with pytest.raises(GraphQLError) as refused:
        parse_datetime(value)
    assert reason in refused.value.message
    with pytest.raises(InputError) as unread:
        read(BY_DATE, {"value": value})
    assert reason in str(unread.value)


@pytest.mark.parametrize("number", [0, -1, 2**40, 2**63 - 1, -(2**63)])
def test_a_large_number_keeps_every_digit(number: int) -> None:
    assert parse_bigint(number) == number
    assert read(written(BY_SOLD, str(number))) == number
    assert read(BY_SOLD, {"value": number}) == number


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, 5.0, float("inf"), float("nan"), "5", True, [5]])
def test_what_is_no_large_number_is_refused(value: Scalar) -> None:
    reason = f"BigInt is a whole number of up to 64 bits, not {value!r}."
    with pytest.raises(GraphQLError) as refused:
        parse_bigint(value)
    assert refused.value.message == reason
    with pytest.raises(InputError) as unread:
        read(BY_SOLD, {"value": value})
    assert reason in str(unread.value)


@pytest.mark.parametrize(
    ("query", "literal", "reason"),
    [
        (BY_DATE, "5", "Expected String."),
        (BY_DATE, "true", "Expected String."),
        (BY_DATE, '"2025"', "DateTime is an ISO 8601 text"),
        (BY_SOLD, '"5"', "Expected Int."),
        (BY_SOLD, "5.0", "Expected Int."),
        (BY_SOLD, "1e3", "Expected Int."),
        (BY_SOLD, "true", "Expected Int."),
        (BY_SOLD, str(2**63), "BigInt is a whole number of up to 64 bits"),
        (BY_SOLD, "9" * 5000, "Expected value of type 'BigInt'"),
    ],
)
def test_a_wrong_literal_is_found_by_validation_and_by_reading(query: str, literal: str, reason: str) -> None:
    text = written(query, literal)
    errors = validate(bookshop().graphql, parse(text))
    assert [reason in error.message for error in errors] == [True]
    with pytest.raises(InputError) as unread:
        read(text)
    assert reason in str(unread.value)
