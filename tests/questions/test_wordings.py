"""The wordings are data: each can be filled, and none is absurd."""

from __future__ import annotations

import re

import pytest

from trainset.questions.ask import wordings
from trainset.questions.words import words


@pytest.mark.parametrize("shape", wordings())
def test_every_shape_has_wordings_that_end_as_sentences(shape: str) -> None:
    patterns = wordings()[shape]
    assert 2 <= len(patterns) <= 4
    assert all(re.search(r"[?.]$", pattern) for pattern in patterns)
    assert all(pattern.count("[") == pattern.count("]") for pattern in patterns)
    assert len(set(patterns)) == len(patterns)


@pytest.mark.parametrize("shape", wordings())
def test_every_wording_may_name_the_product(shape: str) -> None:
    assert all("{product}" in pattern for pattern in wordings()[shape])


def test_word_lists_are_in_small_letters() -> None:
    assert all(word == word.lower() for word in words().generic | words().pointing | words().unique)
