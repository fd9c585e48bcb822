"""A flat world: the names by which every world is asked, as plain tables, for planting witnesses in and clearing them away."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainset.world.sql import quoted, search_statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainset.semantics.form import Search
    from trainset.semantics.schema import Collection, Schema
    from trainset.world.witness import Witness

# Identifiers in an order that is no order of anything else: the place of a witness, scattered.
_STRIDE, _MODULUS = 389, 9973


@dataclass(frozen=True, slots=True)
class FlatWorld:
    """An empty database with the tables of every collection."""

    connection: sqlite3.Connection

    @classmethod
    def of(cls, schema: Schema) -> FlatWorld:
        """A flat world in memory for a schema."""
        connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=1024)
        for collection in {
            collection.entity: collection for collection in schema.collections.values()
        }.values():
            own = [name for name in collection.scalars if name != "id"]
            columns = ", ".join(["id TEXT PRIMARY KEY", *map(quoted, own)])
            connection.execute(f"CREATE TABLE {quoted(collection.entity)} ({columns}) WITHOUT ROWID")
            for field in collection.fields.values():
                if field.related:
                    connection.execute(f"CREATE TABLE {_names(collection, field.name)} (id TEXT, value TEXT)")
        return cls(connection)

    def plant(self, planted: Sequence[Witness], collection: Collection) -> None:
        """Begin a transaction and put witnesses into it; `clear` takes them away again."""
        self.connection.execute("BEGIN")
        spoken_of = sorted({name for witness in planted for name in witness.values})
        # A field that is only sorted by may have no filter.
        own = [
            name for name in spoken_of if name not in collection.fields or not collection.fields[name].related
        ]
        entities: list[tuple[object, ...]] = []
        related: dict[str, list[tuple[str, object]]] = {}
        for place, witness in enumerate(planted):
            identifier = f"{place * _STRIDE % _MODULUS:05}"
            entities.append((identifier, *(witness.values.get(name) for name in own)))
            for name, values in witness.values.items():
                if isinstance(values, tuple):
                    related.setdefault(name, []).extend((identifier, value) for value in values)
        columns = ", ".join(["id", *map(quoted, own)])
        marks = ", ".join("?" * (len(own) + 1))
        insert = f"INSERT INTO {quoted(collection.entity)} ({columns}) VALUES ({marks})"  # noqa: S608 - names of the schema
        self.connection.executemany(insert, entities)
        for name, pairs in related.items():
            self.connection.executemany(f"INSERT INTO {_names(collection, name)} VALUES (?, ?)", pairs)  # noqa: S608

    def clear(self) -> None:
        """Take away what was planted."""
        self.connection.execute("ROLLBACK")

    def denotation(
        self, form: Search, collection: Collection, implicit: Mapping[str, str]
    ) -> tuple[str, ...]:
        """The identifiers that a resolved form finds: in order where the form has one, else sorted."""
        return denotation(self.connection, form, collection, implicit)


def denotation(
    connection: sqlite3.Connection, form: Search, collection: Collection, implicit: Mapping[str, str]
) -> tuple[str, ...]:
    """The identifiers that a resolved form finds in any world: in order where the form has one, else sorted."""
    statement = search_statement(form, collection, implicit)
    rows = connection.execute(statement.text, statement.parameters).fetchall()
    found = [identifier for (identifier,) in rows]
    if not form.sort:
        found.sort()
    return tuple(found)


def _names(collection: Collection, field: str) -> str:
    return quoted(f"{collection.entity}.{field}")
