"""Whether the schema has what a form names, and the pack the values: said with the place where the form was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.errors import PackError
from trainset.semantics.form import SPOKEN_OPERATORS, Act, Breakdown, Search, Total, comparisons, search_of
from trainset.semantics.literals import unknown_values
from trainset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainset.errors import Place
    from trainset.semantics.form import Condition, Form
    from trainset.semantics.operations import Operations
    from trainset.semantics.schema import Collection, Schema
    from trainset.values import Values


def check_form(form: Form, schema: Schema, values: Values, place: Place) -> None:
    """Hold everything that a form names against the schema, and its literals against the values that fields are known to have.

    Raises:
        PackError: the schema, or the field, does not have one of them.
    """
    search = search_of(form)
    if search is not None:
        _check(search.collection, schema.collections, "the schema has no collection {!r}", place)
        collection = schema.collections[search.collection]
        check_fields(search.where, collection, place)
        for field, value, hint in unknown_values(search, collection, values):
            raise PackError(f"{field} has no value {value!r}", where=place, hint=hint)
        if isinstance(form, Search | Act):
            for key in search.sort:
                _check(key.field, collection.sorts, f"{collection.name} cannot be sorted by {{!r}}", place)
    match form:
        case Total():
            _check_total(form, schema.operations, place)
        case Breakdown():
            _check_breakdown(form, schema.operations, place)
        case Act():
            _check_act(form, schema.operations, place)


def check_fields(condition: Condition | None, collection: Collection, place: Place) -> None:
    """Hold a condition's fields and operators against the schema.

    Raises:
        PackError: the schema does not have one of them.
    """
    for compare in comparisons(condition):
        _check(compare.field, collection.fields, f"{collection.name} has no field {{!r}}", place)
        operators = collection.fields[compare.field].operators
        _check(
            compare.operator,
            (*operators, *SPOKEN_OPERATORS),
            f"{compare.field} has no operator {{!r}}",
            place,
        )


def _check_total(form: Total, operations: Operations, place: Place) -> None:
    _check(form.of.collection, operations.totals, "no totals are offered of {!r}", place)
    totals = operations.totals[form.of.collection]
    for measure in form.measures:
        _check(measure, totals.measures, f"{totals.name} has no {{!r}}", place)


def _check_breakdown(form: Breakdown, operations: Operations, place: Place) -> None:
    _check(form.of.collection, operations.breakdowns, "no breakdown is offered of {!r}", place)
    breakdown = operations.breakdowns[form.of.collection]
    _check(form.by, breakdown.groups, f"{breakdown.name} has no group {{!r}}", place)
    for measure in form.measures:
        _check(measure, breakdown.measures, f"{breakdown.name} has no {{!r}}", place)
    for key in form.of.sort:
        _check(key.field, breakdown.sorts, f"{breakdown.name} cannot be sorted by {{!r}}", place)


def _check_act(form: Act, operations: Operations, place: Place) -> None:
    _check(form.name, operations.actions, "the schema has no action {!r}", place)
    action = operations.actions[form.name]
    given = [name for name, _ in form.arguments]
    for name in given:
        _check(name, action.arguments, f"{form.name} has no argument {{!r}}", place)
    for argument in action.arguments.values():
        if argument.required and argument.name not in given:
            raise PackError(f"{form.name} needs its argument {argument.name!r}", where=place)
    if form.of is not None and action.collection != form.of.collection:
        raise PackError(f"{form.name} does not act on {form.of.collection}", where=place)


def _check(name: str, known: Iterable[str], message: str, place: Place) -> None:
    names = tuple(known)
    if name not in names:
        raise PackError(message.format(name), where=place, hint=did_you_mean(name, names))
