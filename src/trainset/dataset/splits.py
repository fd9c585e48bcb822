"""Which split a row belongs to: 90 parts training, 5 validation, 5 test, without leaks.

The split of a request depends on what it says alone, never on chance or on the size of a dataset:

- *Compositional*: of all combinations of two and more conditions, some are held out; whatever the wording, no row with such a
  combination is in training, though each of its conditions is, elsewhere.
- *Ordinary*: of all phrasing patterns, some are held out; their forms may recur in training in other words.

A question is held out by its wording, never by its fact: the first question with an answer is in training.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from trainset.example import RequestProvenance
from trainset.semantics.form import comparisons, search_of
from trainset.semantics.notation import parse_form

if TYPE_CHECKING:
    from trainset.example import Example, Split

# Shares of combinations, of patterns, and of wordings that are held out, half of them for each of the two splits.
_COMBINATIONS, _PATTERNS, _WORDINGS = 0.06, 0.07, 0.2
HELD_OUT: tuple[Split, ...] = ("validation", "test")


def held_out_rows(size: int) -> int:
    """How many rows each of the two other splits has beside so many training rows."""
    return max(1, round(size / 18))


def split_of_request(example: Example) -> Split:
    """The split of a request."""
    provenance = example.provenance
    assert isinstance(provenance, RequestProvenance)  # noqa: S101 - a request's provenance
    if provenance.logical_form:
        combined = combination(provenance.logical_form)
        if len(combined) > 1 and (split := _drawn(f"combination {combined}", _COMBINATIONS)) != "train":
            return split
    # The twins of a contrast set share their pattern, and so their split where their combinations do not part them.
    return _drawn(f"pattern {provenance.pattern.partition('~')[0]}", _PATTERNS)


def held_out_by(provenance: RequestProvenance) -> str:
    """What keeps a request out of training: its combination of conditions, its pattern, or nothing."""
    if provenance.logical_form:
        combined = combination(provenance.logical_form)
        if len(combined) > 1 and _drawn(f"combination {combined}", _COMBINATIONS) != "train":
            return "combination"
    return (
        "" if _drawn(f"pattern {provenance.pattern.partition('~')[0]}", _PATTERNS) == "train" else "pattern"
    )


def split_of_wording(question: str) -> Split:
    """The split of a further question with an answer that has been given already."""
    return _drawn(f"wording {question}", _WORDINGS)


@lru_cache(maxsize=262_144)  # asked for again and again, of every row
def combination(logical_form: str) -> tuple[str, ...]:
    """The conditions of a form in the notation, without their values, in one order: what a compositional split holds out."""
    search = search_of(parse_form(logical_form))
    if search is None:
        return ()
    return tuple(sorted({f"{compare.field} {compare.operator}" for compare in comparisons(search.where)}))


def _drawn(name: str, share: float) -> Split:
    """One of the splits by a digest: so many parts of all names are held out."""
    unit = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") / 2**64
    if unit >= share:
        return "train"
    return "validation" if unit < share / 2 else "test"
