"""The manifest: what went in, what came out, and counts that add up. Nothing in it depends on the machine or the hour."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from trainset import __version__
from trainset.dataset.census import census
from trainset.dataset.leaks import certificate
from trainset.example import RequestProvenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trainset.dataset.ledger import Ledger
    from trainset.dataset.select import Splits
    from trainset.dataset.tools import Plan, Tools
    from trainset.documents.passage import Reading
    from trainset.example import Example
    from trainset.pack import Pack
    from trainset.questions.find import TurnedDown

# What has a say in the bytes of a dataset.
_DECIDING = ("graphql-core", "inflect", "pypandoc_binary", "pyspellchecker", "python-dateutil", "rensa")


def manifest_of(
    plan: Plan,
    tools: Tools,
    reading: Reading,
    turned_down: Iterable[TurnedDown],
    ledgers: Mapping[str, Ledger],
    splits: Splits,
) -> dict[str, Any]:
    """The manifest without its outputs, which `with_outputs` adds."""
    return {
        "format": 1,
        "made_by": {"trainset": __version__, **{name: version(name) for name in _DECIDING}},
        "pack": {
            "name": tools.pack.name,
            "product": tools.pack.product,
            "files": pack_digests(tools.pack),
        },
        "schema": {"sha256": sha256(tools.endpoint.schema.sdl.encode()).hexdigest()},
        "clock": tools.pack.clock.isoformat(),
        "seed": plan.seed,
        "size": plan.size,
        "qa_share": plan.qa_share,
        "own_documents": bool(plan.docs),
        "documents": {file.name: file.sha256 for file in reading.files},
        "losses": [
            {"file": loss.file, "reason": loss.reason, "count": loss.count, "note": loss.note}
            for loss in reading.losses
        ],
        "turned_down": [
            {"claim": claim.kind, "reason": claim.reason, "count": claim.count} for claim in turned_down
        ],
        "neighbours": _neighbours(row for rows in splits.values() for row in rows),
        "splits": certificate(splits),
        "census": {name: census(rows, tools.pack.sampling.searched) for name, rows in splits.items()},
        "counts": {name: ledger.fields for name, ledger in ledgers.items()},
    }


def _neighbours(rows: Iterable[Example]) -> dict[str, int]:
    """How many neighbours all queries were held against, and how many of them returned something else."""
    proofs = [row.provenance for row in rows if isinstance(row.provenance, RequestProvenance)]
    return {
        "held_against": sum(proof.neighbours for proof in proofs),
        "killed": sum(proof.killed for proof in proofs),
        "of_other_kinds": sum(proof.other_kinds for proof in proofs),
    }


def with_outputs(manifest: Mapping[str, Any], files: Mapping[str, list[str]]) -> dict[str, Any]:
    """The manifest with the digest and the number of lines of each file beside it."""
    outputs = {
        name: {"sha256": sha256("".join(lines).encode()).hexdigest(), "rows": len(lines)}
        for name, lines in files.items()
    }
    return {**manifest, "outputs": outputs}


def pack_digests(pack: Pack) -> dict[str, str]:
    """The digest of every data file of a pack, by its path there."""
    return {
        path.relative_to(pack.folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(pack.folder.rglob("*"))
        if path.is_file() and path.suffix not in {".pyc", ".py"}
    }
