"""Witnesses: they meet what they are planted for, and stand at every edge and bound."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given

from tests.strategies import BOOKS, BOOKSHOP, conditions, resolved_forms, steady
from tests.world.evaluate import holds as truly_holds
from trainset.semantics.form import And, Compare, Condition, Not, Or, Search, comparisons
from trainset.semantics.notation import parse_search
from trainset.semantics.schema import load_schema
from trainset.world.witness import MAX_CLAUSES, clauses, witnesses

SCHEMA = load_schema(BOOKSHOP.read_text("utf-8"), BOOKSHOP.name)


def follows(condition: Condition, holding: dict[Compare, bool]) -> bool:
    match condition:
        case Compare():
            return holding[condition]
        case Not(part):
            return not follows(part, holding)
        case And(parts):
            return all(follows(part, holding) for part in parts)
        case Or(parts):
            return any(follows(part, holding) for part in parts)


@steady(200)
@given(conditions(BOOKS))
def test_whatever_the_rest_does_a_condition_holds_where_a_clause_does(condition: Condition) -> None:
    compares = tuple(dict.fromkeys(comparisons(condition)))
    holding_at_all = any(
        follows(condition, dict(zip(compares, choice, strict=True)))
        for choice in product((True, False), repeat=len(compares))
    )
    if len(compares) > 7 or not holding_at_all:
        return
    for clause in clauses(condition):
        fixed = dict(clause)
        free = [compare for compare in compares if compare not in fixed]
        for choice in product((True, False), repeat=len(free)):
            assert follows(condition, {**fixed, **dict(zip(free, choice, strict=True))})


@steady(150)
@given(conditions(BOOKS))
def test_each_comparison_decides_in_some_clause_if_it_decides_anything(condition: Condition) -> None:
    compares = tuple(dict.fromkeys(comparisons(condition)))
    found = clauses(condition)
    if len(compares) > 6 or len(found) == MAX_CLAUSES:
        return
    for compare in compares:
        flips = [
            choice
            for choice in product((True, False), repeat=len(compares))
            if (holding := dict(zip(compares, choice, strict=True)))
            and follows(condition, holding)
            and not follows(condition, {**holding, compare: not holding[compare]})
        ]
        if not flips:
            continue
        assert any(
            compare in (fixed := dict(clause))
            and not all(
                follows(
                    condition, {**fixed, compare: not fixed[compare], **dict(zip(free, choice, strict=True))}
                )
                for free in [[other for other in compares if other not in fixed]]
                for choice in product((True, False), repeat=len(free))
            )
            for clause in found
        ), compare


@steady(200)
@given(resolved_forms(control=False))
def test_witnesses_that_meet_a_form_truly_do(form: Search) -> None:
    collection = SCHEMA.collection(form.collection)
    planted = witnesses(form, (), collection, {})
    assert len({tuple(sorted(one.values.items(), key=lambda pair: pair[0])) for one in planted}) == len(
        planted
    )
    for one in planted:
        for name, value in one.values.items():
            assert isinstance(value, tuple) == (name in collection.fields and collection.fields[name].related)


@pytest.mark.parametrize(
    "where",
    [
        "price > 100 and signed = true",
        'not (genre = "novel" and price < 100)',
        'tags any ["A"] and tags none ["B"]',
        'name contains "x" and name contains "y"',
        'sold > 1 or tags none ["A"]',
        "soldAt exists false or price >= 3",
    ],
)
def test_some_witness_meets_the_form_and_some_does_not(where: str) -> None:
    form = parse_search(f"searchBooks where {where}")
    assert form.where is not None
    planted = witnesses(form, (), BOOKS, {})
    blank = dict.fromkeys(BOOKS.scalars) | {name: () for name, field in BOOKS.fields.items() if field.related}
    met = [truly_holds(form.where, {**blank, **one.values}) for one in planted]
    assert True in met
    assert False in met


def test_a_bound_has_witnesses_just_below_at_and_just_above_it() -> None:
    planted = witnesses(parse_search("searchBooks where price > 500 and signed = true"), (), BOOKS, {})
    values = {one.values.get("price") for one in planted}
    assert {499, 500, 501} <= values
    assert {one.values.get("signed") for one in planted} >= {True, False}
