"""Makes the rows of a world by following the rules of a recipe. Names no table and no column of its own, save `id`.

Each row has a stream of its own, named by the rows above it, so that an edited rule changes what it makes and what lies
below, and little else. Rows are numbered in the order in which they are made: the same recipe, draw and clock give the same
tables, byte for byte.
"""

from __future__ import annotations

import math
import sqlite3
from typing import TYPE_CHECKING, Any

from trainset.errors import PackError
from trainset.suggest import did_you_mean
from trainset.world.measure import Instant
from trainset.world.stream import Stream

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from trainset.draw import Draw
    from trainset.world.recipe_types import Child, Recipe, Rule, Start
    from trainset.world.template import Maker, Scope

Row = dict[str, Any]
_BATCH = 5000
_TRIES = 200  # so often a row is made anew when it agrees with an earlier one in its unique columns


class _Rows:
    """The rows made so far, by rule and by table, as later rules refer to them.

    Rows that the current start rule made come first; those of other start rules are seen where it made none.
    """

    def __init__(self, watched: frozenset[str]) -> None:
        self._watched = watched
        self._all: dict[str, list[Row]] = {}
        self._own: dict[str, list[Row]] = {}
        self._indexes: dict[tuple[int, tuple[str, ...]], tuple[int, dict[tuple[Any, ...], list[Row]]]] = {}

    def begin(self) -> None:
        """A new start rule begins."""
        self._own = {}
        self._indexes = {}

    def add(self, name: str, row: Row) -> None:
        if name in self._watched:
            self._all.setdefault(name, []).append(row)
            self._own.setdefault(name, []).append(row)

    def matching(self, name: str, columns: tuple[str, ...], wanted: tuple[Any, ...]) -> list[Row]:
        rows = self._own.get(name) or self._all.get(name, [])
        if not columns:
            return rows
        key = (id(rows), columns)
        done, index = self._indexes.get(key, (0, {}))
        for row in rows[done:]:
            index.setdefault(tuple(row.get(column) for column in columns), []).append(row)
        self._indexes[key] = (len(rows), index)
        return index.get(wanted, [])


