"""The times of an utterance against those of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.reader.facts import Disagreement, Time, When
from trainset.reader.ranges import Range, range_of
from trainset.semantics.period import Dated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.reader.meaning import FormTime, Meaning
    from trainset.reader.reading import Reading
    from trainset.semantics.period import Clock

# What a relation to a year is to the number of the year.
_RELATIONS = {"during": "eq", "since": "gte", "after": "gt", "before": "lt", "until": "lte"}


def time_disagreements(reading: Reading, meaning: Meaning, clock: Clock) -> Iterator[Disagreement]:
    """Where a time of the form is not said, is said otherwise, or a time said is not in the form."""
    form = [(time, range_of(time.when, clock)) for time in meaning.times]
    said = [(time, [range_of(when, clock) for when in time.readings]) for time in reading.times]
    rays = {found for _, found in form} | {_loose(found) for time, found in form if time.loose}
    read = {found for _, ranges in said for found in ranges}
    vague = any(not time.readings for time in reading.times)
    wrong: list[Time] = []
    for time, found in form:
        if _is_echo(found, read) and any(one.strong and not one.spent for one in reading.negations):
            continue  # opened this week but not changed in that time
        if found is None or vague or _is_held(found, read, rays) or (time.loose and _loose(found) in read):
            continue
        nearest = _nearest(time, [one for one, ranges in said if not _any_held(ranges, rays, read)], reading)
        if nearest is not None:
            wrong.append(nearest)
        yield _disagreement(time, nearest)
    for one, ranges in said:
        if not ranges or one in wrong or _any_held(ranges, rays, read) or None in ranges:
            continue
        if any(_is_counted(when, meaning) for when in one.readings):
            continue
        if not reading.aside.intersection(range(one.start, one.end)):
            yield Disagreement("period", f"read {one.text!r}, which the form does not hold")


def _is_counted(when: When, meaning: Meaning) -> bool:
    """Whether a year that was said is a number of the form, held to the same relation: songs released after 2010."""
    value = when.value
    if not isinstance(value, Dated) or value.year is None or value != Dated(year=value.year):
        return False
    return any(
        amount.operator == _RELATIONS.get(when.operator)
        and any(number == value.year for number, _ in amount.values)
        for amount in meaning.amounts
    )


def _is_echo(found: Range | None, read: set[Range | None]) -> bool:
    return found is not None and found.turned() in read


def _loose(found: Range | None) -> Range | None:
    return None if found is None else found.turned()


def _any_held(ranges: list[Range | None], among: set[Range | None], beside: set[Range | None]) -> bool:
    return any(found is not None and _is_held(found, among, beside) for found in ranges)


def _is_held(found: Range, among: set[Range | None], beside: set[Range | None]) -> bool:
    """Whether a range is among others, whole or as its two ends, or is one end of one whose other end stands beside it."""
    if found in among:
        return True
    if found.outside:
        return Range(None, found.low) in among and Range(found.high, None) in among
    if found.low is not None and found.high is not None:
        return Range(found.low, None) in among and Range(None, found.high) in among
    ends = [
        one
        for one in among
        if one is not None and one.low is not None and one.high is not None and not one.outside
    ]
    partners = {(one.low, one.high) for one in beside if one is not None}
    for whole in ends:
        if found.high is None and whole.low == found.low and (None, whole.high) in partners:
            return True
        if found.low is None and whole.high == found.high and (whole.low, None) in partners:
            return True
    return False


def _nearest(time: FormTime, free: list[Time], reading: Reading) -> Time | None:
    for one in free:
        if any(when.value == time.when.value for when in one.readings):
            return one
    return free[0] if free else (reading.times[0] if reading.times else None)


def _disagreement(time: FormTime, nearest: Time | None) -> Disagreement:
    form = f"{time.field} {'not ' if time.when.outside else ''}{time.when.operator} {time.when.value}"
    if nearest is None:
        return Disagreement("period", f"the form says {form}, and no time is said")
    same = [when for when in nearest.readings if when.value == time.when.value]
    turned = any(when.operator == time.when.operator and when.outside != time.when.outside for when in same)
    code = "negation" if turned else "relation" if same else "period"
    return Disagreement(code, f"read {nearest.text!r} as {_show(nearest.readings)}; the form says {form}")


def _show(readings: tuple[When, ...]) -> str:
    return " or ".join(f"{'not ' if when.outside else ''}{when.operator} {when.value}" for when in readings)
