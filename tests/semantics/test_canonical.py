"""The normal form is one for what says the same in another order, and means what the original means."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    resolved_operations,
    steady,
)
from tests.world.evaluate import denotation
from trainset.semantics.canonical import canonical, canonical_condition
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
)
from trainset.semantics.period import Span

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject, DrawFn

PRICE, PAGES, NAME = Compare("price", "gt", 1), Compare("pages", "gt", 1), Compare("name", "eq", "Dune")


BY_PRICE, BY_SOLD = (SortKey("price", "desc"),), (SortKey("sold", "desc"),)


@st.composite
def shuffled(draw: DrawFn, condition: Condition) -> Condition:
    """The condition said in another order, with repetitions, and with needless nesting."""
    if isinstance(condition, Not):
        condition = Not(draw(shuffled(condition.part)))
    elif isinstance(condition, And | Or):
        parts: list[Condition] = [draw(shuffled(part)) for part in condition.parts]
        if draw(st.booleans()) and parts:
            parts.append(parts[0])
        parts = draw(st.permutations(parts))
        if len(parts) > 2 and draw(st.booleans()):
            parts[:2] = [type(condition)(tuple(parts[:2]))]
        condition = type(condition)(tuple(parts))
    wrap = draw(st.sampled_from(["as it is", "as it is", "not not", "and", "or"]))
    return {
        "as it is": condition,
        "not not": Not(Not(condition)),
        "and": And((condition,)),
        "or": Or((condition,)),
    }[wrap]


@steady(300)
@given(st.data())
def test_another_order_has_the_same_normal_form(data: DataObject) -> None:
    condition = data.draw(conditions(BOOKS))
    again = data.draw(shuffled(condition))
    assert canonical_condition(again, BOOKS) == canonical_condition(condition, BOOKS)


@steady(300)
@given(resolved_forms() | resolved_operations())
def test_the_normal_form_of_a_normal_form_is_itself(form: Form) -> None:
    once = canonical(form, bookshop())
    assert canonical(once, bookshop()) == once
    assert repr(canonical(once, bookshop())) == repr(once)


@steady(400)
@given(st.data())
def test_a_normal_form_finds_what_the_original_finds(data: DataObject) -> None:
    rows = data.draw(entities(BOOKS))
    form = data.draw(resolved_forms(BOOKS))
    for implicit in ({}, IMPLICIT["searchBooks"]):
        found = denotation(canonical(form, bookshop()), rows, implicit)
        assert found == denotation(form, rows, implicit)


@steady(100)
@given(resolved_forms())
def test_order_and_limit_stay_as_they_are(form: Search) -> None:
    normal = canonical(form, bookshop())
    assert (normal.collection, normal.sort, normal.first) == (form.collection, form.sort, form.first)


@pytest.mark.parametrize(
    ("condition", "normal"),
    [
        (And((PAGES, PRICE)), And((PRICE, PAGES))),
        (And((PRICE, And((NAME, And((PAGES,)))))), And((NAME, PRICE, PAGES))),
        (Or((Or((PAGES, PRICE)), PAGES)), Or((PRICE, PAGES))),
        (And((Not(NAME), Or((PAGES, PRICE)), PRICE)), And((PRICE, Or((PRICE, PAGES)), Not(NAME)))),
        (Not(Not(PRICE)), PRICE),
        (Not(And((Not(PRICE),))), PRICE),
        (Not(And(())), Or(())),
        (Not(Or(())), And(())),
        (And((PRICE, And(()), Not(Or(())))), PRICE),
        (Or((PRICE, Or(()))), PRICE),
        (Compare("genre", "in", ("novel",)), Compare("genre", "eq", "novel")),
        (Compare("genre", "notIn", ("novel", "novel")), Compare("genre", "ne", "novel")),
        (Compare("genre", "in", ("b", "a", "b")), Compare("genre", "in", ("b", "a"))),
        (Compare("tags", "all", ("old", "old")), Compare("tags", "all", ("old",))),
        (Compare("tags", "any", ("old",)), Compare("tags", "any", ("old",))),
        (Compare("genre", "in", ()), Compare("genre", "in", ())),
        (And((Compare("price", "lt", 9), PRICE)), And((PRICE, Compare("price", "lt", 9)))),
    ],
)
def test_normal_forms_by_hand(condition: Condition, normal: Condition) -> None:
    assert canonical_condition(condition, BOOKS) == normal


@pytest.mark.parametrize(
    ("form", "normal"),
    [
        (Count(Search("searchBooks", PRICE, BY_PRICE, 3)), Count(Search("searchBooks", PRICE))),
        (
            Total(("price", "sold", "price"), Search("searchBooks", Not(Not(PRICE)), BY_PRICE, 3)),
            Total(("sold", "price"), Search("searchBooks", PRICE)),
        ),
        (
            Breakdown("genre", Search("searchBooks", And((PRICE,)), BY_SOLD, 3), ("sold", "count")),
            Breakdown("genre", Search("searchBooks", PRICE, BY_SOLD, 3), ("count", "sold")),
        ),
        (
            Act(
                "labelBooks",
                (("mode", Word("ADD")), ("labels", ("b", "a"))),
                Search("searchBooks", And((PRICE,))),
            ),
            Act("labelBooks", (("labels", ("b", "a")),), Search("searchBooks", PRICE)),
        ),
        (
            Act("openShelf", (("floor", 1), ("name", "Poetry"), ("height", 2))),
            Act("openShelf", (("height", 2), ("name", "Poetry"), ("floor", 1))),
        ),
        (
            Act("removeBooks", (("burn", False),), Search("searchBooks", None, BY_PRICE, 3)),
            Act("removeBooks", (), Search("searchBooks", None, BY_PRICE, 3)),
        ),
    ],
)
def test_other_normal_forms_by_hand(form: Form, normal: Form) -> None:
    assert canonical(form, bookshop()) == normal


def test_equal_numbers_stand_in_equal_places_however_they_are_written() -> None:
    whole = Or((Compare("weight", "gt", 10**16), Compare("weight", "gt", 15)))
    point = Or((Compare("weight", "gt", 1e16), Compare("weight", "gt", 15.0)))
    assert canonical_condition(whole, BOOKS) == canonical_condition(point, BOOKS)


def test_a_condition_that_always_holds_is_none() -> None:
    form = Search("searchBooks", And((And(()), Not(Or(())))), (SortKey("price", "asc"),), 3)
    assert canonical(form, bookshop()) == Search("searchBooks", None, (SortKey("price", "asc"),), 3)


def test_what_always_holds_stays_beside_a_field_that_is_spoken_of() -> None:
    # The disjunction always holds, and still it speaks of the medium: files are found as well.
    form = Search("searchBooks", Or((And(()), Compare("medium", "eq", "file"))))
    assert canonical(form, bookshop()).where is not None


def test_spoken_values_have_an_order_too() -> None:
    week, month = (Compare("boughtAt", "within", Span(1, unit)) for unit in ("week", "month"))
    assert canonical_condition(Or((week, month)), BOOKS) == canonical_condition(Or((month, week)), BOOKS)


def test_operators_that_the_schema_does_not_have_come_last() -> None:
    odd = Compare("price", "near", 3)
    assert canonical_condition(And((odd, Compare("price", "exists", value=True))), BOOKS) == And(
        (Compare("price", "exists", value=True), odd)
    )
