"""Predictions scored on requests: of a file, or of the pack itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trainset.errors import InputError
from trainset.evaluation.report import report_of
from trainset.evaluation.requests import Request, read_requests
from trainset.evaluation.same import Comparer
from trainset.evaluation.score import score
from trainset.example import RequestProvenance, RequestRow
from trainset.language.requests import development
from trainset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from trainset.dataset.tools import Tools
    from trainset.evaluation.report import Report

# The pack's own requests: the entries of its bank that are kept for development, and the files of those written blind: to learn from the
# errors on them, and to be scored on and not looked at.
DEVELOPMENT = "dev"
WRITTEN_BLIND = {"people": "people.jsonl", "heldout": "test.jsonl"}


def requests_named(name: str, tools: Tools) -> tuple[Request, ...]:
    """The requests of the pack by name, or those of a file.

    Raises:
        InputError: there are none of that name, or the file cannot be used.
    """
    if name == DEVELOPMENT:
        return _development(tools)
    if name in WRITTEN_BLIND:
        return read_requests(tools.pack.path("heldout", WRITTEN_BLIND[name]))
    if not Path(name).exists():
        known = (DEVELOPMENT, *WRITTEN_BLIND)
        raise InputError(
            f"no requests {name!r}: neither a file nor one of {', '.join(known)}",
            hint=did_you_mean(name, known),
        )
    return read_requests(Path(name))


def evaluate(
    requests: Sequence[Request],
    predictions: Mapping[str, str | None],
    tools: Tools,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Report:
    """The report on predictions, one for each request by its id."""
    context = tools.context({}, worlds=True)
    comparer = Comparer(tools.endpoint.schema, tools.endpoint.implicit, context.worlds)
    scores = []
    for done, request in enumerate(requests, 1):
        scores.append(score(request, predictions[request.id], tools.endpoint, comparer))
        progress(done, len(requests))
    return report_of(scores, tools.endpoint.schema, tools.pack.sampling.searched)


def _development(tools: Tools) -> tuple[Request, ...]:
    found = []
    for number, example in enumerate(development(tools.speech, 0), 1):
        assert isinstance(example.provenance, RequestProvenance)  # noqa: S101 - what the bank makes are requests
        row = example.row
        queries = (row.graphql_query,) if isinstance(row, RequestRow) else ()
        found.append(Request(example.provenance.pattern, row.utterance, queries, number))
    return tuple(found)
