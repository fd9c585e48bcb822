"""Flat worlds: a plain table for each entity type, and a table of names for each related field."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from trainset.world.database import World
from trainset.world.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trainset.semantics.schema import Collection


def flat_world(
    collection: Collection, entities: Iterable[Mapping[str, Any]], references: tuple[str, ...] = ()
) -> World:
    """A world that holds these entities and nothing else; `references` are columns that lead to no other entity."""
    connection = sqlite3.connect(":memory:")
    related = [name for name, field in collection.fields.items() if field.related]
    columns = ", ".join(quoted(name) for name in (*collection.scalars, *references))
    connection.execute(f"CREATE TABLE {quoted(collection.entity)} ({columns})")
    for name in related:
        connection.execute(f"CREATE TABLE {quoted(f'{collection.entity}.{name}')} (id, value)")
    names = ", ".join(quoted(name) for name in collection.scalars)
    places = ", ".join("?" for _ in collection.scalars)
    for entity in entities:
        row = [entity[name] for name in collection.scalars]
        connection.execute(f"INSERT INTO {quoted(collection.entity)} ({names}) VALUES ({places})", row)
        for name in related:
            connection.executemany(
                f"INSERT INTO {quoted(f'{collection.entity}.{name}')} VALUES (?, ?)",
                [(entity["id"], value) for value in entity[name]],
            )
    return World("flat", connection)
