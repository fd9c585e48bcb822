"""Run pandoc over one text: no network, no files, bounded time and memory."""

from __future__ import annotations

import json
import re
import subprocess
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pypandoc

if TYPE_CHECKING:
    from pathlib import Path

    from trainset.documents.passage import Limits

MARKDOWN = (
    "commonmark+pipe_tables+task_lists+strikeout+footnotes+fenced_divs+definition_lists+autolink_bare_uris"
)

FORMATS = {
    ".adoc": "asciidoc",
    ".html": "html",
    ".htm": "html",
    ".ipynb": "ipynb",
    ".markdown": MARKDOWN,
    ".md": MARKDOWN,
    ".mdx": MARKDOWN,
    ".mediawiki": "mediawiki",
    ".muse": "muse",
    ".opml": "opml",
    ".org": "org",
    ".pod": "pod",
    ".rst": "rst",
    ".tex": "latex",
    ".latex": "latex",
    ".textile": "textile",
    ".typ": "typst",
    ".dbk": "docbook",
    ".wiki": "mediawiki",
}
"""pandoc's reader for each extension whose files are text, so that a passage can be found in its lines again."""


class Refused(Exception):  # noqa: N818  # says what pandoc did, and never leaves this package
    """pandoc did not read the text; `reason` is one of refused, timeout, memory, depth."""

    def __init__(self, reason: str, note: str, line: int = 0) -> None:
        self.reason = reason
        self.note = note
        self.line = line
        super().__init__(note)


def format_of(path: Path) -> str | None:
    """Pandoc's name for the file's format, or None if the extension is not one that is read."""
    return FORMATS.get(path.suffix.lower())


@lru_cache(maxsize=1)
def binary() -> str:
    """The pandoc that comes with the package."""
    return str(pypandoc.get_pandoc_path())


def syntax_tree(text: str, reader: str, limits: Limits) -> dict[str, Any]:
    """Pandoc's syntax tree of `text`.

    Raises:
        Refused: If pandoc rejects the text or needs more than `limits` allows.
    """
    heap = ["+RTS", f"-M{limits.heap_mb}M", "-RTS"]
    command = [binary(), "--sandbox", "--from", reader, "--to", "json", *heap]
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program; the document goes in as data
            command, input=text.encode(), capture_output=True, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise Refused("timeout", f"pandoc needed more than {limits.seconds:g} s") from None
    if done.returncode != 0:
        raise _refusal(done.returncode, done.stderr.decode(errors="replace"), limits)
    try:
        tree: dict[str, Any] = json.loads(done.stdout)
    except RecursionError:
        raise Refused("depth", "the text is nested too deeply") from None
    return tree


def _refusal(code: int, message: str, limits: Limits) -> Refused:
    """What pandoc's exit status and message mean."""
    if code == 251 or "heap" in message.lower():  # the status of a Haskell program whose heap is full
        return Refused("memory", f"pandoc needed more than {limits.heap_mb} MB")
    place = re.search(r"line (\d+), column (\d+)", message)
    said = [line.strip() for line in message.splitlines() if line.strip() and line.strip() != "^"]
    said = [line for line in said if not line.startswith(("Error at", "CallStack"))]
    note = "; ".join(said)[:300] or f"pandoc ended with status {code}"
    return Refused("refused", note, int(place.group(1)) if place else 0)
