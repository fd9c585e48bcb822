"""The logical form: what a request means, as a frozen value.

A form is *symbolic* as it is spoken ("modifiedAt within 1 month", "size > 1 GB") and *resolved* once a clock and the
pack's units have turned every time and quantity into a plain literal (`resolve.py`). The operators of a resolved form are the
schema's own; a symbolic form may use the spoken ones of `SPOKEN_OPERATORS` besides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from trainset.semantics.period import Period, Span

Direction = Literal["asc", "desc"]

# Each stands for one or two plain comparisons; `resolve.py` says which.
TIME_OPERATORS = ("during", "since", "after", "before", "until", "within", "older", "spanning")
SPOKEN_OPERATORS = (*TIME_OPERATORS, "between", "about")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a unit as spoken, such as 1.5 GB; the pack's units say what it measures."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pattern that a value takes later."""

    name: str


Scalar = str | int | float | bool
Value = "Scalar | Quantity | Period | Span | Slot | tuple[Value, ...]"


@dataclass(frozen=True, slots=True)
class Compare:
    """One condition on one field.

    Strings, numbers and flags are literals; a tuple is a list of them, or the two ends of `between` and `spanning`.
    """

    field: str
    operator: str
    value: Scalar | Quantity | Period | Span | Slot | tuple[Scalar | Quantity | Period | Slot, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Compare | And | Or | Not


@dataclass(frozen=True, slots=True)
class SortKey:
    """A field to order by."""

    field: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Search:
    """The entities of a collection that meet a condition, in an order, at most so many."""

    collection: str
    where: Condition | None = None
    sort: tuple[SortKey, ...] = ()
    first: int | Slot | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many entities a search finds; its order and limit mean nothing."""

    of: Search


@dataclass(frozen=True, slots=True)
class Total:
    """Numbers about what a search finds: sums, means, least and greatest."""

    measures: tuple[str, ...]
    of: Search


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What a search finds, counted group by group; the search's order and limit are those of the groups."""

    by: str
    of: Search
    measures: tuple[str, ...] = ("count",)


@dataclass(frozen=True, slots=True)
class Word:
    """A value of an enum."""

    name: str


Given = str | int | float | bool | Word | Slot | tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """An action by name, what is given to it, and what it acts on, where that is a selection."""

    name: str
    arguments: tuple[tuple[str, Given], ...] = ()
    of: Search | None = None


Form = Search | Count | Total | Breakdown | Act
AnyForm = TypeVar("AnyForm", Search, Count, Total, Breakdown, Act, Form)


def search_of(form: Form) -> Search | None:
    """The search inside of a form: itself, or what it counts, adds up, breaks down or acts on."""
    return form if isinstance(form, Search) else form.of


def with_search(form: AnyForm, change: Callable[[Search], Search]) -> AnyForm:
    """The form with the search inside of it changed."""
    if isinstance(form, Search):
        return change(form)
    if form.of is None:
        return form
    return replace(form, of=change(form.of))


def conjuncts(condition: Condition | None) -> tuple[Condition, ...]:
    """The parts of a conjunction, or the condition itself as the only part."""
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, And) else (condition,)


def conjoin(parts: tuple[Condition, ...]) -> Condition | None:
    """The condition that all parts hold; None where there are none."""
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else And(parts)


def comparisons(condition: Condition | None) -> tuple[Compare, ...]:
    """All comparisons of a condition, in reading order, however deeply nested."""
    match condition:
        case None:
            return ()
        case Compare():
            return (condition,)
        case Not(part):
            return comparisons(part)
        case And(parts) | Or(parts):
            return tuple(found for part in parts for found in comparisons(part))
