"""The files of a dataset: rows, their provenance line for line, what was rejected, and the manifest last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from trainset.dataset.manifest import with_outputs
from trainset.jsonl import line, write_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from trainset.checks.base import Finding
    from trainset.example import Example

TRAINING = "training_data.jsonl"
PROVENANCE = "training_data.provenance.jsonl"
REJECTED = "rejected.jsonl"
MANIFEST = "manifest.json"


def write_dataset(
    folder: Path,
    rows: Iterable[Example],
    rejected: Iterable[tuple[Example, tuple[Finding, ...]]],
    manifest: Mapping[str, Any],
) -> dict[str, Any]:
    """Write all files of a dataset and answer with the manifest as written.

    Raises:
        OutputError: the folder cannot be written; nothing has changed then.
    """
    rows = tuple(rows)
    files = {
        TRAINING: [line(example.row.fields) for example in rows],
        PROVENANCE: [line(example.provenance_fields) for example in rows],
        REJECTED: [_rejected(example, findings) for example, findings in rejected],
    }
    complete = with_outputs(manifest, files)
    text = json.dumps(complete, ensure_ascii=False, indent=2) + "\n"
    write_files(folder, {**files, MANIFEST: [text]})
    return complete


def _rejected(example: Example, findings: tuple[Finding, ...]) -> str:
    return line(
        {
            "id": example.id,
            "findings": [{"code": finding.code, "message": finding.message} for finding in findings],
            "row": example.row.fields,
            "provenance": example.provenance.fields,
        }
    )
