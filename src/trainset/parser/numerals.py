"""Numbers and months as words say them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from trainset.toml_file import Strict, load_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

_FILE = Path(__file__).with_name("numerals.toml")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


class _Numerals(Strict):
    numbers: dict[str, Decimal]
    scales: dict[str, Decimal]
    months: dict[str, int]


@cache
def _numerals() -> _Numerals:
    return load_toml(_FILE, _Numerals)


def number_of(words: Sequence[str]) -> Decimal | None:
    """The number that words say together, such as 1,500, twenty five, two hundred, two and a half; None if they say none."""
    total, current, begun = Decimal(0), Decimal(0), False
    for word in (word.casefold() for word in words):
        if _DIGITS.fullmatch(word):
            if begun:
                return None
            current, begun = Decimal(word.replace(",", "")), True
        elif word in _numerals().numbers:
            number = _numerals().numbers[word]
            if begun and number != Decimal("0.5") and (current % 10 or (current % 100 and number >= 10)):
                return None
            current, begun = current + number, True
        elif word in _numerals().scales:
            scaled = (current or 1) * _numerals().scales[word]
            # Hundreds go on counting what comes after them; thousands and millions close a group.
            total, current = (total, scaled) if scaled < 1000 else (total + scaled, Decimal(0))
            begun = True
        elif word not in {"and", "a", "-", ","} or not begun:
            return None
    return total + current if begun else None


def month_of(word: str) -> int | None:
    """The month that a word names or a number counts, slips of the keys forgiven; None if it is none."""
    months = _numerals().months
    word = word.casefold()
    if word in months:
        return months[word]
    if word.isascii() and word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    near = [name for name in months if len(name) > 4 and OSA.distance(name, word) <= 1]
    return months[near[0]] if near else None


def year_of(word: str) -> int | None:
    """The year that digits write, a year of two digits in this century."""
    if not (word.isascii() and word.isdigit()):
        return None
    return int(word) if len(word) == 4 else 2000 + int(word) if len(word) == 2 else None
