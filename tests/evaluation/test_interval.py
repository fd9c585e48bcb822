"""The interval of a share, held against its definition: the shares that a score test at five percent does not refuse."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from trainset.evaluation.interval import wilson


@given(st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_both_ends_lie_where_the_score_test_begins_to_refuse(counted: tuple[int, int]) -> None:
    right, total = counted
    low, high = wilson(right, total)
    assert 0 <= low <= right / total <= high <= 1
    for end in (low, high):
        if 1e-9 < end < 1 - 1e-9:
            error = math.sqrt(end * (1 - end) / total)
            assert math.isclose(abs(right / total - end) / error, 1.959964, rel_tol=1e-6)


def test_nothing_counted_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
