"""What a build works with: the plan, and the tools loaded from a pack."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from trainset.checks.base import Context
from trainset.documents.read import read_documents
from trainset.documents.rules import SourceRules
from trainset.draw import Draw
from trainset.endpoint.execute import Endpoint
from trainset.endpoint.load_actions import load_actions
from trainset.errors import InputError
from trainset.language.requests import load_speech
from trainset.pack import load_pack
from trainset.questions.ask import ask
from trainset.questions.find import find_claims
from trainset.semantics.schema import load_schema
from trainset.semantics.setting import setting_of
from trainset.values import load_values
from trainset.world.database import build_worlds
from trainset.world.proof import Prover
from trainset.world.recipe import load_recipe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from trainset.documents.passage import Reading
    from trainset.endpoint.action_file import Actions
    from trainset.example import Example
    from trainset.language.requests import Speech
    from trainset.pack import Pack
    from trainset.questions.find import TurnedDown
    from trainset.semantics.schema import Schema
    from trainset.values import Values

    Progress = Callable[[str, int, int], None]

# The worlds that examples are held against are the same for every dataset: they are an instrument, and no sample.
_WORLD_SEED = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be built; `docs` empty means the pack's own handbook."""

    pack_name: str
    docs: tuple[Path, ...]
    schema_file: Path | None
    size: int
    qa_share: float
    share_is_demanded: bool
    seed: int
    jobs: int


@dataclass(frozen=True, slots=True)
class Tools:
    """A pack, loaded."""

    pack: Pack
    endpoint: Endpoint
    values: Values
    speech: Speech
    rules: SourceRules

    def context(self, documents: Mapping[str, tuple[str, ...]], *, worlds: bool) -> Context:
        """What examples are held against; only requests need worlds, which take a second or two to make."""
        if not worlds:
            return Context(self.pack.product, self.endpoint, self.values, documents=documents)
        made = build_worlds(load_recipe(self.pack.path("world")), _WORLD_SEED, self.pack.clock)
        prover = Prover(self.endpoint.schema, self.speech.setting, self.endpoint.implicit)
        return Context(self.pack.product, self.endpoint, self.values, made, documents, prover)


def plan_build(
    *,
    pack_name: str,
    docs: tuple[Path, ...],
    schema_file: Path | None,
    size: int,
    qa_share: float | None,
    seed: int,
    jobs: int,
) -> Plan:
    """A plan; a share of questions that nobody asked for is the pack's, and a wish more than a demand.

    Raises:
        PackError: there is no such pack.
    """
    share = load_pack(pack_name).qa_share if qa_share is None else qa_share
    return Plan(pack_name, docs, schema_file, size, share, qa_share is not None, seed, jobs)


def load_tools(pack_name: str, schema_file: Path | None) -> Tools:
    """Load a pack and its schema, or the schema from another file.

    Raises:
        TrainsetError: a file of the pack, or the schema, cannot be used.
    """
    pack = load_pack(pack_name)
    path = schema_file or pack.path("schema.graphql")
    schema = load_schema(_sdl(path), path.name)
    values = load_values(pack.path("values.toml"))
    speech = load_speech(pack, schema, setting_of(pack), values)
    rules = SourceRules.load(pack.path("sources.toml"), pack.path("status.toml"))
    return Tools(
        pack,
        Endpoint(schema, pack.implicit, actions=_actions(pack, schema, schema_file)),
        values,
        speech,
        rules,
    )


def _actions(pack: Pack, schema: Schema, schema_file: Path | None) -> Actions | None:
    """What the mutations of a pack do, if it says so; of a schema from elsewhere it cannot."""
    path = pack.path("actions.toml")
    return load_actions(path, schema, pack.clock) if path.exists() and schema_file is None else None


def read_sources(tools: Tools, docs: tuple[Path, ...], jobs: int, progress: Progress) -> Reading:
    """Read the documents, or the pack's handbook where none are named.

    Raises:
        InputError: a document that was named cannot be read.
    """
    paths = docs or (tools.pack.path("handbook"),)
    return read_documents(paths, tools.rules, jobs=jobs, progress=partial(progress, "documents"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Every question that can be asked of what was read, the best spread first, and the claims that were turned down."""

    candidates: tuple[Example, ...]
    turned_down: tuple[TurnedDown, ...]


def question_candidates(tools: Tools, reading: Reading, seed: int) -> Asked:
    """The questions of a reading."""
    product = tools.pack.product
    found = find_claims(reading.passages, product, contradicted=tools.rules.contradicted)
    return Asked(tuple(ask(found.claims, Draw.seeded(seed, "questions"), product)), found.turned_down)


def _sdl(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"this schema cannot be read: {error.strerror}", where=path) from None
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start} of this schema is no UTF-8", where=path) from None
