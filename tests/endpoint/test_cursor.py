"""Cursors say a place, and nothing but cursors is taken for one."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode

import pytest
from graphql.error import GraphQLError
from hypothesis import given
from hypothesis import strategies as st

from tests.endpoint.serving import ask, client_of
from tests.strategies import steady
from trainset.endpoint.cursor import read_cursor, write_cursor
from trainset.semantics.form import Search, SortKey

CLIENT = client_of()
BY_SIZE = """query ($after: String) {
  searchEntries(first: 1, after: $after, sortBy: { field: size, direction: ASC }) { edges { cursor } }
}"""
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"])),
)


def ordered(keys: int) -> Search:
    return Search("searchEntries", sort=tuple(SortKey(f"key{number}", "asc") for number in range(keys)))


@steady(200)
@given(st.lists(VALUES, max_size=4), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_written_is_read(values: list[object], identifier: str) -> None:
    place = (*values, identifier)
    assert read_cursor(write_cursor(place), ordered(len(values))) == place


@steady(300)
@given(
    st.one_of(st.text(max_size=40), st.binary(max_size=40).map(lambda raw: urlsafe_b64encode(raw).decode()))
)
def test_anything_else_is_refused_with_its_code(text: str) -> None:
    try:
        place = read_cursor(text, ordered(1))
    except GraphQLError as error:
        assert error.extensions == {"code": "INVALID_CURSOR"}  # noqa: PT017 - a place is right too
    else:
        assert len(place) == 2


@pytest.mark.parametrize(
    "place", [[], ["a", "b", "c"], [1], ["x", 1], {"a": 1}, [[], "x"], [float("inf"), "x"], [2**63, "x"]]
)
def test_a_place_of_another_order_is_refused(place: object) -> None:
    cursor = urlsafe_b64encode(json.dumps(place).encode()).decode()
    (error,) = ask(CLIENT, BY_SIZE, {"after": cursor})["errors"]
    assert error["extensions"] == {"code": "INVALID_CURSOR"}
    assert error["path"] == ["searchEntries"]


@steady(100)
@given(
    st.lists(VALUES, min_size=1, max_size=1), st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
)
def test_a_place_that_nothing_has_is_still_a_place(values: list[object], identifier: str) -> None:
    cursor = write_cursor((*values, identifier))
    assert "errors" not in ask(CLIENT, BY_SIZE, {"after": cursor})
