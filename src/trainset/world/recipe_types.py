"""A recipe as it is used: rules compiled to functions, tables with their columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainset.errors import Place
    from trainset.world.template import Maker


@dataclass(frozen=True, slots=True)
class Child:
    """What a rule makes below its own row: once or not at all if it is `single`; which rule may depend on variables."""

    name: str
    rule: Maker
    low: int
    high: int
    each: str | None
    items: Maker | None
    match: tuple[tuple[str, Maker], ...]
    share: Maker | None
    grows: str
    single: bool


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
