"""What would leak from training into the held-out splits, and the certificate that nothing does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trainset.checks.likeness import Likes, normal
from trainset.dataset.splits import combination, split_of_request
from trainset.example import QARow, RequestProvenance, RequestRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trainset.example import Example, Split

_NUMBER = re.compile(r"\d+")


class LeakError(AssertionError):
    """A held-out row that training gives away: a bug of ours, never the user's fault."""


@dataclass(frozen=True, slots=True)
class Training:
    """What training holds, as held-out rows are held against it."""

    utterances: Likes
    exact: frozenset[str]
    answers: frozenset[str]
    conditions: frozenset[str]
    patterns: frozenset[str]

    @classmethod
    def of(cls, rows: Iterable[Example]) -> Training:
        """What these rows hold."""
        rows = tuple(rows)
        utterances = Likes()
        for row in rows:
            utterances.add(_masked(_said(row)))
        return cls(
            utterances,
            frozenset(normal(_said(row)) for row in rows),
            frozenset(row.row.answer for row in rows if isinstance(row.row, QARow)),
            frozenset(condition for row in rows for condition in _conditions(row)),
            frozenset(
                row.provenance.pattern for row in rows if isinstance(row.provenance, RequestProvenance)
            ),
        )

    def leaks(self, row: Example) -> bool:
        """Whether a request is nearly said in training, or has a condition that training does not teach."""
        return self.is_near(row) or not _conditions(row) <= self.conditions

    def is_near(self, row: Example) -> bool:
        """Whether training says nearly the same, whatever the numbers in it."""
        return any(True for _ in self.utterances.like(_masked(_said(row))))


def certificate(splits: Mapping[Split, tuple[Example, ...]]) -> dict[str, Any]:
    """The counts that show that nothing leaks, for the manifest.

    Raises:
        LeakError: something does.
    """
    training = Training.of(splits["train"])
    counts: dict[str, Any] = {}
    for name, rows in splits.items():
        if name == "train":
            continue
        requests = [row for row in rows if isinstance(row.row, RequestRow)]
        counts[name] = {
            "rows": len(rows),
            "said_in_training": sum(normal(_said(row)) in training.exact for row in rows),
            "nearly_said_in_training": sum(training.is_near(row) for row in requests),
            "in_the_wrong_split": sum(split_of_request(row) != name for row in requests),
            "conditions_not_in_training": sum(
                not _conditions(row) <= training.conditions for row in requests
            ),
            "facts_not_in_training": sum(
                isinstance(row.row, QARow)
                and not isinstance(row.provenance, RequestProvenance)
                and row.row.answer not in training.answers
                for row in rows
            ),
        }
        if leaks := {kind: count for kind, count in counts[name].items() if kind != "rows" and count}:
            raise LeakError(f"training gives rows of {name} away: {leaks}")
    return counts


def _said(row: Example) -> str:
    return row.row.utterance


def _masked(text: str) -> str:
    return _NUMBER.sub("0", normal(text))


def _conditions(row: Example) -> frozenset[str]:
    """The single conditions of a request: field with operator."""
    provenance = row.provenance
    if not isinstance(provenance, RequestProvenance) or not provenance.logical_form:
        return frozenset()
    return frozenset(combination(provenance.logical_form))
