"""Values without what is copied from the utterance: their notation with holes.

`modifiedAt within 3 month`, said as "in the past three months", has the value shape `%N month` and one hole for a number. Each hole has
a role, which says how the words in it are read: a text as it stands, a number, a year, a month, a day.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from trainset.parser.numerals import month_of, number_of, year_of
from trainset.semantics.form import Quantity
from trainset.semantics.notation import print_value
from trainset.semantics.period import Ago, Dated, InSeason, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainset.parser.words import Word

Role = Literal["T", "N", "Y", "M", "D"]
ROLES: tuple[Role, ...] = ("T", "N", "Y", "M", "D")
# A number may be said in another measure than it is kept in: 320 kbps, 4 percent.
_SCALES = (Decimal(1), Decimal(1000), Decimal(1_000_000), Decimal("0.01"))
# -s stands for a plural whose s is no part of the value, + for one text and more.
_HOLE = re.compile(r"%([TNYMD])(-s)?(?:\*([\d.]+)|(\+))?")
_LONGEST = 5  # words of a number


@dataclass(frozen=True, slots=True)
class Hole:
    """A stretch of words that a value copies: word places, end excluded."""

    role: Role
    start: int
    end: int


class _Copying:
    """Finds what a value copies in a stretch of an utterance; no word is copied twice, but for a year that two dates share."""

    def __init__(self, text: str, words: Sequence[Word], start: int, end: int) -> None:
        self.text, self.words, self.start, self.end = text, words, start, end
        self.holes: list[Hole] = []

    def copy_text(self, value: str) -> str:
        """The shape of the value where it stands there, letter for letter but for their case, in whole words; empty where it does not.

        The last word may be a plural: of PDFs, pdf is copied.
        """
        starts = {self.words[place].start: place for place in range(self.start, self.end)}
        ends = {self.words[place].end: place + 1 for place in range(self.start, self.end)}
        for plural, shape in (("", "%T"), ("s", "%T-s")):
            for match in re.finditer(re.escape(value) + plural, self.text, re.IGNORECASE):
                place, after = starts.get(match.start()), ends.get(match.end())
                if place is not None and after is not None and self._free(place, after):
                    self.holes.append(Hole("T", place, after))
                    return shape
        return ""

    def copy_texts(self, values: Sequence[str]) -> str:
        """The shape of a list of which every text stands there; empty where one does not."""
        shapes = [self.copy_text(value) for value in values]
        if not all(shapes):
            self.holes.clear()
            return ""
        return f"[{max(shapes)}+]"

    def copy_number(self, value: Decimal) -> Decimal | None:
        """By which scale a number that stands there makes the value; None if there is none."""
        for scale in _SCALES:
            for length in range(_LONGEST, 0, -1):
                for place in range(self.start, self.end - length + 1):
                    if not self._free(place, place + length):
                        continue
                    number = number_of([word.text for word in self.words[place : place + length]])
                    if number is not None and number * scale == value and self._tight(place, place + length):
                        self.holes.append(Hole("N", place, place + length))
                        return scale
        return None

    def copy_word(self, role: Role, value: int, read: Callable[[str], int | None]) -> bool:
        """Whether a word there reads as the value."""
        for place in range(self.start, self.end):
            if self._free(place, place + 1) and read(self.words[place].text) == value:
                self.holes.append(Hole(role, place, place + 1))
                return True
        # "Between March and June 2024" says the year once.
        return role == "Y" and any(
            hole.role == role and read(self.words[hole.start].text) == value for hole in self.holes
        )

    def _free(self, place: int, after: int) -> bool:
        return all(hole.end <= place or after <= hole.start for hole in self.holes)

    def _tight(self, place: int, after: int) -> bool:
        return number_of([self.words[place].text]) is not None and (
            after - place == 1 or self.words[after - 1].text.casefold() not in {"and", "a", "-"}
        )


def abstract(
    value: object, text: str, words: Sequence[Word], span: tuple[int, int], *, closed: bool
) -> tuple[str, tuple[Hole, ...]]:
    """The shape of a value said by the words of a span, and its holes in reading order.

    Texts of a `closed` field are its own words and never copied; nor is what does not stand in the span as it is.
    """
    copying = _Copying(text, words, *span)
    shape = _shape(value, copying, closed=closed)
    return shape, tuple(sorted(copying.holes, key=lambda hole: hole.start))


def _shape(value: object, copying: _Copying, *, closed: bool) -> str:
    match value:
        case tuple() if value and all(isinstance(item, str) for item in value):
            return (not closed and copying.copy_texts(tuple(map(str, value)))) or print_value(value)
        case tuple():
            return f"[{', '.join(_shape(item, copying, closed=closed) for item in value)}]"
        case str():
            return (not closed and copying.copy_text(value)) or print_value(value)
        case bool():
            return print_value(value)
        case int() | float():
            scale = copying.copy_number(Decimal(str(value)))
            return print_value(value) if scale is None else "%N" if scale == 1 else f"%N*{scale}"
        case Quantity(amount, unit):
            return f"%N {unit}" if copying.copy_number(amount) == 1 else print_value(value)
        case Span(count, unit):
            return f"%N {unit}" if copying.copy_number(Decimal(count)) == 1 else print_value(value)
        case Ago(span):
            return f"ago {_shape(span, copying, closed=closed)}"
        case InSeason(season, year) if year is not None and copying.copy_word("Y", year, year_of):
            return f"{season} %Y"
        case Dated():
            return _dated(value, copying)
    return print_value(value)


def _dated(period: Dated, copying: _Copying) -> str:
    year = "*"
    if period.year is not None:
        year = "%Y" if copying.copy_word("Y", period.year, year_of) else f"{period.year:04}"
    if period.quarter is not None:
        return f"{year}-Q{period.quarter}"
    parts = [year]
    if period.month is not None:
        parts.append("%M" if copying.copy_word("M", period.month, month_of) else f"{period.month:02}")
    if period.day is not None:
        parts.append("%D" if copying.copy_word("D", period.day, _day) else f"{period.day:02}")
    return "-".join(parts)


def _day(word: str) -> int | None:
    number = number_of([word])
    return int(number) if number is not None and number == number.to_integral_value() else None


def roles_of(shape: str) -> tuple[Role, ...]:
    """The roles of the holes of a shape."""
    return tuple(match[1] for match in _HOLE.finditer(shape))  # type: ignore[misc]  # the letters of the pattern are the roles


def fill(shape: str, holes: Sequence[Hole], text: str, words: Sequence[Word], *, lower: bool = False) -> str:
    """The notation of the value that a shape and what its holes copy make; `lower` writes texts in small letters.

    Raises:
        ValueError: a hole is missing, or its words cannot be read as what its role says.
    """
    copied = {role: [hole for hole in holes if hole.role == role] for role in ROLES}
    last: dict[str, str] = {}
    if copied["Y"] and len(copied["Y"]) < roles_of(shape).count("Y"):
        # A year that is said once for two dates stands in for the first of them too.
        last["Y"] = _read(copied["Y"][0], text, words, lower=False)
        copied["Y"] = []
    said = {role: iter(found) for role, found in copied.items()}

    def filled(match: re.Match[str]) -> str:
        role, plural, scale, many = match.groups()
        if many:
            texts = [_read(hole, text, words, lower=lower) for hole in said["T"]]
            if not texts:
                raise ValueError("a list of nothing")
            return ", ".join(_singular(one) if plural else one for one in texts)
        hole = next(said[role], None)  # type: ignore[index]  # the letters of the pattern are the roles
        if hole is None:
            if role not in {"Y", "M"} or role not in last:
                raise ValueError(f"no word for %{role}")
            return last[role]
        value = _read(hole, text, words, lower=lower)
        if plural:
            value = _singular(value)
        if scale:
            value = _plain(Decimal(value) * Decimal(scale))
        last[role] = value
        return value

    return _HOLE.sub(filled, shape)


def _read(hole: Hole, text: str, words: Sequence[Word], *, lower: bool) -> str:
    covered = [word.text for word in words[hole.start : hole.end]]
    match hole.role:
        case "T":
            copied = text[words[hole.start].start : words[hole.end - 1].end]
            return json.dumps(copied.lower() if lower else copied, ensure_ascii=False)
        case "N":
            number = number_of(covered)
            if number is None:
                raise ValueError(f"no number: {covered}")
            return _plain(number)
        case "Y":
            value = year_of(covered[0])
        case "M":
            value = month_of(covered[0])
        case "D":
            value = _day(covered[0])
    if value is None:
        raise ValueError(f"no {hole.role}: {covered}")
    return f"{value:04}" if hole.role == "Y" else f"{value:02}"


def _singular(written: str) -> str:
    """A text in its quotes without the s that it may end in."""
    return re.sub('[sS]"$', '"', written)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
