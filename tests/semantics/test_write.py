"""What is written is valid GraphQL of one fixed layout."""

from __future__ import annotations

import pytest
from graphql import parse, validate
from hypothesis import given

from tests.strategies import bookshop, resolved_forms, resolved_operations, steady
from trainset.errors import InputError
from trainset.semantics.canonical import canonical
from trainset.semantics.form import (
    Act,
    And,
    Breakdown,
    Compare,
    Count,
    Form,
    Not,
    Or,
    Search,
    Slot,
    SortKey,
    Total,
    Word,
)
from trainset.semantics.period import Span
from trainset.semantics.write import selected_fields, to_graphql

PRICE, PAGES, NOVEL = (
    Compare("price", "gt", 500),
    Compare("pages", "lte", 300),
    Compare("genre", "eq", "novel"),
)
NODE = "{ edges { node { id, name"
END = " } } } }"


@steady(250)
@given(resolved_forms() | resolved_operations())
def test_every_written_query_is_valid(form: Form) -> None:
    text = to_graphql(form, bookshop())
    assert validate(bookshop().graphql, parse(text)) == []


@steady(200)
@given(resolved_forms() | resolved_operations())
def test_a_query_is_one_line_and_depends_on_the_normal_form_alone(form: Form) -> None:
    text = to_graphql(form, bookshop())
    assert "\n" not in text
    assert "\t" not in text
    assert to_graphql(canonical(form, bookshop()), bookshop()) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (Search("searchBooks"), f"query {{ searchBooks {NODE}{END}"),
        (
            Search("searchBooks", NOVEL),
            f'query {{ searchBooks(filter: {{ genre: {{ eq: "novel" }} }}) {NODE}{END}',
        ),
        (
            Search(
                "searchBooks", And((PAGES, Compare("price", "lt", 900), PRICE)), (SortKey("sold", "desc"),), 5
            ),
            (
                "query { searchBooks(filter: { price: { gt: 500, lt: 900 }, pages: { lte: 300 } }, "
                f"sortBy: {{ field: sold, direction: DESC }}, first: 5) {NODE}, price, pages, sold{END}"
            ),
        ),
        (
            Search("authors", None, (SortKey("books", "desc"), SortKey("name", "asc"))),
            (
                "query { authors(sortBy: [{ field: books, direction: DESC }, { field: name, direction: ASC }]) "
                f"{NODE}, books{END}"
            ),
        ),
        (
            Search("searchBooks", And((Or((PRICE, And((PAGES, NOVEL)))), Not(Or((NOVEL, PAGES)))))),
            (
                "query { searchBooks(filter: { or: [{ price: { gt: 500 } }, "
                '{ genre: { eq: "novel" }, pages: { lte: 300 } }], '
                'not: { or: [{ genre: { eq: "novel" } }, { pages: { lte: 300 } }] } }) '
                f"{NODE}, price, pages{END}"
            ),
        ),
        (
            Search("searchBooks", And((PRICE, Compare("price", "gt", 600), Not(NOVEL), Not(PAGES)))),
            (
                "query { searchBooks(filter: { price: { gt: 500 }, "
                "and: [{ price: { gt: 600 } }, { not: { pages: { lte: 300 } } }], "
                f'not: {{ genre: {{ eq: "novel" }} }} }}) {NODE}, price, pages{END}'
            ),
        ),
        (
            Search("searchBooks", Compare("tags", "any", ("old", 'say "go"'))),
            f'query {{ searchBooks(filter: {{ tags: {{ any: ["old", "say \\"go\\""] }} }}) {NODE}{END}',
        ),
        (
            Search("searchBooks", And((Compare("inPrint", "eq", value=True), Compare("weight", "gte", 0.5)))),
            f"query {{ searchBooks(filter: {{ weight: {{ gte: 0.5 }}, inPrint: {{ eq: true }} }}) {NODE}, weight{END}",
        ),
        (Search("searchBooks", Or(())), f"query {{ searchBooks(filter: {{ or: [] }}) {NODE}{END}"),
        (Search("searchBooks", And(())), f"query {{ searchBooks {NODE}{END}"),
        (
            Search("searchBooks", Or((PRICE, And(())))),
            f"query {{ searchBooks(filter: {{ or: [{{ price: {{ gt: 500 }} }}, {{}}] }}) {NODE}, price{END}",
        ),
    ],
)
def test_queries_by_hand(form: Form, text: str) -> None:
    assert to_graphql(form, bookshop()) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (
            Count(Search("searchBooks", NOVEL, (SortKey("price", "asc"),), 5)),
            'query { searchBooks(filter: { genre: { eq: "novel" } }) { totalCount } }',
        ),
        (Count(Search("authors")), "query { authors { totalCount } }"),
        (
            Total(("price", "sold"), Search("searchBooks", PRICE)),
            "query { stockTotals(filter: { price: { gt: 500 } }) { sold, price } }",
        ),
        (
            Breakdown(
                "boughtYear", Search("searchBooks", PRICE, (SortKey("count", "desc"),), 3), ("sold", "count")
            ),
            (
                "query { stockBreakdown(filter: { price: { gt: 500 } }, by: boughtYear, "
                "sortBy: { field: count, direction: DESC }, first: 3) { key, count, sold } }"
            ),
        ),
        (
            Act(
                "removeBooks", (("burn", True),), Search("searchBooks", NOVEL, (SortKey("price", "desc"),), 3)
            ),
            (
                'mutation { removeBooks(filter: { genre: { eq: "novel" } }, sortBy: { field: price, direction: DESC }, '
                "first: 3, burn: true) { kind, summary, targetCount } }"
            ),
        ),
        (
            Act("removeBooks", (("burn", False),), Search("searchBooks")),
            "mutation { removeBooks(filter: {}) { kind, summary, targetCount } }",
        ),
        (
            Act(
                "labelBooks",
                (("mode", Word("REPLACE")), ("labels", ('a "b"',))),
                Search("searchBooks", NOVEL),
            ),
            (
                'mutation { labelBooks(filter: { genre: { eq: "novel" } }, labels: ["a \\"b\\""], mode: REPLACE) '
                "{ kind, summary, targetCount } }"
            ),
        ),
        (
            Act("openShelf", (("name", "Poetry"), ("height", 2.5))),
            'mutation { openShelf(height: 2.5, name: "Poetry") { kind, summary, targetCount } }',
        ),
    ],
)
def test_other_operations_by_hand(form: Form, text: str) -> None:
    assert to_graphql(form, bookshop()) == text


