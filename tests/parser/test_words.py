"""Words: every sign of an utterance is in one of them, numbers stay whole, dates fall apart."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainset.parser.words import MAX_WORDS, words_of


@pytest.mark.parametrize(
    ("utterance", "words"),
    [
        ("PDFs over 1.5 GB", ["PDFs", "over", "1.5", "GB"]),
        ("1,500 files, 50mb", ["1,500", "files", ",", "50", "mb"]),
        ("since 12.5.2024", ["since", "12", ".", "5", ".", "2024"]),
        ("2024-05-12", ["2024", "-", "05", "-", "12"]),
        ("in 2023.", ["in", "2023", "."]),
        ("Ana's .bak", ["Ana", "'", "s", ".", "bak"]),
    ],
)
def test_words(utterance: str, words: list[str]) -> None:
    assert [word.text for word in words_of(utterance)] == words


@given(st.text(max_size=80))
def test_words_cover_all_but_blanks_in_order(utterance: str) -> None:
    words = words_of(utterance)
    assert "".join(word.text for word in words) == "".join(utterance.split())
    assert all(utterance[word.start : word.end] == word.text for word in words)
    assert all(one.end <= other.start for one, other in itertools.pairwise(words))


def test_no_more_words_than_can_be_read() -> None:
    assert len(words_of("a " * 10_000)) == MAX_WORDS
