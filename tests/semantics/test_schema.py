"""A schema is read by its conventions, and a faulty one is refused with file, line and caret."""

from __future__ import annotations

import pytest

from tests.strategies import BOOKS, bookshop
from trainset.errors import InputError
from trainset.semantics.schema import MAX_SDL_BYTES, load_schema

SMALL = """
type Query { items(filter: ItemFilter, sortBy: [ItemSort!], first: Int): ItemConnection  one(id: ID!): Item }
type ItemConnection { edges: [ItemEdge] }
type ItemEdge { node: Item }
type Item { id: ID! name: String! kind: Kind! parts: [String!] owner: Item }
enum Kind { OLD NEW }
input ItemFilter { name: Texts, owner: Texts, and: [ItemFilter!], or: [ItemFilter!], not: ItemFilter }
input Texts { eq: String, in: [String!], exists: Boolean }
input ItemSort { field: ItemSortField!, direction: Direction! }
enum ItemSortField { name kind }
enum Direction { ASC DESC }
"""


def refused(sdl: str) -> str:
    """The message with which an SDL is refused, on loading or on reading its collections."""
    with pytest.raises(InputError) as error:
        _ = load_schema(sdl, "shop.graphql").collections
    return str(error.value)


def test_collections_are_the_fields_with_a_filter_that_answer_with_a_connection() -> None:
    assert list(bookshop().collections) == ["searchBooks", "authors", "shelves", "orders"]
    assert list(load_schema(SMALL, "small").collections) == ["items"]


def test_a_collection_tells_what_its_entity_has_and_what_can_be_compared_and_sorted() -> None:
    items = load_schema(SMALL, "small").collection("items")
    assert items.entity == "Item"
    assert items.scalars == ("id", "name", "kind")
    assert list(items.fields) == ["name", "owner"]
    assert items.sorts == ("name", "kind")
    assert [items.order(name) for name in items.fields] == [0, 1]


def test_a_field_tells_its_operators_its_scalar_and_whether_it_is_related() -> None:
    fields = BOOKS.fields
    assert fields["price"].scalar == "Int"
    assert fields["price"].operators == ("eq", "ne", "in", "notIn", "gt", "gte", "lt", "lte", "exists")
    assert fields["price"].lists == {"in", "notIn"}
    assert fields["tags"].lists == {"any", "all", "none"}
    assert fields["sold"].scalar == "BigInt"
    assert fields["boughtAt"].scalar == "DateTime"
    assert fields["weight"].scalar == "Float"
    assert fields["inPrint"].scalar == "Boolean"
    assert {name for name, field in fields.items() if field.related} == {"author", "shelf", "tags"}


def test_every_entity_of_the_bookshop_has_an_identifier_and_a_name() -> None:
    for collection in bookshop().collections.values():
        assert collection.scalars[:2] == ("id", "name")
        own = {name for name, field in collection.fields.items() if not field.related}
        assert own <= set(collection.scalars)
        assert set(collection.sorts) <= set(collection.scalars)


def test_what_is_no_collection_has_none() -> None:
    for query in (
        "items: ItemConnection",
        "items(filter: ItemFilter): [Item]",
        "items(filter: String): ItemConnection",
        "items(filter: ItemFilter): String",
        "items(filter: ItemFilter): Broken",
    ):
        sdl = SMALL.replace(
            "items(filter: ItemFilter, sortBy: [ItemSort!], first: Int): ItemConnection", query
        )
        assert not load_schema(f"{sdl}\ntype Broken {{ edges: [String] }}", "small").collections


def test_a_collection_without_an_order_has_no_sorts() -> None:
    assert load_schema(SMALL.replace("sortBy: [ItemSort!], ", ""), "small").collection("items").sorts == ()
    assert load_schema(SMALL.replace("[ItemSort!]", "String"), "small").collection("items").sorts == ()
    other = SMALL.replace("field: ItemSortField!", "field: String!")
    assert load_schema(other, "small").collection("items").sorts == ()


def test_an_unknown_collection_is_refused_with_the_nearest() -> None:
    with pytest.raises(
        InputError, match=r"the schema has no collection 'author'\n  Did you mean 'authors'\?"
    ):
        bookshop().collection("author")
    with pytest.raises(
        InputError, match=r"no collection 'x'\n  Known: authors, orders, searchBooks, shelves\."
    ):
        bookshop().collection("x")


@pytest.mark.parametrize(
    ("sdl", "message"),
    [
        ("", "shop.graphql:1: Syntax Error: Unexpected <EOF>.\n  \n  ^"),
        ("type Query {\n", "shop.graphql:2: Syntax Error: Expected Name, found <EOF>.\n  \n  ^"),
        (
            "type Query {\r\n  a: Int\r\n  b Int }",
            "shop.graphql:3: Syntax Error: Expected ':', found Name 'Int'.\n    b Int }\n      ^",
        ),
        (
            '"odd \u2028 line"\ntype Query { a: Foo }',
            "shop.graphql:2: Unknown type 'Foo'.\n  type Query { a: Foo }\n                  ^",
        ),
        (
            "type Query { a: Int a: Int }",
            "shop.graphql:1: Field 'Query.a' can only be defined once.\n  type Query { a: Int a: Int }\n               ^",
        ),
        ("type Query { a: Int @old }", "shop.graphql:1: Unknown directive '@old'."),
        ("type Item { a: Int }", "shop.graphql: Query root type must be provided."),
        ("type Query { __a: Int }", "shop.graphql:1: Name '__a' must not begin with '__'"),
        (
            "type Query { a: Int }\ninterface Named { name: Int }\ntype Item implements Named { a: Int }",
            "shop.graphql:2: Interface field Named.name expected but Item does not provide it.",
        ),
        ("x" * (MAX_SDL_BYTES + 1), f"shop.graphql: the schema is larger than {MAX_SDL_BYTES} bytes"),
        (
            f"type Query {{ a: {'[' * 5000}Int{']' * 5000} }}",
            "shop.graphql:1: Syntax Error: Document is nested too deeply.",
        ),
        (
            SMALL.replace("name: Texts", "name: String"),
            "the filter field 'name' has no input type of operators",
        ),
        (
            SMALL.replace("in: [String!]", "in: [Int!]"),
            "the operators of Texts must compare with one scalar, not with Int, String",
        ),
        (
            SMALL.replace("eq: String, in: [String!], ", ""),
            "the operators of Texts must compare with one scalar, not with none",
        ),
    ],
)
def test_a_faulty_schema_is_refused_with_its_place(sdl: str, message: str) -> None:
    assert refused(sdl).startswith(message)
