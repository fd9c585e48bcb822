"""Taking the last action back: before it changes a table, the table is kept as it was, for as long as the connection lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.world.sql import quoted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_PREFIX = "before "


def keep(tables: Iterable[str], database: sqlite3.Connection) -> None:
    """Keep tables as they are, in place of what was kept before."""
    _forget(database)
    for table in tables:
        database.execute(f"CREATE TEMP TABLE {quoted(_PREFIX + table)} AS SELECT * FROM {quoted(table)}")  # noqa: S608 - names of the pack


def take_back(database: sqlite3.Connection) -> None:
    """Make the tables what they were before the last action."""
    for kept in _kept(database):
        table = quoted(kept.removeprefix(_PREFIX))
        database.execute(f"DELETE FROM {table}")  # noqa: S608
        database.execute(f"INSERT INTO {table} SELECT * FROM {quoted(kept)}")  # noqa: S608
    _forget(database)


def can_take_back(database: sqlite3.Connection) -> bool:
    """Whether there is an action to take back."""
    return bool(_kept(database))


def _kept(database: sqlite3.Connection) -> list[str]:
    found = database.execute(
        "SELECT name FROM sqlite_temp_schema WHERE type = 'table' AND substr(name, 1, length(?1)) = ?1 ORDER BY name",
        (_PREFIX,),
    )
    return [name for (name,) in found]


def _forget(database: sqlite3.Connection) -> None:
    for kept in _kept(database):
        database.execute(f"DROP TABLE temp.{quoted(kept)}")
