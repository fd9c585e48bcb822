"""Difficulty is counted from the form, from 1 to 5."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from tests.strategies import steady, symbolic_forms
from trainset.semantics.difficulty import difficulty
from trainset.semantics.form import Compare, Form, Not, search_of, with_search
from trainset.semantics.notation import parse_form


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("books", 1),
        ("books where a = 1", 1),
        ("books where a during today", 1),
        ("books where a = 1 and b = 2", 2),
        ("books where a within 1 day and b between [1, 2]", 3),
        ("books where not a = 1", 2),
        ("books where a = 1 or b = 2", 3),
        ("books sort a desc first 1", 3),
        ("books where a = 1 and b = 2 and c = 3 sort a desc", 4),
        ("count books", 1),
        ("count books where a during today", 2),
        ("breakdown by genre of books where a = 1 and b = 2", 2),
        ("do removeBooks() on books where a = 1", 1),
        ('do labelBooks(labels: ["old"]) on books where a = 1 and b = 2', 3),
        ("books where not (a = 1 or b = 2) sort a desc, b asc first 3", 5),
    ],
)
def test_each_thing_to_say_counts(text: str, points: int) -> None:
    assert difficulty(parse_form(text)) == points


@steady(100)
@given(symbolic_forms())
def test_difficulty_is_from_1_to_5_and_a_negation_makes_it_one_more(form: Form) -> None:
    assert difficulty(form) in range(1, 6)
    denied = with_search(
        form, lambda search: replace(search, where=Not(search.where or Compare("a", "eq", 1)))
    )
    assert difficulty(denied) == min(5, difficulty(form) + (search_of(form) is not None))
