"""Whether an entry of the lexicon says a condition, and with which values in its slots."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trainset.language.pattern import Piece
from trainset.language.slots import kind_of
from trainset.semantics.form import And, Compare, Condition, Not, Or, Slot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainset.language.slots import SlotKind

Bound = dict[str, object]


def matched(entry: Condition, condition: Condition) -> Bound | None:
    """What the slots of an entry stand for if it is to say the condition: other slots, or values; None if it does not say it."""
    match entry, condition:
        case Compare(field, operator, value), Compare(other_field, other_operator, other):
            return _values(value, other) if (field, operator) == (other_field, other_operator) else None
        case Not(part), Not(other_part):
            return matched(part, other_part)
        case (And(parts), And(others)) | (Or(parts), Or(others)) if len(parts) == len(others):
            bound: Bound = {}
            for part, other_part in zip(parts, others, strict=True):
                found = matched(part, other_part)
                if found is None:
                    return None
                bound |= found
            return bound
    return None


def _values(value: object, other: object) -> Bound | None:
    if isinstance(value, Slot):
        return None if isinstance(other, tuple) else {value.name: other}
    if isinstance(value, tuple) and isinstance(other, tuple) and len(value) == len(other):
        bound: Bound = {}
        for one, another in zip(value, other, strict=True):
            found = _values(one, another)
            if found is None:
                return None
            bound |= found
        return bound
    return {} if value == other and type(value) is type(other) else None


def bound_pieces(
    pieces: tuple[Piece, ...], bound: Bound, slots: Mapping[str, SlotKind]
) -> tuple[Piece, ...] | None:
    """The pieces with other slots of the same kinds, or the words for values, in place of their slots; None where there are none."""
    filled: list[Piece] = []
    for piece in pieces:
        if not piece.slot:
            filled.append(piece)
            continue
        value = bound[piece.slot]
        if isinstance(value, Slot):
            if kind_of(value.name) != kind_of(piece.slot):
                return None
            filled.append(replace(piece, slot=value.name))
            continue
        choice = next((one for one in slots[kind_of(piece.slot)].choices if one.value == value), None)
        if choice is None:
            return None
        filled.append(Piece(choice.say[0], parts=piece.parts))
    return tuple(filled)
