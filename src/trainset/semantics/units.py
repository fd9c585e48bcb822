"""Quantities: how many bytes a gigabyte has and how many seconds an hour, by the pack's policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainset.errors import InputError
from trainset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from trainset.semantics.form import Quantity


@dataclass(frozen=True, slots=True)
class Units:
    """What the fields of a product are measured in.

    `measures` names the measure of a field (`size` -> `bytes`); `factors` says how many base units one unit of a
    measure has (`bytes` -> `GB` -> 1073741824). Measures in `whole` have no fractions of their base unit.
    """

    measures: Mapping[str, str]
    factors: Mapping[str, Mapping[str, int]]
    whole: frozenset[str] = frozenset()

    def of(self, field: str) -> Mapping[str, int] | None:
        """The units in which a field may be given; None where it is a bare number."""
        measure = self.measures.get(field)
        return None if measure is None else self.factors[measure]

    def base(self, field: str, quantity: Quantity) -> Decimal:
        """The quantity in the field's base unit.

        Raises:
            InputError: the field is not measured in that unit.
        """
        units = self.of(field)
        if units is None:
            raise InputError(f"{field} is a bare number and has no unit {quantity.unit!r}")
        if quantity.unit not in units:
            raise InputError(
                f"{field} is not measured in {quantity.unit!r}", hint=did_you_mean(quantity.unit, units)
            )
        amount = quantity.amount * units[quantity.unit]
        return amount.to_integral_value() if self.measures[field] in self.whole else amount


def plain(amount: Decimal) -> int | float:
    """The shortest plain number: an int where the amount is whole, else a float."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
