"""The nearest known name to a wrong one, for messages that help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that differs from `name` in the fewest letters, or None if none is near.

    Near means at most two fifths of the letters plus one edited, the bound that GraphQL servers use.
    """
    limit = len(name) * 2 // 5 + 1
    match = process.extractOne(name, sorted(known), scorer=OSA.distance, score_cutoff=limit)
    return match[0] if match else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known name, or else all of them."""
    names = sorted(known)
    near = nearest(name, names)
    return f"Did you mean {near!r}?" if near else f"Known: {', '.join(names)}."
