"""The lines between two rows of dashes at the top of a Markdown file, read without a YAML parser.

Only what documentation uses is read: `key: value`, `key: [a, b]` and a key with a list of dashes under it. A YAML
parser would follow anchors and tags, and documents are not to be trusted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY = re.compile(r"^([A-Za-z_][\w-]*)\s*:\s*(.*)$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a document's front matter, each with its values; a single value is a list of one."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, key: str) -> str:
        """The first value of a key, or nothing."""
        return next(iter(self.fields.get(key, ())), "")


def split(text: str) -> tuple[FrontMatter, str]:
    """Front matter and the body after it, with the front matter's lines kept as empty ones."""
    lines = text.removeprefix("\ufeff").split("\n")
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter(), text.removeprefix("\ufeff")
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), 0)
    if not end or not any(_KEY.match(line) for line in lines[1:end]):
        return FrontMatter(), "\n".join(lines)
    return FrontMatter(_fields(lines[1:end])), "\n".join([""] * (end + 1) + lines[end + 1 :])


def _fields(lines: list[str]) -> dict[str, tuple[str, ...]]:
    fields: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in lines:
        found = _KEY.match(line)
        if found:
            key = found.group(1)
            fields[key] = _values(found.group(2))
        elif key and re.match(r"^\s*-\s+\S", line):
            fields[key] = (*fields[key], _bare(re.sub(r"^\s*-\s+", "", line)))
    return fields


def _values(said: str) -> tuple[str, ...]:
    said = re.sub(r"\s+#\s.*$", "", said).strip()
    if said.startswith("[") and said.endswith("]"):
        parts = re.findall(r"\"[^\"]*\"|'[^']*'|[^,]+", said[1:-1])
        return tuple(_bare(part) for part in parts if part.strip())
    return (_bare(said),) if said and said not in {"|", ">", "null", "~"} else ()


def _bare(said: str) -> str:
    said = said.strip()
    return said[1:-1] if len(said) > 1 and said[0] == said[-1] and said[0] in "\"'" else said
