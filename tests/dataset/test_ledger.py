"""The ledger: every candidate in exactly one place, or the build fails."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainset.dataset.ledger import Ledger, LedgerError

FATES = st.lists(st.sampled_from(["take", "leave", "a.one", "a.two", "b.one"]), max_size=40)


def kept(fates: list[str]) -> Ledger:
    ledger = Ledger()
    for fate in fates:
        if fate == "take":
            ledger.take()
        elif fate == "leave":
            ledger.leave()
        else:
            ledger.reject(fate)
    return ledger


@settings(derandomize=True)
@given(FATES)
def test_counts_add_up_whatever_happens_to_the_candidates(fates: list[str]) -> None:
    ledger = kept(fates)
    ledger.close(fates.count("take"))
    assert ledger.candidates == len(fates)
    assert ledger.fields["rejected"] == {
        code: fates.count(code) for code in sorted({*fates} - {"take", "leave"})
    }


@settings(derandomize=True)
@given(FATES, st.integers(-3, 3).filter(bool))
def test_rows_that_nobody_took_or_that_went_astray_are_an_error(fates: list[str], off: int) -> None:
    with pytest.raises(LedgerError, match="the counts do not add up"):
        kept(fates).close(fates.count("take") + off)


@pytest.mark.parametrize("field", ["candidates", "accepted", "unused"])
def test_a_candidate_that_was_lost_on_the_way_is_an_error(field: str) -> None:
    ledger = kept(["take", "leave", "a.one"])
    written = ledger.accepted
    setattr(ledger, field, getattr(ledger, field) + 1)
    with pytest.raises(LedgerError):
        ledger.close(written)


def test_candidates_can_be_left_many_at_once() -> None:
    ledger = Ledger()
    ledger.leave(7)
    ledger.close(0)
    assert ledger.fields == {"candidates": 7, "accepted": 0, "unused": 7, "rejected": {}}
