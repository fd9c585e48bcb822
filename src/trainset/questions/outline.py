"""Passages as sections with their blocks: paragraphs, and lists or tables with the sentence that introduces them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trainset.documents.passage import Passage


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph alone (`members` empty), or the members of a list or table with the lead before it, if any."""

    lead: Passage | None
    members: tuple[Passage, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages of the block in their order."""
        return (*((self.lead,) if self.lead else ()), *self.members)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands directly under one heading."""

    file: str
    heading: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The section's own heading."""
        return self.heading[-1] if self.heading else ""


def sections(passages: Iterable[Passage]) -> Iterator[Section]:
    """The sections of all documents, in their order."""
    for (file, heading), run in groupby(passages, key=lambda passage: (passage.file, passage.heading)):
        yield Section(file, heading, tuple(_blocks(list(run))))


def _blocks(run: list[Passage]) -> Iterator[Block]:
    run = [passage for passage in run if passage.box != "heading"]
    lead: Passage | None = None
    for group, part in groupby(run, key=lambda passage: passage.group):
        members = tuple(part)
        if group and members[0].kind != "caption":
            yield Block(lead, members)
            lead = None
            continue
        for passage in members:
            if lead:
                yield Block(lead)
            lead = passage if passage.text.endswith(":") or passage.kind == "lead" else None
            if lead is None:
                # a sentence before a table or command introduces it without a colon as well
                yield Block(passage)
    if lead:
        yield Block(lead)