def test_an_action_keeps_no_limit_that_it_cannot_say() -> None:
    limited = Act("labelBooks", (("labels", ("a",)),), Search("searchBooks", NOVEL, (), 3))
    with pytest.raises(ValueError, match="labelBooks has no argument 'first'"):
        to_graphql(limited, bookshop())


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("שלום 😀 Ärger", '"שלום 😀 Ärger"'),
        ('a "b" \\c', '"a \\"b\\" \\\\c"'),
        ("two\nlines\tand\x00\x1f", '"two\\nlines\\tand\\u0000\\u001f"'),
    ],
)
def test_letters_stand_as_they_are_and_the_rest_is_escaped(text: str, literal: str) -> None:
    written = to_graphql(Search("searchBooks", Compare("name", "eq", text)), bookshop())
    assert f"{{ name: {{ eq: {literal} }} }}" in written


def test_a_list_of_one_is_written_and_selected_as_its_value() -> None:
    listed, plain = Compare("genre", "in", ("novel",)), NOVEL
    assert to_graphql(Search("searchBooks", listed), bookshop()) == to_graphql(
        Search("searchBooks", plain), bookshop()
    )


def test_fields_that_are_compared_by_more_than_equality_are_selected_in_order() -> None:
    books = bookshop().collection("searchBooks")
    form = Search("searchBooks", And((Not(PAGES), NOVEL, PRICE)), (SortKey("boughtAt", "asc"),))
    assert selected_fields(form, books) == ("id", "name", "price", "pages", "boughtAt")
    either = Search("searchBooks", Compare("genre", "in", ("novel", "poetry")))
    assert selected_fields(either, books) == ("id", "name", "genre")
    related = Search("searchBooks", Compare("tags", "none", ("old",)))
    assert selected_fields(related, books) == ("id", "name")


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_a_number_that_is_none_cannot_be_written(number: float) -> None:
    with pytest.raises(ValueError, match="Out of range float values are not JSON compliant"):
        to_graphql(Search("searchBooks", Compare("weight", "gt", number)), bookshop())


def test_a_form_must_be_resolved_before_it_is_written() -> None:
    with pytest.raises(TypeError, match=r"not a literal, resolve the form first: Span"):
        to_graphql(Search("searchBooks", Compare("boughtAt", "within", Span(1, "day"))), bookshop())
    with pytest.raises(TypeError, match=r"not a literal, resolve the form first: Slot"):
        to_graphql(Search("searchBooks", first=Slot("n")), bookshop())


def test_a_form_of_an_unknown_collection_cannot_be_written() -> None:
    with pytest.raises(InputError, match="the schema has no collection 'books'"):
        to_graphql(Search("books"), bookshop())
