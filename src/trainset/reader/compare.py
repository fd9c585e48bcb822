"""Where what the reader reads and what a form says contradict each other."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trainset.reader.compare_amounts import amount_disagreements
from trainset.reader.compare_logic import logic_disagreements
from trainset.reader.compare_shape import shape_disagreements
from trainset.reader.compare_times import time_disagreements
from trainset.reader.meaning import Meaning, meaning_of
from trainset.reader.reading import read
from trainset.reader.text import folded, is_risky, value_pattern
from trainset.semantics.period import Clock

if TYPE_CHECKING:
    from trainset.reader.facts import Disagreement
    from trainset.semantics.form import Form

REFERENCE = Clock(datetime(2025, 9, 3, 12, tzinfo=UTC))


def disagreements(utterance: str, form: Form, clock: Clock = REFERENCE) -> tuple[Disagreement, ...]:
    """Where an utterance, read by itself, contradicts a form; what cannot be read contradicts nothing.

    Times that are said otherwise than the form says them are the same if they come to the same range at the clock. The texts
    of the form are taken as names wherever the utterance has them; where one could be a name in one place and mean
    something in another ("2023 files tagged 2023"), the reading that agrees best counts.
    """
    meaning = meaning_of(form)
    best = _found(utterance, meaning, clock, "all")
    if best and _is_doubtful(utterance, meaning):
        for which in ("first", "last"):
            found = _found(utterance, meaning, clock, which)
            best = min(best, found, key=len)
    return best


def _found(utterance: str, meaning: Meaning, clock: Clock, which: str) -> tuple[Disagreement, ...]:
    reading = read(utterance, meaning.names, which)
    return (
        *amount_disagreements(reading, meaning),
        *time_disagreements(reading, meaning, clock),
        *logic_disagreements(reading, meaning),
        *shape_disagreements(reading, meaning),
    )


def _is_doubtful(utterance: str, meaning: Meaning) -> bool:
    """Whether a text of the form stands more than once in the utterance and could be no name in one of the places."""
    text = folded(utterance)
    return any(
        is_risky(name) and len(value_pattern(folded(name)).findall(text)) > 1
        for name in meaning.names
        if name.strip()
    )
