"""What graphql-core answers on a world is what the evaluator finds among its entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from graphql import parse, validate
from graphql.error import GraphQLError
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import BOOKS, BOOKSHOP, IMPLICIT, entities, resolved_forms, steady
from tests.world.evaluate import denotation, matching
from tests.world.flat import flat_world
from trainset.endpoint.execute import Endpoint
from trainset.endpoint.resolvers import MAX_PAGE
from trainset.endpoint.server import _formatted
from trainset.semantics.canonical import canonical
from trainset.semantics.form import Search
from trainset.semantics.schema import load_schema
from trainset.semantics.write import selected_fields, to_graphql

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

    from trainset.semantics.schema import Collection
    from trainset.world.database import World

SCHEMA = load_schema(
    BOOKSHOP.read_text("utf-8"), BOOKSHOP.name
)  # its own, since the endpoint attaches resolvers
ENDPOINT = Endpoint(SCHEMA, IMPLICIT)
PAGE = "{ totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } }"


def world_of(collection: Collection, entities: list[dict[str, Any]]) -> World:
    """A flat world; books refer to an author and a shelf that it does not hold."""
    return flat_world(collection, entities, ("authorId", "shelfId") if collection.entity == "Book" else ())


def answered(text: str, world: World) -> dict[str, Any]:
    """The data of a valid query's answer, without errors, for its one field."""
    result = ENDPOINT.execute(ENDPOINT.validated(text), world)
    assert result.errors is None
    assert result.data is not None
    (answer,) = result.data.values()
    assert isinstance(answer, dict)
    return answer


def refused(text: str, world: World) -> tuple[str, list[str | int] | None]:
    """The message and the path of a valid query's only error."""
    result = ENDPOINT.execute(ENDPOINT.validated(text), world)
    assert result.errors is not None
    (error,) = result.errors
    return error.message, error.path


def books(count: int) -> list[dict[str, Any]]:
    """Printed books of one price, with an author each."""
    plain: dict[str, Any] = dict.fromkeys(BOOKS.scalars)
    related: dict[str, Any] = {name: () for name, field in BOOKS.fields.items() if field.related}
    return [
        {**plain, **related, "id": f"b{number:04}", "name": "Dune", "medium": "print", "price": number % 3}
        for number in range(count)
    ]


