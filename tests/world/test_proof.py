"""The proof: neighbours that mean something else return something else, and those that do not are named."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bookshop import context, members, tools
from tests.strategies import BOOKS, entities, resolved_forms, steady
from tests.world.evaluate import denotation
from trainset.dataset.tools import load_tools
from trainset.errors import InputError
from trainset.language.pattern import Pattern, fill
from trainset.semantics.canonical import canonical
from trainset.semantics.neighbours import neighbours
from trainset.semantics.notation import parse_form
from trainset.semantics.resolve import resolve
from trainset.world.proof import Prover

if TYPE_CHECKING:
    from tests.world.evaluate import Entity
    from trainset.pack import Kind
    from trainset.semantics.form import Search

SPEECH = tools().speech


@cache
def prover() -> Prover:
    found = context().prover
    assert found is not None
    return found


@cache
def spacedrive() -> Prover:
    loaded = load_tools("spacedrive", None)
    return Prover(loaded.endpoint.schema, loaded.speech.setting, loaded.endpoint.implicit)


def test_of_what_people_say_hardly_a_neighbour_survives() -> None:
    held_against = survivors = 0
    kinds: tuple[Kind, ...] = ("search", "listing")
    for kind in kinds:
        for member in members(SPEECH, kind, 120):
            assert isinstance(member.entry, Pattern)
            form = fill(member.entry, {slot: member.fillers[slot] for slot in member.entry.slots}).form
            proof = prover().prove(form)
            assert proof.met
            assert proof.killed == proof.neighbours - len(proof.survivors)
            held_against += proof.neighbours
            survivors += len(proof.survivors)
    assert held_against > 2_000
    assert survivors <= held_against / 500


@steady(150)
@given(resolved_forms(BOOKS, control=False), st.data())
def test_what_is_taken_for_the_same_is_the_same_in_every_world(form: Search, data: st.DataObject) -> None:
    """A neighbour with the same normal form has the same denotation among any entities."""
    meant = canonical(form, SPEECH.schema)
    found: list[Entity] = data.draw(entities(BOOKS))
    for neighbour in neighbours(form, BOOKS, SPEECH.setting.units):
        try:
            other = resolve(neighbour.form, SPEECH.setting)
        except (InputError, OverflowError, ValueError):
            continue  # a moment that no calendar has
        if canonical(other, SPEECH.schema) == meant:
            assert denotation(other, found, {}) == denotation(form, found, {})


@pytest.mark.parametrize(
    "form",
    [
        'searchEntries where not (extension = "pdf" and modifiedAt older 1 year) and extension != "zip" and location = "Film"',
        'searchEntries where contentKind = "video" and not (codec = "hevc" and size < 4 GB) and volume = "RAID"',
        'searchEntries where contentKind = "image" and tags any ["Kids", "Homework"] and tags none ["Archive"]',
        'searchEntries where name contains "letter" and name contains "landlord" and accessedAt within 10 day',
        'searchEntries where contentKind = "image" and (copies > 1 or tags none ["Work"])',
        'searchEntries where contentKind = "video" and (takenAt during 2018 or tags none ["A"]) and (location = "B" or size > 1 MB)',
        'do deleteEntries() on searchEntries where (location = "A" or folder = "B") and accessedAt before 2020',
        'count searchEntries where tags any ["B&W"] and tags none ["Final"]',
    ],
)
def test_forms_that_hide_their_neighbours_are_proven_all_the_same(form: str) -> None:
    proof = spacedrive().prove(parse_form(form))
    assert proof.met
    assert proof.survivors == ()
    assert proof.neighbours > 5


@pytest.mark.parametrize(
    "form",
    [
        'searchEntries where extension = "pdf" and extension = "zip"',
        "searchEntries where size > 5 GB and size < 2 GB",
        "searchEntries where rating exists false and rating >= 3",
    ],
)
def test_what_nothing_can_meet_is_told(form: str) -> None:
    assert not spacedrive().prove(parse_form(form)).met


def test_a_neighbour_that_no_entity_tells_apart_is_a_survivor() -> None:
    # All that are found have the same extension: any order by it is the order by identifier.
    proof = spacedrive().prove(parse_form('searchEntries where extension = "csv" sort extension asc'))
    assert any(survivor.edit in {"direction", "sort dropped"} for survivor in proof.survivors)


def test_an_action_without_a_selection_has_neighbours_of_its_verb_alone() -> None:
    proof = spacedrive().prove(parse_form('do ejectVolume(volume: "T7")'))
    assert (proof.neighbours, proof.killed) == (0, 0)
    assert proof.of_other_kinds > 3
