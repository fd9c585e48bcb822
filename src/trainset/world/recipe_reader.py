"""Reads the TOML files of a recipe, and tells file and line of what is wrong with them."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from trainset.errors import PackError, Place
from trainset.suggest import did_you_mean
from trainset.toml_file import read_text
from trainset.world.expression import compile_value
from trainset.world.recipe_types import Child, Recipe, Rule, Start

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


class RecipeReader:
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
        text = self._texts[path.name] = read_text(path)
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            raise PackError(
                str(error), where=Place(str(path), int(line[1]) if line else len(text.splitlines()))
            ) from None
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
        """The recipe, with the SQL before and after the rows.

        Raises:
            PackError: the recipe contradicts itself.
        """
        rules = {name: self._rule(name) for name in self._data["rule"]}
        large = self._data["large"]
        unique = {name: tuple(table.get("unique", ())) for name, table in self._data["table"].items()}
        return Recipe(
            sql=sql,
            finish=finish,
            tables=self._tables,
            unique=unique,
            rules=rules,
            worlds=tuple(
                Start(world["name"], self._starts(world["start"]), world.get("scale", 1))
                for world in self._worlds
            ),
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
            wrong = min(unknown)
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
            wrong = min(unknown)
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
            single=low == high == 1 and grows == "no" and not {"each", "items"} & set(written),
        )

    def _place(self, rule: str) -> Place:
        file = self._home["rule", rule]
        found = re.search(rf'^\[rule\."?{re.escape(rule)}"?[].]', self._texts[file], re.MULTILINE)
        line = self._texts[file].count("\n", 0, found.start()) + 1 if found else 0
        return Place(str(self._folder / file), line)

    def _fault(self, rule: str, what: str, hint: str = "") -> PackError:
        return PackError(f"rule {rule!r}: {what}", where=self._place(rule), hint=hint)
