"""Times told by a length: in the last 3 months, older than a year, not opened for two weeks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from trainset.reader.facts import Time, When
from trainset.reader.item import Items, at
from trainset.reader.lengths import length_at, span_of
from trainset.reader.negated import beside, governor
from trainset.semantics.period import Ago, Calendar, Span

if TYPE_CHECKING:
    from trainset.semantics.period import CalendarUnit

_MORE, _LESS = frozenset({"gt", "gte"}), frozenset({"lt", "lte"})
_FOR = frozenset({"for", "in", "since", "over", "within", "during", "these", "all of"})


def age_at(items: Items, place: int) -> Time | None:
    """The time that is told by the length at a place; None where none is."""
    return _last(items, place) or _two(items, place) or _length(items, place)


def _time(items: Items, readings: tuple[When, ...], start: int, end: int) -> Time:
    return Time(readings, start, end, " ".join(item.text for item in items[start:end]))


def _last(items: Items, place: int) -> Time | None:
    """In the last 3 months, over the past year, last month said with an article."""
    near = at(items, place).role("near")
    if near not in {"last", "past"}:
        return None
    start = place
    while at(items, start - 1).text in {"the", "these", "this", "my", ","} or at(
        items, start - 1
    ).text in _FOR | {"from", "on", "of", "across"}:
        start -= 1
    found = length_at(items, place + 1)
    if found is not None and at(items, place + 1).role("one") == "":
        span, end = found
        if span is None:
            return _time(items, (), start, end)
        return _within(items, (When("within", span),), start, end)
    if at(items, place).text in {"previous", "preceding"}:
        return None
    unit = at(items, place + 1).role("span") or (at(items, place + 1).role("unit") if near else "")
    if unit not in {"day", "week", "month", "quarter", "year", "fortnight", "decade", "hour", "minute"} or at(
        items, place + 1
    ).text in {"min", "h", "d", "w", "y"}:
        return None
    article = at(items, place - 1).text in {"the", "this", "these"}
    before = at(items, place - 2 if article else place - 1)
    if (
        unit in {"fortnight", "decade", "hour", "minute"}
        or near == "past"
        or (article and before.text in {"in", "within", "over", "across", "for"})
    ):
        half = at(items, place + 2).role("plushalf") or "0"
        span, end = span_of(1 + Decimal(half), unit), place + 2 + (half != "0")
        return _within(items, () if span is None else (When("within", span),), start, end)
    if before.role("time") in {"since", "after", "before", "until", "older", "newer"}:
        return None
    if article or before.text == "in":
        calendar = Calendar(cast("CalendarUnit", unit), -1)
        both = (When("within", Span(1, calendar.unit)), When("during", calendar))
        return _within(items, both, start, place + 2)
    return None


def _within(items: Items, readings: tuple[When, ...], start: int, end: int) -> Time:
    """The readings, turned to what lies before where a negation governs them."""
    near = governor(items, start, idle=True)
    if near is None:
        if at(items, start - 1).role("time") in {"older", "before"}:
            turned = tuple(When("older", when.value) for when in readings if when.operator == "within")
            return _time(items, turned, start - 1, end)
        return _time(items, readings, start, end)
    turned = tuple(When(when.operator, when.value, outside=True) for when in readings)
    return _time(items, turned, near, end)


def _two(items: Items, place: int) -> Time | None:
    """Between 2 and 4 weeks ago."""
    first, joint = at(items, place), at(items, place + 1)
    if first.kind != "number" or first.number is None:
        return None
    own = length_at(items, place)
    behind = own[1] if own else place + 1
    if at(items, behind).text not in {"and", "to", "-", "or"}:
        return None
    found = length_at(items, behind + 1)
    if found is None or found[0] is None or at(items, behind + 1).kind != "number":
        return None
    end = found[1]
    unit = found[0].unit
    begin = own[0] if own else span_of(first.number, unit)
    start = place - 1 if at(items, place - 1).text in {"between", "from"} else place
    if at(items, end).role("behind") not in {"ago", "old"}:
        return _time(items, (), start, end) if unit not in {"hour", "minute"} else None
    if (
        begin is None
        or unit in {"hour", "minute"}
        or joint.text == "or"
        or at(items, end).role("behind") == "old"
    ):
        return _time(items, (), start, end + 1)
    ends = sorted((begin, found[0]), key=lambda span: span.count)
    return _time(items, (When("spanning", (Ago(ends[1]), Ago(ends[0]))),), start, end + 1)


def _length(items: Items, place: int) -> Time | None:
    found = length_at(items, place)
    if found is None:
        return None
    span, end = found
    start, compared = _comparator(items, place)
    before = at(items, start - 1)
    behind = at(items, end).role("behind")
    suffix = at(items, end + 1 if behind else end)
    if not compared and suffix.role("after") in {"gte", "lte"}:
        compared, end = suffix.role("after"), end + 1
        behind = behind or at(items, end).role("behind")
    age = before.role("time") if before.role("time") in {"older", "newer", "notnewer"} else ""
    if age:
        operator = {"older": "older", "newer": "within", "notnewer": "older"}[age]
        return _ruled(items, operator, span, start - 1, end + bool(behind))
    if behind in {"ago", "old"}:
        if (
            suffix.text
            in {"or older", "and older", "or more", "and up", "or newer", "and over", "or over", "or above"}
            and not compared
        ):
            compared = "lte" if suffix.text == "or newer" else "gte"
        if not compared:
            if before.text == "within":
                return _ruled(items, "within", span, start - 1, end + 1)
            return _time(items, (), place, end + 1) if behind == "old" else None
        return _ruled(
            items,
            "older" if compared in _MORE else "within",
            span,
            start,
            end + 1 + (suffix.role("after") != ""),
        )
    if at(items, end).text in {"or older", "and older"}:
        return _ruled(items, "older", span, start, end + 1)
    if before.text in _FOR or before.role("skip") or before.role("idle"):
        return _lasting(items, span, start, end, before.text)
    if span is not None and span.unit in {"hour", "minute"}:
        return None
    near = None if compared else governor(items, start, idle=True)
    if near is not None and span is not None:
        return _time(items, (When("older", span),), near, end)
    return replace(_time(items, (), place, end), length=span)


def _lasting(items: Items, span: Span | None, start: int, end: int, preposition: str) -> Time | None:
    """For, in or within a length: idle all that while where a negation says so."""
    near = governor(items, start, idle=True)
    if near is not None:
        readings = () if span is None else (When("older", span),)
        return _time(items, readings, near, end)
    clock = span is not None and span.unit in {"hour", "minute"}
    if preposition in {"within", "since"} and span is not None:
        readings = (When("within", span),)
        return None if clock and preposition == "within" else _time(items, readings, start - 1, end)
    return None if clock else replace(_time(items, (), start, end), length=span)


def _ruled(items: Items, operator: str, span: Span | None, start: int, end: int) -> Time:
    """Older or newer than a length, turned around where a negation stands right before it."""
    near = beside(items, start)
    if near is None:
        near = governor(items, start) if operator == "older" and at(items, start).role("amount") else None
    readings = () if span is None else (When(operator, span, outside=near is not None),)
    return _time(items, readings, start if near is None else near, end)


def _comparator(items: Items, place: int) -> tuple[int, str]:
    """Where the comparator of a length begins, and what it says; the length's own place where there is none."""
    here = place - 1
    while here >= 0 and place - here < 4 and items[here].role("skip") and not items[here].role("amount"):
        here -= 1
    item = at(items, here)
    if (
        item.text in {"over", "within", "about", "around", "some", "from", "up to", "past", "near"}
        and item.text != "over"
    ):
        return place, ""
    said = item.role("amount").split(" / ")[0]
    return (here, said) if said else (place, "")
