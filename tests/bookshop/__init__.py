"""The bookshop: a second, tiny product, built end to end, which keeps the code free of the first one.

What takes long to make is made once for each process of the tests.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from trainset.dataset.build import build
from trainset.dataset.tools import load_tools, plan_build, read_sources
from trainset.semantics.form import Search

if TYPE_CHECKING:
    from trainset.checks.base import Context
    from trainset.dataset.build import Result
    from trainset.dataset.tools import Plan, Tools
    from trainset.documents.passage import Reading
    from trainset.language.families import Member
    from trainset.language.requests import Speech
    from trainset.pack import Kind
    from trainset.semantics.form import Form

PACK = Path(__file__).parent / "pack"
FILES = (
    "training_data.jsonl",
    "training_data.provenance.jsonl",
    "validation_data.jsonl",
    "validation_data.provenance.jsonl",
    "test_data.jsonl",
    "test_data.provenance.jsonl",
    "rejected.jsonl",
    "manifest.json",
)


def silent(_stage: str, _done: int, _total: int) -> None:
    """Show no progress."""


def plan(size: int, *, pack: Path = PACK, share: float | None = None, seed: int = 0, jobs: int = 1) -> Plan:
    """A plan for the bookshop, or for another pack."""
    return plan_build(
        pack_name=str(pack), docs=(), schema_file=None, size=size, qa_share=share, seed=seed, jobs=jobs
    )


def make(
    size: int,
    out: Path | None = None,
    *,
    pack: Path = PACK,
    share: float | None = None,
    seed: int = 0,
    jobs: int = 1,
) -> Result:
    """Build a dataset from the bookshop, or from another pack."""
    return build(plan(size, pack=pack, share=share, seed=seed, jobs=jobs), out, silent)


@cache
def tools() -> Tools:
    """The pack, loaded."""
    return load_tools(str(PACK), None)


@cache
def handbook() -> Reading:
    """The pack's handbook, read."""
    return read_sources(tools(), (), 1, silent)


@cache
def context() -> Context:
    """What examples are held against."""
    return tools().context(handbook().lines, worlds=True)


def copied(folder: Path) -> Path:
    """A copy of the pack that a test may change."""
    return Path(shutil.copytree(PACK, folder / "pack"))


def reword(pack: Path, file: str, old: str, new: str) -> None:
    """Change the one place in a file of a pack where `old` stands."""
    path = pack / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), "utf-8")


def search(form: Form) -> Search:
    """The form as the search that it must be."""
    assert isinstance(form, Search)
    return form


def members(speech: Speech, kind: Kind, count: int, seed: int = 0) -> list[Member]:
    """The members of the first families of a kind."""
    families = speech.families(seed)[kind]
    found = (families.family(number) for number in range(count))
    return [member for family in found if family is not None for member in family]


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
