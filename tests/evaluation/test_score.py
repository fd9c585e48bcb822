"""The ladder, on the bookshop: what is right is right however it is written, and each wrong query stops at its rung."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bookshop import context, make, tools
from trainset.evaluation.evaluate import evaluate
from trainset.evaluation.requests import Request, read_requests
from trainset.evaluation.same import Comparer
from trainset.evaluation.score import RUNGS, Score, score
from trainset.semantics.neighbours import neighbours
from trainset.semantics.notation import parse_form
from trainset.semantics.resolve import resolve
from trainset.semantics.write import to_graphql

if TYPE_CHECKING:
    from pathlib import Path

BOOKS = "{ edges { node { id } } }"
CHEAP = f'query {{ searchBooks(filter: {{ genre: {{ eq: "novel" }}, price: {{ lt: 10 }} }}) {BOOKS} }}'


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return Comparer(tools().endpoint.schema, tools().endpoint.implicit, context().worlds)


def _score(comparer: Comparer, predicted: str | None, *readings: str) -> Score:
    return score(Request("1", "novels under 10", readings, 1), predicted, tools().endpoint, comparer)


@pytest.mark.parametrize(
    "predicted",
    [
        CHEAP,
        f'{{ searchBooks(filter: {{ price: {{ lt: 10 }}, genre: {{ eq: "novel" }} }}) {BOOKS} }}',
        f'{{ searchBooks(filter: {{ genre: {{ in: ["novel"] }}, not: {{ not: {{ price: {{ lt: 10 }} }} }} }}) {BOOKS} }}',
    ],
)
def test_the_right_query_in_other_words_holds_every_rung(comparer: Comparer, predicted: str) -> None:
    assert _score(comparer, predicted, CHEAP).rungs == frozenset(RUNGS)


def test_another_query_that_returns_the_same_is_right_without_right_arguments(comparer: Comparer) -> None:
    one = f'{{ searchBooks(filter: {{ or: [{{ genre: {{ eq: "novel" }} }}, {{ genre: {{ eq: "crime" }} }}] }}) {BOOKS} }}'
    other = f'{{ searchBooks(filter: {{ genre: {{ in: ["crime", "novel"] }} }}) {BOOKS} }}'
    assert _score(comparer, one, other).rungs == {"parses", "validates", "operation", "denotation"}


@pytest.mark.parametrize(
    ("predicted", "rungs", "fault"),
    [
        ("query {", set(), "does not parse"),
        ("{ searchBoks { edges { node { id } } } }", {"parses"}, "does not validate"),
        (f'{{ searchBooks(filter: {{ price: {{ lt: "ten" }} }}) {BOOKS} }}', {"parses"}, "does not validate"),
        ("{ authors { edges { node { id } } } }", {"parses", "validates"}, "another operation"),
        ("{ searchBooks { totalCount } }", {"parses", "validates"}, "another operation"),
        (
            f"{{ searchBooks(filter: {{ price: {{ lt: 10 }} }}) {BOOKS} }}",
            {"parses", "validates", "operation"},
            "other arguments",
        ),
        (CHEAP.replace("lt:", "lte:"), {"parses", "validates", "operation"}, "other arguments"),
        (None, set(), "no query, where one answers"),
    ],
)
def test_each_wrong_query_stops_at_its_rung(
    comparer: Comparer, predicted: str | None, rungs: set[str], fault: str
) -> None:
    found = _score(comparer, predicted, CHEAP)
    assert found.rungs == rungs
    assert found.fault.startswith(fault)
    assert not found.right
    assert not found.unscored


def test_no_query_is_right_where_none_answers(comparer: Comparer) -> None:
    assert _score(comparer, None).right
    assert _score(comparer, CHEAP).rungs == {"parses", "validates"}


def test_the_nearest_of_several_readings_counts(comparer: Comparer) -> None:
    assert _score(comparer, CHEAP, "{ authors { edges { node { id } } } }", CHEAP).right


def test_an_error_of_ours_is_neither_right_nor_wrong(comparer: Comparer) -> None:
    found = _score(comparer, CHEAP, "query { nothing }")
    assert found.unscored
    assert not found.right


def test_every_neighbour_of_every_row_is_wrong_and_every_row_right(comparer: Comparer) -> None:
    result = make(60, share=0)
    schema, setting = tools().endpoint.schema, tools().speech.setting
    for row in result.rows:
        logical_form = row.provenance.logical_form  # type: ignore[union-attr]
        if not logical_form:
            continue
        form = parse_form(logical_form)
        meant = resolve(form, setting)
        query = to_graphql(meant, schema)
        assert _score(comparer, query, query).right
        if logical_form.startswith("searchBooks"):
            collection = schema.collection("searchBooks")
            for neighbour in neighbours(form, collection, setting.units):  # type: ignore[arg-type]
                other = resolve(neighbour.form, setting)
                if comparer.normal(other) != comparer.normal(meant):
                    assert not _score(comparer, to_graphql(other, schema), query).right, (
                        logical_form,
                        neighbour,
                    )


def test_an_evaluation_adds_up(tmp_path: Path) -> None:
    make(60, tmp_path)
    asked = read_requests(tmp_path / "training_data.jsonl")
    right = {request.id: request.readings[0] if request.readings else None for request in asked}
    report = evaluate(asked, right, tools())
    assert all(share.right == share.total == len(asked) for share in report.ladder.values())
    assert report.wrong == report.unscored == ()
    assert sum(share.total for share in report.tables["kind"].values()) == len(asked)
    wrong: dict[str, str | None] = dict.fromkeys(right, "query {")
    wrong[asked[0].id] = right[asked[0].id]
    report = evaluate(asked, wrong, tools())
    assert report.ladder["denotation"].right == 1
    assert len(report.wrong) == len(asked) - 1
