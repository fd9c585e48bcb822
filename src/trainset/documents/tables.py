"""Tables, captions and code of a document to drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trainset.documents.commands import SHELLS, commands
from trainset.documents.inlines import plain

if TYPE_CHECKING:
    from trainset.documents.drafts import Walk
    from trainset.documents.passage import Kind


def table(walk: Walk, content: list[Any]) -> None:
    """Take a table down: its caption, its header and each of its rows."""
    walk.groups += 1
    group = walk.groups
    caption(walk, content[1], group)
    head = content[3][1]
    rows = [row for body in content[4] for row in [*body[2], *body[3]]]
    kinds: tuple[tuple[Kind, list[Any]], ...] = (("header", head), ("row", rows))
    for kind, part in kinds:
        for row in part:
            cells = tuple(_cell(cell) for cell in row[1])
            walk.add(kind, " | ".join(cells), words=" ".join(cells), parts=cells, group=group)


def _cell(cell: list[Any]) -> str:
    return " ".join(plain(block["c"]) for block in cell[4] if block["t"] in {"Para", "Plain"})


def caption(walk: Walk, content: list[Any], group: int = 0) -> None:
    """Take the caption of a figure or table down."""
    text = " ".join(plain(block["c"]) for block in content[1] if block["t"] in {"Para", "Plain"})
    walk.add("caption", text, group=group)


def code_block(walk: Walk, content: list[Any]) -> None:
    """Take a block of shell commands down; any other code is left out."""
    (_, classes, attributes), code = content
    language = (classes[0] if classes else dict(attributes).get("language", "")).lower()
    if language not in SHELLS:
        walk.left_out["code"] += 1
        return
    walk.groups += 1
    for remark, line, both in commands(code):
        walk.add("command", line, parts=(remark, line), words=both, group=walk.groups)
