"""The query is told apart from its nearest wrong queries, on entities planted for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.checks.base import Context, Finding
from trainset.errors import InputError
from trainset.example import RequestProvenance, RequestRow
from trainset.semantics.notation import parse_form, print_form
from trainset.semantics.read import from_graphql

if TYPE_CHECKING:
    from trainset.example import Example
    from trainset.semantics.form import Form


def check(example: Example, context: Context) -> tuple[Finding, ...]:
    """Neighbours that return the same, or a query that nothing can meet."""
    if not isinstance(example.row, RequestRow) or context.prover is None:
        return ()
    form = form_of(example, context)
    if form is None:
        return ()  # the checks before this one have said so
    try:
        proof = context.prover.prove(form)
    except (InputError, OverflowError):
        return ()  # a text that no database holds, as the check before has said, or a value beside which there is no other
    if not proof.met:
        return (Finding("told_apart.never", "nothing can meet the query"),)
    if not (isinstance(example.provenance, RequestProvenance) and example.provenance.logical_form):
        # Of a bare query nobody knows how it was spoken, and periods that touch have bounds that could be either.
        return ()
    return tuple(
        Finding(
            "told_apart.survivor",
            f"returns the same as its neighbour ({survivor.edit}) {print_form(survivor.form)}",
        )
        for survivor in proof.survivors[:1]
    )


def form_of(example: Example, context: Context) -> Form | None:
    """What a request means: the symbolic form of its provenance, or else the resolved one of its query."""
    provenance = example.provenance
    try:
        if isinstance(provenance, RequestProvenance) and provenance.logical_form:
            return parse_form(provenance.logical_form)
        assert isinstance(example.row, RequestRow)  # noqa: S101 - only requests have a form
        return from_graphql(example.row.graphql_query, context.endpoint.schema)
    except InputError:
        return None
