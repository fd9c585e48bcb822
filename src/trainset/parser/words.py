"""The words of an utterance: what the parser tags, and what it copies from."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A number is a word of its own, with its thousands and its decimals, but a date such as 12.5.2024 falls apart into its numbers.
_WORD = re.compile(
    r"(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![.\d])|(?<![\d.])\d+\.\d+(?![.\d]*\d)|\d+|[^\W\d_]+|\S",
    re.UNICODE,
)
MAX_WORDS = 200


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of an utterance: letters, a number, or one sign; characters, end excluded."""

    text: str
    start: int
    end: int


def words_of(utterance: str) -> tuple[Word, ...]:
    """The words of an utterance in their order, at most MAX_WORDS of them."""
    found = (Word(match[0], match.start(), match.end()) for match in _WORD.finditer(utterance))
    return tuple(word for word, _ in zip(found, range(MAX_WORDS), strict=False))
