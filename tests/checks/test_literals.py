"""Literals: values that a schema takes for any text, and the product does not know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bookshop import context
from trainset.checks.literals import check
from trainset.values import Values

from .helpers import ANSWER, books, codes, messages, request


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        'filter: { genre: { eq: "novel" } }',
        'filter: { genre: { in: ["novel", "crime"] }, format: { ne: "audio" } }',
        'filter: { name: { contains: "nvel" }, author: { eq: "Nobody Known" } }',  # lists that are not closed
        'filter: { genre: { contains: "nov" } }',  # a part of a value is no value
        "filter: { genre: { in: [] } }",
        "filter: { genre: { exists: false }, price: { eq: 3 } }",
    ],
)
def test_known_values_and_open_fields_have_no_findings(arguments: str) -> None:
    assert codes(check, books(arguments)) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ('filter: { genre: { eq: "nvoel" } }', "genre has no value 'nvoel'. Did you mean 'novel'?"),
        ('filter: { genre: { ne: "Novel" } }', "genre has no value 'Novel'. Did you mean 'novel'?"),
        (
            'filter: { format: { eq: "pdf" } }',
            "format has no value 'pdf'. Known: audio, epub, hardcover, paperback.",
        ),
        ('filter: { format: { in: ["audio", "tape"] } }', "format has no value 'tape'. Known: audio, epub,"),
        ('filter: { not: { or: [{ medium: { notIn: ["paper"] } }] } }', "medium has no value 'paper'."),
    ],
)
def test_a_value_that_nothing_has_is_told_with_the_nearest(arguments: str, message: str) -> None:
    assert codes(check, books(arguments)) == ["literals.unknown"]
    assert messages(check, books(arguments)).startswith(message)


def test_every_unknown_value_is_a_finding() -> None:
    example = books('filter: { genre: { in: ["a", "b", "novel"] }, format: { eq: "c" } }')
    assert codes(check, example) == ["literals.unknown"] * 3


def test_values_belong_to_the_type_and_not_only_to_the_field() -> None:
    orders = 'query { orders(filter: { status: { eq: "sent" } }) { edges { node { id } } } }'
    assert messages(check, request(orders)).startswith("status has no value 'sent'.")


@pytest.mark.parametrize(
    "query",
    [
        "query {",
        "query { searchBoks { totalCount } }",
        "mutation { x }",
        "query { searchBooks { totalCount } shelves { totalCount } }",
    ],
)
def test_a_query_that_says_no_form_is_a_finding(query: str) -> None:
    assert codes(check, request(query)) == ["literals.unread"]


def test_answers_in_words_and_packs_without_values_have_no_findings() -> None:
    assert codes(check, ANSWER) == []
    assert check(books('filter: { genre: { eq: "x" } }'), replace(context(), values=Values({}))) == ()