class _Making:
    def __init__(
        self, recipe: Recipe, connection: sqlite3.Connection, scale: float, watched: frozenset[str]
    ) -> None:
        self._recipe = recipe
        self._connection = connection
        self._factor = {"no": 1.0, "root": math.sqrt(scale), "linear": float(scale)}
        self.rows = _Rows(watched)
        self._made = dict.fromkeys(recipe.tables, 0)
        self._waiting: dict[str, list[tuple[Any, ...]]] = {name: [] for name in recipe.tables}
        self._seen: dict[str, set[tuple[Any, ...]]] = {name: set() for name in recipe.unique}

    def make(self, rule: Rule, scope: Scope, stream: Stream) -> None:
        """One row of the rule and all that lies below it; nothing if it would repeat an earlier row.

        `scope` becomes the row's own.
        """
        row: Row = {}
        if rule.table is not None:
            row["id"] = scope["n"] = self._made[rule.table] + 1
        scope["again"] = 1
        self._draw(rule, rule.variables, scope, row, stream)
        self._draw(rule, rule.columns, scope, row, stream)
        while not self._is_new(rule.table, row):
            scope["again"] += 1
            if scope["again"] > _TRIES:
                return
            self._draw(rule, rule.columns, scope, row, stream)
        if rule.table is not None:
            self._keep(rule, row)
            scope[rule.table] = row
            self.rows.add(rule.table, row)
        if rule.name != rule.table:
            scope[rule.name] = row
            self.rows.add(rule.name, row)
        for place, child in enumerate(rule.children):
            if child.single and child.share and stream.unit() >= (child.share(scope, stream) or 0):
                continue
            below = stream.below(f"{place}.{child.name}")
            scope["$siblings"] = {"$stream": below}
            self._children(child, scope, below)

    def _draw(
        self, rule: Rule, makers: tuple[tuple[str, Maker], ...], scope: Scope, row: Row, stream: Stream
    ) -> None:
        name = ""
        try:
            for name, maker in makers:
                scope[name] = row[name] = maker(scope, stream)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            what = f"{type(error).__name__}: {error}"
            raise PackError(f"rule {rule.name!r}: {name} cannot be made: {what}", where=rule.place) from error

    def _is_new(self, table: str | None, row: Row) -> bool:
        if table not in self._seen:
            return True
        values = [row.get(column) for column in self._recipe.unique[table]]
        key = tuple([value.casefold() if isinstance(value, str) else value for value in values])
        if key in self._seen[table]:
            return False
        self._seen[table].add(key)
        return True

    def _keep(self, rule: Rule, row: Row) -> None:
        table = rule.table or ""
        self._made[table] += 1
        values: list[Any] = [None] * len(self._recipe.tables[table])
        for place, name in rule.places:
            value = row[name]
            values[place] = str(value) if type(value) is Instant else value
        waiting = self._waiting[table]
        waiting.append(tuple(values))
        if len(waiting) >= _BATCH:
            self._write(table)

    def _children(self, child: Child, scope: Scope, stream: Stream) -> None:
        for i, (name, item) in enumerate(self._occasions(child, scope, stream)):
            inner = scope.copy()
            inner["i"] = i
            inner[name] = item
            below = stream.below(str(i))
            if child.single or not child.share or below.unit() < (child.share(inner, below) or 0):
                self.make(self._rule(child, inner, below), inner, below)

    def _rule(self, child: Child, scope: Scope, stream: Stream) -> Rule:
        name = child.rule(scope, stream)
        try:
            return self._recipe.rules[name]
        except KeyError:
            raise PackError(
                f"{child.name} names {name!r}, which is no rule", hint=did_you_mean(name, self._recipe.rules)
            ) from None

    def _occasions(self, child: Child, scope: Scope, stream: Stream) -> Iterator[tuple[str, Any]]:
        if child.each is not None:
            wanted = tuple(maker(scope, stream) for _, maker in child.match)
            columns = tuple(column for column, _ in child.match)
            for row in tuple(self.rows.matching(child.each, columns, wanted)):
                yield child.each, row
        elif child.items is not None:
            for item in child.items(scope, stream) or ():
                yield "item", item
        else:
            count = child.low + stream.unit() * (child.high - child.low + 1)
            for _ in range(int(int(count) * self._factor[child.grows])):
                yield "item", None

    def _write(self, table: str) -> None:
        rows = self._waiting[table]
        if rows:
            marks = ", ".join("?" * len(self._recipe.tables[table]))
            try:
                self._connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608 - own names
            except sqlite3.Error as error:
                raise PackError(f"table {table!r}: {error}", hint=self._culprit(table, rows)) from None
            rows.clear()

    def _culprit(self, table: str, rows: list[tuple[Any, ...]]) -> str:
        """The first value that no column takes, for the message."""
        for row in rows:
            for column, value in zip(self._recipe.tables[table], row, strict=True):
                if not isinstance(value, str | int | float | None):
                    return f"Column {column!r} got {value!r}."
        return ""

    def flush(self) -> None:
        for table in self._recipe.tables:
            self._write(table)


def generate(
    recipe: Recipe, draw: Draw, clock: datetime, connection: sqlite3.Connection, start: Start | None = None
) -> None:
    """Make a world in an empty database: its tables, rows, and what follows from them.

    Without `start` it is the recipe's first world. The rows depend on recipe, draw, clock and start alone.

    Raises:
        PackError: a rule asks for a variable that nothing above it sets, or SQLite refuses a statement of the recipe.
    """
    start = start or recipe.worlds[0]
    making = _Making(recipe, connection, start.scale, recipe.referred)
    scope: Scope = {
        "clock": Instant(int(clock.timestamp())),
        "world": start.name,
        "scale": start.scale,
        "$rows": making.rows,
        "$siblings": {"$stream": Stream.of(draw)},
    }
    try:
        connection.executescript(recipe.sql)
        for name in start.rules:
            making.rows.begin()
            making.make(recipe.rules[name], dict(scope), Stream.of(draw.under("world", start.name, name)))
        making.flush()
        connection.commit()
        connection.executescript(recipe.finish)
        connection.commit()
    except RecursionError:
        raise PackError("the rules of the recipe lead to one another without end") from None
    except sqlite3.IntegrityError as error:
        raise PackError(f"SQLite refuses a row or statement of the recipe: {error}") from None
