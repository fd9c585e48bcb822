"""What the reader reads: facts of an utterance, each with the items (`start` to `end`) that say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from trainset.semantics.period import Period, Span


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it is compared by.

    `comparators` are the operators that the wording allows, none where nothing says one; `values` has two ends for `between`;
    `unit` is empty for a bare number. `bare` tells that no unread word could hide a comparator.
    """

    comparators: frozenset[str]
    values: tuple[Decimal, ...]
    unit: str
    start: int
    end: int
    text: str
    bare: bool = False
    said: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """One way to read a time: the operator of a form, its value, and whether all other times are meant."""

    operator: str
    value: Period | Span | tuple[Period, Period]
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """A time with its relation, in every way that it may be meant; none where it cannot be put into numbers.

    `length` is a length of time that was said without anything that makes a time of it.
    """

    readings: tuple[When, ...]
    start: int
    end: int
    text: str
    length: Span | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """How many are asked for; None says one where a single thing, and `many` where all of a kind are spoken of."""

    number: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Order:
    """A direction with what is ordered by: size, date, name, duration, rating, any; `certain` where nothing else can be meant."""

    dimension: str
    direction: str
    start: int
    end: int
    text: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Negation:
    """A word of negation; `names` are the places of the names that it governs, `spent` where another fact has taken it in."""

    start: int
    end: int
    text: str
    names: tuple[int, ...] = ()
    spent: bool = False
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where the reader reads one thing and the form says another; `code` names the cause and is stable."""

    code: str
    message: str


CODES = (
    "comparator",
    "strictness",
    "amount",
    "unit",
    "negation",
    "disjunction",
    "limit",
    "sort",
    "relation",
    "period",
)
