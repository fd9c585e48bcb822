"""Question and answer are written as people write: whole sentences, even brackets, no markup, no absurd length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.checks.base import Context, Finding
from trainset.example import Example, QARow, RequestProvenance

if TYPE_CHECKING:
    from collections.abc import Iterator

_START = re.compile(r"[A-Z0-9\"'`(]|[a-z]+[A-Z_./:\d-]")
_QUESTION_END = re.compile(r"[?.]$")
_ANSWER_END = re.compile(r"[.!?][\"')`]*$|`\.?$")
_MARKUP = re.compile(
    r"\*\*|\\[a-zA-Z]{2,}|\]\(|<(?:br|div|p|span|b|i|code)\b|^#{1,6} |\{\{|\}\}|\[cite|^[-*] |\|\s*\|",
    re.MULTILINE,
)
_TWICE = re.compile(r"\b(?!that\b|had\b)([a-z]{2,}) \1\b", re.IGNORECASE)
_SPACES = re.compile(r"  |^\s|\s$|\s[,.;:?!](?:\s|$)|\t")
_QUESTION = (2, 45)
_ANSWER = (4, 190)


def check(example: Example, context: Context) -> tuple[Finding, ...]:  # noqa: ARG001  # every check has this shape
    """The faults in how a row's question and answer are written."""
    if not isinstance(example.row, QARow):
        return ()
    found = tuple(_findings(example.row))
    if isinstance(
        example.provenance, RequestProvenance
    ):  # people write requests as they like; the reply is held to the rules
        return tuple(finding for finding in found if "question" not in finding.message)
    return found


def _findings(row: QARow) -> Iterator[Finding]:
    for part, text in (("question", row.question), ("answer", row.answer)):
        if not _START.match(text):
            yield Finding("well_formed.start", f"the {part} starts with {text[:12]!r}")
        yield from _written(part, text)
    if not _QUESTION_END.search(row.question):
        yield Finding("well_formed.end", "the question ends without a question mark or full stop")
    if not _ANSWER_END.search(row.answer):
        yield Finding("well_formed.end", f"the answer ends with {row.answer[-12:]!r}")
    for part, text, (least, most) in (("question", row.question, _QUESTION), ("answer", row.answer, _ANSWER)):
        count = len(text.split())
        if not least <= count <= most:
            yield Finding("well_formed.length", f"the {part} has {count} words; {least} to {most} are fit")


def _written(part: str, text: str) -> Iterator[Finding]:
    prose = re.sub(r"`[^`]*`", "x", text)
    if any(prose.count(a) != prose.count(b) for a, b in ("()", "[]", "{}")):
        yield Finding("well_formed.balance", f"brackets in the {part} do not match")
    if prose.count('"') % 2 or text.count("`") % 2:
        yield Finding("well_formed.balance", f"quotes in the {part} do not match")
    markup = _MARKUP.search(prose)
    if markup:
        yield Finding("well_formed.markup", f"{markup.group()!r} is left in the {part}")
    twice = _TWICE.search(prose)
    if twice:
        yield Finding("well_formed.twice", f"{twice.group()!r} in the {part}")
    if _SPACES.search(prose):
        yield Finding("well_formed.space", f"a space too many in the {part}")
