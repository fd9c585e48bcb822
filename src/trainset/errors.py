"""The errors that a user can mend; everything else is a bug and shows a traceback.

    TrainsetError
    ├── InputError     a document, schema or dataset that cannot be used
    ├── PackError      a pack whose files contradict themselves, the schema or each other
    ├── OptionError    options that cannot be met
    └── OutputError    an output place that cannot be written

Each message says what is wrong, where, and what to do. The command line prints it and exits with status 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: 1-based line, or 0 where the whole file is meant."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


class TrainsetError(Exception):
    """A fault in what the user gave, with the place where it was found and the way out."""

    def __init__(self, what: str, *, where: Place | Path | str | None = None, hint: str = "") -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where is not None else ""
        hint = f"\n  {self.hint}" if self.hint else ""
        return f"{place}{self.what}{hint}"


class InputError(TrainsetError):
    """A document, schema or dataset that cannot be used."""


class PackError(TrainsetError):
    """A pack whose files contradict themselves, the schema or each other."""


class OptionError(TrainsetError):
    """Options that cannot be met."""


class OutputError(TrainsetError):
    """An output place that cannot be written."""
