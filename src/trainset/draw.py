"""Randomness as an argument: choices that depend on a key alone, not on the order in which they are made.

Every row draws from its own key, so that one edited line of the lexicon changes the rows that use it and no
others. Options are chosen by weighted rendezvous hashing (Efraimidis and Spirakis, "Weighted random sampling with
a reservoir", 2006, with the hash as the random number): each option gets a score from the key and its own name, and
the highest wins. Adding, removing or rewording one option leaves every choice alone in which it neither was nor
becomes the winner. Nothing here depends on the interpreter's own generator.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
_SPAN = 1 << 64


@dataclass(frozen=True, slots=True)
class Draw:
    """A source of repeatable choices, named by a path of words and numbers under a seed."""

    key: bytes

    @classmethod
    def seeded(cls, seed: int, *names: str | int) -> Draw:
        """The source for `names` under a run's seed."""
        return cls(str(seed).encode()).under(*names)

    def under(self, *names: str | int) -> Draw:
        """A source of its own for `names` below this one."""
        key = self.key
        for name in names:
            key = blake2b(str(name).encode(), key=key[:64], digest_size=16).digest()
        return Draw(key)

    def unit(self, name: str | int) -> float:
        """A number in (0, 1) for `name`."""
        digest = blake2b(str(name).encode(), key=self.key[:64], digest_size=8).digest()
        return (int.from_bytes(digest, "big") + 0.5) / _SPAN

    def chance(self, name: str | int, probability: float) -> bool:
        """True with the given probability."""
        return self.unit(name) < probability

    def integer(self, name: str | int, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.unit(name) * (high - low + 1))

    def pick(
        self,
        name: str | int,
        options: Sequence[T],
        weight: Callable[[T], float] | None = None,
        label: Callable[[T], str] = str,
    ) -> T:
        """One of `options`, told apart by `label`; weights are relative and must not all be zero."""
        source = self.under(name)
        best: T | None = None
        best_score = -math.inf
        for option in options:
            share = 1.0 if weight is None else weight(option)
            if share <= 0:
                continue
            score = math.log(source.unit(label(option))) / share
            if score > best_score:
                best, best_score = option, score
        if best_score == -math.inf:
            raise ValueError(f"nothing to pick from for {name!r}")
        return best  # type: ignore[return-value]  # an option that may itself be None

    def shuffled(
        self, name: str | int, options: Sequence[T], label: Callable[[T], str] = str
    ) -> tuple[T, ...]:
        """All options in an order of the key's own."""
        source = self.under(name)
        return tuple(sorted(options, key=lambda option: source.unit(label(option))))
