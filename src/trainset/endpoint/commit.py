"""What a plan says, done: the statements of its action in one transaction on the world."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID

from graphql.error import GraphQLError

from trainset.endpoint.action_file import SELECTED
from trainset.endpoint.undo import keep, take_back
from trainset.world.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainset.endpoint.action_file import Actions
    from trainset.endpoint.plan import Plan


def commit(plan: Plan, actions: Actions, database: sqlite3.Connection) -> str | None:
    """Do what a plan says; the id of the job that does it, if it leaves one.

    Raises:
        GraphQLError: with the code REFUSED where a warning is in the way, READ_ONLY_WORLD where nothing can be written.
    """
    if plan.blocking:
        codes = [warning.code for warning in plan.blocking]
        message = " ".join(warning.message for warning in plan.blocking)
        raise GraphQLError(
            f"This cannot be done. {message}", extensions={"code": "REFUSED", "warnings": codes}
        )
    if database.execute("PRAGMA journal_mode").fetchone()[0] == "off":
        # Without a journal SQLite could not go back when a statement fails; worlds are made without one.
        database.execute("PRAGMA journal_mode = MEMORY")
    database.execute("SAVEPOINT action")
    try:
        job = _do(plan, actions, database)
        database.execute("RELEASE action")
    except BaseException as error:
        if database.in_transaction:  # an interrupted statement may have ended it
            database.execute("ROLLBACK TO action")
            database.execute("RELEASE action")
        if isinstance(error, sqlite3.OperationalError) and "readonly" in str(error):
            message = "This world can only be read; ask without commit."
            raise GraphQLError(message, extensions={"code": "READ_ONLY_WORLD"}) from None
        raise
    return job


def _do(plan: Plan, actions: Actions, database: sqlite3.Connection) -> str | None:
    name = plan.action.name
    new_id = _identifiers(database.execute(actions.serial).fetchone()[0], name)
    database.create_function("new_id", 0, new_id)
    rule = actions.rules[name]
    parameters = {**plan.parameters, "job_id": new_id() if rule.job else None}
    if rule.undo:
        take_back(database)
    else:
        keep(actions.tables(name), database)
    _prepare(plan, actions, database)
    for statement in actions.steps(name):
        database.execute(statement, parameters)
    for table in (SELECTED, *actions.scratch):
        database.execute(f"DROP TABLE temp.{quoted(table)}")
    return parameters["job_id"]  # type: ignore[return-value]  # made above


def _prepare(plan: Plan, actions: Actions, database: sqlite3.Connection) -> None:
    """The tables that live during the commit."""
    database.execute("CREATE TEMP TABLE selected (id TEXT PRIMARY KEY) WITHOUT ROWID")
    database.executemany("INSERT OR IGNORE INTO selected VALUES (?)", ((target,) for target in plan.ids))
    for table, made in actions.scratch.items():
        database.execute(f"CREATE TEMP TABLE {quoted(table)} {made}")


def _identifiers(serial: int, kind: str) -> Callable[[], str]:
    """New ids, the same whenever the same action is done on the same world."""
    numbers = count()

    def new_id() -> str:
        digest = blake2b(f"{serial}/{kind}/{next(numbers)}".encode(), digest_size=16).digest()
        return str(UUID(bytes=digest, version=4))

    return new_id
