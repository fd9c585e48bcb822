"""The stream of requests: each candidate depends on the seed, its index and its words, and on nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bookshop import PACK, copied, reword, search, tools
from trainset.dataset.tools import load_tools
from trainset.errors import PackError
from trainset.example import RequestProvenance, RequestRow
from trainset.language.bank import is_dev
from trainset.language.pattern import Pattern
from trainset.language.requests import RequestStream
from trainset.semantics.difficulty import difficulty
from trainset.semantics.form import comparisons
from trainset.semantics.notation import parse_form
from trainset.semantics.resolve import resolve
from trainset.semantics.write import to_graphql

if TYPE_CHECKING:
    from pathlib import Path

SPEECH = tools().speech


def of_bank(turn: int) -> int:
    """The index of the candidate that the bank gives at its turn; every third one is from the grammar."""
    return turn // 2 * 3 + turn % 2


def made(index: int, seed: int = 0) -> tuple[RequestRow, RequestProvenance]:
    example = RequestStream(SPEECH, seed).candidate(index)
    assert isinstance(example.row, RequestRow)
    assert isinstance(example.provenance, RequestProvenance)
    return example.row, example.provenance


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.integers(0, 50_000), st.integers(0, 1000))
def test_a_candidate_says_its_form_and_where_it_comes_from(index: int, seed: int) -> None:
    row, provenance = made(index, seed)
    form = search(parse_form(provenance.logical_form))
    assert row.graphql_query == to_graphql(resolve(form, SPEECH.setting), SPEECH.schema)
    assert provenance.difficulty == difficulty(form)
    assert provenance.pattern.startswith("grammar" if index % 3 == 2 else "bank/")
    for aligned in provenance.alignment:
        assert 0 <= aligned.start < aligned.end <= len(row.natural_language_query)


@settings(derandomize=True, max_examples=30, deadline=None)
@given(st.integers(0, 5000))
def test_a_candidate_does_not_depend_on_those_before_it(index: int) -> None:
    stream = RequestStream(SPEECH, 3)
    first = stream.candidate(index)
    stream.candidate(index // 2)
    assert stream.candidate(index) == first == RequestStream(SPEECH, 3).candidate(index)


def test_every_pattern_of_the_bank_has_its_turn_before_any_comes_again() -> None:
    speaking = [entry for entry in SPEECH.bank if not is_dev(entry)]
    count = len(speaking)
    assert 0 < len(SPEECH.bank) - count < len(SPEECH.bank) / 4
    turns = [made(of_bank(turn))[1].pattern for turn in range(2 * count)]
    assert sorted(turns[:count]) == sorted(entry.id for entry in speaking)
    assert turns[:count] == turns[count:]
    assert turns[:count] != [made(of_bank(turn), seed=1)[1].pattern for turn in range(count)]


def test_a_pattern_that_comes_again_takes_other_values() -> None:
    count = sum(not is_dev(entry) for entry in SPEECH.bank)
    place = next(turn for turn in range(count) if made(of_bank(turn))[1].pattern == "bank/books-005")
    texts = {made(of_bank(place + count * again))[0].natural_language_query for again in range(12)}
    assert len(texts) > 3


def test_two_slots_of_one_kind_take_different_values() -> None:
    pairs = 0
    for index in range(0, 2000, 2):
        form = search(parse_form(made(index)[1].logical_form))
        for compare in comparisons(form.where):
            if isinstance(compare.value, tuple) and compare.field == "author":
                assert len(set(compare.value)) == len(compare.value)
                pairs += 1
    assert pairs > 20


def test_requests_begin_with_small_and_with_capital_letters_but_words_of_their_own_case_stay() -> None:
    texts = [made(index)[0].natural_language_query for index in range(600)]
    small = sum(text[0].islower() for text in texts) / len(texts)
    assert 0.3 < small < 0.6
    assert not any(text.startswith("i ") for text in texts)
    assert any(text.startswith("I ") for text in texts)


def test_without_a_bank_all_requests_come_from_the_grammar() -> None:
    stream = RequestStream(replace(SPEECH, bank=()), 0)
    patterns = [stream.candidate(index).provenance.fields["source"]["pattern"] for index in range(6)]
    assert all(pattern.startswith("grammar/") for pattern in patterns)


def test_an_added_pattern_leaves_the_requests_of_the_others_as_they_were(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    with (pack / "bank" / "shop.txt").open("a") as file:
        file.write("\n\nall our [locked] shelves\n= shelves where open = false\n")
    other = load_tools(str(pack), None).speech
    streams = RequestStream(SPEECH, 0), RequestStream(other, 0)
    before = {streams[0].candidate(of_bank(turn)) for turn in range(len(SPEECH.bank))}
    after = {streams[1].candidate(of_bank(turn)) for turn in range(len(other.bank))}
    assert before < after
    assert len(after - before) == 1


def test_the_speech_of_the_bookshop_is_large_enough_and_speaks_of_every_collection() -> None:
    assert len(SPEECH.bank) >= 30
    assert {search(entry.form).collection for entry in SPEECH.bank if isinstance(entry, Pattern)} == set(
        SPEECH.schema.collections
    )
    assert {path.stem for path in (PACK / "bank").iterdir()} == {"books", "shop"}


def test_a_pattern_that_contradicts_itself_is_told_with_its_line(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    reword(pack, "bank/shop.txt", "shelves [that are locked]", "shelves that are locked")
    with pytest.raises(PackError, match=r"shop\.txt:[0-9]+: no bracket and no default says: open = false"):
        load_tools(str(pack), None)
