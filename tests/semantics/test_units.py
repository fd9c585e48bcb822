"""Quantities become numbers of base units by the pack's policy."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import UNITS, steady
from trainset.errors import InputError
from trainset.semantics.form import Quantity
from trainset.semantics.units import Units, plain

BYTES = Units(
    measures={"size": "bytes", "length": "seconds"},
    factors={
        "bytes": {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3},
        "seconds": {"second": 1, "minute": 60, "hour": 3600},
    },
    whole=frozenset({"bytes"}),
)


@pytest.mark.parametrize(
    ("field", "amount", "unit", "base"),
    [
        ("size", "1", "GB", 1073741824),
        ("size", "1.5", "GB", 1610612736),
        ("size", "0.1", "KB", 102),
        ("size", "0", "GB", 0),
        ("length", "1.5", "hour", 5400),
        ("length", "0.125", "second", 0.125),
    ],
)
def test_a_quantity_is_a_number_of_base_units(field: str, amount: str, unit: str, base: float) -> None:
    number = plain(BYTES.base(field, Quantity(Decimal(amount), unit)))
    assert number == base
    assert type(number) is type(base)


@steady(100)
@given(st.decimals(-(10**9), 10**9, places=6), st.sampled_from(["B", "KB", "MB", "GB"]))
def test_what_is_counted_in_wholes_comes_out_whole(amount: Decimal, unit: str) -> None:
    base = BYTES.base("size", Quantity(amount, unit))
    assert base == base.to_integral_value()
    assert abs(base - amount * BYTES.factors["bytes"][unit]) <= Decimal("0.5")


@steady(100)
@given(st.integers(-(10**25), 10**25) | st.decimals(-(10**9), 10**9, places=3))
def test_a_plain_number_is_whole_where_it_can_be(amount: int | Decimal) -> None:
    number = plain(Decimal(amount))
    assert number == float(amount) if isinstance(number, float) else number == amount
    assert isinstance(number, int) == (amount == int(amount))


def test_a_field_without_a_measure_has_no_units() -> None:
    assert BYTES.of("rating") is None
    assert UNITS.of("price") == {"cent": 1, "euro": 100}
    with pytest.raises(InputError, match="rating is a bare number and has no unit 'GB'"):
        BYTES.base("rating", Quantity(Decimal(1), "GB"))


def test_a_unit_of_another_measure_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r"size is not measured in 'minute'\n  Known: B, GB, KB, MB"):
        BYTES.base("size", Quantity(Decimal(1), "minute"))
    with pytest.raises(InputError, match=r"size is not measured in 'Gb'\n  Did you mean 'GB'\?"):
        BYTES.base("size", Quantity(Decimal(1), "Gb"))
