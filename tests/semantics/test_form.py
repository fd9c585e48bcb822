"""The parts of a condition: joined, taken apart, and found however deeply they are nested."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.strategies import BOOKS, conditions, steady
from trainset.semantics.form import (
    Act,
    And,
    Breakdown,
    Compare,
    Condition,
    Count,
    Not,
    Or,
    Search,
    Total,
    comparisons,
    conjoin,
    conjuncts,
    search_of,
    with_search,
)

ONE, TWO, THREE = (Compare(name, "eq", 1) for name in ("one", "two", "three"))


@steady(100)
@given(conditions(BOOKS))
def test_a_condition_is_the_conjunction_of_its_parts(condition: Condition) -> None:
    again = conjoin(conjuncts(condition))
    if isinstance(condition, And) and len(condition.parts) < 2:
        assert again == (condition.parts[0] if condition.parts else None)
    else:
        assert again == condition


@pytest.mark.parametrize(
    ("condition", "parts"),
    [
        (None, ()),
        (ONE, (ONE,)),
        (And((ONE, TWO)), (ONE, TWO)),
        (Or((ONE, TWO)), (Or((ONE, TWO)),)),
        (And(()), ()),
    ],
)
def test_only_a_conjunction_has_several_parts(
    condition: Condition | None, parts: tuple[Condition, ...]
) -> None:
    assert conjuncts(condition) == parts


def test_comparisons_are_found_in_reading_order() -> None:
    assert comparisons(None) == ()
    assert comparisons(And((Not(Or((ONE, Not(TWO)))), THREE, ONE))) == (ONE, TWO, THREE, ONE)
    assert comparisons(Or(())) == ()


def test_every_form_but_a_plain_action_has_a_search_inside() -> None:
    search, other = Search("books", ONE), Search("books", TWO, first=3)
    for form, changed in (
        (search, other),
        (Count(search), Count(other)),
        (Total(("sold",), search), Total(("sold",), other)),
        (Breakdown("genre", search), Breakdown("genre", other)),
        (Act("remove", (("burn", True),), search), Act("remove", (("burn", True),), other)),
    ):
        assert search_of(form) == search
        assert with_search(form, lambda _: other) == changed
    assert search_of(Act("open")) is None
    assert with_search(Act("open"), lambda _: other) == Act("open")


def test_forms_are_values_that_can_be_counted_and_kept() -> None:
    assert len({And((ONE, TWO)), And((ONE, TWO)), Or((ONE, TWO))}) == 2
