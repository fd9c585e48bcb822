"""All checks over a dataset file, whoever made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trainset.checks.base import Finding
from trainset.checks.duplicates import Seen
from trainset.checks.specified import all_findings
from trainset.dataset.tools import read_sources
from trainset.errors import InputError
from trainset.example import Example, QARow, QuestionProvenance, RequestProvenance, known_provenance
from trainset.jsonl import read_objects, row_of
from trainset.language.replies import Replies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from trainset.dataset.tools import Tools
    from trainset.example import Provenance, Row


def check_file(file: Path, tools: Tools, docs: tuple[Path, ...]) -> Iterator[tuple[int, Finding | None]]:
    """Every finding with its line; None once for each row, after its findings.

    Where a provenance file of the same name stands beside the dataset, answers are held against their evidence too. Where
    none does, a reply of the pack's bank is known by its words.

    Raises:
        InputError: the file, or a document, cannot be read.
    """
    beside = file.with_suffix(".provenance.jsonl")
    proofs = dict(read_objects(beside)) if beside.is_file() else {}
    lines = read_sources(tools, docs, 1, _silent).lines if proofs else {}
    context = tools.context(lines, worlds=True)
    replies = Replies(tools.speech.bank)
    seen = Seen()
    for number, value in read_objects(file):
        try:
            if isinstance(value, InputError):
                raise value
            row = row_of(value)
        except InputError as error:
            yield number, Finding("row", error.what)
            continue
        example = Example(row, _provenance(row, proofs.get(number), replies))
        if proofs and _claims_another(example, proofs.get(number)):
            yield number, Finding("provenance.other", f"the provenance on line {number} is of another row")
            example = Example(row, _provenance(row, None, replies))
        for finding in (*all_findings(example, context), *seen.add(example)):
            yield number, finding
        yield number, None


def _provenance(row: Row, fields: Any, replies: Replies) -> Provenance:
    known = known_provenance(fields)
    if known is not None:
        return known
    if isinstance(row, QARow):
        reply = replies.find(row.question, row.answer)
        if reply:
            return RequestProvenance("", reply.id, defaults=(reply.reason,))
        return QuestionProvenance("", "implemented", ())
    return RequestProvenance("", "")


def _claims_another(example: Example, fields: Any) -> bool:
    return not isinstance(fields, dict) or fields.get("id") != example.id


def _silent(_stage: str, _done: int, _total: int) -> None:
    """No progress to show."""
