"""Workers: the stream that one process makes is the stream that many make."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.bookshop import context, plan, tools
from trainset.checks.specified import first_findings
from trainset.dataset.workers import Workers
from trainset.example import RequestProvenance
from trainset.language.requests import RequestStream


def test_many_processes_answer_what_one_answers_in_the_same_order() -> None:
    streams = []
    for jobs in (1, 2):
        with Workers(plan(1, jobs=jobs), tools()) as workers:
            streams.append(list(islice(workers.requests(), 90)))  # several chunks
    assert streams[0] == streams[1]


def test_candidates_come_with_the_findings_of_all_checks_and_the_counts_of_their_proof() -> None:
    stream = RequestStream(tools().speech, 0)
    with Workers(plan(1), tools()) as workers:
        for index, (example, findings) in enumerate(islice(workers.requests(), 40)):
            assert example.id == stream.candidate(index).id
            assert findings == first_findings(stream.candidate(index), context())
            assert isinstance(example.provenance, RequestProvenance)
            if not findings:
                assert 0 <= example.provenance.killed <= example.provenance.neighbours


def test_a_stream_can_be_left_at_any_time_and_an_error_passes_through() -> None:
    with pytest.raises(KeyboardInterrupt), Workers(plan(1, jobs=2), tools()) as workers:  # noqa: PT012
        next(workers.requests())
        raise KeyboardInterrupt
