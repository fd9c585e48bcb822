"""Worlds as SQLite databases: small ones in memory for checking, a large one in a file for the server."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainset.draw import Draw
from trainset.errors import OptionError, OutputError, PackError
from trainset.suggest import did_you_mean
from trainset.world.generate import generate

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from trainset.world.recipe_types import Recipe, Start


@dataclass(frozen=True, slots=True)
class World:
    """One database that a recipe made."""

    name: str
    connection: sqlite3.Connection


def build_worlds(recipe: Recipe, seed: int, clock: datetime) -> tuple[World, ...]:
    """The small worlds of a recipe, each in memory."""
    return tuple(build_world(recipe, start, seed, clock) for start in recipe.worlds)


def build_world(recipe: Recipe, start: Start, seed: int, clock: datetime) -> World:
    """One world in memory."""
    connection = connect(":memory:")
    generate(recipe, Draw.seeded(seed), clock, connection, start)
    return World(start.name, connection)


def build_large(recipe: Recipe, seed: int, clock: datetime, path: Path, scale: float | None = None) -> Path:
    """The large world, in a new file; `scale` takes the place of the recipe's own.

    Raises:
        PackError: the recipe has no large world.
        OptionError: `scale` is not above 0.
        OutputError: the file cannot be written.
    """
    if recipe.large is None:
        raise PackError("the recipe has no [large] world")
    if scale is not None and scale <= 0:
        raise OptionError(f"a world cannot be made at scale {scale}", hint="The scale is a number above 0.")
    start = recipe.large.scaled(scale or recipe.large.scale)
    draft = path.with_name(path.name + ".part")
    try:
        draft.unlink(missing_ok=True)
        connection = connect(str(draft))
        try:
            generate(recipe, Draw.seeded(seed), clock, connection, start)
            connection.execute("ANALYZE")
            connection.commit()
        finally:
            connection.close()
        draft.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(f"the world cannot be written: {error}", where=path) from None
    return path


def open_world(path: Path) -> World:
    """A world from its file, for reading only.

    Raises:
        OutputError: there is no such world.
    """
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        raise OutputError(f"no world can be read there: {error}", where=path) from None
    return World(path.stem, connection)


def copy_of(world: World) -> World:
    """A working copy of a world, in memory, that may be changed."""
    connection = connect(":memory:")
    world.connection.backup(connection)
    return World(world.name, connection)


def small_world(recipe: Recipe, name: str, seed: int, clock: datetime) -> World:
    """The small world of that name, in memory.

    Raises:
        OptionError: the recipe has none of that name.
    """
    for start in recipe.worlds:
        if start.name == name:
            return build_world(recipe, start, seed, clock)
    known = [start.name for start in recipe.worlds]
    raise OptionError(f"the pack has no world {name!r}", hint=did_you_mean(name, known))


def connect(place: str) -> sqlite3.Connection:
    """A connection for making a world: a fault ends the making, so nothing is kept for recovery."""
    connection = sqlite3.connect(place, check_same_thread=False)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY", "cache_size = -200000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
