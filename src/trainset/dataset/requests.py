"""Requests of every kind in the pack's proportion at every length, taken apart by split."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from trainset.dataset.splits import split_of_request

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trainset.example import Example, Split
    from trainset.pack import Kind


class Requests:
    """The streams of requests by kind; what comes for another split than the one that is filled waits for its turn."""

    def __init__(self, streams: Mapping[Kind, Iterator[Example]], weights: Mapping[Kind, float]) -> None:
        self._streams = streams
        self._weights = {kind: weight for kind, weight in weights.items() if weight}
        self._waiting: dict[tuple[Kind, Split], deque[Example]] = {}
        self._taken: dict[tuple[Kind, Split], int] = {}
        self._spent: set[tuple[Kind, Split]] = set()

    def next(self, split: Split) -> Example | None:
        """The next request of a split, of the kind that is furthest behind its weight; None if there are no more."""
        while kinds := [kind for kind in self._weights if (kind, split) not in self._spent]:
            # Each kind is due when so many of it have been taken as its weight says: the one that is due first comes next.
            kind = min(
                kinds, key=lambda kind: (self._taken.get((kind, split), 0) + 0.5) / self._weights[kind]
            )
            self._taken[kind, split] = self._taken.get((kind, split), 0) + 1
            example = self._next_of(kind, split)
            if example is not None:
                return example
            self._spent.add((kind, split))
        return None

    def _next_of(self, kind: Kind, split: Split) -> Example | None:
        waiting = self._waiting.setdefault((kind, split), deque())
        while not waiting:
            example = next(self._streams[kind], None)
            if example is None:
                return None
            of = split_of_request(example)
            self._waiting.setdefault((kind, of), deque()).append(replace(example, split=of))
        return waiting.popleft()
