"""Draws depend on their key alone, and a changed option changes only the choices that it has a part in."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainset.draw import Draw

OPTIONS = ["ant", "bee", "cat", "dog", "elk"]


def test_a_draw_is_repeatable_and_its_names_matter() -> None:
    draw = Draw.seeded(7, "row", 3)
    assert draw.unit("x") == Draw.seeded(7, "row", 3).unit("x") == Draw.seeded(7).under("row", 3).unit("x")
    assert draw.unit("x") != draw.unit("y")
    assert draw.unit("x") != Draw.seeded(8, "row", 3).unit("x")
    assert Draw.seeded(7, "a", "b") != Draw.seeded(7, "b", "a")


def test_a_draw_gives_the_same_numbers_on_every_machine() -> None:
    assert Draw.seeded(0, "fixed").integer("n", 0, 10**6) == 440642


@given(st.integers(), st.integers(-50, 50), st.integers(0, 50))
def test_integers_stay_within_their_bounds(seed: int, low: int, width: int) -> None:
    assert low <= Draw.seeded(seed).integer("n", low, low + width) <= low + width


def test_picks_follow_their_weights() -> None:
    weights = {"ant": 1.0, "bee": 3.0, "cat": 0.0}
    counts = Counter(
        Draw.seeded(1, n).pick("x", list(weights), weight=lambda option: weights[option]) for n in range(4000)
    )
    assert counts["cat"] == 0
    assert 2.6 < counts["bee"] / counts["ant"] < 3.4


def test_an_added_option_takes_choices_over_and_moves_no_others() -> None:
    before = [Draw.seeded(2, n).pick("x", OPTIONS) for n in range(1000)]
    after = [Draw.seeded(2, n).pick("x", [*OPTIONS, "fox"]) for n in range(1000)]
    moved = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert moved
    assert {new for _, new in moved} == {"fox"}


def test_the_order_of_options_has_no_say() -> None:
    draw = Draw.seeded(3)
    assert draw.pick("x", OPTIONS) == draw.pick("x", OPTIONS[::-1])
    assert draw.shuffled("x", OPTIONS) == draw.shuffled("x", OPTIONS[::-1])


def test_nothing_can_be_picked_from_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to pick from for 'x'"):
        Draw.seeded(0).pick("x", [])
