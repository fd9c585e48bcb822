"""The proof of a request's query: on entities planted for it, every neighbour returns something else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trainset.semantics.canonical import canonical
from trainset.semantics.form import Act, Search, search_of
from trainset.semantics.neighbours import Neighbour, neighbours
from trainset.semantics.resolve import resolve
from trainset.semantics.verbs import other_verbs
from trainset.world.flat import FlatWorld
from trainset.world.witness import witnesses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainset.semantics.form import Form
    from trainset.semantics.resolve import Setting
    from trainset.semantics.schema import Schema


@dataclass(frozen=True, slots=True)
class Proof:
    """How many neighbours a form was held against, which of them it could not be told from, and on how many witnesses.

    `equivalent` counts the neighbours that say the same in other words, which no database could tell apart. `met` says whether some
    witness meets the form: empty equals empty proves nothing. `of_other_kinds` counts the forms with another verb, measure, group, action
    or argument: their answers are others by what they are, so that nothing is run for them.
    """

    neighbours: int
    equivalent: int
    survivors: tuple[Neighbour, ...]
    witnesses: int
    met: bool
    of_other_kinds: int = 0

    @property
    def killed(self) -> int:
        """The neighbours that returned something else."""
        return self.neighbours - len(self.survivors)


class Prover:
    """Proves forms in a flat world of its own; the last proof is kept, since it is asked for again."""

    def __init__(self, schema: Schema, setting: Setting, implicit: Mapping[str, Mapping[str, str]]) -> None:
        self._schema = schema
        self.setting = setting
        self._implicit = implicit
        self._world = FlatWorld.of(schema)
        self._last: tuple[Search, Proof] | None = None

    def prove(self, form: Form) -> Proof:
        """The proof of a symbolic form, or of a resolved one.

        What counts, adds up or breaks down is proven by what it finds: of two searches that find different things, there is a world
        of one entity, which has what is measured, in which their numbers differ. The order and limit of a breakdown are those of its
        groups, and among the neighbours of its verb.
        """
        search = search_of(form)
        kinds = self._of_other_kinds(form)
        if search is None:
            return Proof(0, 0, (), 0, met=True, of_other_kinds=kinds)
        if not isinstance(form, Search | Act):
            search = Search(search.collection, search.where)
        if self._last is None or self._last[0] != search:
            implicit = self._implicit.get(search.collection, {})
            self._last = search, _prove(search, self._schema, self.setting, implicit, self._world)
        return replace(self._last[1], of_other_kinds=kinds)

    def _of_other_kinds(self, form: Form) -> int:
        """How many forms with another verb do not come to the same."""
        meant = canonical(form, self._schema)
        return sum(canonical(other.form, self._schema) != meant for other in other_verbs(form, self._schema))


def _prove(
    form: Search, schema: Schema, setting: Setting, implicit: Mapping[str, str], world: FlatWorld
) -> Proof:
    collection = schema.collection(form.collection)
    meant = canonical(resolve(form, setting), schema)
    others: list[tuple[Neighbour, Search]] = []
    for neighbour in neighbours(form, collection, setting.units):
        try:
            others.append((neighbour, resolve(neighbour.form, setting)))
        except (ValueError, OverflowError):  # a period that no calendar has
            continue
    planted = witnesses(meant, [other for _, other in others], collection, implicit)
    try:
        world.plant(planted, collection)
        limited = world.denotation(meant, collection, implicit)
        whole = world.denotation(replace(meant, first=None), collection, implicit)
        same = [
            (neighbour, other)
            for neighbour, other in others
            # With the same limit on both sides, the limit hides nothing: of two entities that only one of them finds, or that they find
            # in different orders, a world that holds just these tells them apart.
            if (
                world.denotation(replace(other, first=None), collection, implicit) == whole
                if other.first == meant.first
                else world.denotation(other, collection, implicit) == limited
            )
        ]
    finally:
        world.clear()
    # What says the same in other words returns the same too; only of those that do is it asked.
    survivors = tuple(neighbour for neighbour, other in same if canonical(other, schema) != meant)
    equivalent = len(same) - len(survivors)
    return Proof(len(others) - equivalent, equivalent, survivors, len(planted), bool(whole))
