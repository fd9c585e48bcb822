"""What an action does, as a value that two of them can be compared by: kind, targets and arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainset.world.hold import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from trainset.semantics.form import Search
    from trainset.semantics.operations import Action

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """The denotation of an action: the field's name, the sorted ids of what it touches, its arguments as sorted pairs of texts."""

    kind: str
    targets: tuple[str, ...]
    arguments: Pairs


def denotation(
    action: Action,
    search: Search | None,
    arguments: Mapping[str, object],
    find: Callable[[Search], Iterable[str]],
    names: Collection[str] = (),
) -> Deed:
    """What an action with a resolved search and plain arguments does, where `find` gives the ids that a search finds.

    No library is asked: a name stands as it was said, in small letters, if its argument is among `names`. An argument that is null or
    says no more than the schema's default says nothing, and the order of a list says nothing.
    """
    targets = () if search is None else find(search)
    return deed(action, targets, arguments, names)


def deed(
    action: Action, targets: Iterable[str], arguments: Mapping[str, object], names: Collection[str] = ()
) -> Deed:
    """The denotation of an action whose targets are known."""
    return Deed(action.name, tuple(sorted(targets)), _said(action, arguments, names))


def told(value: object) -> str:
    """An argument's value as text; a list is joined by commas."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return ", ".join(told(item) for item in value)
    return str(value)


def _said(action: Action, arguments: Mapping[str, object], names: Collection[str]) -> Pairs:
    pairs = []
    for name, argument in action.arguments.items():
        value = arguments.get(name)
        if value is None or told(value) == told(argument.default):
            continue
        if isinstance(value, list | tuple):
            value = tuple(sorted({told(item) for item in value}))
        text = told(value)
        pairs.append((name, folded(text) if name in names else text))
    return tuple(sorted(pairs))
