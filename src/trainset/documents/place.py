"""Find passages again in the source, word by word: pandoc keeps no line numbers.

A passage's words stand in the source in the same order, with markup between them. So a passage is placed where
its words form a subsequence of the source's words with small gaps. Passages come in the order of the source, so
the search goes on from where the last one ended, and only then looks at what lies before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W_]+")
_GAP = 14
"""How many words of markup may stand between two words of a passage: a link's address, a citation, an option."""
_FAR = 60
"""The same where a footnote stands between them."""
_ENOUGH = 0.95
_TRIES = 400


@dataclass(slots=True)
class Finder:
    """The words of a source with their lines, and how far passages have been found."""

    words: list[str]
    lines: list[int]
    at: dict[str, list[int]]
    cursor: int = 0
    _seen: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: tuple[str, ...] | list[str]) -> Finder:
        """A finder over a source's lines."""
        words: list[str] = []
        numbers: list[int] = []
        at: dict[str, list[int]] = {}
        for number, line in enumerate(lines, start=1):
            for match in _WORD.finditer(line):
                word = match.group().casefold()
                at.setdefault(word, []).append(len(words))
                words.append(word)
                numbers.append(number)
        return cls(words, numbers, at)

    def find(self, text: str) -> tuple[int, int] | None:
        """The first and last line of `text`, or None if it does not stand in the source."""
        wanted = [match.group().casefold() for match in _WORD.finditer(text)]
        if not wanted:
            return None
        end = len(self.words)
        found = self._from(wanted, self.cursor, end) or self._from(wanted, 0, self.cursor)
        found = found or self._from(wanted, 0, end, gap=_FAR)
        if found is None:
            return None
        first, last = found
        self.cursor = max(self.cursor, last + 1)
        return self.lines[first], self.lines[last]

    def _from(self, wanted: list[str], low: int, high: int, gap: int = _GAP) -> tuple[int, int] | None:
        """The nearest place between `low` and `high` where enough of the words follow each other."""
        slack = int(len(wanted) * (1 - _ENOUGH))
        for skipped in range(slack + 1):
            places = self.at.get(wanted[skipped], [])
            start = bisect_left(places, low)
            for first in places[start : start + _TRIES]:
                if first >= high:
                    break
                last = self._follow(wanted[skipped:], first, slack - skipped, gap)
                if last is not None:
                    return first, last
        return None

    def _follow(self, wanted: list[str], first: int, slack: int, gap: int) -> int | None:
        """The place of the last word if the words follow from `first` on, `slack` of them missing at most."""
        here = first
        for word in wanted[1:]:
            places = self.at.get(word, [])
            at = bisect_left(places, here + 1)
            if at < len(places) and places[at] - here <= gap:
                here = places[at]
                continue
            joined = self._joined(word, here)
            here = joined or here
            slack -= joined is None
            if slack < 0:
                return None
        return here

    def _joined(self, word: str, here: int) -> int | None:
        """Where a word stands in two pieces, as "`Shelf`s" does; the place of the second."""
        last = min(here + _GAP, len(self.words) - 1)
        pieces = (at for at in range(here + 1, last) if word == self.words[at] + self.words[at + 1])
        return next((at + 1 for at in pieces), None)
