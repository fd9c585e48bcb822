"""A world recipe: tables in SQL, and rules that say which rows are made, read from a folder of a pack.

The folder holds `world.sql` (tables), `views.sql` (views on them), `finish.sql` (indexes and what follows from the rows) and TOML
files, all read as one:

    [list]                          # words to draw from: plain, weighted or records
    city = ["Lisbon", "Oslo"]
    [table.book]                    # optional: no two rows agree in all of these columns
    unique = ["title"]
    [[world]]                       # one small world: where its making starts
    name = "village"
    start = ["shop"]
    [large]                         # the large world; counts that grow are multiplied by `scale`
    start = ["shop"]
    scale = 100
    [rule.shop]                     # a rule makes one row of `table`, or none, and then its children
    let.town = { pick = "city" }    # variables, seen from here down
    children = [{ rule = "author", count = [5, 9], grows = "linear" }]
    [rule.author]
    table = "author"
    set.id = "author-{n}"           # columns
    set.name = "{@first_name} {@last_name}"
    children = [{ rule = "book", count = [1, 4] }]
    [rule.book]
    table = "book"
    set = { id = "book-{n}", title = "{@noun} in {town}", authorId = "{author.id}" }

A child is made `count` times, or once for `each` row that another rule or table has made, or for each of the `items` of a list
(its name, the list itself, or a place that holds one); with `share` only that part of them, and for `each` only the rows that
`match`. Its `rule` may be a place that holds a name. `is` takes over another rule's variables, columns and children.
`expression.py` says what a value may be. Variables and columns may be written in any order. What a row holds is seen below it by
its rule's and its table's name: `{author.id}`.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from trainset.errors import PackError
from trainset.toml_file import read_text
from trainset.world.recipe_reader import RecipeReader
from trainset.world.recipe_types import Recipe, Start

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Recipe", "Start", "load_recipe"]


def load_recipe(folder: Path) -> Recipe:
    """Read a recipe from its folder.

    Raises:
        PackError: a file is missing or malformed, or the recipe contradicts itself; with file and line.
    """
    sql = read_text(folder / "world.sql")
    finish = folder / "finish.sql"
    tables = _tables(sql, folder / "world.sql")
    views = folder / "views.sql"
    text = sql + (read_text(views) if views.exists() else "")
    _tables(text, views)
    afterwards = read_text(finish) if finish.exists() else ""
    _tables(text + afterwards, finish)
    try:
        return RecipeReader(folder, tables).read(text, afterwards)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        what = f"a table of the recipe is malformed: {type(error).__name__} {error}"
        raise PackError(what, where=folder, hint="recipe.py shows the form.") from error


def _tables(sql: str, path: Path) -> dict[str, tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.executescript(sql)
        except sqlite3.Error as error:
            raise PackError(f"SQLite refuses it: {error}", where=path) from None
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return {
            name: tuple(column[1] for column in connection.execute(f"PRAGMA table_info({name!r})"))
            for (name,) in names
        }
