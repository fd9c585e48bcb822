"""The whole line on one page: documents and a schema become rows, every one checked, every loss written down.

Documents become passages, claims and questions; the schema and the words of the pack become forms, requests and queries; both
streams pass the checks into the ledger and the files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trainset.checks.duplicates import Seen
from trainset.checks.specified import first_findings
from trainset.dataset.ledger import Ledger
from trainset.dataset.manifest import manifest_of
from trainset.dataset.output import write_dataset
from trainset.dataset.tools import load_tools, question_candidates, read_sources
from trainset.dataset.workers import Workers
from trainset.errors import OptionError
from trainset.jsonl import check_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from trainset.checks.base import Finding
    from trainset.dataset.tools import Plan, Progress
    from trainset.documents.passage import Loss
    from trainset.example import Example

    Checked = tuple[Example, tuple[Finding, ...]]

# So many candidates in a row without a new row mean that there are no more to be had.
_PATIENCE = 3_000


@dataclass(frozen=True, slots=True)
class Result:
    """What a build made: the rows in order, what was turned down and why, and the manifest."""

    rows: tuple[Example, ...]
    rejected: tuple[Checked, ...]
    ledgers: Mapping[str, Ledger]
    losses: tuple[Loss, ...]
    manifest: dict[str, Any] = field(default_factory=dict)


def build(plan: Plan, out: Path | None, progress: Progress) -> Result:
    """Build a dataset and, where a folder is given, write it there.

    Raises:
        TrainsetError: the pack, the schema, the documents, the options or the folder cannot be used; nothing is written then.
        LedgerError: the counts do not add up; a bug.
    """
    if out is not None:
        check_folder(out)  # before the work, and not after it
    tools = load_tools(plan.pack_name, plan.schema_file)
    reading = read_sources(tools, plan.docs, plan.jobs, progress)
    asked = question_candidates(tools, reading, plan.seed)
    context = tools.context(reading.lines, worlds=False)
    ledgers = {"questions": Ledger(), "requests": Ledger()}
    rejected: list[Checked] = []
    seen = Seen()
    with Workers(plan, tools) as workers:
        checked = ((example, first_findings(example, context)) for example in asked.candidates)
        questions = _accepted(checked, seen, ledgers["questions"], rejected)
        requests = _accepted(workers.requests(), seen, ledgers["requests"], rejected)
        rows = tuple(_mixed(plan, questions, requests, progress))
    ledgers["questions"].leave(len(asked.candidates) - ledgers["questions"].candidates)
    for name, intent in (("questions", "question"), ("requests", "request")):
        ledgers[name].close(sum(row.provenance.intent == intent for row in rows))
    manifest = manifest_of(plan, tools, reading, asked.turned_down, ledgers, rows)
    if out is not None:
        manifest = write_dataset(out, rows, rejected, manifest)
    return Result(rows, tuple(rejected), ledgers, reading.losses, manifest)


def _accepted(
    candidates: Iterable[Checked],
    seen: Seen,
    ledger: Ledger,
    rejected: list[Checked],
) -> Iterator[Example]:
    """The candidates without faults, in order; the others go into the ledger and among the rejected."""
    barren = 0
    for example, findings in candidates:
        faults = findings or seen.add(example)
        if faults:
            ledger.reject(faults[0].code)
            rejected.append((example, faults))
            barren += 1
            if barren > _PATIENCE:
                return
            continue
        barren = 0
        ledger.take()
        yield example


def _mixed(
    plan: Plan, questions: Iterator[Example], requests: Iterator[Example], progress: Progress
) -> Iterator[Example]:
    """Questions and requests in the plan's proportion at every length, so that a smaller dataset begins a larger one."""
    asked = 0
    for place in range(plan.size):
        progress("rows", place, plan.size)
        row = None
        if int((place + 1) * plan.qa_share + 1e-9) > int(place * plan.qa_share + 1e-9):
            row = next(questions, None)
            asked += row is not None
            if row is None and plan.share_is_demanded:
                raise OptionError(
                    f"these documents give {asked} questions, and {plan.size} rows at a share of {plan.qa_share:g} need more",
                    hint="Lower --size or --qa-share, or name more documents with --docs.",
                )
        row = row or next(requests, None)
        if row is None:
            raise OptionError(
                f"{plan.size} rows are more than can be made without repeating; there are {place}",
                hint=f"Ask for --size {place} or less.",
            )
        yield row
    progress("rows", plan.size, plan.size)
