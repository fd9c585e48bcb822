"""No row says what another says: exactly, or nearly.

Two rows are the same if their questions (or requests) agree but for case, blanks and marks. Two are nearly the same if the sets of
their four-letter stretches agree to nine tenths *and* they have the same answer (or query): a request with another size in it is
another lesson, however like it looks. The first of two stays. Candidates for nearness come from locality-sensitive hashing of MinHash
signatures and are then measured exactly, so that chance decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rensa import RMinHash, RMinHashLSH

from trainset.checks.base import Finding
from trainset.example import QARow

if TYPE_CHECKING:
    from trainset.example import Example, Row

NEAR = 0.9
_PERMUTATIONS, _BANDS = 64, 16
_STRETCH = 4
_MARKS = re.compile(r"[^\w<>=]+")


@dataclass(slots=True)
class Seen:
    """The rows taken so far."""

    _exact: dict[tuple[str, str], str] = field(default_factory=dict)
    _labels: list[str] = field(default_factory=list)
    _ids: list[str] = field(default_factory=list)
    _stretches: list[frozenset[str]] = field(default_factory=list)
    _index: RMinHashLSH = field(
        default_factory=lambda: RMinHashLSH(threshold=NEAR, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    )

    def add(self, example: Example) -> tuple[Finding, ...]:
        """The faults of a row beside those taken so far; a row without faults is taken."""
        said, label = _texts(example.row)
        key = (type(example.row).__name__, normal(said))
        if key in self._exact:
            return (Finding("duplicates.exact", f"asks the same as {self._exact[key]}"),)
        stretches = _stretches(key[1])
        signature = RMinHash(num_perm=_PERMUTATIONS, seed=1)
        signature.update(sorted(stretches))
        for candidate in self._index.query(signature):
            if self._labels[candidate] == label and _likeness(stretches, self._stretches[candidate]) >= NEAR:
                return (Finding("duplicates.near", f"asks nearly the same as {self._ids[candidate]}"),)
        self._index.insert(len(self._ids), signature)
        self._exact[key] = example.id
        self._ids.append(example.id)
        self._labels.append(label)
        self._stretches.append(stretches)
        return ()


def normal(text: str) -> str:
    """The text without regard to case, blanks and marks; comparison signs count, since they mean something."""
    return _MARKS.sub(" ", text.casefold()).strip()


def _texts(row: Row) -> tuple[str, str]:
    if isinstance(row, QARow):
        return row.question, row.answer
    return row.natural_language_query, row.graphql_query


def _stretches(text: str) -> frozenset[str]:
    return frozenset(text[start : start + _STRETCH] for start in range(max(1, len(text) - _STRETCH + 1)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
