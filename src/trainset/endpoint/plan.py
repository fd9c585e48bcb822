"""The plan of an action: what it would touch, how much that is, and what could go wrong. Making it changes nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trainset.endpoint.naming import read_arguments
from trainset.endpoint.phrases import counted, measured, phrase
from trainset.endpoint.undo import can_take_back
from trainset.world.act import deed
from trainset.world.sql import quoted, search_statement
from trainset.world.template import slug

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from trainset.endpoint.action_file import ActionRule, Actions
    from trainset.endpoint.naming import Named
    from trainset.semantics.form import Search
    from trainset.semantics.operations import Action
    from trainset.semantics.schema import Collection
    from trainset.world.act import Deed

MOST_TARGETS = 100
NOTHING, PLANNED = "NOTHING_TO_DO", "PLANNED"
# The targets, as all SQL of a plan sees them; a commit has a table of that name.
_SELECTED = "WITH selected(id) AS MATERIALIZED (SELECT value FROM json_each(:targets)) "


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that an action touches; without an id it does not exist yet."""

    id: str | None
    name: str
    path: str | None


@dataclass(frozen=True, slots=True)
class Warn:
    """Something that could go wrong; `loses` data, or `blocks` the action."""

    code: str
    message: str
    loses: bool = False
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an action would do on one world. `given` are the arguments that were written, `parameters` what its SQL may ask for."""

    action: Action
    summary: str
    given: Mapping[str, object]
    type: str | None
    ids: tuple[str, ...]
    targets: tuple[Target, ...]
    count: int
    size: int
    warnings: tuple[Warn, ...]
    parameters: Mapping[str, object]

    @property
    def safe(self) -> bool:
        """Whether nothing of what could go wrong would lose data."""
        return not any(warning.loses for warning in self.warnings)

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do."""
        return any(warning.code == NOTHING for warning in self.warnings)

    @property
    def blocking(self) -> tuple[Warn, ...]:
        """What must be out of the way before it can be done."""
        return tuple(warning for warning in self.warnings if warning.blocks)

    @property
    def deed(self) -> Deed:
        """The plan as a value to compare by: kind, targets and arguments."""
        return deed(self.action, self.ids, self.given)


@dataclass(frozen=True, slots=True)
class Asked:
    """An action as it was asked for: its field and arguments, the selection if it has one, and why it is only planned, if it is."""

    action: Action
    written: Mapping[str, Any]
    given: frozenset[str]
    search: Search | None
    collection: Collection | None
    implicit: Mapping[str, str]
    planned: str = ""


def make_plan(asked: Asked, actions: Actions, database: sqlite3.Connection) -> Plan:
    """The plan of an action.

    Raises:
        GraphQLError: a name or a value that the library does not know.
    """
    add_functions(database)
    action, rule = asked.action, actions.rules[asked.action.name]
    named = read_arguments(action, asked.written, actions, database)
    found = _found(asked, database)
    parameters = {**_parameters(action, named, found, actions), "undoable": int(can_take_back(database))}
    for name, sql in (*rule.own.items(), *((name, actions.lets[name]) for name in rule.let)):
        parameters[name] = _first(database, sql, parameters)
    if found is None:
        found = [Target(*row) for row in _rows(database, rule.targets, parameters)] if rule.targets else []
        parameters["targets"] = _ids(found)
    kind = rule.type or (asked.collection.entity if asked.collection else "")
    size, told = _measure(kind, found, actions, parameters, database)
    parameters |= {"target_count": len(found), "target_size": size, "target_name": _place(found)}
    fields = {**parameters, **{name: value.text for name, value in named.items()}, "what": told}
    summary = parameters["summary"] = phrase(rule.summary, fields)
    warnings = _warnings(rule, found, fields, parameters, actions, database)
    if asked.planned:
        warnings = (*warnings, Warn(PLANNED, f"This is only planned: {asked.planned}."))
    return Plan(
        action=action,
        summary=summary,
        given={name: named[name].said for name in action.arguments if name in named and name in asked.given},
        type=kind or None,
        ids=tuple(target.id for target in found if target.id is not None),
        targets=tuple(found[:MOST_TARGETS]),
        count=len(found),
        size=size,
        warnings=warnings,
        parameters=parameters,
    )


