"""Makers of instants, none of them later than a minute before the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.world.measure import DAY, Instant, instant

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainset.world.stream import Stream
    from trainset.world.template import Maker, Scope

Hours = tuple[int, int] | None
_RECENT = 2 * DAY
_PAST = 61  # seconds that every instant lies before the clock


def before_clock(ago: Callable[[Stream], float], hours: Hours) -> Maker:
    """So many seconds before the clock."""
    return lambda scope, stream: _settled(scope["clock"] - ago(stream), scope, stream, hours)


def in_between(low: Maker, high: Maker, hours: Hours) -> Maker:
    """Between two instants, and before the clock."""

    def make(scope: Scope, stream: Stream) -> Instant:
        start = instant(low(scope, stream))
        end = min(instant(high(scope, stream)), scope["clock"])
        return _settled(start + stream.unit() * (end - start), scope, stream, hours)

    return make


def later_than(start: Maker, by: Callable[[Stream], float], hours: Hours) -> Maker:
    """So many seconds after another instant; nothing where that is nothing."""

    def make(scope: Scope, stream: Stream) -> Instant | None:
        first = start(scope, stream)
        if first is None:
            return None
        value, end = first + by(stream), scope["clock"] - _PAST
        if value > end:  # not all at the clock: anywhere in between
            value = first + stream.unit() * (end - first)
        return max(Instant(first), _settled(value, scope, stream, hours))

    return make


def _settled(value: float, scope: Scope, stream: Stream, hours: Hours) -> Instant:
    """The instant, at the given hours of its day unless it is recent."""
    if hours and value < scope["clock"] - _RECENT:
        value = int(value) // DAY * DAY + (hours[0] + stream.unit() * (hours[1] - hours[0])) * 3600
    return Instant(min(int(value), scope["clock"] - _PAST))
