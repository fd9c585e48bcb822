"""The values that reading documents yields: passages, the files they stand in, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from trainset.example import Evidence, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal[
    "paragraph",
    "lead",  # a paragraph that ends in a colon and introduces the list, table or code after it
    "item",
    "definition",
    "header",  # the first row of a table
    "row",
    "command",
    "caption",
    "callout",
    "note",
]


def digest(lines: tuple[str, ...] | list[str]) -> str:
    """The digest of lines as evidence gives it: joined by line feeds, in UTF-8."""
    return sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document with its place.

    `heading` is the path of headings over it, the document's title first. `text` is plain text without markup.
    `parts` holds a definition's term and description, a table row's cells, or a command's remark and its line.
    Items of one list and rows of one table share a `group`, numbered from 1 in each file (0: in no group) and
    have a nesting `level`; items of a numbered list have a `number`. `box` names the box or callout around it
    (`note`, `warning`). `lines` are 1-based and both included. `planned` names what is planned, `planned_as` is the
    pack's sentence for it, and `settled` says that the document itself tells what of it is planned. `mentions` are
    planned subjects that the text names without being about them: (pattern, sentence).
    """

    file: str
    heading: tuple[str, ...]
    kind: Kind
    text: str
    parts: tuple[str, ...]
    lines: tuple[int, int]
    sha256: str
    status: Status = "implemented"
    planned: str = ""
    planned_as: str = ""
    settled: bool = False
    mentions: tuple[tuple[str, str], ...] = ()
    group: int = 0
    level: int = 1
    number: int = 0
    box: str = ""

    @property
    def evidence(self) -> Evidence:
        """The passage as evidence of a claim."""
        return Evidence(self.file, self.heading, self.lines, self.sha256)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its name without any machine's path, the digest of its bytes, its lines."""

    name: str
    sha256: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What was left out of one file for one reason; `count` in the unit that the note names, or in passages."""

    file: str
    reason: str
    count: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a single file may cost: seconds and heap for the parser, bytes, and characters in one line."""

    seconds: float = 20.0
    heap_mb: int = 1024
    file_bytes: int = 20_000_000
    line_chars: int = 200_000


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of a set of documents."""

    passages: tuple[Passage, ...] = ()
    files: tuple[SourceFile, ...] = ()
    losses: tuple[Loss, ...] = field(default=())

    @property
    def lines(self) -> Mapping[str, tuple[str, ...]]:
        """The lines of each file by its name, as checks are held against."""
        return {file.name: file.lines for file in self.files}
