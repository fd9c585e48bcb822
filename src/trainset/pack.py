"""A pack: all that is about one product, as a folder of data files.

pack.toml         names, clock, units, policies        (this module)
schema.graphql    the endpoint
actions.toml      what its mutations would touch and do; may be left out
values.toml       the known values of fields
lexicon/          words for conditions, orders and limits
bank/             requests as people make them
handbook/         the product explained; the documents of a build that names none
sources.toml      what to read of a checkout of the product
status.toml       what is built and what is planned
world/            how to make databases of the product
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AwareDatetime, Field

from trainset.errors import PackError
from trainset.suggest import did_you_mean
from trainset.toml_file import Strict, load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class _Measure(Strict):
    """A measure: how many base units each unit has, and which fields are given in it."""

    fields: tuple[str, ...]
    whole: bool = False
    units: dict[str, Annotated[int, Field(gt=0)]]


class _PackFile(Strict):
    """The table of pack.toml."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    product: Annotated[str, Field(min_length=1)]
    clock: AwareDatetime
    week_starts: Weekday = "monday"
    qa_share: Annotated[float, Field(ge=0, le=1)]
    licence: str
    measure: dict[str, _Measure] = Field(default_factory=dict)
    implicit: dict[str, dict[str, str]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pack:
    """What pack.toml says, and where the other files are.

    `implicit` gives, by collection, the values that a search has where its filter does not speak of their field.
    """

    folder: Path
    name: str
    product: str
    clock: datetime
    week_starts: Weekday
    qa_share: float
    licence: str
    measures: Mapping[str, str]
    factors: Mapping[str, Mapping[str, int]]
    whole: frozenset[str]
    implicit: Mapping[str, Mapping[str, str]]

    def path(self, *names: str) -> Path:
        """A file or folder of the pack."""
        return self.folder.joinpath(*names)


def load_pack(name_or_folder: str) -> Pack:
    """The pack of that name that comes with the program, or the one in that folder.

    Raises:
        PackError: there is none, or its pack.toml cannot be used.
    """
    folder = Path(name_or_folder)
    if not folder.is_dir():
        folder = _own_packs() / name_or_folder
    if not folder.joinpath("pack.toml").is_file():
        known = sorted(path.parent.name for path in _own_packs().glob("*/pack.toml"))
        raise PackError(
            f"no pack {name_or_folder!r}: neither a folder with a pack.toml nor a pack of this program",
            hint=did_you_mean(name_or_folder, known),
        )
    file = load_toml(folder / "pack.toml", _PackFile)
    return Pack(
        folder=folder,
        name=file.name,
        product=file.product,
        clock=file.clock,
        week_starts=file.week_starts,
        qa_share=file.qa_share,
        licence=file.licence,
        measures={field: name for name, measure in file.measure.items() for field in measure.fields},
        factors={name: measure.units for name, measure in file.measure.items()},
        whole=frozenset(name for name, measure in file.measure.items() if measure.whole),
        implicit=file.implicit,
    )


def _own_packs() -> Path:
    return Path(str(resources.files("trainset"))) / "packs"
