"""SQL finds what the plain evaluator finds, in the same order, and never holds a text of the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import (
    BOOKS,
    IMPLICIT,
    bookshop,
    conditions,
    entities,
    resolved_forms,
    sort_keys,
    steady,
    texts,
)
from tests.world.evaluate import denotation, matching
from tests.world.flat import flat_world
from trainset.errors import InputError
from trainset.semantics.form import And, Compare, Not, Or, Search, Slot, SortKey
from trainset.semantics.schema import load_schema
from trainset.world.sql import Statement, count_statement, quoted, search_statement

if TYPE_CHECKING:
    import sqlite3

    from hypothesis.strategies import DataObject

    from trainset.semantics.form import Condition
    from trainset.semantics.schema import Collection

MEDIUM = IMPLICIT["searchBooks"]


def ids(connection: sqlite3.Connection, statement: Statement) -> list[str]:
    return [row[0] for row in connection.execute(statement.text, statement.parameters)]


def found(rows: list[dict[str, Any]], condition: Condition, collection: Collection = BOOKS) -> list[str]:
    """What SQL finds among the rows, after it was held against the evaluator."""
    form = Search(collection.name, condition)
    answer = ids(flat_world(collection, rows).connection, search_statement(form, collection, {}))
    assert answer == denotation(form, rows, {})
    return answer


def book(identifier: str, **values: object) -> dict[str, Any]:
    """A book with nothing but an identifier and the values given."""
    related: dict[str, Any] = {name: () for name, field in BOOKS.fields.items() if field.related}
    return {**dict.fromkeys(BOOKS.scalars), **related, "id": identifier, **values}


@steady(500)
@given(st.data())
def test_sql_finds_what_the_evaluator_finds(data: DataObject) -> None:
    collection = data.draw(st.sampled_from(list(bookshop().collections.values())))
    rows = data.draw(entities(collection))
    form = data.draw(resolved_forms(collection, control=False))
    implicit = data.draw(st.sampled_from([{}, IMPLICIT.get(collection.name, {})]))
    connection = flat_world(collection, rows).connection
    expected = denotation(form, rows, implicit)
    assert ids(connection, search_statement(form, collection, implicit)) == expected
    counting = count_statement(form, collection, implicit)
    count = connection.execute(counting.text, counting.parameters).fetchone()[0]
    assert count == len(matching(form, rows, implicit))


@steady(100)
@given(st.data())
def test_pages_put_together_are_the_whole_answer(data: DataObject) -> None:
    rows = data.draw(entities(BOOKS))
    where = data.draw(st.sampled_from([None, MANY]) | conditions(BOOKS, control=False))
    form = Search("searchBooks", where, data.draw(sort_keys(BOOKS)))
    assert paged(form, rows, data.draw(st.integers(1, 3))) == denotation(form, rows, {})


def test_pages_go_on_among_missing_values_and_ties() -> None:
    rows = [book(name, rating=rating, pages=pages) for name, rating, pages in TIED]
    for direction in ("asc", "desc"):
        keys = (SortKey("rating", direction), SortKey("pages", direction))
        form = Search("searchBooks", None, keys)
        assert paged(form, rows, 1) == paged(form, rows, 2) == denotation(form, rows, {})


MANY = Compare("price", "gt", 0)
TIED = [
    ("a", None, None),
    ("b", None, None),
    ("c", None, 3),
    ("d", 1, None),
    ("e", 1, None),
    ("f", 2, 3),
    ("g", 2, 3),
]


def paged(form: Search, rows: list[dict[str, Any]], size: int) -> list[str]:
    """What a form finds, page by page."""
    connection = flat_world(BOOKS, rows).connection
    columns = (*(key.field for key in form.sort), "id")
    pages: list[str] = []
    after: tuple[object, ...] = ()
    while True:
        page = Search(form.collection, form.where, form.sort, size)
        statement = search_statement(page, BOOKS, {}, columns, after)
        places = connection.execute(statement.text, statement.parameters).fetchall()
        pages += [place[-1] for place in places]
        if len(places) < size:
            return pages
        after = places[-1]


@steady(100)
@given(texts(control=False).filter(lambda text: len(text) > 2), st.data())
def test_no_text_of_the_user_stands_in_the_sql(text: str, data: DataObject) -> None:
    field = data.draw(st.sampled_from([field for field in BOOKS.fields.values() if field.scalar == "String"]))
    operator = data.draw(st.sampled_from([name for name in field.operators if name != "exists"]))
    value = (text, text) if operator in field.lists else text
    form = Search("searchBooks", Not(Compare(field.name, operator, value)))
    statement = search_statement(form, BOOKS, {"medium": text}, ("id",))
    assert statement.text == search_statement(_with_other_text(form, value), BOOKS, {"medium": "x"}).text
    assert text.rstrip("/")[:2] in "".join(map(str, statement.parameters))


def _with_other_text(form: Search, value: object) -> Search:
    assert isinstance(form.where, Not)
    assert isinstance(form.where.part, Compare)
    other = ("x", "y") if isinstance(value, tuple) else "x"
    return Search(form.collection, Not(Compare(form.where.part.field, form.where.part.operator, other)))


def test_wildcards_of_like_stand_for_themselves() -> None:
    rows = [book("a", name="100%"), book("b", name="100x"), book("c", name="a_b!c"), book("d", name="AxB!C")]
    assert found(rows, Compare("name", "contains", "0%")) == ["a"]
    assert found(rows, Compare("name", "startsWith", "A_b")) == ["c"]
    assert found(rows, Compare("name", "endsWith", "!C")) == ["c", "d"]
    assert found(rows, Compare("name", "contains", "")) == ["a", "b", "c", "d"]


def test_letters_beyond_a_to_z_keep_their_case() -> None:
    rows = [book("a", name="Ärger"), book("b", name="ärger"), book("c", name="ÄRGER")]
    assert found(rows, Compare("name", "eq", "ÄRGER")) == ["a", "c"]
    assert found(rows, Compare("name", "in", ("ärGer", "x"))) == ["b"]


def test_a_missing_value_meets_only_what_is_negative() -> None:
    rows = [book("a", rating=None), book("b", rating=3), book("c", rating=4)]
    assert found(rows, Compare("rating", "gt", 3)) == ["c"]
    assert found(rows, Not(Compare("rating", "gt", 3))) == ["a", "b"]
    assert found(rows, Compare("rating", "ne", 3)) == ["a", "c"]
    assert found(rows, Compare("rating", "notIn", (3, 4))) == ["a"]
    assert found(rows, Not(Compare("rating", "eq", 3))) == ["a", "c"]
    assert found(rows, Compare("rating", "exists", value=False)) == ["a"]
    assert found(rows, Not(Compare("rating", "exists", value=False))) == ["b", "c"]


def test_what_is_related_is_compared_with_each_of_its_names() -> None:
    rows = [book("a", tags=("old", "Gift")), book("b", tags=("gift",)), book("c")]
    assert found(rows, Compare("tags", "any", ("GIFT", "x"))) == ["a", "b"]
    assert found(rows, Compare("tags", "all", ("gift", "old"))) == ["a"]
    assert found(rows, Compare("tags", "none", ("old",))) == ["b", "c"]
    assert found(rows, Compare("tags", "exists", value=True)) == ["a", "b"]
    assert found(rows, Compare("tags", "exists", value=False)) == ["c"]
    assert found(rows, Not(Compare("tags", "exists", value=False))) == ["a", "b"]


@pytest.mark.parametrize(
    ("field", "operator", "all_of_them"),
    [
        ("rating", "in", False),
        ("rating", "notIn", True),
        ("author", "in", False),
        ("author", "notIn", True),
        ("tags", "any", False),
        ("tags", "none", True),
        ("tags", "all", True),
    ],
)
def test_an_empty_list_holds_nothing(field: str, operator: str, all_of_them: bool) -> None:
    rows = [book("a", rating=3, author=("Ines",), tags=("old",)), book("b")]
    assert found(rows, Compare(field, operator, ())) == (["a", "b"] if all_of_them else [])
    assert found(rows, Not(Compare(field, operator, ()))) == ([] if all_of_them else ["a", "b"])


def test_conditions_without_parts_are_true_and_false() -> None:
    rows = [book("a"), book("b")]
    assert found(rows, And(())) == ["a", "b"]
    assert found(rows, Or(())) == []
    assert found(rows, Not(And(()))) == []
    assert found(rows, And((Or((And(()), Or(()))), Not(Or(()))))) == ["a", "b"]


def test_a_list_may_be_longer_than_an_expression_may_be_deep() -> None:
    rows = [book("a", rating=3, author=("3",)), book("b", rating=-1)]
    numbers = tuple(range(5000))
    assert found(rows, Compare("rating", "in", numbers)) == ["a"]
    assert found(rows, Compare("author", "notIn", tuple(map(str, numbers)))) == ["b"]


def test_a_condition_may_have_more_parts_than_an_expression_may_be_deep() -> None:
    rows = [book("a", rating=3, tags=("0", "1")), book("b", rating=-1, tags=("0",))]
    assert found(rows, Or(tuple(Compare("rating", "eq", number) for number in range(1500)))) == ["a"]
    assert found(rows, And(tuple(Compare("rating", "ne", number) for number in range(1500)))) == ["b"]
    assert found(rows, Compare("tags", "all", ("0", "1") * 600)) == ["a"]
    assert found(rows, Compare("tags", "all", ("0",) * 99 + ("2",))) == []


def test_conditions_may_be_nested_fifty_deep_and_no_deeper() -> None:
    rows = [book("a", tags=("old",)), book("b")]
    condition: Condition = Compare("tags", "any", ("old",))
    for step in range(49):
        condition = Not(condition) if step % 2 else And((condition, Compare("tags", "all", ("old",) * 200)))
    assert found(rows, condition) == ["a"]
    with pytest.raises(InputError, match="a condition that is nested more than 50 deep"):
        found(rows, Not(Not(condition)))


def test_a_text_to_look_for_may_have_ten_thousand_characters() -> None:
    rows = [book("a", name="%" * 10_001), book("b", name="😀" * 10_000)]
    assert found(rows, Compare("name", "contains", "%" * 10_000)) == ["a"]
    assert found(rows, Compare("name", "endsWith", "😀" * 10_000)) == ["b"]
    assert found(rows, Compare("name", "eq", "%" * 10_001)) == ["a"]
    with pytest.raises(InputError, match="contains: a text of more than 10000 characters"):
        found(rows, Compare("name", "contains", "%" * 10_001))


def test_a_place_takes_in_what_lies_inside_of_it() -> None:
    places = ["/fiction", "/fiction/poetry", "/Fiction/new/a", "/fiction0", "/fictional", "", "fiction"]
    rows = [book(str(number), place=place) for number, place in enumerate(places)]
    assert found(rows, Compare("place", "under", "/fiction")) == ["0", "1", "2"]
    assert found(rows, Compare("place", "under", "/fiction/")) == ["0", "1", "2"]
    assert found(rows, Compare("place", "under", "/")) == ["0", "1", "2", "3", "4", "5"]


def test_ties_are_settled_by_id_and_missing_values_come_last_both_ways() -> None:
    rows = [
        book("d", name="b", pages=1),
        book("c", name="B", pages=None),
        book("b", name="a", pages=2),
        book("a", name="a_", pages=2),
    ]
    connection = flat_world(BOOKS, rows).connection

    def ordered(*keys: SortKey, first: int | None = None) -> list[str]:
        form = Search("searchBooks", None, keys, first)
        answer = ids(connection, search_statement(form, BOOKS, {}))
        assert answer == denotation(form, rows, {})
        return answer

    assert ordered() == ["a", "b", "c", "d"]
    assert ordered(SortKey("pages", "asc")) == ["d", "a", "b", "c"]
    assert ordered(SortKey("pages", "desc")) == ["a", "b", "d", "c"]
    assert ordered(SortKey("pages", "desc"), SortKey("name", "asc")) == ["b", "a", "d", "c"]
    assert ordered(SortKey("name", "asc")) == ["b", "a", "c", "d"]
    assert ordered(SortKey("name", "desc"), first=2) == ["c", "d"]


def test_implicit_values_hold_unless_their_field_is_spoken_of_anywhere() -> None:
    rows = [book("a", medium="print", price=1), book("b", medium="file", price=1)]
    connection = flat_world(BOOKS, rows).connection

    def answer(condition: Condition | None) -> list[str]:
        form = Search("searchBooks", condition)
        counting = count_statement(form, BOOKS, MEDIUM)
        found = ids(connection, search_statement(form, BOOKS, MEDIUM))
        assert connection.execute(counting.text, counting.parameters).fetchone() == (len(found),)
        assert found == denotation(form, rows, MEDIUM)
        return found

    assert answer(None) == ["a"]
    assert answer(Compare("price", "eq", 1)) == ["a"]
    assert answer(Compare("medium", "exists", value=True)) == ["a", "b"]
    assert answer(Or((Compare("price", "eq", 1), Not(Compare("medium", "eq", "print"))))) == ["a", "b"]


def test_numbers_of_64_bits_keep_every_bit() -> None:
    rows = [book("a", sold=2**63 - 1), book("b", sold=2**63 - 2), book("c", sold=-(2**63))]
    assert found(rows, Compare("sold", "gt", 2**63 - 2)) == ["a"]
    assert found(rows, Compare("sold", "lt", -(2**63) + 1)) == ["c"]


def test_a_truth_value_is_compared_as_one() -> None:
    rows = [book("a", inPrint=True), book("b", inPrint=False), book("c", inPrint=None)]
    assert found(rows, Compare("inPrint", "eq", value=True)) == ["a"]
    assert found(rows, Compare("inPrint", "eq", value=False)) == ["b"]


RELATED_SDL = """
type Query { books(filter: Filter): Connection }
type Connection { edges: [Edge] }
type Edge { node: Item }
type Item { id: ID! name: String! }
input Filter { review: Texts, grade: Grades, not: Filter }
input Texts { eq: String, ne: String, in: [String!], contains: String, startsWith: String, exists: Boolean }
input Grades { eq: Int, gt: Int, lte: Int, notIn: [Int!] }
"""


def test_every_operator_works_on_what_is_related() -> None:
    collection = load_schema(RELATED_SDL, "related.graphql").collection("books")
    rows: list[dict[str, Any]] = [
        {"id": "a", "name": "", "review": ("Dull, too long", "fine"), "grade": (1, 5)},
        {"id": "b", "name": "", "review": ("100% fun",), "grade": (2,)},
        {"id": "c", "name": "", "review": (), "grade": ()},
    ]
    for condition, expected in (
        (Compare("review", "contains", "LONG"), ["a"]),
        (Compare("review", "contains", "0%"), ["b"]),
        (Compare("review", "startsWith", "f"), ["a"]),
        (Compare("review", "ne", "FINE"), ["b", "c"]),
        (Compare("review", "exists", value=False), ["c"]),
        (Compare("grade", "gt", 2), ["a"]),
        (Compare("grade", "lte", 2), ["a", "b"]),
        (Compare("grade", "notIn", (1, 2)), ["c"]),
        (Not(Compare("grade", "gt", 2)), ["b", "c"]),
    ):
        assert found(rows, condition, collection) == expected


def test_a_text_that_no_database_holds_is_refused() -> None:
    form = Search("searchBooks", Compare("name", "contains", "a\0b"))
    with pytest.raises(InputError, match=r"a text that no database holds: 'a\\x00b'"):
        search_statement(form, BOOKS, {})
    listed = Search("searchBooks", Compare("tags", "any", ("a", "\ud800")))
    with pytest.raises(InputError, match=r"a text that no database holds: '\\ud800'"):
        count_statement(listed, BOOKS, {})


def test_a_form_with_an_open_limit_has_no_sql() -> None:
    with pytest.raises(TypeError, match="a form with an open slot has no denotation"):
        search_statement(Search("searchBooks", first=Slot("n")), BOOKS, {})


def test_a_quoted_name_may_hold_quotes() -> None:
    assert quoted('a"b') == '"a""b"'
