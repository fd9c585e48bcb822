"""Slots: the kinds of values that stand in patterns, how often each is meant, and the ways in which it is said.

A slot's name is its kind, with an optional number to tell two apart (`{size}`, `{size2}`), and an optional mark of the grammar's own
(`{size.1}`). A kind is a table of slots.toml:

    [[span.choice]]
    form = "3 month"                 # a value in the notation of logical forms
    say = ["3 months", "three months"]
    weight = 2                       # 1 if left out

or draws its values from a list of the pack's values (`values = "tags"`), said as they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field, RootModel, model_validator

from trainset.errors import PackError, Place, TrainsetError
from trainset.semantics.form import Compare
from trainset.semantics.notation import parse_search
from trainset.suggest import did_you_mean
from trainset.toml_file import Strict, line_of, load_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from trainset.draw import Draw
    from trainset.values import Values

_POPULAR = 3  # so much oftener than a rare value is a popular one meant
_NAME = re.compile(r"([a-z_]+)\d*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Filler:
    """A value for a slot and the words that say it."""

    value: Any
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a slot: its ways of being said, and how often it is meant."""

    value: Any
    say: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class SlotKind:
    """The choices for the slots of a kind."""

    name: str
    choices: tuple[Choice, ...]

    def draw(self, draw: Draw) -> Filler:
        """A value and a way of saying it."""
        choice = draw.pick("value", self.choices, weight=_weight, label=_label)
        return Filler(choice.value, draw.pick("words", choice.say))


class _ChoiceTable(Strict):
    form: str
    say: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
    weight: Annotated[float, Field(gt=0)] = 1


class _KindTable(Strict):
    operator: str = "eq"
    choice: tuple[_ChoiceTable, ...] = ()
    values: str = ""
    without: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if bool(self.choice) == bool(self.values):
            raise ValueError("a slot has either choices or the name of a list of values")
        return self


class _SlotsFile(RootModel[dict[Annotated[str, Field(pattern=r"^[a-z_]+$")], _KindTable]]):
    pass


def load_slots(path: Path, values: Values) -> dict[str, SlotKind]:
    """The kinds of slots by name.

    Raises:
        PackError: a value that is none, a list that the pack does not have; with the line.
    """
    text = read_text(path)
    kinds = {}
    for name, table in load_toml(path, _SlotsFile).root.items():
        if table.values:
            choices = tuple(_listed(table, values, Place(path.name, line_of(text, (name,)))))
        else:
            choices = tuple(
                Choice(
                    _value(
                        choice.form, table.operator, Place(path.name, line_of(text, (name, "choice", place)))
                    ),
                    choice.say,
                    choice.weight,
                )
                for place, choice in enumerate(table.choice)
            )
        kinds[name] = SlotKind(name, choices)
    return kinds


def _listed(table: _KindTable, values: Values, place: Place) -> Iterator[Choice]:
    """The values of a list as choices, save those that are to be skipped, or that another list has too and so would say something else."""
    for name in (table.values, *table.without):
        if name not in values.fields:
            hint = did_you_mean(name, values.fields)
            raise PackError(f"no list of values is called {name!r}", where=place, hint=hint)
    listed = values.fields[table.values]
    skipped = {*table.skip, *(value for name in table.without for value in values.fields[name].said)}
    for value in listed.said:
        if value not in skipped:
            yield Choice(value, (value,), _POPULAR if value in listed.popular else 1)


def kind_of(slot: str) -> str:
    """The kind of a slot by its name."""
    match = _NAME.fullmatch(slot)
    return match[1] if match else slot


def _value(form: str, operator: str, place: Place) -> Any:
    """A value in the notation, as it stands to the right of an operator."""
    if operator == "first":
        return int(form)
    try:
        where = parse_search(f"x where x {operator} {form}").where
    except TrainsetError as error:
        raise PackError(f"not a value: {form}", where=place, hint=error.hint) from None
    assert isinstance(where, Compare)  # noqa: S101 - one comparison was written
    return where.value


def _weight(choice: Choice) -> float:
    return choice.weight


def _label(choice: Choice) -> str:
    return repr(choice.value)
