"""The files of a dataset: rows, their provenance line for line, what was rejected, and the manifest last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from trainset.dataset.manifest import with_outputs
from trainset.errors import InputError
from trainset.jsonl import line, write_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from trainset.checks.base import Finding
    from trainset.dataset.select import Splits
    from trainset.example import Example, Split

FILES: Mapping[Split, str] = {
    "train": "training_data.jsonl",
    "validation": "validation_data.jsonl",
    "test": "test_data.jsonl",
}
REJECTED = "rejected.jsonl"
MANIFEST = "manifest.json"


def write_dataset(
    folder: Path,
    splits: Splits,
    rejected: Iterable[tuple[Example, tuple[Finding, ...]]],
    manifest: Mapping[str, Any],
) -> dict[str, Any]:
    """Write all files of a dataset and answer with the manifest as written.

    Raises:
        OutputError: the folder cannot be written; nothing has changed then.
    """
    files: dict[str, list[str]] = {}
    for split, name in FILES.items():
        rows = splits.get(split, ())
        files[name] = [line(example.row.fields) for example in rows]
        files[beside(name)] = [line(example.provenance_fields) for example in rows]
    files[REJECTED] = [_rejected(example, findings) for example, findings in rejected]
    complete = with_outputs(manifest, files)
    text = json.dumps(complete, ensure_ascii=False, indent=2) + "\n"
    write_files(folder, {**files, MANIFEST: [text]})
    return complete


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the dataset in a folder.

    Raises:
        InputError: there is none, or it is none that this program wrote.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except OSError as error:
        hint = "Build a dataset there first: trainset build --out FOLDER."
        raise InputError(f"there is no manifest to read: {error.strerror}", where=path, hint=hint) from None
    except ValueError as error:
        raise InputError(f"not a manifest: {error}", where=path) from None
    if not isinstance(manifest, dict) or not {"census", "outputs", "own_documents"} <= set(manifest):
        raise InputError("a manifest of another program, or of another version of this one", where=path)
    return manifest


def beside(name: str) -> str:
    """The name of the provenance file that stands beside a file of rows."""
    return name.replace(".jsonl", ".provenance.jsonl")


def _rejected(example: Example, findings: tuple[Finding, ...]) -> str:
    return line(
        {
            "id": example.id,
            "findings": [{"code": finding.code, "message": finding.message} for finding in findings],
            "row": example.row.fields,
            "provenance": example.provenance.fields,
        }
    )
