"""Words that tell a number or a date, and so must be accounted for: in the form, or by the way."""

from __future__ import annotations

import calendar
import re
from functools import cache

import inflect

_DAYS = ("today", "tonight", "tomorrow", "yesterday")
_COUNTED = (*range(2, 21), *range(30, 100, 10), 100, 1000)


def told_value(text: str) -> str:
    """The first number or date of a text; empty if it tells none. "One", "may" and "march" tell too many other things."""
    found = _expression().search(text)
    return found.group() if found else ""


@cache
def _expression() -> re.Pattern[str]:
    engine = inflect.engine()
    numbers = [str(engine.number_to_words(number)).removeprefix("one ") for number in _COUNTED]
    months = [name for name in calendar.month_name if name not in {"", "May", "March"}]
    words = (*numbers, *months, *calendar.day_name, *_DAYS)
    return re.compile(rf"(?<!\w)\d+(?:\.\d+)?|\b(?:{'|'.join(words)})\b", re.IGNORECASE)
