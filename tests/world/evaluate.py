"""The oracle: what a resolved form finds among entities, in plain Python, slow and obvious.

An entity is a dict: a literal or None for a field of its own, a tuple of names for what is related to it.
"""

from __future__ import annotations

import operator as compare
from typing import TYPE_CHECKING, Any

from trainset.semantics.form import And, Compare, Not, Or

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from trainset.semantics.form import Condition, Search

Entity = dict[str, Any]

PLAIN: dict[str, Callable[[Any, Any], bool]] = {
    "eq": compare.eq,
    "gt": compare.gt,
    "gte": compare.ge,
    "lt": compare.lt,
    "lte": compare.le,
    "contains": lambda text, part: part in text,
    "startsWith": lambda text, part: bool(text.startswith(part)),
    "endsWith": lambda text, part: bool(text.endswith(part)),
}


def denotation(form: Search, entities: Iterable[Entity], implicit: Mapping[str, str]) -> list[str]:
    """The identifiers that a form finds, in its order."""
    found = matching(form, entities, implicit)
    found.sort(key=lambda entity: entity["id"])
    for key in reversed(form.sort):
        present = [entity for entity in found if entity[key.field] is not None]
        missing = [entity for entity in found if entity[key.field] is None]
        present.sort(key=_value_of(key.field), reverse=key.direction == "desc")
        found = present + missing
    if form.first is not None:
        assert isinstance(form.first, int)
        found = found[: form.first]
    return [entity["id"] for entity in found]


def _value_of(field: str) -> Callable[[Entity], Any]:
    return lambda entity: folded(entity[field])


def matching(form: Search, entities: Iterable[Entity], implicit: Mapping[str, str]) -> list[Entity]:
    """The entities that meet a form's condition and the implicit values of the fields it does not speak of."""
    spoken_of = fields(form.where) if form.where is not None else set()
    return [
        entity
        for entity in entities
        if (form.where is None or holds(form.where, entity))
        and all(
            field in spoken_of or holds(Compare(field, "eq", value), entity)
            for field, value in implicit.items()
        )
    ]


def fields(condition: Condition) -> set[str]:
    """The fields that a condition speaks of."""
    if isinstance(condition, Compare):
        return {condition.field}
    if isinstance(condition, Not):
        return fields(condition.part)
    found: set[str] = set()
    for part in condition.parts:
        found |= fields(part)
    return found


def holds(condition: Condition, entity: Entity) -> bool:
    """Whether an entity meets a condition."""
    if isinstance(condition, And):
        return all(holds(part, entity) for part in condition.parts)
    if isinstance(condition, Or):
        return any(holds(part, entity) for part in condition.parts)
    if isinstance(condition, Not):
        return not holds(condition.part, entity)
    value = entity[condition.field]
    if isinstance(value, tuple):
        return related(condition.operator, value, condition.value)
    return own(condition.operator, value, condition.value)


def related(operator: str, names: tuple[Any, ...], operand: Any) -> bool:
    """A comparison with what is related to an entity: some of it must match, none of it for the negative operators."""
    if operator == "exists":
        return operand is bool(names)
    if operator == "all":
        return all(any(own("eq", name, wanted) for name in names) for wanted in operand)
    if operator == "ne":
        return not any(own("eq", name, operand) for name in names)
    if operator in {"none", "notIn"}:
        return not any(own("in", name, operand) for name in names)
    if operator == "any":
        operator = "in"
    return any(own(operator, name, operand) for name in names)


def own(operator: str, value: Any, operand: Any) -> bool:
    """A comparison with a value of the entity's own; one with a missing value is false, unless it is negative."""
    if operator == "exists":
        return operand is (value is not None)
    if operator == "ne":
        return not own("eq", value, operand)
    if operator == "notIn":
        return not own("in", value, operand)
    if value is None:
        return False
    left = folded(value)
    if operator == "in":
        return any(left == folded(item) for item in operand)
    right = folded(operand)
    if operator == "under":
        folder = right.rstrip("/")
        return bool(left == folder or left.startswith(folder + "/"))
    return PLAIN[operator](left, right)


def folded(value: Any) -> Any:
    """A text with A to Z as small letters; anything else as it is."""
    if not isinstance(value, str):
        return value
    return "".join(chr(ord(letter) + 32) if "A" <= letter <= "Z" else letter for letter in value)
