"""A pack's clock and units, as the forms need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.semantics.period import Clock
from trainset.semantics.resolve import Setting
from trainset.semantics.units import Units

if TYPE_CHECKING:
    from trainset.pack import Pack


def setting_of(pack: Pack) -> Setting:
    """The setting in which a pack's requests are spoken."""
    return Setting(Clock(pack.clock, pack.week_starts), Units(pack.measures, pack.factors, pack.whole))
