"""Requests by kind: the pack's proportion at every length, and no row lost between the splits."""

from __future__ import annotations

from collections import Counter
from itertools import count, islice
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from trainset.dataset.requests import Requests
from trainset.dataset.splits import split_of_request
from trainset.example import Example, RequestProvenance, RequestRow
from trainset.pack import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.pack import Kind

WEIGHTS = st.dictionaries(st.sampled_from(KINDS), st.integers(0, 20).map(float), min_size=1).filter(
    lambda weights: any(weights.values())
)


def example(kind: Kind, number: int) -> Example:
    return Example(RequestRow(f"{kind} {number}", ""), RequestProvenance("", f"{kind}/{number}"))


def endless(kind: Kind) -> Iterator[Example]:
    return (example(kind, number) for number in count())


def kind_of(row: Example) -> str:
    assert isinstance(row.row, RequestRow)
    return row.row.natural_language_query.split()[0]


@settings(derandomize=True, max_examples=100, deadline=None)
@given(WEIGHTS, st.integers(1, 200))
def test_at_every_length_each_kind_has_its_weight(weights: dict[Kind, float], length: int) -> None:
    requests = Requests({kind: endless(kind) for kind in weights}, weights)
    rows = [requests.next("train") for _ in range(length)]
    counts = Counter(kind_of(row) for row in rows if row is not None)
    assert counts.total() == length
    for kind, weight in weights.items():
        assert abs(counts[kind] - length * weight / sum(weights.values())) <= len(weights)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(WEIGHTS, st.lists(st.sampled_from(["train", "validation", "test"]), max_size=60))
def test_a_split_gets_its_own_rows_in_the_order_of_their_stream_whoever_asks_first(
    weights: dict[Kind, float], asked: list[str]
) -> None:
    requests = Requests({kind: endless(kind) for kind in weights}, weights)
    taken: dict[tuple[str, str], list[Example]] = {}
    for split in asked:
        row = requests.next(split)  # type: ignore[arg-type]  # one of the three
        assert row is not None
        assert row.split == split == split_of_request(row)
        taken.setdefault((kind_of(row), split), []).append(row)
    for (kind, split), rows in taken.items():
        own = (row for row in endless(kind) if split_of_request(row) == split)  # type: ignore[arg-type]
        assert [row.id for row in rows] == [row.id for row in islice(own, len(rows))]


def test_where_a_kind_is_spent_the_others_go_on() -> None:
    streams: dict[Kind, Iterator[Example]] = {
        "search": iter([example("search", 1), example("search", 2)]),
        "count": islice(endless("count"), 6),
    }
    requests = Requests(streams, {"search": 9.0, "count": 1.0})
    rows = [requests.next("train") for _ in range(12)]
    kinds = [kind_of(row) for row in rows if row is not None]
    assert kinds.count("search") + kinds.count("count") == len(kinds) <= 8
    assert rows[-1] is None
    assert kinds.count("count") > 3
