"""Valid: the query is GraphQL, and fits the schema."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainset.checks.valid import check

from .helpers import ANSWER, books, codes, messages, request

DEEP = "{ and: [" * 2000 + "{}" + "] }" * 2000


def test_good_queries_and_answers_in_words_have_no_findings() -> None:
    assert codes(check, books('filter: { genre: { eq: "novel" } }, first: 3')) == []
    assert codes(check, ANSWER) == []


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        ("", "valid.syntax", "Unexpected <EOF>"),
        ("query {", "valid.syntax", "Expected Name"),
        ("query { searchBooks { edges { node { id } } } } }", "valid.syntax", "Unexpected '}'"),
        (
            'query { searchBooks(filter: { name: { eq: "a } }) { edges { node { id } } } }',
            "valid.syntax",
            "Unterminated",
        ),
        ("query { " + "a " * 20_001 + "}", "valid.syntax", "token"),
        ("query { searchBoks { totalCount } }", "valid.schema", "Did you mean 'searchBooks'?"),
        (
            "query { searchBooks { edges { node { id, titel } } } }",
            "valid.schema",
            "Cannot query field 'titel'",
        ),
        ("query { searchBooks(limit: 3) { totalCount } }", "valid.schema", "Unknown argument 'limit'"),
        (
            "query { searchBooks(filter: { price: { gt: 1.5 } }) { totalCount } }",
            "valid.schema",
            "Int cannot represent",
        ),
        ("query { searchBooks(filter: { genre: { gt: 3 } }) { totalCount } }", "valid.schema", "gt"),
        ('query { searchBooks(filter: { soldAt: { gt: "soon" } }) { totalCount } }', "valid.schema", "soon"),
        ("query { searchBooks(sortBy: { field: price }) { totalCount } }", "valid.schema", "direction"),
        ("query { searchBooks }", "valid.schema", "must have a selection"),
        ("subscription { sell }", "valid.schema", "subscription"),
    ],
)
def test_each_fault_has_its_code_and_the_words_of_graphql(query: str, code: str, message: str) -> None:
    assert codes(check, request(query)) == [code]
    assert message in messages(check, request(query))


def test_a_query_that_is_nested_too_deeply_is_a_finding() -> None:
    (code,) = codes(check, books(f"filter: {DEEP}"))
    assert code in {"valid.depth", "valid.syntax"}


@settings(derandomize=True, max_examples=60)
@given(st.text(st.sampled_from('query{}()[]:"$@ searchBooks,edges\n#\\'), max_size=80))
def test_no_query_whatever_makes_the_check_raise(query: str) -> None:
    assert all(code.startswith("valid.") for code in codes(check, request(query)))
