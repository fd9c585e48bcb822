"""The map of what is asked about and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.questions.coverage import coverage

if TYPE_CHECKING:
    from trainset.documents import Reading
    from trainset.questions import Findings


def test_every_section_and_part_has_a_place(manual: Reading, found: Findings) -> None:
    places = coverage(manual.passages, found)
    sections = {(passage.file, *passage.heading) for passage in manual.passages}
    assert sum(place.unit == "section" for place in places) == len(sections)
    definitions = [passage for passage in manual.passages if passage.kind == "definition"]
    assert sum(place.unit == "definition" for place in places) == len(definitions)


def test_a_place_is_covered_exactly_when_a_claim_rests_on_it(manual: Reading, found: Findings) -> None:
    used = {passage.text for claim in found.claims for passage in claim.passages}
    for place in coverage(manual.passages, found):
        if place.unit != "section":
            assert (place.reason == "") == (place.what in used)


def test_an_uncovered_place_says_why(manual: Reading, found: Findings) -> None:
    lines = {place.what: place.reason for place in coverage(manual.passages, found)}
    assert lines["Selling"] == ""
    reasons = {reason for what, reason in lines.items() if reason}
    assert all(reasons)
