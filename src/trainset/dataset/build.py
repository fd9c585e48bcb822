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
from trainset.dataset.requests import Requests
from trainset.dataset.select import select
from trainset.dataset.tools import load_tools, question_candidates, read_sources
from trainset.dataset.workers import Workers
from trainset.jsonl import check_folder
from trainset.pack import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from trainset.checks.base import Finding
    from trainset.dataset.select import Splits
    from trainset.dataset.tools import Plan, Progress
    from trainset.documents.passage import Loss
    from trainset.example import Example

    Checked = tuple[Example, tuple[Finding, ...]]

# So many candidates in a row without a new row mean that there are no more to be had.
_PATIENCE = 3_000


@dataclass(frozen=True, slots=True)
class Result:
    """What a build made: the rows of each split in order, what was turned down and why, and the manifest."""

    splits: Splits
    rejected: tuple[Checked, ...]
    ledgers: Mapping[str, Ledger]
    losses: tuple[Loss, ...]
    manifest: dict[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Example, ...]:
        """The rows of the training split."""
        return self.splits["train"]


def build(plan: Plan, out: Path | None, progress: Progress) -> Result:
    """Build a dataset and, where a folder is given, write it there.

    Raises:
        TrainsetError: the pack, the schema, the documents, the options or the folder cannot be used; nothing is written then.
        LedgerError, LeakError: the counts do not add up, or the splits are not apart; a bug.
    """
    if out is not None:
        check_folder(out)  # before the work, and not after it
    tools = load_tools(plan.pack_name, plan.schema_file)
    questions, requests = _Line(), _Line()
    seen = Seen()
    with Workers(plan, tools) as workers:
        reading = read_sources(tools, plan.docs, plan.jobs, progress)
        asked = question_candidates(tools, reading, plan.seed)
        context = tools.context(reading.lines, worlds=False)
        checked = ((example, first_findings(example, context)) for example in asked.candidates)
        asked_for = {kind: requests.passing(workers.requests(kind), seen) for kind in KINDS}
        weights = tools.pack.sampling.weights
        splits = select(plan, questions.passing(checked, seen), Requests(asked_for, weights), progress)
    ledgers = {
        "questions": questions.close(splits, "question"),
        "requests": requests.close(splits, "request"),
    }
    rejected = (*questions.rejected, *requests.rejected)
    manifest = manifest_of(plan, tools, reading, asked.turned_down, ledgers, splits)
    if out is not None:
        manifest = write_dataset(out, splits, rejected, manifest)
    return Result(splits, rejected, ledgers, reading.losses, manifest)


@dataclass(slots=True)
class _Line:
    """One stream of candidates on its way through the checks, with its ledger and what it turned down."""

    ledger: Ledger = field(default_factory=Ledger)
    rejected: list[Checked] = field(default_factory=list)
    passed: int = 0

    def passing(self, candidates: Iterable[Checked], seen: Seen) -> Iterator[Example]:
        """The candidates without faults, in order; the others go into the ledger and among the rejected."""
        barren = 0
        for example, findings in candidates:
            faults = findings or seen.add(example)
            if faults:
                self.ledger.reject(faults[0].code)
                self.rejected.append((example, faults))
                barren += 1
                if barren > _PATIENCE:
                    return
                continue
            barren = 0
            self.passed += 1
            yield example

    def close(self, splits: Splits, intent: str) -> Ledger:
        """The ledger, held against the rows that were taken."""
        written = sum(row.provenance.intent == intent for rows in splits.values() for row in rows)
        self.ledger.take(written)
        self.ledger.leave(self.passed - written)
        self.ledger.close(written)
        return self.ledger
