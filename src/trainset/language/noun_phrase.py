"""A noun with all that is said of it, as pieces of a wording with their parts of the form.

[limit] [superlative] [adjectives] noun [conditions] [, order]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trainset.language.pattern import Piece
from trainset.semantics.form import And, Condition, Or, comparisons

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainset.language.lexicon import Side

_MARK = re.compile(r"[,.?!;:](?:\s|$)|\s")  # but ".zip" is a word


@dataclass(frozen=True, slots=True)
class Said:
    """A condition in words: its pieces say the comparisons of the condition, counted from nought."""

    condition: Condition
    pieces: tuple[Piece, ...]
    side: Side


NumberedSaid = tuple[int, Said]  # with the place of its first comparison in the form


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """What is laid out: a noun with the comparisons that it says, and the other conditions in words."""

    noun: str
    noun_parts: tuple[int, ...]
    said: tuple[NumberedSaid, ...]
    limit: tuple[Piece, ...] = ()
    order: tuple[Piece, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The noun phrase as pieces of a wording."""
        noun = (Piece(self.noun, parts=self.noun_parts),)
        return joined([self.limit, *self._on("before"), noun, *self._on("after"), self.order])

    def _on(self, side: Side) -> list[tuple[Piece, ...]]:
        return [shifted(said.pieces, start) for start, said in self.said if said.side == side]


def plainly(condition: Condition, pieces: tuple[Piece, ...], side: Side) -> Said:
    """A condition whose pieces, not yet marked, say all of it."""
    parts = tuple(range(len(comparisons(condition))))
    return Said(condition, tuple(replace(piece, parts=parts) for piece in pieces), side)


def alternatively(one: Said, other: Said, joint: str) -> Said:
    """One or the other."""
    later = shifted(other.pieces, len(comparisons(one.condition)))
    return Said(Or((one.condition, other.condition)), (*one.pieces, Piece(f" {joint} "), *later), "after")


def excepting(said: Said, denied: Condition, joint: str) -> Said:
    """All but those: the words that except belong to the condition."""
    parts = tuple(range(len(comparisons(said.condition))))
    return Said(denied, (Piece(f"{joint} ", parts=parts), *said.pieces), "after")


def flat(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """The conditions with their conjunctions taken apart."""
    return tuple(
        part
        for condition in conditions
        for part in (condition.parts if isinstance(condition, And) else (condition,))
    )


def shifted(pieces: tuple[Piece, ...], start: int) -> tuple[Piece, ...]:
    """The pieces with their numbered parts counted from `start`."""
    return tuple(
        replace(piece, parts=tuple(part + start if isinstance(part, int) else part for part in piece.parts))
        for piece in pieces
    )


def joined(stretches: Iterable[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    """All pieces, with a blank between two stretches unless the second brings its own mark."""
    pieces: list[Piece] = []
    for stretch in stretches:
        if pieces and stretch and not _MARK.match(stretch[0].text or "x"):
            pieces.append(Piece(" "))
        pieces += stretch
    return tuple(piece for piece in pieces if piece.text or piece.slot)
