"""Witnesses: entities planted for one request, so that its query can be told apart from its neighbours.

For each way in which a condition can hold on an edge (`clauses`) there is an entity that meets it and, for every
field that the query or a neighbour speaks of, one for every value that could make a difference: each literal, a step below and above
it, and none. Entities that meet the condition come in numbers enough for the limit, their values for each sort key in an order
of its own, so that every order shows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import combinations, islice, product
from typing import TYPE_CHECKING

from trainset.semantics.form import And, Compare, Condition, Not, Or, Search, comparisons, conjuncts
from trainset.world.hold import holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trainset.semantics.schema import Collection, FilterField

Clause = tuple[tuple[Compare, bool], ...]
MAX_CLAUSES = 24
_GONE_THROUGH = 7  # comparisons whose choices are all gone through
_PAIRED = 6  # names or texts that come in pairs too, on one entity
_SPREAD = 7  # entities that meet a clause, beyond those that a limit needs


@dataclass(frozen=True, slots=True)
class Witness:
    """An entity: values by field, a tuple of names for related fields; a field that is left out has no value."""

    values: Mapping[str, object] = field(default_factory=dict)


def witnesses(
    form: Search, others: Iterable[Search], collection: Collection, implicit: Mapping[str, str]
) -> tuple[Witness, ...]:
    """Entities that tell a resolved form from the resolved others, in the order of their ids."""
    pools = _pools((form, *others), collection, implicit)
    spoken_of = {compare.field for compare in comparisons(form.where)}
    fixed = tuple(
        (Compare(name, "eq", value), True) for name, value in implicit.items() if name not in spoken_of
    )
    planted: dict[tuple[tuple[str, object], ...], Witness] = {}
    for clause in clauses(form.where):
        base = _meeting((*clause, *fixed), pools, collection)
        if base is None:
            continue
        for values in (*_spread(form, base, clause, pools, collection), *_variations(base, pools)):
            planted.setdefault(tuple(sorted(values.items(), key=lambda item: item[0])), Witness(values))
    return tuple(planted.values())


def clauses(condition: Condition | None) -> tuple[Clause, ...]:
    """Ways in which a condition can hold, each a choice of which comparisons do: the first ones.

    The parts of a conjunction all hold. Of each part that is a disjunction or a negation there are all the choices on an *edge*: the part
    holds, and would not if one more comparison changed its mind. A comparison that nothing hangs on in some choice is told apart in
    another.
    """
    simple: list[tuple[Compare, bool]] = []
    others: list[tuple[Clause, ...]] = []
    for part in conjuncts(condition):
        if isinstance(part, Compare):
            simple.append((part, True))
        elif isinstance(part, Not) and isinstance(part.part, Compare):
            simple.append((part.part, False))
        else:
            others.append(_edges(part))
    found: dict[Clause, None] = {}
    for place, edges in enumerate(others):
        rest = tuple(literal for other in (*others[:place], *others[place + 1 :]) for literal in other[0])
        for edge in edges:
            found.setdefault((*simple, *edge, *rest))
    return tuple(islice(found or {tuple(simple): None}, MAX_CLAUSES))


def _edges(condition: Condition) -> tuple[Clause, ...]:
    """The choices on an edge of a condition; one of more comparisons than can be gone through has its disjunctive normal form instead."""
    compares = tuple(dict.fromkeys(comparisons(condition)))
    if len(compares) > _GONE_THROUGH:
        return tuple(islice(_clauses(condition, holding=True), MAX_CLAUSES))
    found = []
    for choice in product((True, False), repeat=len(compares)):
        holding = dict(zip(compares, choice, strict=True))
        if _follows(condition, holding) and any(
            not _follows(condition, {**holding, compare: not holding[compare]}) for compare in compares
        ):
            found.append(tuple(holding.items()))
    return tuple(found) or ((),)


def _follows(condition: Condition, holding: Mapping[Compare, bool]) -> bool:
    """Whether a condition holds when just these of its comparisons do."""
    match condition:
        case Compare():
            return holding[condition]
        case Not(part):
            return not _follows(part, holding)
        case And(parts):
            return all(_follows(part, holding) for part in parts)
        case Or(parts):
            return any(_follows(part, holding) for part in parts)


def _clauses(condition: Condition, *, holding: bool) -> Iterator[Clause]:
    match condition:
        case Compare():
            yield ((condition, holding),)
        case Not(part):
            yield from _clauses(part, holding=not holding)
        case And(parts) | Or(parts):
            if isinstance(condition, And) == holding:
                # No more than are used: a conjunction of many disjunctions has more clauses than there are atoms.
                options = [list(islice(_clauses(part, holding=holding), MAX_CLAUSES)) for part in parts]
                for combination in product(*options):
                    yield tuple(literal for clause in combination for literal in clause)
            else:
                for part in parts:
                    yield from _clauses(part, holding=holding)


def _pools(
    forms: Sequence[Search], collection: Collection, implicit: Mapping[str, str]
) -> dict[str, tuple[object, ...]]:
    """The values that can make a difference, by field."""
    literals: dict[str, dict[object, None]] = {name: {value: None} for name, value in implicit.items()}
    for form in forms:
        for key in form.sort:
            literals.setdefault(key.field, {})
        for compare in comparisons(form.where):
            values = compare.value if isinstance(compare.value, tuple) else (compare.value,)
            known = literals.setdefault(compare.field, {})
            if collection.fields[compare.field].related:
                known[values] = None  # names that one thing has together
            known.update(dict.fromkeys(values))
    return {
        name: tuple(_around(name, tuple(values), collection.fields.get(name)))
        for name, values in literals.items()
    }


def _around(name: str, values: tuple[object, ...], field: FilterField | None) -> Iterator[object]:
    """The literals of a field with what lies beside them; a value of its own for a field that is only sorted by."""
    scalar = field.scalar if field else ""
    if field is not None and field.related:
        yield ()
        yield from dict.fromkeys(value if isinstance(value, tuple) else (value,) for value in values)
        names = tuple(value for value in values if isinstance(value, str))
        yield names
        yield from combinations(names[:_PAIRED], 2)
        yield ("someone else's",)
        return
    if field is None or field.nullable:
        yield None
    if scalar == "Boolean":
        yield from (True, False)
    elif scalar == "DateTime":
        moments = [value for value in values if isinstance(value, str)] or ["2020-02-02T02:02:02Z"]
        yield from dict.fromkeys(_shift(moment, step) for moment in moments for step in (0, -1, 1))
    elif scalar in {"Int", "BigInt", "Float"}:
        numbers = [
            value for value in values if isinstance(value, int | float) and not isinstance(value, bool)
        ]
        step = 0.5 if scalar == "Float" else 1
        yield from dict.fromkeys(number + off for number in numbers or [7] for off in (0, -step, step))
    else:
        texts = [value for value in values if isinstance(value, str)]
        yield from dict.fromkeys(
            text for value in texts for text in (value, f"x{value}x", f"{value}x", f"x{value}")
        )
        yield from (f"{one} {other}" for one, other in combinations(texts[:_PAIRED], 2))
        yield from dict.fromkeys(f"{value.rstrip('/')}/inside" for value in texts if "/" in value)
        yield f"another {name}"


@lru_cache(maxsize=65_536)
def _shift(moment: str, seconds: int) -> str:
    parsed = datetime.fromisoformat(moment.removesuffix("Z"))
    try:
        return f"{(parsed + timedelta(seconds=seconds)).isoformat()}Z"
    except OverflowError:  # nothing lies beyond the first and the last moment of the calendar
        return moment


def _meeting(
    clause: Clause, pools: Mapping[str, tuple[object, ...]], collection: Collection
) -> dict[str, object] | None:
    """Values that meet a clause: for each field the first of its pool that does; None if there are none."""
    demands: dict[str, list[tuple[Compare, bool]]] = {}
    for compare, holding in clause:
        demands.setdefault(compare.field, []).append((compare, holding))
    values: dict[str, object] = {}
    for name, literals in demands.items():
        fitting = [value for value in pools[name] if _meets(value, literals, collection)]
        if not fitting:
            return None
        # A value of the entity's own is more telling than none, where both will do.
        values[name] = next((value for value in fitting if value not in (None, ())), fitting[0])
    return values


def _meets(value: object, literals: Iterable[tuple[Compare, bool]], collection: Collection) -> bool:
    return all(holds(compare, value, collection) == holding for compare, holding in literals)


def _variations(
    base: Mapping[str, object], pools: Mapping[str, tuple[object, ...]]
) -> Iterator[dict[str, object]]:
    """The base with every single field at every value of its pool."""
    for name, pool in pools.items():
        for value in pool:
            yield {**base, name: value}


def _spread(
    form: Search,
    base: Mapping[str, object],
    clause: Clause,
    pools: Mapping[str, tuple[object, ...]],
    collection: Collection,
) -> Iterator[dict[str, object]]:
    """Entities that meet the clause, as many as a limit needs and more, with the sortable fields in different orders."""
    if not form.sort and form.first is None:
        yield dict(base)
        return
    count = _prime((form.first if isinstance(form.first, int) else 0) + _SPREAD)
    keys = [name for name in pools if name in collection.sorts]
    for number in range(count):
        values = dict(base)
        for place, name in enumerate(keys):
            literals = [literal for literal in clause if literal[0].field == name]
            # Multiples of different numbers modulo a prime are different orders of the same ranks.
            value = _ranked(base.get(name, _first(pools[name])), (number * (place + 1) + place) % count)
            if _meets(value, literals, collection):
                values[name] = value
        yield values


def _prime(least: int) -> int:
    """The first prime from a number on."""
    number = max(2, least)
    while any(number % divisor == 0 for divisor in range(2, math.isqrt(number) + 1)):
        number += 1
    return number


def _first(pool: tuple[object, ...]) -> object:
    return next((value for value in pool if value not in (None, ())), None)


def _ranked(value: object, rank: int) -> object:
    """A value like the given one, greater the greater its rank."""
    match value:
        case bool():
            return value
        case int() | float():
            return value + 2 * rank
        case str() if len(value) == 20 and value.endswith("Z"):
            return _shift(value, 2 * rank)
        case str():
            return f"{value}{rank:04}"
    return value
