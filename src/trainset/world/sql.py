"""From a resolved form to SQL: the one translation, used by the checks and by the endpoint alike.

Every world offers, for a collection of entity `X`, a table or view `X` with a column for each scalar field, and for each related
field `f` a table or view `X.f (id, value)` with every name by which the entity's related things go. Conditions have two truth
values: a comparison with a missing value is false, and its negation true. Text matches without regard to the case of A to Z. Entities
without a value come last in every order, and ties are settled by id.

Single comparisons are compiled by SQLAlchemy, once for each field and operator, and joined here; values only ever travel as
parameters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, column, exists, false, literal_column, or_, select, table, true
from sqlalchemy.dialects import sqlite

from trainset.errors import InputError
from trainset.semantics.form import And, Compare, Condition, Not, Or, Search, Slot, comparisons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import ColumnElement

    from trainset.semantics.schema import Collection, FilterField

_DIALECT = sqlite.dialect(paramstyle="qmark")
_ESCAPE = "!"
_WILD = re.compile(r"[!%_]")
# SQLite ends its comparisons at a NUL character, and half of a surrogate pair is no Unicode.
_UNHELD = re.compile("[\0\ud800-\udfff]")
# What SQLite can take: parentheses in parentheses, parts in a row, characters of a pattern.
_DEEPEST, _BROADEST, _LONGEST = 50, 100, 10_000
_PATTERNS = {"contains": "%{}%", "startsWith": "{}%", "endsWith": "%{}"}


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its parameters in order."""

    text: str
    parameters: tuple[object, ...]


def search_statement(
    form: Search,
    collection: Collection,
    implicit: Mapping[str, str],
    columns: tuple[str, ...] = ("id",),
    after: tuple[object, ...] = (),
) -> Statement:
    """The statement that finds a form's entities, in order; only those behind a place in that order, if one is given.

    A place is the value of every sort key and the id: what is added or taken away elsewhere does not move it.

    Raises:
        InputError: a condition that is nested too deeply, or a text that is too long or has a character that no database holds.
    """
    where, parameters = where_clause(form, collection, implicit)
    if after:
        behind, places = _behind(form, collection, after)
        where = f"{where} AND {behind}" if where else f" WHERE {behind}"
        parameters = (*parameters, *places)
    names = ", ".join(quoted(name) for name in columns)
    text = f"SELECT {names} FROM {quoted(collection.entity)}{where} ORDER BY {_order(form, collection)}"  # noqa: S608 - names of the schema
    if form.first is not None:
        if isinstance(form.first, Slot):
            raise TypeError("a form with an open slot has no denotation")
        text, parameters = f"{text} LIMIT ?", (*parameters, form.first)
    return Statement(text, parameters)


def count_statement(form: Search, collection: Collection, implicit: Mapping[str, str]) -> Statement:
    """The statement that counts a form's entities, whatever its order and limit."""
    where, parameters = where_clause(form, collection, implicit)
    return Statement(f"SELECT count(*) FROM {quoted(collection.entity)}{where}", parameters)  # noqa: S608


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def where_clause(
    form: Search, collection: Collection, implicit: Mapping[str, str]
) -> tuple[str, tuple[object, ...]]:
    """The WHERE clause of a form, the implicit values of what it does not speak of included; empty where all is meant."""
    spoken_of = {compare.field for compare in comparisons(form.where)}
    parts: list[Condition] = [] if form.where is None else [form.where]
    parts += [Compare(field, "eq", value) for field, value in implicit.items() if field not in spoken_of]
    if not parts:
        return "", ()
    parameters: list[object] = []
    text = _condition(And(tuple(parts)), collection, parameters, 0)
    return f" WHERE {text}", tuple(parameters)


def _condition(condition: Condition, collection: Collection, parameters: list[object], depth: int) -> str:
    if depth > _DEEPEST:
        raise InputError(f"a condition that is nested more than {_DEEPEST} deep")
    match condition:
        case Compare():
            return _compare(condition, collection, parameters)
        case Not(part):
            return f"({_condition(part, collection, parameters, depth + 1)}) IS NOT TRUE"
        case And(parts) | Or(parts):
            texts = [_condition(part, collection, parameters, depth + 1) for part in parts]
            return _joined(texts, "AND" if isinstance(condition, And) else "OR")


def _joined(texts: list[str], joint: str) -> str:
    """The texts with a joint in between; many as a balanced tree, since SQLite bounds its height."""
    if not texts:
        return "TRUE" if joint == "AND" else "FALSE"
    if len(texts) <= _BROADEST:
        return f"({f' {joint} '.join(texts)})"
    middle = len(texts) // 2
    return f"({_joined(texts[:middle], joint)} {joint} {_joined(texts[middle:], joint)})"


