"""A tiny recipe that tests write into a folder and change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from trainset.draw import Draw
from trainset.world.database import connect
from trainset.world.generate import generate
from trainset.world.recipe import Recipe, load_recipe

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

CLOCK = datetime(2024, 2, 29, 23, 30, tzinfo=UTC)
TABLES = """
CREATE TABLE author (id TEXT PRIMARY KEY, name TEXT, town TEXT);
CREATE TABLE book (
  id INTEGER PRIMARY KEY, title TEXT, price REAL, sold INTEGER, bought TEXT, author_id TEXT REFERENCES author, shelf TEXT, near INTEGER
);
"""
RULES = """
[[world]]
name = "village"
start = ["shop"]
[large]
start = ["shop", "more"]
scale = 9
[list]
town = ["Galway", "Kyoto", "Bergen"]
noun = ["Sea", "Salt", "Winter", "Bread", "Night"]
[table.book]
unique = ["title"]
[rule.shop]
children = [{ rule = "author", count = [3, 4], grows = "root" }]
[rule.more]
children = [{ rule = "sequel", each = "book", share = 0.5 }]
[rule.author]
table = "author"
let.town = { deal = "town" }
set.id = "author-{n}"
set.name = "{@noun}son"
set.town = "{town}"
children = [{ rule = "book", count = 4, grows = "linear" }]
[rule.book]
table = "book"
set.title = { by = "{again}", of = { 1 = "{@noun} in {town}", "*" = "{@noun} in {town} {again}" } }
set.price = { number = [[0, 4], [1, 40]], round = 2 }
set.sold = { number = [[0, 0], [0.9, 100], [1, 2000]] }
set.bought = { ago = [[0, "1h"], [1, "3y"]] }
set.author_id = "{author.id}"
[rule.sequel]
is = "book"
set.title = "{book.title} II"
set.author_id = "{book.author_id}"
"""


def write(folder: Path, rules: str = RULES, tables: str = TABLES, finish: str = "") -> Path:
    (folder / "world.sql").write_text(tables, "utf-8")
    (folder / "rules.toml").write_text(rules, "utf-8")
    (folder / "finish.sql").write_text(finish, "utf-8")
    return folder


def made(recipe: Recipe, seed: int = 1, scale: float = 1, start: str = "village") -> sqlite3.Connection:
    connection = connect(":memory:")
    known = {world.name: world for world in (*recipe.worlds, *([recipe.large] if recipe.large else []))}
    generate(recipe, Draw.seeded(seed), CLOCK, connection, known[start].scaled(scale))
    return connection


def dump(connection: sqlite3.Connection) -> list[str]:
    return list(connection.iterdump())


def column(connection: sqlite3.Connection, sql: str) -> list[Any]:
    return [row[0] for row in connection.execute(sql)]


def one_rule(
    folder: Path, rules: str, tables: str = "CREATE TABLE t (id INTEGER PRIMARY KEY, v, w);"
) -> sqlite3.Connection:
    """The world of a recipe that starts with the rule `start`."""
    head = '[[world]]\nname = "village"\nstart = ["start"]\n'
    return made(load_recipe(write(folder, head + rules, tables)))