def add_functions(database: sqlite3.Connection) -> None:
    """Let SQL fold a name, make a slug of it, and take the last part of a path."""
    database.create_function("fold", 1, lambda text: text and text.casefold(), deterministic=True)
    database.create_function("slug", 1, lambda text: text and slug(text), deterministic=True)
    database.create_function(
        "base", 1, lambda path: path and path.rstrip("/").rpartition("/")[2], deterministic=True
    )


def _found(asked: Asked, database: sqlite3.Connection) -> list[Target] | None:
    """What the selection finds, in its order; None where the action has none."""
    collection, search = asked.collection, asked.search
    if collection is None or search is None:
        return None
    told = tuple(name for name in ("name", "path") if name in collection.scalars)
    statement = search_statement(search, collection, asked.implicit, ("id", *told))
    rows = database.execute(statement.text, statement.parameters).fetchall()
    return [
        Target(row[0], known.get("name") or row[0], known.get("path"))
        for row in rows
        for known in (dict(zip(told, row[1:], strict=True)),)
    ]


def _parameters(
    action: Action, named: Mapping[str, Named], found: Sequence[Target] | None, actions: Actions
) -> dict[str, object]:
    rule = actions.rules[action.name]
    parameters: dict[str, object] = dict.fromkeys(
        ("target_count", "target_size", "target_name", "summary", "job_id")
    )
    parameters |= {"now": actions.now, "audit": rule.audit, "targets": _ids(found or ())}
    parameters |= {"job_name": rule.job and rule.job.name, "job_status": rule.job and rule.job.status}
    parameters |= {name: named[name].parameter if name in named else None for name in action.arguments}
    return parameters


def _ids(found: Sequence[Target]) -> str:
    return json.dumps([target.id for target in found if target.id is not None])


def _place(found: Sequence[Target]) -> str | None:
    return (found[0].path or found[0].name) if found else None


def _rows(database: sqlite3.Connection, sql: str, parameters: Mapping[str, object]) -> list[tuple[Any, ...]]:
    return database.execute(_SELECTED + sql, parameters).fetchall()


def _first(database: sqlite3.Connection, sql: str, parameters: Mapping[str, object]) -> Any:
    rows = _rows(database, sql, parameters)
    return rows[0][0] if rows else None


def _measure(
    kind: str,
    found: Sequence[Target],
    actions: Actions,
    parameters: Mapping[str, object],
    database: sqlite3.Connection,
) -> tuple[int, str]:
    """The bytes of the targets, and what they are in words."""
    rule = actions.types.get(kind)
    if rule is None:
        return 0, ""
    size = int(_first(database, rule.size, parameters) or 0) if rule.size else 0
    counts = [("", len(found))] if found else []
    if rule.by and any(target.id for target in found):
        by, table = quoted(rule.by), quoted(kind)
        sql = f"SELECT {by}, count(*) FROM {table} WHERE id IN (SELECT id FROM selected) GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608
        counts = _rows(database, sql, parameters)
    name = found[0].name if found else ""
    return size, counted(rule, counts, name, measured(size, actions.units) if rule.size and found else "")


def _warnings(
    rule: ActionRule,
    found: Sequence[Target],
    fields: Mapping[str, object],
    parameters: Mapping[str, object],
    actions: Actions,
    database: sqlite3.Connection,
) -> tuple[Warn, ...]:
    if not found:
        return (Warn(NOTHING, "Nothing was found that this could be done to."),)
    warnings = []
    if rule.changes and not _first(database, rule.changes, parameters):
        warnings.append(Warn(NOTHING, "All is that way already."))
    for name in rule.checks:
        check = actions.checks[name]
        cursor = database.execute(_SELECTED + check.sql, parameters)
        row = cursor.fetchone()
        if row and row[0]:
            columns = _told(cursor.description, row, actions)
            cursor.close()
            message = phrase(check.message, {**fields, **columns})
            warnings.append(Warn(check.code, message, check.loses, check.blocks))
    return tuple(warnings)


def _told(
    description: Sequence[tuple[Any, ...]], row: Sequence[object], actions: Actions
) -> dict[str, object]:
    """The columns of a check by name, as its message has them; one that ends in `_bytes` is a size."""
    told: dict[str, object] = {}
    for (name, *_), value in zip(description, row, strict=True):
        is_size = str(name).endswith("_bytes") and isinstance(value, int)
        told[name] = measured(value, actions.units) if is_size and isinstance(value, int) else value
    return told
