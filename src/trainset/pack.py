"""A pack: all that is about one product, as a folder of data files.

pack.toml         names, clock, units, policies        (this module)
schema.graphql    the endpoint
actions.toml      what its mutations would touch and do; may be left out
values.toml       the known values of fields
lexicon/          words for things, conditions, orders, actions; values; frames; oppositions
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
from typing import TYPE_CHECKING, Annotated, Literal, Self, get_args

from pydantic import AwareDatetime, Field, model_validator

from trainset.errors import PackError
from trainset.suggest import did_you_mean
from trainset.toml_file import Strict, load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# The kinds of requests, by which a pack weighs them: a search is for what the product is about, a listing of anything else it knows;
# the last two are answered in words.
Kind = Literal["search", "listing", "count", "total", "breakdown", "action", "refusal", "clarification"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Share = Annotated[float, Field(ge=0, le=1)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class _Measure(Strict):
    """A measure: how many base units each unit has, and which fields are given in it."""

    fields: tuple[str, ...]
    whole: bool = False
    units: dict[str, Annotated[int, Field(gt=0)]]


class _RequestsTable(Strict):
    """How requests are drawn: relative weights by kind, and the shares of what makes them."""

    searched: str
    weights: dict[Kind, Annotated[float, Field(ge=0)]]
    bank: Share
    reworded: Share
    contrasted: Share
    followed: Share = 0

    @model_validator(mode="after")
    def _some_weight(self) -> Self:
        if not any(self.weights.values()):
            raise ValueError("weights: at least one kind of request needs a weight above nought")
        return self


class _PackFile(Strict):
    """The table of pack.toml."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    product: Annotated[str, Field(min_length=1)]
    clock: AwareDatetime
    week_starts: Weekday = "monday"
    qa_share: Annotated[float, Field(ge=0, le=1)]
    licence: str
    requests: _RequestsTable
    measure: dict[str, _Measure] = Field(default_factory=dict)
    implicit: dict[str, dict[str, str]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sampling:
    """How requests are drawn.

    `weights` are relative, by kind of request; searches of the collection `searched` are of the kind "search", those of others are
    listings. A share `bank` of the wordings that requests start from is the bank's, the rest the grammar's; a share `reworded` of them
    is said again in other words, and a share `contrasted` has a twin that differs in one opposition. A share `followed` of searches
    has a turn that could come next.
    """

    searched: str
    weights: Mapping[Kind, float]
    bank: float
    reworded: float
    contrasted: float
    followed: float


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
    sampling: Sampling

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
        sampling=Sampling(
            searched=file.requests.searched,
            weights={kind: file.requests.weights.get(kind, 0) for kind in KINDS},
            bank=file.requests.bank,
            reworded=file.requests.reworded,
            contrasted=file.requests.contrasted,
            followed=file.requests.followed,
        ),
    )


def _own_packs() -> Path:
    return Path(str(resources.files("trainset"))) / "packs"
