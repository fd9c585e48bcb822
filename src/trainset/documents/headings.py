"""The headings over a place in a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

PLANNED = re.compile(r"\s*[\[(]\s*planned\s*[\])]\s*", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\(?\d+(?:\.\d+)*[.):\\]*|[ivx]+[.)])\s+(?=\S)")
RUN_IN = 10
"""The rank of a bold line that stands for a heading: below every real one."""


def clean(title: str) -> str:
    """A heading's words: without its number, the colon at its end and the mark that it is planned."""
    title = PLANNED.sub(" ", title).strip()
    return _NUMBER.sub("", title).rstrip(":").strip().strip("*_").strip()


@dataclass(frozen=True, slots=True)
class Headings:
    """The path of headings, from the document's title down; each entry is (rank, words, planned)."""

    path: tuple[tuple[int, str, bool], ...]

    def under(self, rank: int, title: str) -> Headings:
        """The path after a heading of `rank`, which ends those of its rank and below."""
        kept = tuple(entry for entry in self.path if entry[0] < rank)
        words = clean(title)
        if rank == 1 and kept and kept[-1][1].casefold() == words.casefold():
            return Headings(kept)
        return Headings((*kept, (rank, words, bool(PLANNED.search(title)))))

    @property
    def words(self) -> tuple[str, ...]:
        """The headings' words, the document's title first."""
        return tuple(words for _, words, _ in self.path if words)

    @property
    def planned(self) -> str:
        """The words of the heading that says everything under it is planned, or nothing."""
        return next((words for _, words, planned in self.path if planned), "")
