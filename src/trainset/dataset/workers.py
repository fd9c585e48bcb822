"""Processes that make and check requests side by side."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Self

from trainset.checks import told_apart
from trainset.checks.specified import first_findings
from trainset.dataset.tools import load_tools
from trainset.example import RequestProvenance
from trainset.language.requests import RequestStream

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from pathlib import Path
    from types import TracebackType

    from trainset.checks.base import Context, Finding
    from trainset.dataset.tools import Plan, Tools
    from trainset.example import Example

_CHUNK = 16
_AHEAD = 64  # chunks that wait at most


class Workers:
    """Processes that make and check requests; the order of what they answer is the order of the stream."""

    def __init__(self, plan: Plan, tools: Tools) -> None:
        self._plan = plan
        self._tools = tools
        self._pool: ProcessPoolExecutor | None = None
        self._waiting: deque[Future[list[tuple[Example, tuple[Finding, ...]]]]] = deque()
        self._submitted = 0

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
            # What will be needed at the least can be made while the documents are read.
            for _ in range(min(_AHEAD, int(self._plan.size * (1 - self._plan.qa_share)) // _CHUNK)):
                self._submit(self._pool)
        return self

    def _submit(self, pool: ProcessPoolExecutor) -> None:
        start = self._submitted * _CHUNK
        self._waiting.append(pool.submit(_chunk, start, start + _CHUNK))
        self._submitted += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the processes; work that nobody waits for is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def requests(self) -> Iterator[tuple[Example, tuple[Finding, ...]]]:
        """The endless stream of request candidates with the findings of all checks of single examples."""
        if self._pool is None:
            bench = _Bench.with_tools(self._tools, self._plan.seed)
            for index in count():
                yield bench.request(index)
        else:
            # Keep each process one chunk ahead, and no more: how much is needed shows only as it comes.
            while True:
                while len(self._waiting) <= 2 * self._plan.jobs:
                    self._submit(self._pool)
                yield from self._waiting.popleft().result()


@dataclass(frozen=True, slots=True)
class _Bench:
    """One process's place of work."""

    stream: RequestStream
    context: Context

    @classmethod
    def with_tools(cls, tools: Tools, seed: int) -> Self:
        return cls(RequestStream(tools.speech, seed), tools.context({}, worlds=True))

    def request(self, index: int) -> tuple[Example, tuple[Finding, ...]]:
        """A request candidate and its findings."""
        example = self.stream.candidate(index)
        findings = first_findings(example, self.context)
        return (example if findings else _with_proof(example, self.context)), findings


def _with_proof(example: Example, context: Context) -> Example:
    """The example with the counts of its proof in its provenance."""
    provenance = example.provenance
    if context.prover is None or not isinstance(provenance, RequestProvenance) or not provenance.logical_form:
        return example
    form = told_apart.form_of(example, context)
    if form is None:
        return example
    proof = context.prover.prove(form)
    return replace(example, provenance=replace(provenance, neighbours=proof.neighbours, killed=proof.killed))


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


def _chunk(start: int, stop: int) -> list[tuple[Example, tuple[Finding, ...]]]:
    return [_bench[0].request(index) for index in range(start, stop)]
