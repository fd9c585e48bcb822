"""What a walk over a document takes down: drafts of passages, and the walk's own state."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from trainset.documents.headings import PLANNED, Headings

if TYPE_CHECKING:
    from trainset.documents.passage import Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage before its place is known; `words` is the text to look for in the source."""

    kind: Kind
    text: str
    heading: tuple[str, ...]
    parts: tuple[str, ...] = ()
    words: str = ""
    planned: str = ""
    group: int = 0
    level: int = 1
    number: int = 0
    box: str = ""


@dataclass(slots=True)
class Walk:
    """The walk over one document: where it is, what it has found, what it left out (reason to count)."""

    headings: Headings
    drafts: list[Draft] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    box: str = ""
    groups: int = 0

    def add(self, kind: Kind, text: str, **more: Any) -> None:
        """Take one draft down, unless it holds no word."""
        if not re.search(r"\w", text):
            return
        planned = self.headings.planned or (self.headings.words[-1] if PLANNED.search(text) else "")
        text = PLANNED.sub(" ", text).strip()
        draft = Draft(kind, text, self.headings.words, words=text, planned=planned, box=self.box)
        self.drafts.append(replace(draft, **more))
