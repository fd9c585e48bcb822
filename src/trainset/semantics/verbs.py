"""The nearest wrong verbs: forms that ask something else of the same things, or do something else with them.

A list, a number, a map and a plan are answers of different kinds, and so are two numbers under different names, maps in another order
or cut off elsewhere, and two plans of different actions. What these forms return differs from the right answer by what it is, and no
database is needed to tell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trainset.semantics.form import Act, Breakdown, Count, Search, SortKey, Total, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.semantics.form import Form, Given
    from trainset.semantics.operations import Argument
    from trainset.semantics.schema import Schema

_GROUPS = 6  # other groups of a breakdown, of which there can be dozens


@dataclass(frozen=True, slots=True)
class OtherVerb:
    """A form one edit of its verb away, and what the edit is called."""

    edit: str
    form: Form


def other_verbs(form: Form, schema: Schema) -> tuple[OtherVerb, ...]:
    """Every form that differs in verb, measure, group, action or argument, each once."""
    found: dict[Form, str] = {}
    for edit, other in _others(form, schema):
        found.setdefault(other, edit)
    found.pop(form, None)
    return tuple(OtherVerb(edit, other) for other, edit in found.items())


def _others(form: Form, schema: Schema) -> Iterator[tuple[str, Form]]:
    match form:
        case Search():
            yield "verb", Count(_plain(form))
        case Count(search):
            yield "verb", search
            totals = schema.operations.totals.get(search.collection)
            if totals is not None:
                yield from (("verb", Total((name,), search)) for name in totals.measures if name != "count")
        case Total(measures, search):
            yield "verb", Count(search)
            for name in schema.operations.totals[search.collection].measures:
                if name not in measures:
                    yield "measure", Total((name, *measures[1:]), search)
        case Breakdown(by, search, measures):
            yield "verb", Count(_plain(search))
            known = schema.operations.breakdowns[search.collection]
            place = known.groups.index(by)
            near = sorted(known.groups, key=lambda name: abs(known.groups.index(name) - place))
            yield from (("group", replace(form, by=name)) for name in near[1 : _GROUPS + 1])
            yield from (
                ("measure", replace(form, measures=(name,)))
                for name in known.measures
                if name not in measures
            )
            yield from ((edit, replace(form, of=changed)) for edit, changed in _ranked_otherwise(search))
        case Act():
            yield from _other_acts(form, schema)


def _ranked_otherwise(search: Search) -> Iterator[tuple[str, Search]]:
    """Other orders and limits of the groups."""
    for place, key in enumerate(search.sort):
        turned = SortKey(key.field, "asc" if key.direction == "desc" else "desc")
        yield "direction", replace(search, sort=(*search.sort[:place], turned, *search.sort[place + 1 :]))
    if search.sort:
        yield "sort dropped", replace(search, sort=())
    if isinstance(search.first, int):
        yield "limit", replace(search, first=search.first + 1)
        yield "limit dropped", replace(search, first=None)


def _plain(search: Search) -> Search:
    """The search without an order and a limit."""
    return replace(search, sort=(), first=None)


def _other_acts(act: Act, schema: Schema) -> Iterator[tuple[str, Form]]:
    own = schema.operations.actions[act.name]
    given = dict(act.arguments)
    for action in schema.operations.actions.values():
        required = {name for name, argument in action.arguments.items() if argument.required}
        same = action.collection == own.collection and action.name != act.name
        if same and required <= set(given) <= set(action.arguments):
            yield "action", replace(act, name=action.name)
    for name, value in given.items():
        rest = tuple(pair for pair in act.arguments if pair[0] != name)
        argument = own.arguments[name]
        if not argument.required:
            yield "argument dropped", replace(act, arguments=rest)
        yield from (
            ("argument", replace(act, arguments=(*rest, (name, other)))) for other in _values(value, argument)
        )
    if act.of is not None:
        yield "verb", act.of


def _values(value: Given, argument: Argument) -> Iterator[Given]:
    """Other values of an argument: the other flag, the number beside it, another word of the enum, another name."""
    match value:
        case bool():
            yield not value
        case int() | float():
            yield value + 1
        case Word(name):
            yield from (Word(other) for other in argument.values if other != name)
        case str():
            yield f"{value} 2"
        case tuple():
            yield from (
                (*value[:place], f"{item} 2", *value[place + 1 :])
                for place, item in enumerate(value)
                if isinstance(item, str)
            )
