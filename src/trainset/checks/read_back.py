"""An independent reader, with words of its own, reads the same meaning from the utterance as the form says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.checks.base import Context, Finding
from trainset.errors import InputError
from trainset.example import ASIDE, RequestProvenance, RequestRow
from trainset.reader.compare import disagreements
from trainset.semantics.notation import parse_form

if TYPE_CHECKING:
    from trainset.example import Example


_BLANK = "…"


def check(example: Example, context: Context) -> tuple[Finding, ...]:
    """What the reader reads otherwise: comparators, strictness, negation, and/or, limits, orders, periods."""
    provenance = example.provenance
    if not isinstance(example.row, RequestRow) or not isinstance(provenance, RequestProvenance):
        return ()
    if not provenance.logical_form or context.prover is None:
        return ()
    try:
        form = parse_form(provenance.logical_form)
    except InputError as error:
        return (Finding("read_back.form", error.what),)
    clock = context.prover.setting.clock
    return tuple(
        Finding(f"read_back.{disagreement.code}", disagreement.message)
        for disagreement in disagreements(_without_asides(example.row, provenance), form, clock)
    )


def _without_asides(row: RequestRow, provenance: RequestProvenance) -> str:
    """The utterance with what its writer marked as said by the way blanked out: it is not meant to be read."""
    text = row.natural_language_query
    for aligned in provenance.alignment:
        if aligned.part == ASIDE:
            text = text[: aligned.start] + _BLANK * (aligned.end - aligned.start) + text[aligned.end :]
    return text
