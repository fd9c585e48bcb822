"""The values that a product's fields are known to have, and the names that its people use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from trainset.toml_file import Strict, load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Words = tuple[Annotated[str, Field(min_length=1)], ...]


@dataclass(frozen=True, slots=True)
class Values:
    """`known`: all values that a field can have, by field; `names`: what things are called, by kind of thing."""

    known: Mapping[str, frozenset[str]]
    names: Mapping[str, tuple[str, ...]]


class _ValuesFile(Strict):
    known: dict[str, Words]
    names: dict[str, Words]


def load_values(path: Path) -> Values:
    """The values of a pack.

    Raises:
        PackError: the file cannot be used; with its line.
    """
    file = load_toml(path, _ValuesFile)
    return Values({field: frozenset(values) for field, values in file.known.items()}, file.names)
