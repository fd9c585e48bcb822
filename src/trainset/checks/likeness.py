"""How like two texts are: by the sets of their short stretches, with candidates from locality-sensitive hashing.

MinHash finds who might be alike; the likeness itself is then measured exactly (Jaccard), so that chance decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rensa import RMinHash, RMinHashLSH

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAR = 0.9
_PERMUTATIONS, _BANDS = 64, 16
_STRETCH = 4
_MARKS = re.compile(r"[^\w<>=]+")


def normal(text: str) -> str:
    """The text without regard to case, blanks and marks; comparison signs count, since they mean something."""
    return _MARKS.sub(" ", text.casefold()).strip()


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of stretches that two texts have in common: 0 to 1."""
    return len(one & other) / len(one | other)


def stretches(text: str) -> frozenset[str]:
    """The stretches of four letters of a normal text."""
    return frozenset(text[start : start + _STRETCH] for start in range(max(1, len(text) - _STRETCH + 1)))


@dataclass(slots=True)
class Likes:
    """Texts, and who is like them."""

    _texts: list[str] = field(default_factory=list)  # their stretches, kept, would take ten times the memory
    _index: RMinHashLSH = field(
        default_factory=lambda: RMinHashLSH(threshold=NEAR, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    )

    def add(self, text: str) -> int:
        """Take a normal text in, and answer with its number."""
        self._index.insert(len(self._texts), _signature(stretches(text)))
        self._texts.append(text)
        return len(self._texts) - 1

    def like(self, text: str) -> Iterator[int]:
        """The numbers of the texts that are nearly the same as a normal text."""
        pieces = stretches(text)
        for candidate in self._index.query(_signature(pieces)):
            if likeness(pieces, stretches(self._texts[candidate])) >= NEAR:
                yield candidate


def _signature(pieces: frozenset[str]) -> RMinHash:
    signature = RMinHash(num_perm=_PERMUTATIONS, seed=1)
    signature.update(sorted(pieces))
    return signature
