"""Workers: the stream that one process makes is the stream that many make."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest

from tests.bookshop import context, members, plan, tools
from trainset.checks.specified import first_findings
from trainset.dataset.workers import Workers
from trainset.example import RequestProvenance
from trainset.language.requests import realised

if TYPE_CHECKING:
    from trainset.pack import Kind


@pytest.mark.parametrize("kind", ["search", "listing"])
def test_many_processes_answer_what_one_answers_in_the_same_order(kind: Kind) -> None:
    streams = []
    for jobs in (1, 2):
        with Workers(plan(1, jobs=jobs), tools()) as workers:
            streams.append(list(islice(workers.requests(kind), 90)))  # several chunks
    assert streams[0] == streams[1]


def test_candidates_come_with_the_findings_of_all_checks_and_the_counts_of_their_proof() -> None:
    speech = tools().speech
    expected = [realised(member, speech) for member in members(speech, "search", 40)]
    with Workers(plan(1), tools()) as workers:
        for plain, (example, findings) in zip(expected, workers.requests("search"), strict=False):
            assert example.id == plain.id
            assert findings == first_findings(plain, context())
            assert isinstance(example.provenance, RequestProvenance)
            if not findings:
                assert 0 <= example.provenance.killed <= example.provenance.neighbours


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_kind_of_which_nothing_can_be_said_has_no_candidates(jobs: int) -> None:
    with Workers(plan(1, jobs=jobs), tools()) as workers:
        assert list(workers.requests("refusal")) == []


def test_a_stream_can_be_left_at_any_time_and_an_error_passes_through() -> None:
    with pytest.raises(KeyboardInterrupt), Workers(plan(1, jobs=2), tools()) as workers:  # noqa: PT012
        next(workers.requests("search"))
        raise KeyboardInterrupt
