"""Amounts and instants as recipes write them: "20 MB", "3d", "2025-06-01"; and numbers spread by quantiles."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainset.world.stream import Stream

_AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?)\s*([A-Za-z]+)")
_BYTES = {"B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40}
_SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "w": 604800, "mo": 2629746, "y": 31556952}
DAY = 86400


class Instant(int):
    """Seconds since 1970 in UTC; told apart from other numbers so that it is written as a date."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{_day(self // DAY)}T{_clock(self % DAY)}Z"


@cache
def _day(day: int) -> str:
    return datetime.fromtimestamp(day * DAY, UTC).strftime("%Y-%m-%d")


@cache
def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def amount(value: float | str) -> float:
    """A number, or a text such as "20 MB" or "3d" as bytes or seconds.

    Raises:
        ValueError: the text is neither.
    """
    if not isinstance(value, str):
        return value
    match = _AMOUNT.fullmatch(value)
    factor = match and (_BYTES.get(match[2]) or _SECONDS.get(match[2]))
    if not match or not factor:
        raise ValueError(f'{value!r} is no amount such as "20 MB" or "3d"')
    result = float(match[1]) * factor
    return int(result) if result == int(result) else result


def instant(value: Any) -> Instant:
    """An instant, or a day or instant as ISO text.

    Raises:
        ValueError: the text is neither.
    """
    if isinstance(value, Instant):
        return value
    moment = datetime.fromisoformat(str(value))
    return Instant(int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()))


def spread(points: list[Any]) -> Callable[[Stream], float]:
    """Numbers whose quantiles are given: `[[0, 1], [0.9, 10], [1, 100]]` lies below 10 nine times out of ten.

    Only additions and multiplications: the same numbers on every machine.

    Raises:
        ValueError: fewer than two points, or shares that do not rise from 0 to 1.
    """
    if not all(isinstance(point, list) and len(point) == 2 for point in points) or len(points) < 2:
        raise ValueError("quantiles are two or more pairs of share and amount")
    shares = [float(share) for share, _ in points]
    values = [amount(value) for _, value in points]
    if shares[0] != 0 or shares[-1] != 1 or shares != sorted(set(shares)):
        raise ValueError("the shares of quantiles rise from 0 to 1")

    def make(stream: Stream) -> float:
        unit = stream.unit()
        place = 1
        while unit >= shares[place]:
            place += 1
        low, high = shares[place - 1], shares[place]
        return values[place - 1] + (unit - low) / (high - low) * (values[place] - values[place - 1])

    return make
