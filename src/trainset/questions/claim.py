"""What a passage says, typed, with the answer that says it in full sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainset.documents.passage import Passage


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that passages say.

    `kind` is what sort of thing, `shape` the set of wordings that ask for it, `slots` what the wordings are filled
    with. `answer` is complete by itself: whole sentences, subject named.
    """

    kind: str
    shape: str
    subject: str
    answer: str
    passages: tuple[Passage, ...]
    slots: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """What tells the claim from all others, and stays the same when others change."""
        return f"{self.kind}/{self.passages[0].file}/{'/'.join(self.passages[0].heading)}/{self.subject}/{self.shape}"


@dataclass(slots=True)
class Ledger:
    """What was turned down while looking for claims, counted by kind and reason, with an example, and by text."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def turn_down(self, kind: str, reason: str, what: str = "") -> None:
        """Count one candidate that became no claim."""
        self.counts[(kind, reason)] += 1
        self.examples.setdefault((kind, reason), what[:160])
        if what:
            self.reasons[what] = reason
