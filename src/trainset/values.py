"""The values that a product's fields are known to have, and the names that its people use.

values.toml has a table for each field, named `Type.field`. What is `closed` has no other values, and a literal that is not listed is
a mistake; the other lists hold what people say, the popular before the rare. `later` came after the state that the pack tells of;
`elsewhere` are names of people whose files no world of the pack has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, RootModel

from trainset.toml_file import Strict, load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Words = tuple[Annotated[str, Field(min_length=1)], ...]


class FieldValues(Strict):
    """The values of one field, the popular before the rare."""

    closed: bool = False
    popular: Annotated[Words, Field(min_length=1)]
    rare: Words = ()
    later: Words = ()
    elsewhere: Words = ()

    @property
    def all(self) -> Words:
        """Every value that some world of the pack has."""
        return (*self.popular, *self.rare, *self.later)

    @property
    def said(self) -> Words:
        """Every value that a request may speak of."""
        return (*self.all, *self.elsewhere)


@dataclass(frozen=True, slots=True)
class Values:
    """The values of fields by `Type.field`."""

    fields: Mapping[str, FieldValues]

    def known(self, entity: str, field: str) -> frozenset[str] | None:
        """All values that a field can have; None if there may be others."""
        values = self.fields.get(f"{entity}.{field}")
        return frozenset(values.all) if values is not None and values.closed else None


class _ValuesFile(RootModel[dict[Annotated[str, Field(pattern=r"^\w+\.\w+$")], FieldValues]]):
    pass


def load_values(path: Path) -> Values:
    """The values of a pack.

    Raises:
        PackError: the file cannot be used; with its line.
    """
    return Values(load_toml(path, _ValuesFile).root)