def nodes(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [edge["node"] for edge in answer["edges"]]


@steady(200)
@given(st.data())
def test_the_answer_to_a_written_query_is_what_its_form_means(data: DataObject) -> None:
    collection = data.draw(st.sampled_from(list(SCHEMA.collections.values())))
    rows = data.draw(entities(collection))
    form = data.draw(resolved_forms(collection, control=False))
    answer = answered(to_graphql(form, SCHEMA), world_of(collection, rows))
    expected = denotation(form, rows, IMPLICIT.get(collection.name, {}))
    by_id = {row["id"]: row for row in rows}
    wanted = selected_fields(canonical(form, SCHEMA), collection)
    assert nodes(answer) == [{name: by_id[identifier][name] for name in wanted} for identifier in expected]


@steady(100)
@given(st.data())
def test_paging_by_cursor_is_without_gap_and_repeat(data: DataObject) -> None:
    rows = data.draw(entities(BOOKS))
    form = data.draw(resolved_forms(BOOKS, control=False))
    size = data.draw(st.integers(1, 4))
    world = world_of(BOOKS, rows)
    whole = Search(form.collection, form.where, form.sort)
    total = len(matching(whole, rows, IMPLICIT["searchBooks"]))
    text = to_graphql(Search(form.collection, form.where, form.sort, size), SCHEMA)
    head = text.split(" { edges")[0]
    found: list[str] = []
    cursor: str | None = None
    while True:
        paged = (
            head if cursor is None else head.replace(f"first: {size}", f'first: {size}, after: "{cursor}"')
        )
        answer = answered(f"{paged} {PAGE} }}", world)
        page = answer["pageInfo"]
        found += [node["id"] for node in nodes(answer)]
        assert answer["totalCount"] == total
        assert page["hasNextPage"] == (len(found) < total)
        assert page["hasPreviousPage"] == (cursor is not None)
        cursors = [edge["cursor"] for edge in answer["edges"]]
        assert (page["startCursor"], page["endCursor"]) == (
            (cursors[0], cursors[-1]) if cursors else (None, None)
        )
        if not page["hasNextPage"]:
            break
        cursor = page["endCursor"]
    assert found == denotation(whole, rows, IMPLICIT["searchBooks"])


def test_implicit_values_hold_on_the_endpoint() -> None:
    rows = books(2)
    rows[0]["medium"] = "file"
    world = world_of(BOOKS, rows)
    assert [node["id"] for node in nodes(answered("{ searchBooks { edges { node { id } } } }", world))] == [
        "b0001"
    ]
    spoken = '{ searchBooks(filter: { medium: { ne: "x" } }) { totalCount edges { node { id medium } } } }'
    assert answered(spoken, world)["totalCount"] == 2


def test_an_endpoint_without_policy_implies_nothing() -> None:
    schema = load_schema(BOOKSHOP.read_text("utf-8"), BOOKSHOP.name)
    plain = Endpoint(schema, {})
    rows = books(1)
    rows[0]["medium"] = "file"
    result = plain.execute(plain.validated("{ searchBooks { totalCount } }"), world_of(BOOKS, rows))
    assert result.data == {"searchBooks": {"totalCount": 1}}


def test_truth_values_come_back_as_such() -> None:
    rows = books(1)
    rows[0].update(inPrint=True, signed=False)
    answer = answered("{ searchBooks { edges { node { inPrint signed } } } }", world_of(BOOKS, rows))
    assert nodes(answer) == [{"inPrint": True, "signed": False}]


def test_a_search_without_limit_gives_one_page_of_the_greatest_size() -> None:
    world = world_of(BOOKS, books(MAX_PAGE + 1))
    answer = answered(f"{{ searchBooks {PAGE} }}", world)
    assert len(nodes(answer)) == MAX_PAGE
    assert answer["totalCount"] == MAX_PAGE + 1
    assert answer["pageInfo"]["hasNextPage"] is True


@pytest.mark.parametrize("first", [0, -1, MAX_PAGE + 1])
def test_a_limit_that_is_no_page_size_is_refused(first: int) -> None:
    message, path = refused(f"{{ searchBooks(first: {first}) {{ totalCount }} }}", world_of(BOOKS, books(2)))
    assert message == f"first is from 1 to {MAX_PAGE}, not {first}."
    assert path == ["searchBooks"]


@pytest.mark.parametrize(
    ("cursor", "message"),
    [
        ("", "after is a cursor that this field gave, not ''."),
        ("not a cursor", "after is a cursor that this field gave"),
        ("שלום", "after is a cursor that this field gave"),
        ("e30=", "after is a cursor that this field gave"),
        ("W1tdXQ==", "after is a cursor that this field gave"),
        ("W10=", "after is a cursor of another order"),
        ("WyJhIiwgImIiXQ==", "after is a cursor of another order"),
        ("WzFd", "after is a cursor of another order"),
        ("WzFFOTk5XQ==", "after is a cursor that this field gave"),
        ("WzFlMjAsIDEwMDAwMDAwMDAwMDAwMDAwMDAwXQ==", "after is a cursor that this field gave"),
        ("WyJcdWQ4MDAiXQ==", "after is a cursor that this field gave"),
    ],
)
def test_a_malformed_cursor_is_refused(cursor: str, message: str) -> None:
    found, path = refused(f'{{ searchBooks(after: "{cursor}") {{ totalCount }} }}', world_of(BOOKS, books(2)))
    assert found.startswith(message)
    assert path == ["searchBooks"]


def test_a_text_or_number_that_no_database_compares_is_an_error_of_its_field() -> None:
    world = world_of(BOOKS, books(1))
    nul, path = refused('{ searchBooks(filter: { name: { eq: "a\\u0000" } }) { totalCount } }', world)
    assert (nul, path) == ("a text that no database holds: 'a\\x00'", ["searchBooks"])
    infinite, _ = refused("{ searchBooks(filter: { weight: { gt: 1e999 } }) { totalCount } }", world)
    assert infinite == "weight gt: a number that is too large"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("find books", "Syntax Error: Unexpected Name 'find'."),
        ("{ searchBooks { totalCount total } }", "Cannot query field 'total' on type 'BookConnection'."),
        ("{ searchBooks(first: true) { totalCount } }", "Int cannot represent non-integer value: true"),
        ("{ searchBooks(filter: { sold: { gt: 1.5 } }) { totalCount } }", "Expected Int."),
        ("{ searchBooks(filter: { soldAt: { gt: 5 } }) { totalCount } }", "Expected String."),
        (
            "{ a" + " a" * 20_000 + " }",
            "Syntax Error: Document contains more than 20000 tokens. Parsing aborted.",
        ),
    ],
)
def test_what_is_not_valid_is_refused_with_the_first_error(text: str, message: str) -> None:
    with pytest.raises(GraphQLError) as error:
        ENDPOINT.validated(text)
    assert message in error.value.message


