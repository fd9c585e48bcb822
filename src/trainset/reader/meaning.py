"""What a form says, in the shape in which it can be held against what was read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from trainset.reader.facts import When
from trainset.semantics.form import (
    TIME_OPERATORS,
    Act,
    And,
    Breakdown,
    Compare,
    Condition,
    Count,
    Form,
    Not,
    Or,
    Quantity,
    Slot,
    SortKey,
    Total,
    search_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEGATIVE = {"ne", "notIn", "none"}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
Step = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class FormAmount:
    """A numeric condition; `negative` where an odd number of negations stands over it, `loose` where one stands over a group."""

    field: str
    operator: str
    values: tuple[tuple[Decimal, str], ...]
    negative: bool
    loose: bool


@dataclass(frozen=True, slots=True)
class FormTime:
    """A condition on a time."""

    field: str
    when: When
    loose: bool


@dataclass(frozen=True, slots=True)
class FormText:
    """A text in a condition, with the way to it: (number of the node, `and` or `or`, which part)."""

    field: str
    operator: str
    value: str
    negative: bool
    path: tuple[Step, ...]


@dataclass(slots=True)
class Meaning:
    """All that a form says; `shape` tells whether order and limit are those of a `search`, of `groups`, or mean nothing.

    `negated` counts the conditions on texts and flags that do not hold.
    """

    amounts: list[FormAmount] = field(default_factory=list)
    times: list[FormTime] = field(default_factory=list)
    texts: list[FormText] = field(default_factory=list)
    other_texts: list[str] = field(default_factory=list)
    other_numbers: list[Decimal] = field(default_factory=list)
    sort: tuple[SortKey, ...] = ()
    first: int | None = None
    open_first: bool = False
    shape: str = ""
    negates: bool = False
    negated: int = 0
    absent: bool = False
    joins: bool = False
    nodes: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """All texts of the form."""
        return (*(text.value for text in self.texts), *self.other_texts)


def meaning_of(form: Form) -> Meaning:
    """What a form says, whatever kind of request it is.

    Order and limit count for what is found, acted on or grouped; a count or total has none.
    """
    meaning = Meaning()
    if isinstance(form, Act):
        for _, value in form.arguments:
            _given(meaning, value)
    search = search_of(form)
    if search is None:
        return meaning
    if not isinstance(form, Count | Total):
        meaning.sort, meaning.shape = search.sort, "groups" if isinstance(form, Breakdown) else "search"
        meaning.first = search.first if isinstance(search.first, int) else None
        meaning.open_first = isinstance(search.first, Slot)
    if search.where is not None:
        _condition(meaning, search.where, negative=False, loose=False, path=())
    return meaning


def _given(meaning: Meaning, value: object) -> None:
    """An argument of an action: a name, a number or a flag."""
    if isinstance(value, bool):
        meaning.absent = True
    elif isinstance(value, str):
        meaning.other_texts.append(value)
    elif isinstance(value, int | float):
        meaning.other_numbers.append(Decimal(str(value)))
    elif isinstance(value, tuple):
        for item in value:
            _given(meaning, item)


def _condition(
    meaning: Meaning, part: Condition, *, negative: bool, loose: bool, path: tuple[Step, ...]
) -> None:
    match part:
        case Not(inner):
            meaning.negates = True
            group = isinstance(inner, And | Or)
            _condition(meaning, inner, negative=not negative, loose=loose or group, path=path)
        case And(parts) | Or(parts):
            joint = "or" if isinstance(part, Or) else "and"
            meaning.joins |= joint == "or" or negative
            meaning.nodes += 1
            here = meaning.nodes
            for number, inner in enumerate(parts):
                _condition(
                    meaning, inner, negative=negative, loose=loose, path=(*path, (here, joint, number))
                )
        case Compare():
            _compare(meaning, part, negative=negative, loose=loose, path=path)


def _compare(
    meaning: Meaning, compare: Compare, *, negative: bool, loose: bool, path: tuple[Step, ...]
) -> None:
    name, operator, value = compare.field, compare.operator, compare.value
    if isinstance(value, Slot):
        return
    if operator in TIME_OPERATORS or (isinstance(value, str) and _INSTANT.fullmatch(value)):
        meaning.times.append(FormTime(name, When(operator, value, outside=negative), loose))  # type: ignore[arg-type]  # by its operator
        return
    if isinstance(value, bool):
        meaning.absent |= not value or negative
        meaning.negated += value == negative
        return
    meaning.negates |= operator in _NEGATIVE
    items = value if isinstance(value, tuple) else (value,)
    numbers = tuple(_numbers(items))
    if numbers:
        meaning.amounts.append(FormAmount(name, operator, numbers, negative, loose))
        meaning.joins |= len(numbers) > 1
        return
    turned = negative != (operator in _NEGATIVE)
    meaning.negated += turned
    texts = [item for item in items if isinstance(item, str)]
    meaning.joins |= len(texts) > 1
    meaning.nodes += 1
    joint = "and" if operator == "all" else "or"
    for number, text in enumerate(texts):
        step: tuple[Step, ...] = ((meaning.nodes, joint, number),) if len(texts) > 1 else ()
        meaning.texts.append(FormText(name, operator, text, turned, (*path, *step)))


def _numbers(items: tuple[object, ...]) -> Iterator[tuple[Decimal, str]]:
    for item in items:
        if isinstance(item, Quantity):
            yield item.amount, item.unit
        elif isinstance(item, int | float) and not isinstance(item, bool):
            yield Decimal(str(item)), ""
