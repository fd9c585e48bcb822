"""An item of an utterance: a phrase, number or name, with the roles that it can play."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

ItemKind = Literal["cue", "word", "number", "ordinal", "date", "name", "symbol"]
NO_ROLES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Item:
    """A phrase, number or name of an utterance.

    `roles` says what a phrase can be (`time` -> `since`); `number` is what a number says, and `said` whether it was said in
    words; `glued` tells that no space parts it from the item before.
    """

    kind: ItemKind
    text: str
    roles: Mapping[str, str] = field(default_factory=lambda: NO_ROLES)
    number: Decimal | None = None
    said: bool = False
    glued: bool = False

    def role(self, name: str) -> str:
        """The value of the phrase in a role; empty where it has none."""
        return self.roles.get(name, "")


Items = tuple[Item, ...]
END = Item("symbol", "")


def at(items: Sequence[Item], place: int) -> Item:
    """The item at a place; an empty one beyond either end."""
    return items[place] if 0 <= place < len(items) else END
