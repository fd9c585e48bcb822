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
        _restore(kept.removeprefix(_PREFIX), kept, database)
    _forget(database)


def _restore(table: str, kept: str, database: sqlite3.Connection) -> None:
    """The rows that are not as they were go, and come back as they were. Without a key that tells rows apart, all do."""
    columns = database.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    key = ", ".join(quoted(name) for name, part in columns if part)
    exactly = ", ".join(f"{quoted(name)} COLLATE BINARY AS {quoted(name)}" for name, _ in columns)
    own, old = quoted(table), quoted(kept)
    if not key:
        database.execute(f"DELETE FROM {own}")  # noqa: S608 - names of the pack
        database.execute(f"INSERT INTO {own} SELECT * FROM {old}")  # noqa: S608
        return
    changed = f"SELECT {exactly} FROM {own} EXCEPT SELECT * FROM {old}"  # noqa: S608
    database.execute(f"DELETE FROM {own} WHERE ({key}) IN (SELECT {key} FROM ({changed}))")  # noqa: S608
    missing = f"SELECT {key} FROM {own}"  # noqa: S608
    database.execute(f"INSERT INTO {own} SELECT * FROM {old} WHERE ({key}) NOT IN ({missing})")  # noqa: S608


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
