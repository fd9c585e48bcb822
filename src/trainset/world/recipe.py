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

A child is made `count` times, or once for `each` row that another rule or table has made, or for each of the `items` of a list (its name,
the list itself, or a place that holds one); with `share` only that part of them. Its `rule` may be a place that holds a name. `is` takes over another rule's variables, columns and children. `expression.py` says what a value may be.
"""

from __future__ import annotations

import re
import sqlite3
import tomllib
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from trainset.errors import PackError, Place
from trainset.suggest import did_you_mean
from trainset.world.expression import compile_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from trainset.world.template import Maker

GROWTH = ("no", "root", "linear")
_CHILD_KEYS = {"rule", "count", "each", "items", "match", "share", "grows"}
_RULE_KEYS = {"table", "is", "let", "set", "children"}
_SECTIONS = {"list", "table", "world", "large", "rule"}
_NONE: dict[str, Any] = {}
_MENTION = re.compile(r"\{([A-Za-z]\w*)")


@dataclass(frozen=True, slots=True)
class Child:
    """What a rule makes below its own row; which rule it is may depend on variables."""

    name: str
    rule: Maker
    low: int
    high: int
    each: str | None
    items: Maker | None
    match: tuple[tuple[str, Maker], ...]
    share: Maker | None
    grows: str

    @property
    def single(self) -> bool:
        """Whether it is made once or not at all."""
        return self.low == self.high == 1 and self.each is None and self.items is None and self.grows == "no"


@dataclass(frozen=True, slots=True)
class Rule:
    """Makes one row of `table` (none where there is no table) from its variables and columns, then its children.

    `places` says where in the table's rows its columns go.
    """

    name: str
    table: str | None
    variables: tuple[tuple[str, Maker], ...]
    columns: tuple[tuple[str, Maker], ...]
    children: tuple[Child, ...]
    places: tuple[tuple[int, str], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Start:
    """One world to make: its name, the rules that its making starts with, and how much larger than written."""

    name: str
    rules: tuple[str, ...]
    scale: float = 1

    def scaled(self, scale: float) -> Start:
        """The same world at another scale."""
        return replace(self, scale=scale)


@dataclass(frozen=True)
class Recipe:
    """All that is needed to make the worlds of a pack."""

    sql: str
    finish: str
    tables: Mapping[str, tuple[str, ...]]
    unique: Mapping[str, tuple[str, ...]]
    rules: Mapping[str, Rule]
    worlds: tuple[Start, ...]
    large: Start | None
    referred: frozenset[str]
    lists: Mapping[str, Any]


def load_recipe(folder: Path) -> Recipe:
    """Read a recipe from its folder.

    Raises:
        PackError: a file is missing or malformed, or the recipe contradicts itself; with file and line.
    """
    sql = _text(folder / "world.sql")
    finish = folder / "finish.sql"
    tables = _tables(sql, folder / "world.sql")
    views = folder / "views.sql"
    text = sql + (_text(views) if views.exists() else "")
    _tables(text, views)
    return _Reader(folder, tables).read(text, _text(finish) if finish.exists() else "")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"cannot be read: {error}", where=path) from None


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


def _ordered(written: Mapping[str, Any], lists: Mapping[str, Any]) -> list[str]:
    """The names so that each comes after those that its value mentions, else as written.

    A value that mentions its own name means the one above, in the rules that lead here.
    """
    order: list[str] = []
    begun: set[str] = set()

    def visit(name: str) -> None:
        if name in begun:
            return
        begun.add(name)
        for other in _mentioned(written[name], lists):
            if other in written and other != name:
                visit(other)
        order.append(name)

    for name in written:
        visit(name)
    return order


def _mentioned(spec: Any, lists: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(spec, str):
        yield from _MENTION.findall(spec)
    elif isinstance(spec, dict):
        for key, value in spec.items():
            yield from _mentioned(key, lists)
            yield from _mentioned(
                lists.get(value, ()) if key == "say" and isinstance(value, str) else value, lists
            )
    elif isinstance(spec, list):
        for value in spec:
            yield from _mentioned(value, lists)


def _referred(written: Any) -> Iterator[str]:
    """The rules and tables whose rows others refer to, wherever an expression or a child names them."""
    if isinstance(written, dict):
        for key, value in written.items():
            if key in {"ref", "each"} and isinstance(value, str):
                yield value
            yield from _referred(value)
    elif isinstance(written, list):
        for value in written:
            yield from _referred(value)


class _Reader:
    """Reads the TOML files of one folder; keeps them to tell where a fault is."""

    def __init__(self, folder: Path, tables: dict[str, tuple[str, ...]]) -> None:
        self._tables = tables
        self._texts: dict[str, str] = {}
        self._home: dict[tuple[str, str], str] = {}
        self._data: dict[str, dict[str, Any]] = {section: {} for section in _SECTIONS if section != "world"}
        self._worlds: list[dict[str, Any]] = []
        self._folder = folder
        for path in sorted(folder.glob("*.toml")):
            self._take(path)

    def _take(self, path: Path) -> None:
        text = self._texts[path.name] = _text(path)
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            raise PackError(str(error), where=Place(str(path), int(line[1]) if line else 0)) from None
        for section, content in data.items():
            if section not in _SECTIONS:
                raise PackError(
                    f"unknown section {section!r}", where=path, hint=did_you_mean(section, _SECTIONS)
                )
            if section == "world":
                self._worlds += content
                continue
            for name, value in content.items():
                if name in self._data[section]:
                    raise PackError(f"{section} {name!r} stands in two files", where=path)
                self._data[section][name] = value
                self._home[section, name] = path.name

    def read(self, sql: str, finish: str) -> Recipe:
        rules = {name: self._rule(name) for name in self._data["rule"]}
        large = self._data["large"]
        unique = {name: tuple(table.get("unique", ())) for name, table in self._data["table"].items()}
        return Recipe(
            sql=sql,
            finish=finish,
            tables=self._tables,
            unique=unique,
            rules=rules,
            worlds=tuple(Start(world["name"], self._starts(world["start"]), world.get("scale", 1)) for world in self._worlds),
            large=Start("large", self._starts(large["start"]), large.get("scale", 1)) if large else None,
            referred=frozenset(_referred(self._data["rule"])),
            lists=self._data["list"],
        )

    def _starts(self, names: list[str]) -> tuple[str, ...]:
        for name in names:
            if name not in self._data["rule"]:
                raise PackError(
                    f"a world starts with {name!r}, which is no rule",
                    where=self._folder,
                    hint=did_you_mean(name, self._data["rule"]),
                )
        return tuple(names)

    def _rule(self, name: str) -> Rule:
        merged = self._merged(name, ())
        table = merged.get("table")
        columns = merged.get("set", _NONE)
        for hidden in sorted(set(merged.get("let", _NONE)) & set(self._data["rule"])):
            raise self._fault(name, f"variable {hidden!r} has the name of a rule, whose rows would hide it")
        if table is None and columns:
            raise self._fault(name, "sets columns but names no table")
        if table is not None:
            if table not in self._tables:
                raise self._fault(name, f"there is no table {table!r}", did_you_mean(table, self._tables))
            for column in columns:
                if column not in self._tables[table]:
                    hint = did_you_mean(column, self._tables[table])
                    raise self._fault(name, f"table {table!r} has no column {column!r}", hint)
        return Rule(
            name=name,
            table=table,
            variables=tuple(self._makers(name, merged.get("let", _NONE))),
            columns=tuple(self._makers(name, columns)),
            children=tuple(self._child(name, child) for child in merged.get("children", ())),
            places=tuple(
                (place, column)
                for place, column in enumerate(self._tables.get(table or "", ()))
                if column in columns or column == "id"
            ),
            place=self._place(name),
        )

    def _merged(self, name: str, path: tuple[str, ...]) -> dict[str, Any]:
        """The rule with what it takes over from the one it `is`."""
        written = self._data["rule"][name]
        if unknown := set(written) - _RULE_KEYS:
            wrong = sorted(unknown)[0]
            raise self._fault(name, f"unknown key {wrong!r}", did_you_mean(wrong, _RULE_KEYS))
        base = written.get("is")
        if base is None:
            return dict(written)
        if base not in self._data["rule"]:
            raise self._fault(name, f"there is no rule {base!r}", did_you_mean(base, self._data["rule"]))
        if base in path or base == name:
            raise self._fault(name, "is itself, by way of others")
        inherited = self._merged(base, (*path, name))
        return {
            **inherited,
            **written,
            "let": {**inherited.get("let", _NONE), **written.get("let", _NONE)},
            "set": {**inherited.get("set", _NONE), **written.get("set", _NONE)},
        }

    def _makers(self, rule: str, written: Mapping[str, Any]) -> Iterator[tuple[str, Maker]]:
        for name in _ordered(written, self._data["list"]):
            yield name, self._maker(rule, name, written[name])

    def _maker(self, rule: str, name: str, spec: Any) -> Maker:
        try:
            return compile_value(spec, self._data["list"])
        except (ValueError, TypeError, KeyError) as error:
            raise self._fault(rule, f"{name}: {error}") from None

    def _child(self, rule: str, written: dict[str, Any]) -> Child:
        target = written.get("rule", "")
        if target not in self._data["rule"] and not target.startswith("{"):
            raise self._fault(rule, f"there is no rule {target!r}", did_you_mean(target, self._data["rule"]))
        if unknown := set(written) - _CHILD_KEYS:
            wrong = sorted(unknown)[0]
            raise self._fault(rule, f"unknown key {wrong!r} of a child", did_you_mean(wrong, _CHILD_KEYS))
        grows = written.get("grows", "no")
        if grows not in GROWTH:
            raise self._fault(rule, f"a count cannot grow {grows!r}", did_you_mean(grows, GROWTH))
        count = written.get("count", 1)
        low, high = (count, count) if isinstance(count, int) else count
        items, share = written.get("items"), written.get("share")
        if isinstance(items, str) and not items.startswith("{"):
            if items not in self._data["list"]:
                raise self._fault(
                    rule, f"there is no list {items!r}", did_you_mean(items, self._data["list"])
                )
            items = self._data["list"][items]
        return Child(
            name=target,
            rule=self._maker(rule, "rule", target),
            low=low,
            high=high,
            each=written.get("each"),
            items=None if items is None else self._maker(rule, "items", items),
            match=tuple(self._makers(rule, written.get("match", _NONE))),
            share=None if share is None else self._maker(rule, "share", share),
            grows=grows,
        )

    def _place(self, rule: str) -> Place:
        file = self._home["rule", rule]
        found = re.search(rf'^\[rule\."?{re.escape(rule)}"?[].]', self._texts[file], re.MULTILINE)
        line = self._texts[file].count("\n", 0, found.start()) + 1 if found else 0
        return Place(str(self._folder / file), line)

    def _fault(self, rule: str, what: str, hint: str = "") -> PackError:
        return PackError(f"rule {rule!r}: {what}", where=self._place(rule), hint=hint)
