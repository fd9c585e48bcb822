"""The arguments of an action as its library knows them: names become things, and texts are held against what they may be."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql.error import GraphQLError

from trainset.suggest import did_you_mean, nearest
from trainset.world.act import told

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from trainset.endpoint.action_file import Actions, ArgumentRule
    from trainset.semantics.operations import Action, Argument

_MOST_KNOWN = 2000  # names among which the nearest is looked for


@dataclass(frozen=True, slots=True)
class Named:
    """An argument: its value for SQL, and as the library says it."""

    parameter: object
    said: object

    @property
    def text(self) -> str:
        """Its text for people."""
        return told(self.said)


@dataclass(frozen=True, slots=True)
class _Thing:
    identifier: str | None
    name: str


def read_arguments(
    action: Action, written: Mapping[str, Any], actions: Actions, database: sqlite3.Connection
) -> dict[str, Named]:
    """Every argument of an action that has a value, by name.

    Raises:
        GraphQLError: with the code UNKNOWN_NAME, AMBIGUOUS_NAME, UNKNOWN_VALUE or INVALID_VALUE.
    """
    found: dict[str, Named] = {}
    for argument in _in_order(action, actions):
        value = written.get(argument.name)
        value = argument.default if value is None else value
        if value is None:
            continue
        rule = actions.argument(action.name, argument.name)
        _admit(argument.name, value, rule)
        if rule.thing:
            scope = {name: named.parameter for name, named in found.items()}
            found[argument.name] = _named(
                argument, value, rule, actions, {**_empty(action), **scope}, database
            )
        else:
            found[argument.name] = Named(_parameter(value), value)
    return found


def _parameter(value: Any) -> object:
    """A plain value as SQL has it: a list as JSON, a flag as 0 or 1."""
    if isinstance(value, list):
        return json.dumps(value)
    return int(value) if isinstance(value, bool) else value


def _empty(action: Action) -> dict[str, object]:
    return dict.fromkeys(action.arguments)


def _in_order(action: Action, actions: Actions) -> Iterator[Argument]:
    """The arguments, those last whose things are looked for among what others name."""

    def asks(argument: Argument) -> bool:
        sql = actions.things.get(actions.argument(action.name, argument.name).thing, "")
        return any(re.search(rf":{name}\b", sql) for name in action.arguments)

    yield from sorted(action.arguments.values(), key=asks)


def _admit(name: str, value: Any, rule: ArgumentRule) -> None:
    """Refuse what an argument cannot be."""
    for item in value if isinstance(value, list) else (value,):
        if isinstance(item, str) and ("\0" in item or not item.strip()):
            raise _refusal("INVALID_VALUE", name, f"{name} is a text of at least one letter, not {item!r}.")
        if rule.values and item not in rule.values:
            near = nearest(str(item), rule.values)
            hint = did_you_mean(str(item), rule.values)
            raise _refusal("UNKNOWN_VALUE", name, f"{name} has no value {item!r}. {hint}", near)
        if rule.range and not rule.range[0] <= item <= rule.range[1]:
            low, high = rule.range
            raise _refusal("INVALID_VALUE", name, f"{name} is from {low} to {high}, not {item}.")
        if rule.pattern and not re.fullmatch(rule.pattern, str(item)):
            raise _refusal("INVALID_VALUE", name, f"{name} cannot be {item!r}; it must match {rule.pattern}.")


def _refusal(code: str, argument: str, message: str, near: str | None = None) -> GraphQLError:
    extensions = {"code": code, "argument": argument}
    return GraphQLError(
        message[:600], extensions=extensions if near is None else {**extensions, "nearest": near}
    )


def _named(
    argument: Argument,
    value: Any,
    rule: ArgumentRule,
    actions: Actions,
    scope: Mapping[str, object],
    database: sqlite3.Connection,
) -> Named:
    sql = actions.things[rule.thing]
    if isinstance(value, list):
        things = list(
            dict.fromkeys(_thing(argument.name, item, sql, rule, scope, database) for item in value)
        )
        pairs = [[thing.identifier, thing.name] for thing in things]
        return Named(json.dumps(pairs), tuple(thing.name for thing in things))
    thing = _thing(argument.name, value, sql, rule, scope, database)
    return Named(thing.identifier, thing.name)


def _thing(
    argument: str,
    name: str,
    sql: str,
    rule: ArgumentRule,
    scope: Mapping[str, object],
    database: sqlite3.Connection,
) -> _Thing:
    """The one thing of a name. Its own name goes before the other names of other things.

    A name is held as written and in small letters, since SQLite knows the case of A to Z only.
    """
    found = database.execute(
        f"SELECT DISTINCT id, name, name = :name COLLATE NOCASE FROM ({sql})"  # noqa: S608 - SQL of the pack
        " WHERE value = :name COLLATE NOCASE OR value = :small COLLATE NOCASE ORDER BY 3 DESC, 2, 1",
        {**scope, "name": name, "small": name.casefold()},
    ).fetchall()
    own = [row for row in found if row[2]] or found
    if len(own) == 1:
        return _Thing(own[0][0], own[0][1])
    if own:
        message = f"{len(own)} things are called {name!r}; {argument} must name one of them."
        raise _refusal("AMBIGUOUS_NAME", argument, message)
    if rule.new:
        return _Thing(None, name)
    rows = database.execute(f"SELECT DISTINCT value FROM ({sql}) LIMIT {_MOST_KNOWN}", scope)  # noqa: S608
    known = [value for (value,) in rows]
    hint = did_you_mean(name, known) if known else "There are none."
    raise _refusal(
        "UNKNOWN_NAME", argument, f"There is no {argument} called {name!r}. {hint}", nearest(name, known)
    )
