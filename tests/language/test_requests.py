"""Requests: a member of a family becomes a candidate that says its form and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bookshop import PACK, copied, members, reword, search, tools
from trainset.dataset.tools import load_tools
from trainset.errors import PackError
from trainset.example import RequestProvenance, RequestRow
from trainset.language.pattern import Pattern
from trainset.language.requests import realised
from trainset.semantics.difficulty import difficulty
from trainset.semantics.form import comparisons
from trainset.semantics.notation import parse_form
from trainset.semantics.resolve import resolve
from trainset.semantics.write import to_graphql

if TYPE_CHECKING:
    from pathlib import Path

    from trainset.pack import Kind

SPEECH = tools().speech


def made(kind: Kind, count: int, seed: int = 0) -> list[tuple[RequestRow, RequestProvenance]]:
    rows = []
    for member in members(SPEECH, kind, count, seed):
        example = realised(member, SPEECH)
        assert isinstance(example.row, RequestRow)
        assert isinstance(example.provenance, RequestProvenance)
        rows.append((example.row, example.provenance))
    return rows


@pytest.mark.parametrize("kind", ["search", "listing"])
def test_a_candidate_says_its_form_and_where_it_comes_from(kind: Kind) -> None:
    for seed in range(3):
        for row, provenance in made(kind, 120, seed):
            form = search(parse_form(provenance.logical_form))
            assert row.graphql_query == to_graphql(resolve(form, SPEECH.setting), SPEECH.schema)
            assert provenance.difficulty == difficulty(form)
            assert provenance.pattern.startswith(("grammar/", "bank/"))
            for aligned in provenance.alignment:
                assert 0 <= aligned.start < aligned.end <= len(row.natural_language_query)


def test_two_slots_of_one_kind_take_different_values() -> None:
    pairs = 0
    for _, provenance in made("search", 600):
        for compare in comparisons(search(parse_form(provenance.logical_form)).where):
            if isinstance(compare.value, tuple) and compare.field == "author":
                assert len(set(compare.value)) == len(compare.value)
                pairs += 1
    assert pairs > 10


def test_requests_begin_with_small_and_with_capital_letters_but_words_of_their_own_case_stay() -> None:
    texts = [row.natural_language_query for row, _ in made("search", 500)]
    small = sum(text[0].islower() for text in texts) / len(texts)
    assert 0.3 < small < 0.6
    assert not any(text.startswith("i ") for text in texts)
    assert any(text.startswith("I'm ") for text in texts)


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


def test_a_weight_for_a_kind_of_which_nothing_can_be_said_is_told_with_its_line(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    reword(pack, "pack.toml", "listing = 3", "listing = 3\nrefusal = 1")
    with pytest.raises(PackError, match=r"pack\.toml:[0-9]+: no entry of the bank .* make a refusal"):
        load_tools(str(pack), None)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("listing = 3", "listings = 3", "requests.weights.listings"),
        ("listing = 3", "listing = -3", "requests.weights.listing"),
        ("search = 7\nlisting = 3", "search = 0", "at least one kind of request needs a weight above nought"),
        ("bank = 0.6", "bank = 60", "requests.bank"),
    ],
)
def test_a_malformed_weight_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    pack = copied(tmp_path)
    reword(pack, "pack.toml", old, new)
    with pytest.raises(PackError) as error:
        load_tools(str(pack), None)
    assert message in str(error.value)
    assert "pack.toml:" in str(error.value)
