"""The row's texts are texts that a trainer can read: there, tidy, of a length that people write."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from trainset.checks.base import Context, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.example import Example

MAX_LENGTH = {"question": 400, "answer": 2500, "natural_language_query": 600, "graphql_query": 6000}


def check(example: Example, _context: Context) -> tuple[Finding, ...]:
    """Empty, untidy or overlong texts, and characters that do not print."""
    return tuple(
        finding
        for name, text in example.row.fields.items()
        if name != "type"
        for finding in _faults(name, text)
    )


def _faults(name: str, text: str) -> Iterator[Finding]:
    if not text.strip():
        yield Finding("shape.empty", f"{name} is empty")
    if text != text.strip():
        yield Finding("shape.blanks", f"{name} begins or ends with blanks")
    if unicodedata.normalize("NFC", text) != text:
        yield Finding("shape.normal", f"{name} is not in Unicode's normal form C")
    if any(
        unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"} and character != "\n"
        for character in text
    ):
        yield Finding("shape.control", f"{name} holds a character that does not print")
    if len(text) > MAX_LENGTH.get(name, 10_000):
        yield Finding("shape.long", f"{name} has {len(text)} characters")
