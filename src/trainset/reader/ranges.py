"""What a time comes to at a clock: a half-open range, open ends included, or all that lies outside of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from trainset.semantics.period import Clock, Period, Span, back, bounds

if TYPE_CHECKING:
    from trainset.reader.facts import When


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` on and before `high`, either of which may be open; with `outside`, all other times."""

    low: datetime | None
    high: datetime | None
    outside: bool = False

    def turned(self) -> Range:
        """All times that are not in the range."""
        if self.outside or (self.low is not None and self.high is not None):
            return Range(self.low, self.high, not self.outside)
        return Range(self.high, self.low)


def range_of(when: When, clock: Clock) -> Range | None:
    """The range of a time at a clock; None where it lies outside of the years 1 to 9999 or cannot be had."""
    try:
        plain = _plain(when.operator, when.value, clock)
    except (OverflowError, ValueError):
        return None
    return plain.turned() if plain is not None and when.outside else plain


def _plain(operator: str, value: object, clock: Clock) -> Range | None:
    if operator in {"within", "older"}:
        moment = back(clock, cast("Span", value))
        return Range(moment, None) if operator == "within" else Range(None, moment)
    if operator == "spanning":
        first, last = cast("tuple[Period, Period]", value)
        return Range(bounds(first, clock)[0], bounds(last, clock)[1])
    if operator in {"gt", "gte", "lt", "lte"}:
        moment = datetime.fromisoformat(str(value))
        return Range(moment, None) if operator in {"gt", "gte"} else Range(None, moment)
    begin, end = bounds(cast("Period", value), clock)
    match operator:
        case "since":
            return Range(begin, None)
        case "after":
            return Range(end, None)
        case "before":
            return Range(None, begin)
        case "until":
            return Range(None, end)
        case "during":
            return Range(begin, end)
    return None
