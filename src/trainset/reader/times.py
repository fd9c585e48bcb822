"""The times of an utterance, each with its relation: since March, in the last 3 weeks, untouched for two years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trainset.reader.ages import age_at
from trainset.reader.dates import period_at
from trainset.reader.facts import Time, When
from trainset.reader.item import Items, at
from trainset.reader.relations import relation_of, text_of, turned
from trainset.semantics.period import Ago, Calendar, Dated, InSeason, OnWeekday, Period

if TYPE_CHECKING:
    from collections.abc import Iterator

_TO = frozenset(
    {
        "to",
        "-",
        "until",
        "till",
        "til",
        "through",
        "thru",
        "..",
        "...",
        "up to",
        "up until",
        "up till",
        "through to",
    }
)
# The relation that a period's start or end makes of a relation.
_EDGES = {
    ("since", "start"): "since", ("since", "end"): "after",
    ("after", "end"): "after", ("before", "start"): "before", ("before", "end"): "until", ("until", "start"): "before",
    ("until", "end"): "until", ("older", "start"): "before", ("older", "end"): "until",
}  # fmt: skip
_RELATIONS = {
    "from": ("during",), "older": ("before",), "newer": ("after", "since"), "notnewer": ("until",),
    "during": ("during",), "": ("during",),
}  # fmt: skip


def times(items: Items) -> tuple[Time, ...]:
    """All times of an utterance, in reading order."""
    return _either(list(_times(items)), items)


def _either(found: list[Time], items: Items) -> tuple[Time, ...]:
    """Each of two times joined by "or" may be an end of both together: in 2021 or 2022."""
    for place in range(len(found) - 1):
        one, other = found[place], found[place + 1]
        between = [item.text for item in items[one.end : other.start]]
        if between not in (["or"], ["and"]) or not one.readings or not other.readings:
            continue
        first, last = one.readings[0], other.readings[0]
        if first.operator == last.operator == "during" and first.outside == last.outside:
            whole = When("spanning", (_like(first.value, last.value), last.value), first.outside)  # type: ignore[arg-type]  # periods
            found[place] = replace(one, readings=(*one.readings, whole))
            found[place + 1] = replace(other, readings=(*other.readings, whole))
    return tuple(found)


def _times(items: Items) -> Iterator[Time]:
    place = 0
    while place < len(items):
        time = age_at(items, place) or _spanning(items, place) or _single(items, place)
        if time is None:
            place += 1
            continue
        yield time
        place = max(time.end, place + 1)


def _spanning(items: Items, place: int) -> Time | None:
    """Between one period and another, from one to another."""
    first = period_at(items, place)
    if first is None:
        first = _half(items, place)
    if first is None or not first[0]:
        return None
    between = "between" in {at(items, place - 1).text, at(items, place - 2).text}
    joint = at(items, first[1]).text
    if joint not in _TO and not (joint == "and" and between):
        return None
    behind = first[1] + 1
    if at(items, behind).text == "the":
        behind += 1
    last = period_at(items, behind)
    if last is None or not last[0]:
        return None
    start, _ = relation_of(items, place)
    relation = at(items, start).role("time")
    if (
        relation in {"since", "after"}
        and joint != "-"
        and at(items, start).text not in {"starting", "starting from", "starting in", "beginning in"}
    ):
        return None
    if relation in {"until", "before"} and not between:
        return None
    pairs = [(_like(begin, end), end) for begin in first[0] for end in last[0]]
    readings = tuple(When("spanning", pair) for pair in pairs)
    return turned(items, Time(readings, min(start, place), last[1], text_of(items, start, last[1])), start)


def _half(items: Items, place: int) -> tuple[tuple[Period, ...], int] | None:
    """A day whose month is named with the second one: 5 to 10 May."""
    item, joint = at(items, place), at(items, place + 1)
    if item.number is None or not 1 <= item.number <= 31 or joint.text not in _TO | {"and"}:
        return None
    behind = place + 2
    if at(items, behind).text == "the":
        behind += 1
    last = period_at(items, behind)
    if last is None or at(items, behind).number is None:
        return None
    days = tuple(end for end in last[0] if isinstance(end, Dated) and end.day)
    return tuple(replace(end, day=int(item.number)) for end in days), place + 1


def _like(begin: Period, end: Period) -> Period:
    """The first period with the year of the second where it has none: from March to May 2023."""
    if isinstance(begin, Dated) and isinstance(end, Dated) and begin.year is None and end.year is not None:
        later = (begin.month or 3 * (begin.quarter or 0)) > (end.month or 3 * (end.quarter or 0))
        return replace(begin, year=end.year - later)
    if (
        isinstance(begin, InSeason)
        and isinstance(end, InSeason)
        and begin.year is None
        and end.year is not None
    ):
        return replace(begin, year=end.year)
    return begin


def _single(items: Items, place: int) -> Time | None:
    found = period_at(items, place)
    if found is None:
        return None
    periods, end = found
    start, edge = relation_of(items, place)
    said = at(items, start).role("time") if start < place else ""
    relations = _RELATIONS.get(said, (said,))
    if edge:
        relations = (_EDGES[said, edge],) if (said, edge) in _EDGES else ()
    if (
        at(items, start - 1).text in {"about", "around", "circa", "near", "roughly"}
        or any(
            item.text in {"about", "around", "circa", "roughly", "early", "late", "mid"}
            for item in items[start:place]
        )
        or at(items, place - 1).role("vague")
    ):
        relations = ()
    if said in {"", "during", "from", "since", "until", "before", "after"} and (
        behind := at(items, end).role("behind")
    ) in {"since", "until"}:
        if said in {"", "from", "during"} and not (at(items, end).text == "on" and said != "from"):
            relations, end = (behind,), end + 1
        elif (said, behind) == ("since", "since"):
            end += 1
    readings = tuple(
        reading
        for period in periods
        for relation in relations
        for reading in _readings(relation, period, said)
    )
    return turned(items, Time(readings, start, end, text_of(items, start, end)), start)


def _readings(relation: str, period: Period, said: str) -> Iterator[When]:
    """What a relation to a period may mean; of the present week, month and year there is no end."""
    present = isinstance(period, Calendar) and period.offset == 0 and period.unit != "day"
    if relation == "during" and present:
        yield When("since", period)
        return
    yield When(relation, period)
    if relation == "during" and isinstance(period, OnWeekday) and said == "since":
        yield When("since", period)
    if relation == "after" and isinstance(period, Ago):
        yield When("since", period)
