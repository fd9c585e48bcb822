"""Words that tell a number or a date."""

from __future__ import annotations

import pytest

from trainset.language.told import told_value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nine people", "nine"),
        ("I have 3.5 of them", "3.5"),
        ("due on Monday", "Monday"),
        ("sixteen", "sixteen"),
        ("a hundred", "hundred"),
        ("in the mp3 player", ""),
        ("may I march on, one more time", ""),
        ("the weightless tenor", ""),
        ("", ""),
    ],
)
def test_numbers_and_dates_are_found_and_words_like_them_are_not(text: str, told: str) -> None:
    assert told_value(text) == told
