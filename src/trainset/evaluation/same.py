"""Whether two resolved forms return the same: by their normal form, and else by what they find on worlds and on planted witnesses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from trainset.semantics.canonical import canonical
from trainset.semantics.form import (
    Act,
    And,
    Breakdown,
    Compare,
    Condition,
    Count,
    Form,
    Not,
    Or,
    Search,
    Total,
    Word,
    with_search,
)
from trainset.world.flat import FlatWorld, denotation
from trainset.world.hold import folded
from trainset.world.witness import witnesses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainset.semantics.schema import Schema
    from trainset.world.database import World


class Comparer:
    """Compares resolved forms of a schema; `implicit` is the pack's policy of that name."""

    def __init__(
        self, schema: Schema, implicit: Mapping[str, Mapping[str, str]], worlds: Sequence[World] = ()
    ) -> None:
        self._schema, self._implicit, self._worlds = schema, implicit, worlds
        self._flat = FlatWorld.of(schema)

    def normal(self, form: Form) -> Form:
        """The normal form, with texts in small letters, as they are compared."""
        return _small(canonical(form, self._schema))

    def same(self, meant: Form, said: Form) -> bool:
        """Whether two forms return the same on every world and on witnesses planted to tell them apart.

        Numbers and groups are the same where what they are about is; an action where its plan is: kind, arguments and targets.

        Raises:
            InputError: one of them cannot be run.
        """
        if self.normal(meant) == self.normal(said):
            return True
        meant, said = canonical(meant, self._schema), canonical(said, self._schema)
        match meant, said:
            case Search(), Search():
                return self._finds_same(meant, said)
            case Count(one), Count(other):
                return self._finds_same(one, other)
            case Total(measures, one), Total(others, other):
                return measures == others and self._finds_same(one, other)
            case Breakdown(by, one), Breakdown(by_other, other):
                alike = (by, one.sort, one.first) == (by_other, other.sort, other.first)
                return (
                    alike
                    and _tells(said.measures, meant.measures)
                    and self._finds_same(_all_of(one), _all_of(other))
                )
            case Act(name, given, one), Act(other_name, other_given, other):
                if name != other_name or _small_all(given) != _small_all(other_given):
                    return False
                if one is None or other is None:
                    return one is other
                return self._finds_same(one, other)
        return False

    def _finds_same(self, meant: Search, said: Search) -> bool:
        asked = meant.collection, bool(meant.sort), meant.first
        if asked != (said.collection, bool(said.sort), said.first):
            return False
        collection = self._schema.collection(meant.collection)
        implicit = self._implicit.get(meant.collection, {})
        planted = {
            repr(witness): witness
            for one, other in ((meant, said), (said, meant))
            for witness in witnesses(one, [other], collection, implicit)
        }
        self._flat.plant(tuple(planted.values()), collection)
        try:
            connections = (self._flat.connection, *(world.connection for world in self._worlds))
            return all(
                denotation(connection, meant, collection, implicit)
                == denotation(connection, said, collection, implicit)
                for connection in connections
            )
        finally:
            self._flat.clear()


def _tells(said: tuple[str, ...], meant: tuple[str, ...]) -> bool:
    """Whether groups with some measures tell what is asked for: all of it, and no other sum; how many there are may always be told."""
    return set(meant) <= set(said) <= {"count", *meant}


def _all_of(search: Search) -> Search:
    """All that is grouped: the order and limit of a breakdown are those of its groups."""
    return Search(search.collection, search.where)


def _small(form: Form) -> Form:
    small = with_search(
        form,
        lambda search: (
            search if search.where is None else replace(search, where=_small_condition(search.where))
        ),
    )
    if isinstance(small, Act):
        return replace(small, arguments=tuple(_small_all(small.arguments).items()))
    return small


def _small_condition(condition: Condition) -> Condition:
    match condition:
        case Compare():
            return replace(condition, value=folded(condition.value))
        case Not(part):
            return Not(_small_condition(part))
        case And(parts):
            return And(tuple(map(_small_condition, parts)))
        case Or(parts):
            return Or(tuple(map(_small_condition, parts)))


def _small_all(given: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: _small_given(value) for name, value in given}


def _small_given(value: Any) -> Any:
    return value if isinstance(value, Word) else folded(value)
