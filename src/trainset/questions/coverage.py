"""What of the documents the claims teach: sections, definitions, list items and rows, and why the others are not used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainset.documents.passage import Passage
    from trainset.questions.find import Findings

UNITS = {"definition": "definition", "item": "list item", "row": "table row", "command": "command"}
NO_REASON = "no kind of claim fits"


@dataclass(frozen=True, slots=True)
class Place:
    """One thing of a document that could be asked about; `reason` is empty where a claim rests on it.

    `unit` is "section" or a value of `UNITS`, `line` its first line, counted from 1.
    """

    unit: str
    file: str
    line: int
    heading: tuple[str, ...]
    what: str
    reason: str


def coverage(passages: Sequence[Passage], found: Findings) -> tuple[Place, ...]:
    """Every place of the passages with the reason why no claim uses it, sections first within each file's order."""
    used = {passage for claim in found.claims for passage in claim.passages}
    return (*_sections(passages, used, found), *_parts(passages, used, found))


def _sections(passages: Sequence[Passage], used: set[Passage], found: Findings) -> Iterator[Place]:
    first: dict[tuple[str, ...], Passage] = {}
    told: set[tuple[str, ...]] = set()
    for passage in passages:
        key = (passage.file, *passage.heading)
        first.setdefault(key, passage)
        if passage in used:
            told.add(key)
    for key, passage in first.items():
        title = passage.heading[-1] if passage.heading else passage.file
        reason = "" if key in told else found.reason(title) or found.reason(passage.text) or NO_REASON
        yield Place("section", passage.file, passage.lines[0], passage.heading, title, reason)


def _parts(passages: Sequence[Passage], used: set[Passage], found: Findings) -> Iterator[Place]:
    for passage in passages:
        unit = UNITS.get(passage.kind)
        if unit is None:
            continue
        reason = "" if passage in used else found.reason(passage.text) or NO_REASON
        yield Place(unit, passage.file, passage.lines[0], passage.heading, passage.text, reason)
