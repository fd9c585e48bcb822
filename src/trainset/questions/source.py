"""What all finders of claims work on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trainset.questions.casing import Casing
from trainset.questions.claim import Claim, Ledger
from trainset.questions.outline import Section, sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainset.documents.passage import Passage


@dataclass(frozen=True, slots=True)
class Source:
    """The passages with their sections and casing, the product's name, and the ledger of what is turned down."""

    passages: tuple[Passage, ...]
    sections: tuple[Section, ...]
    casing: Casing
    product: str
    ledger: Ledger = field(default_factory=Ledger)

    @classmethod
    def of(cls, passages: Sequence[Passage], product: str) -> Source:
        """The source for passages of one build."""
        return cls(tuple(passages), tuple(sections(passages)), Casing.of(passages), product)

    def turn_down(self, kind: str, reason: str, what: str = "") -> None:
        """Count a candidate that became no claim."""
        self.ledger.turn_down(kind, reason, what)


def claim(  # a claim has that many parts
    kind: str, shape: str, subject: str, answer: str, passages: Sequence[Passage], /, **slots: str
) -> Claim:
    """A claim with its slots in a fixed order."""
    return Claim(kind, shape, subject, answer, tuple(passages), tuple(sorted(slots.items())))