def _compare(compare: Compare, collection: Collection, parameters: list[object]) -> str:
    field = collection.fields[compare.field]
    value = compare.value
    values = value if isinstance(value, tuple) else (value,)
    if compare.operator == "exists":
        return _compiled(collection.entity, field, "exists" if value else "missing", 0)
    parameters.extend(_bound(compare.operator, values))
    if compare.operator == "all":
        return _joined([_compiled(collection.entity, field, "any", 1)] * len(values), "AND")
    return _compiled(collection.entity, field, compare.operator, len(values))


def _bound(operator: str, values: tuple[object, ...]) -> Iterator[object]:
    for value in values:
        if isinstance(value, str) and _UNHELD.search(value):
            raise InputError(f"a text that no database holds: {value!r}")
        if operator in _PATTERNS and len(str(value)) > _LONGEST:
            raise InputError(f"{operator}: a text of more than {_LONGEST} characters")
        if operator == "under":
            folder = str(value).rstrip("/")
            yield from (folder, f"{folder}/", f"{folder}0")  # "0" is the character after "/"
        elif operator in _PATTERNS:
            yield _PATTERNS[operator].format(_WILD.sub(rf"{_ESCAPE}\g<0>", str(value)))
        else:
            yield int(value) if isinstance(value, bool) else value


@lru_cache(maxsize=4096)
def _compiled(entity: str, field: FilterField, operator: str, count: int) -> str:
    expression = (_related if field.related else _own)(entity, field, operator, count)
    return f"({expression.compile(dialect=_DIALECT)})"


def _parameters(count: int) -> list[ColumnElement[object]]:
    return [bindparam(None) for _ in range(count)]


def _related(entity: str, field: FilterField, operator: str, count: int) -> ColumnElement[bool]:
    """What holds of some related thing; `ne`, `notIn` and `none` are the opposite of `eq`, `in` and `any`."""
    names = table(f"{entity}.{field.name}", column("id"), column("value"))
    own = table(entity, column("id")).c.id

    def having(operator: str, count: int) -> ColumnElement[bool]:
        return own.in_(select(names.c.id).where(_matches(names.c.value, field, operator, count)))

    match operator:
        # Correlated: to look one entity up is cheaper than to list all that have any.
        case "exists":
            return exists().where(names.c.id == literal_column(f"{quoted(entity)}.id"))
        case "missing":
            return ~exists().where(names.c.id == literal_column(f"{quoted(entity)}.id"))
        case "any":
            return having("in", count)
        case "ne" | "notIn" | "none":
            return ~having("in", count)
    return having(operator, count)


def _own(entity: str, field: FilterField, operator: str, count: int) -> ColumnElement[bool]:
    own: ColumnElement[object] = table(entity, column(field.name)).c[field.name]
    return _matches(own, field, operator, count)


def _matches(
    plain: ColumnElement[object], field: FilterField, operator: str, count: int
) -> ColumnElement[bool]:
    text = field.scalar in {"String", "ID"}
    value = plain.collate("NOCASE") if text else plain
    if operator == "under":
        folder, low, high = _parameters(3)
        return or_(value == folder, (value >= low) & (value < high))
    parameters = _parameters(count)
    first = parameters[0] if parameters else bindparam(None)
    match operator:
        case "exists":
            return plain.is_not(None)
        case "missing":
            return plain.is_(None)
        case "eq":
            return value == first
        case "ne":
            return value.is_distinct_from(first)
        case "gt":
            return value > first
        case "gte":
            return value >= first
        case "lt":
            return value < first
        case "lte":
            return value <= first
        case "in":
            return value.in_(parameters) if parameters else false()
        case "notIn":
            return value.in_(parameters).is_not(True) if parameters else true()
    # contains, startsWith, endsWith: LIKE matches without regard to the case of A to Z by itself.
    return plain.like(first, escape=_ESCAPE)


def _order(form: Search, collection: Collection) -> str:
    keys = [f"{_sorted_by(key.field, collection)} {key.direction.upper()} NULLS LAST" for key in form.sort]
    return ", ".join([*keys, quoted("id")])


def _sorted_by(field: str, collection: Collection) -> str:
    known = collection.fields.get(field)
    return quoted(field) + (" COLLATE NOCASE" if known is not None and known.scalar == "String" else "")


def _behind(
    form: Search, collection: Collection, place: tuple[object, ...]
) -> tuple[str, tuple[object, ...]]:
    """The condition that an entity comes after a place: greater in a key, and equal in the keys before it."""
    keys = [(_sorted_by(key.field, collection), key.direction) for key in form.sort] + [(quoted("id"), "asc")]
    options: list[str] = []
    parameters: list[object] = []
    equal: list[str] = []
    equals: list[object] = []
    for (name, direction), value in zip(keys, place, strict=True):
        if value is not None:  # nothing comes behind a missing value but what ties with it
            sign = ">" if direction == "asc" else "<"
            options.append(" AND ".join([*equal, f"({name} {sign} ? OR {name} IS NULL)"]))
            parameters += [*equals, value]
        equal.append(f"{name} IS ?")
        equals.append(value)
    return f"({' OR '.join(f'({option})' for option in options)})", tuple(parameters)
