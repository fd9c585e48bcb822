"""All checks together: whatever a file of rows holds, they report and never raise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bookshop import context
from trainset.checks.specified import SPECIFIED_CHECKS, all_findings, first_findings

from .helpers import ANSWER, books, request

if TYPE_CHECKING:
    from trainset.example import Example

PAIRS = ", ".join(f"{{ or: [{{ price: {{ eq: {n} }} }}, {{ pages: {{ eq: {n} }} }}] }}" for n in range(30))
HOSTILE = [
    *map(
        books,
        [
            "first: 0",
            "first: 5000",
            "first: null",
            'after: "x"',
            "sortBy: []",
            "filter: {}",
            "filter: null",
            "filter: { and: [] }",
            "filter: { or: [] }",
            "filter: { author: { in: [] } }",
            "filter: { name: { eq: null } }",
            'filter: { name: { eq: "a\\u0000b" } }',
            'filter: { tags: { any: ["\\u0000"] } }',
            'filter: { name: { eq: "\\uD800" } }',
            'filter: { name: { contains: "%_!\\"\'" } }',
            "filter: { sold: { gt: 9223372036854775807 } }",
            "filter: { sold: { gt: -9223372036854775808 } }",
            "filter: { sold: { gt: 99999999999999999999 } }",
            "filter: { weight: { gt: 1e308 } }",
            "filter: { weight: { gt: 1e400 } }",
            'filter: { soldAt: { gt: "9999-12-31T23:59:59Z" } }',
            'filter: { soldAt: { lt: "0001-01-01T00:00:00Z" } }',
            f"filter: {'{ not: ' * 40} {{ inPrint: {{ eq: true }} }} {'}' * 40}",
            f"filter: {{ and: [{PAIRS}] }}",  # 2 to the 30 ways to hold
        ],
    ),
    *map(
        request,
        [
            "",
            "{",
            "{ __schema { types { name } } }",
            "query ($x: Int) { searchBooks(first: $x) { totalCount } }",
            "query { searchBooks { ...F } } fragment F on BookConnection { ...F }",
            "query { searchBooks @skip(if: true) { totalCount } }",
            "subscription { x }",
        ],
    ),
]


@pytest.mark.parametrize("example", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_makes_a_check_raise(example: Example) -> None:
    findings = all_findings(example, context())
    assert all(finding.code and finding.message for finding in findings)
    # What one query leaves behind does not fall on the next.
    good = books('filter: { genre: { eq: "novel" } }')
    assert all_findings(good, context()) == ()


def test_the_first_findings_are_those_of_the_first_check_that_has_any() -> None:
    bad = request("query { searchBoks { totalCount } }", " text")
    assert {finding.code for finding in first_findings(bad, context())} == {"shape.blanks"}
    assert {finding.code for finding in all_findings(bad, context())} > {"shape.blanks", "valid.schema"}


def test_findings_are_named_after_their_check() -> None:
    for example in (*HOSTILE[:12], ANSWER):
        for check in SPECIFIED_CHECKS:
            room = str(getattr(check, "__module__", "")).rpartition(".")[2]
            assert all(finding.code.split(".")[0] == room for finding in check(example, context()))
