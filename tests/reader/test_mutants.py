"""Every right form of the pairs, made wrong in every way by one step: how many of these the reader catches."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.reader.test_pairs import RIGHT, form_of
from trainset.reader.compare import disagreements
from trainset.semantics.form import (
    And,
    Compare,
    Condition,
    Count,
    Not,
    Or,
    Quantity,
    Search,
    Total,
    search_of,
    with_search,
)
from trainset.semantics.period import Ago, Calendar, Dated, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from trainset.semantics.form import Form

LEAST_CAUGHT = 0.95
SWAPS = {
    "gt": ["gte", "lt"], "gte": ["gt", "lte"], "lt": ["lte", "gt"], "lte": ["lt", "gte"], "before": ["until", "after"],
    "until": ["before", "since"], "since": ["after", "before"], "after": ["since", "until"], "during": ["since", "before"],
    "within": ["older"], "older": ["within"],
}  # fmt: skip
UNITS = {
    "KB": "MB",
    "MB": "GB",
    "GB": "TB",
    "TB": "GB",
    "second": "minute",
    "minute": "hour",
    "hour": "minute",
}
NUMERIC = {"gt", "gte", "lt", "lte", "between", "about", *SWAPS}


def mutants(form: Form) -> Iterator[tuple[str, Form]]:
    search = search_of(form)
    if search is None:
        return
    if search.where is not None:
        for cause, where in conditions(search.where):
            yield cause, with_search(form, lambda old, where=where: replace(old, where=where))  # type: ignore[misc]
        if isinstance(search.where, And):
            for place, part in enumerate(search.where.parts):
                if (
                    isinstance(part, Compare)
                    and part.operator in NUMERIC
                    and part.value != 1
                    and part.field != "copies"
                ):
                    rest = (*search.where.parts[:place], *search.where.parts[place + 1 :])
                    yield "dropped", with_search(form, lambda old, rest=rest: replace(old, where=And(rest)))  # type: ignore[misc]
    if isinstance(form, Count | Total):
        return
    for place, key in enumerate(search.sort):
        other = replace(key, direction="asc" if key.direction == "desc" else "desc")
        sort = (*search.sort[:place], other, *search.sort[place + 1 :])
        yield "sort", with_search(form, lambda old, sort=sort: replace(old, sort=sort))  # type: ignore[misc]
    if isinstance(search.first, int):
        yield "limit", with_search(form, lambda old: replace(old, first=old.first + 1))  # type: ignore[operator]
    if isinstance(form, Search) and search.first is None:
        yield "limit", replace(form, first=7)


def conditions(condition: Condition) -> Iterator[tuple[str, Condition]]:  # noqa: PLR0912 - one branch for each kind of step
    match condition:
        case Not(part):
            yield "not", part
            for cause, inner in conditions(part):
                if cause != "not":
                    yield cause, Not(inner)
        case And(parts) | Or(parts):
            for place, part in enumerate(parts):
                for cause, inner in conditions(part):
                    yield cause, replace(condition, parts=(*parts[:place], inner, *parts[place + 1 :]))
        case Compare(_, operator, value):
            for other in SWAPS.get(operator, ()):
                yield f"{operator} {other}", replace(condition, operator=other)
            for cause, changed in values(value):
                yield cause, replace(condition, value=changed)  # type: ignore[arg-type]
            if operator == "none":
                yield "not", replace(condition, operator="any")
            elif operator == "ne":
                yield "not", replace(condition, operator="eq")
            elif operator != "exists" and not isinstance(value, bool) and condition.field != "copies":
                yield "not", Not(condition)
            if operator in {"any", "all"} and isinstance(value, tuple) and len(value) > 1:
                yield "or", replace(condition, operator="all" if operator == "any" else "any")


def values(value: object) -> Iterator[tuple[str, object]]:
    match value:
        case Quantity(amount, unit) if unit in UNITS and amount:
            yield "unit", Quantity(amount, UNITS[unit])
            yield "amount", Quantity(amount * 2 + Decimal("0.5"), unit)
        case int() if not isinstance(value, bool) and value > 1:
            yield "amount", value + 2
        case Dated(year=int() as year):
            yield "year", replace(value, year=year - 1)
        case Dated(month=int() as month, day=None):
            yield "month", replace(value, month=month % 12 + 1)
        case Calendar(_, offset):
            yield "period", replace(value, offset=offset - 1)
        case Span(count, _):
            yield "period", replace(value, count=count + 1)
        case Ago(span):
            yield "period", Ago(replace(span, count=span.count + 1))


def test_mutants_are_caught(capsys: pytest.CaptureFixture[str]) -> None:
    made: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for sentence, text in RIGHT:
        form = form_of(text)
        rights = [form_of(other) for said, other in RIGHT if said == sentence]
        for cause, mutant in mutants(form):
            if mutant in rights:
                continue
            made[cause] += 1
            if not disagreements(sentence, mutant):
                missed[cause] += 1
    caught = sum(made.values()) - sum(missed.values())
    with capsys.disabled():
        sys.stdout.write(
            f"\nreader: {caught} of {sum(made.values())} mutants caught; missed {dict(missed)}\n"
        )
    assert caught >= LEAST_CAUGHT * sum(made.values())
