"""The ledger: every candidate ends in exactly one place, and the counts add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


class LedgerError(AssertionError):
    """Counts that do not add up: a bug of ours, never the user's fault."""


@dataclass(slots=True)
class Ledger:
    """Counts of one stream of candidates: what was seen, what was taken, and why the rest was not."""

    candidates: int = 0
    accepted: int = 0
    unused: int = 0
    rejected: Counter[str] = field(default_factory=Counter)

    def take(self, count: int = 1) -> None:
        """Candidates became rows."""
        self.candidates += count
        self.accepted += count

    def leave(self, count: int = 1) -> None:
        """Candidates were not needed."""
        self.candidates += count
        self.unused += count

    def reject(self, code: str) -> None:
        """A candidate was turned down."""
        self.candidates += 1
        self.rejected[code] += 1

    def close(self, written: int) -> None:
        """Hold the counts against each other and against the rows written.

        Raises:
            LedgerError: they do not add up.
        """
        if self.candidates != self.accepted + self.unused + self.rejected.total() or written != self.accepted:
            raise LedgerError(f"the counts do not add up: {self}, but {written} rows were written")

    @property
    def fields(self) -> dict[str, Any]:
        """The counts as they are written."""
        return {
            "candidates": self.candidates,
            "accepted": self.accepted,
            "unused": self.unused,
            "rejected": dict(sorted(self.rejected.items())),
        }
