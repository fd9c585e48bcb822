"""Executes: the query runs, and its condition keeps something out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bookshop import context
from trainset.checks.executes import check
from trainset.dataset.tools import load_tools

from .helpers import ANSWER, books, codes, messages, request


@pytest.mark.parametrize(
    "arguments",
    [
        "",  # no condition, and so everything
        "sortBy: { field: price, direction: DESC }, first: 3",
        'filter: { genre: { eq: "novel" } }',
        'filter: { genre: { eq: "novel" }, shelf: { eq: "Old Times" } }',  # finds nothing, which is no fault of a query
        'filter: { author: { ne: "Ines Okafor" } }',
    ],
)
def test_queries_that_run_and_choose_have_no_findings(arguments: str) -> None:
    assert codes(check, books(arguments)) == []


@pytest.mark.parametrize(
    "arguments",
    [
        "filter: { price: { gte: 0 } }",
        "filter: { or: [{ inPrint: { eq: true } }, { inPrint: { eq: false } }] }",
        'filter: { medium: { eq: "print" } }',  # meant anyway
        'filter: { name: { contains: "" } }, first: 2',
    ],
)
def test_a_condition_that_keeps_nothing_out_is_a_finding(arguments: str) -> None:
    assert codes(check, books(arguments)) == ["executes.everything"]


def test_a_query_that_fails_is_a_finding_that_says_where_and_why() -> None:
    example = books("first: 5000")
    assert codes(check, example) == ["executes.error"]
    assert messages(check, example).startswith("on the world harbor: first is from 1 to 1000, not 5000")


def test_what_is_yet_to_come_is_a_finding_where_nothing_lies_in_the_future() -> None:
    clock = "2024-02-29T14:30:00Z"
    assert codes(check, books(f'filter: {{ publishedAt: {{ gte: "{clock}" }} }}')) == []
    for condition in (
        'boughtAt: { gte: "2024-03-01T00:00:00Z" }',
        'genre: { eq: "novel" }, or: [{ soldAt: { gt: "2030-01-01T00:00:00Z" } }, { price: { lt: 5 } }]',
    ):
        example = books(f"filter: {{ {condition} }}")
        assert codes(check, example) == ["executes.future"]
        assert "yet" in messages(check, example)


def test_a_text_that_no_database_holds_is_a_finding() -> None:
    for arguments in ('filter: { name: { eq: "a\\u0000b" } }', 'filter: { tags: { any: ["\\u0000"] } }'):
        assert codes(check, books(arguments)) == ["executes.error"]


def test_what_other_checks_say_is_not_said_again() -> None:
    for query in (
        "query {",
        "query { searchBoks { totalCount } }",
        "query { shelves { totalCount } orders { totalCount } }",
    ):
        assert codes(check, request(query)) == []
    assert codes(check, ANSWER) == []


def test_without_worlds_nothing_is_executed() -> None:
    assert check(books("first: 5000"), replace(context(), worlds=())) == ()


def test_values_never_become_sql() -> None:
    hostile = books('filter: { name: { eq: "\\"; DROP TABLE \\"Book\\"; --" }, author: { in: ["\'", "%"] } }')
    assert codes(check, hostile) == []
    counts = [
        world.connection.execute('SELECT count(*) FROM "Book"').fetchone()[0] for world in context().worlds
    ]
    assert all(count > 50 for count in counts)


def test_what_is_found_of_an_action_does_not_hang_on_what_was_asked_before() -> None:
    tools = load_tools("spacedrive", None)
    spacedrive = tools.context({}, worlds=True)

    def found(action: str) -> list[str]:
        query = f"mutation {{ {action} {{ kind, summary, targetCount }} }}"
        return [finding.code for finding in check(request(query), spacedrive)]

    chosen = 'filter: { contentKind: { eq: "image" } }'
    for rating, codes_of_it in ((5, []), (6, ["executes.error"]), (5, [])):
        assert found(f"setRating({chosen}, rating: {rating})") == codes_of_it
    # Two tags of one of the worlds have the first name, and none of any world has the last.
    for tag in ("Phoenix", "Travel", "Nobody's"):
        assert found(f'deleteTag(tag: "{tag}")') == []
