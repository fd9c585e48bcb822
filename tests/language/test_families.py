"""Families: each depends on the seed, its kind, its number and its words, and on nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bookshop import copied, members, tools
from trainset.dataset.tools import load_tools
from trainset.draw import Draw
from trainset.language.bank import is_dev
from trainset.language.families import kind_of_entry
from trainset.language.pattern import Pattern
from trainset.language.requests import realised

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from trainset.language.requests import Speech

SPEECH = tools().speech
SEARCHES = [
    entry for entry in SPEECH.bank if not is_dev(entry) and kind_of_entry(entry, "searchBooks") == "search"
]


def bank_only(speech: Speech) -> Speech:
    return replace(speech, sampling=replace(speech.sampling, bank=1, reworded=0, contrasted=0))


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.integers(0, 4000))
def test_a_family_does_not_depend_on_those_before_it(number: int) -> None:
    families = SPEECH.families(3)["search"]
    first = families.family(number)
    families.family(number // 2)
    assert families.family(number) == first == SPEECH.families(3)["search"].family(number)
    assert first


def test_every_pattern_of_the_bank_has_its_turn_before_any_comes_again() -> None:
    ids = [member.entry.id for member in members(bank_only(SPEECH), "search", 2 * len(SEARCHES))]
    assert sorted(ids[: len(SEARCHES)]) == sorted(entry.id for entry in SEARCHES)
    again = set(ids[len(SEARCHES) :])
    assert {entry.id for entry in SEARCHES if len(entry.slots) > 1} <= again
    assert not again & {entry.id for entry in SEARCHES if not entry.slots}
    other = [member.entry.id for member in members(bank_only(SPEECH), "search", len(SEARCHES), seed=1)]
    assert ids[: len(SEARCHES)] != other


def test_a_pattern_that_comes_again_takes_other_values() -> None:
    own = [
        member for member in members(bank_only(SPEECH), "search", 400) if member.entry.id == "bank/books-007"
    ]
    texts = {realised(member, SPEECH).row for member in own}
    assert len(texts) > 3


def test_the_bank_has_its_share_until_it_is_spent_and_then_the_grammar_goes_on() -> None:
    plain = replace(SPEECH, sampling=replace(SPEECH.sampling, bank=0.6, reworded=0, contrasted=0))
    ids = [member.entry.id for member in members(plain, "search", 100)]
    assert sum(name.startswith("bank/") for name in ids) == 60
    late = plain.families(0)["search"].family(50_000)
    assert late is not None
    assert late[0].entry.id.startswith("grammar/")
    composed = [
        member.entry.id for member in members(plain, "search", 3000) if member.entry.id.startswith("grammar")
    ]
    assert len(set(composed)) > 0.3 * len(composed)


def test_without_a_bank_all_requests_come_from_the_grammar_and_without_words_all_from_the_bank() -> None:
    only = members(replace(SPEECH, bank=()), "search", 6)
    assert all(member.entry.id.startswith("grammar/") for member in only)
    listings = members(SPEECH, "listing", 10**4)
    assert listings
    assert all(member.entry.id.startswith(("bank/", "grammar/")) for member in listings)
    assert SPEECH.families(0)["listing"].family(10**6) is None


def test_members_of_a_family_share_their_values_and_differ_in_words_or_in_one_opposition() -> None:
    said_again = twins = 0
    families = SPEECH.families(0)["search"]
    for number in range(300):
        family = families.family(number)
        assert family is not None
        first, *others = family
        assert isinstance(first.entry, Pattern)
        for member in others:
            assert isinstance(member.entry, Pattern)
            assert member.fillers == first.fillers
            assert member.entry.pieces != first.entry.pieces
            if member.contrast:
                twins += 1
                assert member.entry.form != first.entry.form
                assert member.entry.id.startswith(f"{first.entry.id}~")
            else:
                said_again += 1
                assert member.entry.form == first.entry.form
    assert said_again > 20
    assert twins > 8


def test_an_added_pattern_leaves_the_requests_of_the_others_as_they_were(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    with (pack / "bank" / "shop.txt").open("a") as file:
        file.write("\n\nall our [locked] shelves\n= shelves where open = false\n")
    other = load_tools(str(pack), None).speech
    before = {realised(member, SPEECH) for member in members(bank_only(SPEECH), "listing", 12)}
    after = {realised(member, other) for member in members(bank_only(other), "listing", 13)}
    assert before < after
    assert len(after - before) == 1


def test_no_choice_hangs_on_how_a_set_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The order in which a set shows its items differs from one process to the next."""
    unit = Draw.unit

    def watched(draw: Draw, name: str | int) -> float:
        assert "frozenset({" not in str(name)
        return unit(draw, name)

    monkeypatch.setattr(Draw, "unit", watched)
    speech = load_tools("spacedrive", None).speech
    for families in speech.families(0).values():
        for number in range(250):
            for member in families.family(number) or ():
                realised(member, speech)