def test_a_fault_of_the_client_is_told_as_one_and_anything_else_as_a_bug() -> None:
    world = world_of(BOOKS, books(1))
    text = '{ searchBooks(filter: { name: { eq: "a\\u0000" } }) { totalCount } }'
    result = ENDPOINT.execute(ENDPOINT.validated(text), world)
    assert result.errors is not None
    told = _formatted(result.errors[0])
    assert told["message"] == "a text that no database holds: 'a\\x00'"
    assert told["extensions"] == {"code": "INVALID"}
    world.connection.close()
    broken = ENDPOINT.execute(ENDPOINT.validated("{ searchBooks { totalCount } }"), world)
    assert broken.errors is not None
    told = _formatted(broken.errors[0])
    assert told["message"] == "The endpoint failed; this is a bug."
    assert told["extensions"] == {"code": "INTERNAL"}


@pytest.mark.parametrize(
    "text",
    [
        "{ searchBooks { edges { node { id } } } }",
        "{ searchBooks { edges { node { nothing } } } }",
        "{ searchBooks { edges { node } } }",
        "{ searchBooks(filter: { pages: { gt: 1, gt: 2 } }) { edges { node { id } } } }",
        '{ searchBooks(filter: { pages: { gt: "many" } }) { edges { node { id } } } }',
        "{ searchBooks(first: 1, first: 2) { edges { node { id } } } }",
        "{ searchBooks(sortBy: { direction: ASC }) { edges { node { id } } } }",
        "{ nothing }",
        "{ a: searchBooks { totalCount } a: authors { totalCount } }",
        "query A { searchBooks { totalCount } } query A { searchBooks { totalCount } }",
        "query A { searchBooks { totalCount } } { searchBooks { totalCount } }",
        "query ($first: Int) { searchBooks { totalCount } }",
        "{ searchBooks(first: $first) { totalCount } }",
        "{ searchBooks { ...part } }",
        "{ searchBooks { ... on Nothing { totalCount } } }",
        "{ searchBooks @nothing { totalCount } }",
        "fragment part on BookConnection { totalCount } { searchBooks { totalCount } }",
        '{ searchBooks(filter: { name: { eq: "$ and @ and ..." } }) { totalCount } }',
        "type A { b: Int }",
    ],
)
def test_a_document_is_valid_if_all_the_rules_of_the_specification_say_so(text: str) -> None:
    errors = validate(SCHEMA.graphql, parse(text))
    if errors:
        with pytest.raises(GraphQLError) as error:
            Endpoint(SCHEMA, IMPLICIT).validated(text)
        assert error.value.message in {error.message for error in errors}
    else:
        Endpoint(SCHEMA, IMPLICIT).validated(text)
