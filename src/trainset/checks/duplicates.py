"""No row says what another says: exactly, or nearly.

Two rows are the same if their questions (or requests) agree but for case, blanks and marks. Two are nearly the same if the sets of
their four-letter stretches agree to nine tenths *and* they have the same answer (or query): a request with another size in it is
another lesson, however like it looks. The first of two stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trainset.checks.base import Finding
from trainset.checks.likeness import Likes, normal
from trainset.example import QARow

if TYPE_CHECKING:
    from trainset.example import Example, Row


@dataclass(slots=True)
class Seen:
    """The rows taken so far."""

    _exact: dict[tuple[str, str], str] = field(default_factory=dict)
    _taken: list[tuple[str, str]] = field(default_factory=list)
    _likes: Likes = field(default_factory=Likes)

    def add(self, example: Example) -> tuple[Finding, ...]:
        """The faults of a row beside those taken so far; a row without faults is taken."""
        said, label = _texts(example.row)
        key = (type(example.row).__name__, normal(said))
        if key in self._exact:
            return (Finding("duplicates.exact", f"asks the same as {self._exact[key]}"),)
        for number in self._likes.like(key[1]):
            identifier, other = self._taken[number]
            if other == label:
                return (Finding("duplicates.near", f"asks nearly the same as {identifier}"),)
        self._likes.add(key[1])
        self._exact[key] = example.id
        self._taken.append((example.id, label))
        return ()


def _texts(row: Row) -> tuple[str, str]:
    if isinstance(row, QARow):
        return row.question, row.answer
    return row.natural_language_query, row.graphql_query
