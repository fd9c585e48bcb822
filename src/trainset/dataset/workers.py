"""Processes that make and check requests side by side."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Self

from trainset.checks import read_back, told_apart
from trainset.checks.specified import CHECKS_OF_FORMS, first_findings
from trainset.dataset.tools import load_tools
from trainset.example import RequestProvenance, RequestRow, Turn
from trainset.language.requests import next_turn, realised
from trainset.pack import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Future
    from pathlib import Path
    from types import TracebackType

    from trainset.checks.base import Context, Finding
    from trainset.dataset.tools import Plan, Tools
    from trainset.example import Example
    from trainset.language.families import Families, Member
    from trainset.language.requests import Speech
    from trainset.pack import Kind

_AHEAD = 2_000  # rows that are made while the documents are read, at most
_FAMILY = 1.6  # candidates in a family, rather more than there are
_CHUNK = 8  # families that a process makes at a time
Checked = tuple["Example", tuple["Finding", ...]]


class Workers:
    """Processes that make and check requests; what they answer comes in the order of the families, kind by kind."""

    def __init__(self, plan: Plan, tools: Tools) -> None:
        self._plan = plan
        self._tools = tools
        self._pool: ProcessPoolExecutor | None = None
        self._waiting: dict[Kind, deque[Future[list[Checked] | None]]] = {kind: deque() for kind in KINDS}
        self._submitted: dict[Kind, int] = dict.fromkeys(KINDS, 0)

    def __enter__(self) -> Self:
        """Start the processes, unless one is enough."""
        if self._plan.jobs > 1:
            self._pool = ProcessPoolExecutor(
                self._plan.jobs,
                get_context("spawn"),
                _start,
                (self._plan.pack_name, self._plan.schema_file, self._plan.seed),
            )
            with _deaf_to_interrupts():
                for _ in range(self._plan.jobs):
                    self._pool.submit(_nothing)  # each task starts a process while none is idle
            self._make_ahead(self._pool)
        return self

    def _make_ahead(self, pool: ProcessPoolExecutor) -> None:
        """What will be needed at the least can be made while the documents are read."""
        weights = self._tools.pack.sampling.weights
        requests = min(self._plan.size, _AHEAD) * (1 - self._plan.qa_share)
        for kind, weight in weights.items():
            for _ in range(int(requests * weight / sum(weights.values()) / _FAMILY) // _CHUNK):
                self._submit(pool, kind)

    def _submit(self, pool: ProcessPoolExecutor, kind: Kind) -> None:
        start = self._submitted[kind]
        self._waiting[kind].append(pool.submit(_chunk, kind, start, start + _CHUNK))
        self._submitted[kind] += _CHUNK

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the processes; work that nobody waits for is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def requests(self, kind: Kind) -> Iterator[Checked]:
        """The candidates of a kind with the findings of all checks of single examples; they end where nothing new can be said."""
        if self._pool is None:
            bench = self._bench
            for number in count():
                family = bench.family(kind, number)
                if family is None:
                    return
                yield from family
        else:
            while True:
                # How much is needed shows only as it comes: of a rare kind one chunk is made ahead, of the others more.
                while len(self._waiting[kind]) <= self._ahead(kind):
                    self._submit(self._pool, kind)
                made = self._waiting[kind].popleft().result()
                if made is None:
                    return
                yield from made

    def _ahead(self, kind: Kind) -> int:
        weights = self._tools.pack.sampling.weights
        return round(2 * self._plan.jobs * weights[kind] / max(weights.values()))

    @cached_property
    def _bench(self) -> _Bench:
        return _Bench.with_tools(self._tools, self._plan.seed)


@dataclass(frozen=True, slots=True)
class _Bench:
    """One process's place of work."""

    speech: Speech
    families: Mapping[Kind, Families]
    context: Context

    @classmethod
    def with_tools(cls, tools: Tools, seed: int) -> Self:
        return cls(tools.speech, tools.speech.families(seed), tools.context({}, worlds=True))

    def family(self, kind: Kind, number: int) -> list[Checked] | None:
        """The candidates of a family with their findings; None if there is no such family."""
        members = self.families[kind].family(number)
        return None if members is None else [self._checked(member) for member in members]

    def _checked(self, member: Member) -> Checked:
        example = realised(member, self.speech)
        findings = first_findings(example, self.context)
        if findings:
            return example, findings
        return _with_turn(_with_proof(example, self.context), self._turn(member)), findings

    def _turn(self, member: Member) -> Turn | None:
        """A turn that could follow a request, held to the checks as any other; by itself it is read as what it says by itself."""
        following = next_turn(member, self.speech)
        if following is None:
            return None
        row, provenance = following.example.row, following.example.provenance
        assert isinstance(row, RequestRow)  # noqa: S101 - a follow-up is a request
        assert isinstance(provenance, RequestProvenance)  # noqa: S101
        alone = replace(following.example, provenance=replace(provenance, logical_form=following.said))
        if any(check(following.example, self.context) for check in CHECKS_OF_FORMS):
            return None
        if following.said and read_back.check(alone, self.context):
            return None
        return Turn(
            row.natural_language_query, provenance.logical_form, row.graphql_query, provenance.pattern
        )


def _with_proof(example: Example, context: Context) -> Example:
    """The example with the counts of its proof in its provenance."""
    provenance = example.provenance
    if context.prover is None or not isinstance(provenance, RequestProvenance) or not provenance.logical_form:
        return example
    form = told_apart.form_of(example, context)
    if form is None:
        return example
    proof = context.prover.prove(form)
    return replace(
        example,
        provenance=replace(
            provenance, neighbours=proof.neighbours, killed=proof.killed, other_kinds=proof.of_other_kinds
        ),
    )


def _with_turn(example: Example, turn: Turn | None) -> Example:
    if turn is None or not isinstance(example.provenance, RequestProvenance):
        return example
    return replace(example, provenance=replace(example.provenance, followup=turn))


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started here do not hear Ctrl-C, which a terminal sends to all: this process does, and ends them in silence."""
    if current_thread() is not main_thread():
        yield  # only the main thread may say what a signal does
        return
    before = signal(SIGINT, SIG_IGN)
    try:
        yield
    finally:
        signal(SIGINT, before)


def _nothing() -> None:
    """The task that starts a process."""


_bench: list[_Bench] = []


def _start(pack_name: str, schema_file: Path | None, seed: int) -> None:
    """Set up a process once; it shares nothing with its parent."""
    _bench.append(_Bench.with_tools(load_tools(pack_name, schema_file), seed))


def _chunk(kind: Kind, start: int, stop: int) -> list[Checked] | None:
    """The candidates of some families; None if there are none."""
    found = [
        family for number in range(start, stop) if (family := _bench[0].family(kind, number)) is not None
    ]
    return [candidate for family in found for candidate in family] if found else None
