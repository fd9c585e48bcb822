"""Every query that says the same is read as the same form, and what says no form is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from graphql import parse, validate
from hypothesis import given
from hypothesis import strategies as st

from tests.semantics.rewrite import rewritten
from tests.strategies import BOOKS, bookshop, resolved_forms, resolved_operations, steady, texts
from trainset.errors import InputError
from trainset.semantics.canonical import canonical
from trainset.semantics.form import (
    Act,
    And,
    Breakdown,
    Compare,
    Condition,
    Count,
    Form,
    Not,
    Or,
    Search,
    SortKey,
    Total,
    Word,
    comparisons,
)
from trainset.semantics.read import condition_of, from_arguments, from_graphql, search_from_graphql
from trainset.semantics.schema import load_schema
from trainset.semantics.write import to_graphql

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

NODES = "{ edges { node { id } } }"


def where_of(written: str, variables: dict[str, Any] | None = None) -> Condition | None:
    """The condition that a filter says."""
    return search_from_graphql(f"{{ searchBooks(filter: {written}) {NODES} }}", bookshop(), variables).where


@steady(300)
@given(resolved_forms() | resolved_operations())
def test_a_written_form_is_read_back_as_itself(form: Form) -> None:
    again = from_graphql(to_graphql(form, bookshop()), bookshop())
    assert canonical(again, bookshop()) == canonical(form, bookshop())


@steady(300)
@given(st.data())
def test_every_way_of_writing_a_query_is_read_as_the_same_form(data: DataObject) -> None:
    form = data.draw(resolved_forms() | resolved_operations())
    text, variables = data.draw(rewritten(to_graphql(form, bookshop())))
    assert validate(bookshop().graphql, parse(text)) == []
    again = from_graphql(text, bookshop(), variables)
    assert canonical(again, bookshop()) == canonical(form, bookshop())


@steady(300)
@given(texts())
def test_every_text_keeps_its_meaning(text: str) -> None:
    form = Search("searchBooks", Compare("name", "eq", text))
    assert from_graphql(to_graphql(form, bookshop()), bookshop()) == form


@steady(100)
@given(st.text(max_size=30) | st.text('{}()[]:"!$@. \nqueryfilterorand123', max_size=40))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        from_graphql(text, bookshop())


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("{}", None),
        ("null", None),
        ("{ price: {} }", None),
        ("{ price: null, and: null, or: null, not: null }", None),
        ("{ price: { gt: null } }", None),
        ("{ and: [] }", None),
        ("{ and: [{}, { and: {} }] }", None),
        ("{ or: [] }", Or(())),
        ("{ or: [{}] }", Or((And(()),))),
        ("{ not: {} }", Not(And(()))),
        ("{ genre: { in: [] } }", Compare("genre", "in", ())),
        ('{ genre: { in: "novel" } }', Compare("genre", "in", ("novel",))),
        ("{ tags: { exists: false } }", Compare("tags", "exists", value=False)),
        ("{ not: { tags: { exists: false } } }", Not(Compare("tags", "exists", value=False))),
        ("{ price: { gt: 1, lt: 5 } }", And((Compare("price", "gt", 1), Compare("price", "lt", 5)))),
        (
            "{ price: { gt: 1 }, or: [{ price: { lt: 5 } }, {}] }",
            And((Compare("price", "gt", 1), Or((Compare("price", "lt", 5), And(()))))),
        ),
        ('{ name: { eq: """\n  two\n    lines\n  """ } }', Compare("name", "eq", "two\n  lines")),
        ('{ name: { eq: "\\u05e9\\u{1F600}\\ud83d\\ude00" } }', Compare("name", "eq", "ש😀😀")),
    ],
)
def test_filters_by_hand(written: str, condition: Condition | None) -> None:
    assert where_of(written) == condition


def test_numbers_and_truth_values_keep_their_kind() -> None:
    where = where_of(
        "{ price: { eq: 1 }, inPrint: { eq: true }, weight: { gt: 1, lt: 2.50 }, sold: { gt: 9007199254740993 } }"
    )
    values = {compare.field + compare.operator: compare.value for compare in comparisons(where)}
    assert {name: repr(value) for name, value in values.items()} == {
        "priceeq": "1",
        "inPrinteq": "True",
        "weightgt": "1.0",
        "weightlt": "2.5",
        "soldgt": "9007199254740993",
    }


def test_order_and_limit_are_read_in_every_form() -> None:
    keys = (SortKey("price", "desc"), SortKey("name", "asc"))
    one, two = "{ field: price, direction: DESC }", "{ field: name, direction: ASC }"
    for arguments, sort, first in (
        ("sortBy: null", (), None),
        ("sortBy: []", (), None),
        (f"sortBy: {one}", keys[:1], None),
        (f"sortBy: [{one}], first: 1", keys[:1], 1),
        (f"sortBy: [{one}, {two}], first: null", keys, None),
    ):
        form = search_from_graphql(f"{{ searchBooks({arguments}) {NODES} }}", bookshop())
        assert (form.sort, form.first) == (sort, first)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("{ searchBooks(first: 3) { totalCount } }", Count(Search("searchBooks"))),
        (
            "{ searchBooks { ...F } } fragment F on BookConnection { n: totalCount __typename }",
            Count(Search("searchBooks")),
        ),
        ("{ searchBooks { totalCount edges { cursor } } }", Search("searchBooks")),
        ("{ stockTotals { price count price } }", Total(("price", "count"), Search("searchBooks"))),
        (
            "{ stockTotals(filter: { price: { gt: 1 } }) { sold } }",
            Total(("sold",), Search("searchBooks", Compare("price", "gt", 1))),
        ),
        (
            "{ stockBreakdown(by: genre, first: 2, sortBy: { field: key, direction: ASC }) { sold key } }",
            Breakdown("genre", Search("searchBooks", None, (SortKey("key", "asc"),), 2), ("sold",)),
        ),
        ("{ stockBreakdown(by: author) { key } }", Breakdown("author", Search("searchBooks"))),
        ("mutation { removeBooks(filter: {}) { kind } }", Act("removeBooks", (), Search("searchBooks"))),
        (
            "mutation { removeBooks(burn: true, first: 1, filter: {}, commit: false) { kind } }",
            Act("removeBooks", (("burn", True),), Search("searchBooks", first=1)),
        ),
        (
            'mutation { labelBooks(mode: REPLACE, labels: "old", filter: { price: { gt: 1 } }) { kind } }',
            Act(
                "labelBooks",
                (("labels", ("old",)), ("mode", Word("REPLACE"))),
                Search("searchBooks", Compare("price", "gt", 1)),
            ),
        ),
        (
            'mutation { openShelf(name: "a", floor: 0, height: null) { kind } }',
            Act("openShelf", (("name", "a"),)),
        ),
    ],
)
def test_other_operations_by_hand(text: str, form: Form) -> None:
    assert from_graphql(text, bookshop()) == form


def test_a_query_that_must_be_a_search_is_one() -> None:
    with pytest.raises(InputError, match="not a search"):
        search_from_graphql("{ searchBooks { totalCount } }", bookshop())


def test_a_variable_may_be_left_out_given_or_default() -> None:
    text = f"query ($price: Int, $most: Int = 5) {{ searchBooks(filter: {{ price: {{ gt: $price }} }}, first: $most) {NODES} }}"
    assert from_graphql(text, bookshop()) == Search("searchBooks", first=5)
    assert from_graphql(text, bookshop(), {"price": None, "most": None}) == Search("searchBooks")
    given_both = from_graphql(text, bookshop(), {"price": 7, "most": 1})
    assert given_both == Search("searchBooks", Compare("price", "gt", 7), first=1)


def test_a_server_hands_arguments_over_in_the_same_form() -> None:
    arguments = {"filter": {"price": {"gt": 1, "lt": None}}, "sortBy": None, "first": 3, "after": "cursor"}
    assert from_arguments(arguments, BOOKS) == Search("searchBooks", Compare("price", "gt", 1), (), 3)
    assert from_arguments({}, BOOKS) == Search("searchBooks")
    assert condition_of({}, BOOKS) is None


BOMB = "{ ...F0 } " + " ".join(
    f"fragment F{number} on Query {{ {f'...F{number + 1} ' * 200} }}" for number in range(15)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a query that can be read: Syntax Error: Unexpected <EOF>."),
        ("find all books", "not a query that can be read: Syntax Error: Unexpected Name 'find'."),
        (f"mutation {{ searchBooks {NODES} }}", "the schema has no 'searchBooks'"),
        (f"subscription {{ searchBooks {NODES} }}", "not one query operation"),
        (f"query A {{ searchBooks {NODES} }} query B {{ searchBooks {NODES} }}", "not one query operation"),
        ("fragment F on Query { __typename }", "not one query operation"),
        (
            f"{{ a: searchBooks {NODES} b: searchBooks {NODES} }}",
            "not a query of one field, but of several",
        ),
        (f"{{ __typename searchBooks {NODES} }}", "not a query of one field, but of several"),
        (
            f"{BOMB} fragment F15 on Query {{ searchBooks {NODES} }}",
            "not a query of one field, but of several",
        ),
        (f"{{ searchBook {NODES} }}", "the schema has no 'searchBook'\n  Did you mean 'searchBooks'?"),
        (
            f"{{ searchBooks(fitler: {{}}) {NODES} }}",
            "searchBooks has no argument 'fitler'\n  Did you mean 'filter'?",
        ),
        ("{ __typename }", "the schema has no '__typename'"),
        (
            "mutation { removeBooks(filter: {}, commit: true) { kind } }",
            "removeBooks: no form says 'commit'",
        ),
        ("mutation { removeBooks { kind } }", "filter"),
        ("{ stockBreakdown(by: GENRE) { key } }", "Value 'GENRE' does not exist"),
        (f'{{ searchBooks(after: "x") {NODES} }}', "searchBooks: no form says 'after'"),
        (f"{{ searchBooks @include(if: false) {NODES} }}", "no form says @include"),
        (f"{{ ... @skip(if: true) {{ searchBooks {NODES} }} }}", "no form says @skip"),
        ("{ ...Missing }", "no fragment 'Missing'"),
        ("{ ...F } fragment F on Query { ...F }", "fragments that include themselves"),
        (f"{{ searchBooks(first: 0) {NODES} }}", "first is a number from 1 on, not 0"),
        (f"{{ searchBooks(first: -1) {NODES} }}", "first is a number from 1 on, not -1"),
        (f"{{ searchBooks(first: 1.5) {NODES} }}", "Int cannot represent non-integer value: 1.5"),
        (
            f"{{ searchBooks(first: 3000000000) {NODES} }}",
            "Int cannot represent non 32-bit signed integer value",
        ),
        (f"{{ searchBooks(filter: {{ prize: {{}} }}) {NODES} }}", "Did you mean 'price' or 'place'?"),
        (f"{{ searchBooks(filter: {{ price: {{ above: 1 }} }}) {NODES} }}", "unknown field 'above'"),
        (
            f"{{ searchBooks(filter: {{ price: {{ gt: true }} }}) {NODES} }}",
            "Int cannot represent non-integer value",
        ),
        (
            f"{{ searchBooks(filter: {{ inPrint: {{ eq: 1 }} }}) {NODES} }}",
            "Boolean cannot represent a non boolean",
        ),
        (f"{{ searchBooks(filter: {{ genre: {{ in: [null] }} }}) {NODES} }}", "not to be None"),
        (
            f"{{ searchBooks(filter: {{ weight: {{ gt: 1e400 }} }}) {NODES} }}",
            "weight gt: a number that is too large",
        ),
        (
            f"{{ searchBooks(filter: {{ weight: {{ gt: -{'9' * 400} }} }}) {NODES} }}",
            "weight gt: a number that is too",
        ),
        (
            f"{{ searchBooks(sortBy: {{ field: prize, direction: ASC }}) {NODES} }}",
            "Value 'prize' does not exist",
        ),
        (f"{{ searchBooks(sortBy: {{ field: price }}) {NODES} }}", "direction"),
        (f"{{ searchBooks(filter: $filter) {NODES} }}", "Variable '$filter' is not defined."),
        (f"{{ searchBooks(filter: {{ price: {{ gt: $x }} }}) {NODES} }}", "Variable '$x' is not defined"),
        (f"query ($n: Int!) {{ searchBooks(first: $n) {NODES} }}", "wrong variables: Variable '$n'"),
        (
            f"{{ searchBooks(filter: {'{ not: ' * 3000}{{}}{' }' * 3000}) {NODES} }}",
            "not a query that can be read: Syntax Error: Document is nested too deeply",
        ),
    ],
)
def test_what_says_no_form_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(InputError) as refused:
        from_graphql(text, bookshop())
    assert message in str(refused.value)


@pytest.mark.parametrize("number", [float("inf"), float("nan")])
def test_a_variable_that_is_no_number_is_refused(number: float) -> None:
    text = f"query ($weight: Float) {{ searchBooks(filter: {{ weight: {{ gt: $weight }} }}) {NODES} }}"
    with pytest.raises(InputError, match=r"wrong variables: .*Float cannot represent non numeric value"):
        from_graphql(text, bookshop(), {"weight": number})


def test_a_schema_without_the_collection_has_no_form() -> None:
    empty = load_schema("type Query { now: String }", "empty")
    with pytest.raises(InputError, match=r"no form says 'now'\n  Known: \."):
        from_graphql("{ now }", empty)
    with pytest.raises(InputError, match=r"the schema has no 'removeBooks'"):
        from_graphql("mutation { removeBooks }", empty)
