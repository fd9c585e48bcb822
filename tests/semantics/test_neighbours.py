"""Neighbours: each is another form of the schema, each comes once, and the edits that labellers get wrong are among them."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.bookshop import members, tools
from tests.strategies import bookshop, resolved_forms, steady
from trainset.errors import InputError
from trainset.language.pattern import Pattern, fill
from trainset.semantics.form import Search
from trainset.semantics.neighbours import neighbours
from trainset.semantics.notation import parse_search, print_form
from trainset.semantics.resolve import resolve
from trainset.semantics.write import to_graphql

SPEECH = tools().speech


def of(form: Search) -> dict[str, str]:
    """The neighbours of a form: what each says, by the edit that makes it."""
    collection = SPEECH.schema.collection(form.collection)
    return {print_form(one.form): one.edit for one in neighbours(form, collection, SPEECH.setting.units)}


def spoken() -> list[Search]:
    """Symbolic searches as the bookshop's requests make them."""
    forms = []
    for member in members(SPEECH, "search", 150):
        assert isinstance(member.entry, Pattern)
        form = fill(member.entry, {slot: member.fillers[slot] for slot in member.entry.slots}).form
        assert isinstance(form, Search)
        forms.append(form)
    return forms


@steady(200)
@given(resolved_forms())
def test_neighbours_of_any_form_differ_from_it_and_come_once(form: Search) -> None:
    collection = bookshop().collection(form.collection)
    found = [one.form for one in neighbours(form, collection, SPEECH.setting.units)]
    assert form not in found
    assert len(set(found)) == len(found)
    assert all(one.collection == form.collection for one in found)


def test_neighbours_of_what_people_say_are_valid_queries() -> None:
    for form in spoken():
        for one in neighbours(form, SPEECH.schema.collection(form.collection), SPEECH.setting.units):
            try:
                resolved = resolve(one.form, SPEECH.setting)
            except (InputError, ValueError, OverflowError):
                continue  # a period that no calendar has
            tools().endpoint.validated(to_graphql(resolved, SPEECH.schema))


@pytest.mark.parametrize(
    ("form", "other", "edit"),
    [
        ("searchBooks where price > 5 dollars", "searchBooks where price >= 5 dollars", "strictness"),
        ("searchBooks where price > 5 dollars", "searchBooks where price < 5 dollars", "comparator"),
        ("searchBooks where price > 5 dollars", "searchBooks where price > 5 cents", "unit"),
        ("searchBooks where price > 5 dollars", "searchBooks where price > 50 dollars", "magnitude"),
        ("searchBooks where price > 5 dollars", "searchBooks where not price > 5 dollars", "negated"),
        ("searchBooks where price > 5 dollars", "searchBooks", "dropped"),
        ("searchBooks", "searchBooks where inPrint = true", "added"),
        ("searchBooks where pages > 5", "searchBooks where pages > 6", "value"),
        ("searchBooks where soldAt within 3 month", "searchBooks where soldAt within 4 month", "period"),
        ("searchBooks where soldAt within 1 month", "searchBooks where soldAt during last month", "period"),
        (
            "searchBooks where soldAt during last month",
            "searchBooks where soldAt during this month",
            "period",
        ),
        ("searchBooks where soldAt before 2020", "searchBooks where soldAt until 2020", "relation"),
        ("searchBooks where soldAt since 2020", "searchBooks where soldAt after 2020", "relation"),
        ("searchBooks where soldAt within 3 month", "searchBooks where soldAt older 3 month", "comparator"),
        (
            "searchBooks where soldAt within 3 month",
            "searchBooks where boughtAt within 3 month",
            "date field",
        ),
        ('searchBooks where tags any ["A"]', 'searchBooks where tags none ["A"]', "membership"),
        ('searchBooks where tags all ["A", "B"]', 'searchBooks where tags any ["A", "B"]', "membership"),
        (
            "searchBooks where pages > 5 and signed = true",
            "searchBooks where pages > 5 or signed = true",
            "joint",
        ),
        ("searchBooks where not pages > 5", "searchBooks where pages > 5", "negation dropped"),
        ("searchBooks sort price asc", "searchBooks sort price desc", "direction"),
        ("searchBooks sort price asc", "searchBooks sort pages asc", "sort field"),
        ("searchBooks sort price asc", "searchBooks", "sort dropped"),
        ("searchBooks sort price asc first 5", "searchBooks sort price asc first 6", "limit"),
        ("searchBooks sort price asc first 5", "searchBooks sort price asc", "limit dropped"),
        ("searchBooks where signed = true", "searchBooks where signed = false", "value"),
    ],
)
def test_the_edits_that_are_known_to_go_wrong_are_made(form: str, other: str, edit: str) -> None:
    assert of(parse_search(form)).get(other) == edit
