"""Question and answer are understood by somebody who does not see the document they come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.checks.base import Context, Finding
from trainset.example import Example, QARow, RequestProvenance

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACE = re.compile(
    r"\b(?:this|the (?:next|previous|preceding|following|above)) (?:section|chapter|page|paper|document|figure|table|"
    r"list|diagram|example|listing|paragraph|guide|article)\b|\b(?:section|figure|table|listing|chapter|appendix) \d|"
    r"\b(?:see|as) (?:above|below)\b|\b(?:mentioned|described|shown|discussed|listed|noted) (?:above|below|earlier|before)\b|"
    r"\bthe (?:former|latter)\b|\bthe text says\b|\baccording to the (?:text|passage|document)\b",
    re.IGNORECASE,
)
_ASKED_OF_TEXT = re.compile(
    r"\b(?:the|this) (?:text|passage|excerpt|document|author|paragraph|context provided)\b(?! \")",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:it|they|these|those|this|he|she|such|here|its|their|also|however|therefore|moreover|furthermore|additionally|"
    r"consequently|for example|for instance|in addition|and|but|or)\b(?! (?:one|means that))",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:what|how|why|when|where|who|which)\b.{0,12}\b(?:it|they|them|this|these|those)\b(?! comes to)",
    re.IGNORECASE,
)


def check(example: Example, context: Context) -> tuple[Finding, ...]:
    """The places where a row leans on something that only its document says."""
    if not isinstance(example.row, QARow) or isinstance(example.provenance, RequestProvenance):
        return ()  # a reply to a request stands in a conversation
    return tuple(_findings(example.row, context))


def _findings(row: QARow, context: Context) -> Iterator[Finding]:
    for part, text in (("question", row.question), ("answer", row.answer)):
        place = _PLACE.search(text)
        if place:
            yield Finding(f"self_contained.{part}", f"{place.group()!r} points at something outside")
    if _ASKED_OF_TEXT.search(row.question):
        yield Finding("self_contained.question", "the question asks of a text, not of the product")
    pronoun = _PRONOUN.search(row.question)
    if pronoun:
        yield Finding("self_contained.question", f"{pronoun.group()!r} does not say what is meant")
    opening = _OPENING.match(row.answer)
    if opening:
        yield Finding("self_contained.answer", f"the answer opens with {opening.group()!r}")
    if context.product and context.product.casefold() not in f"{row.question} {row.answer}".casefold():
        yield Finding("self_contained.product", f"neither question nor answer names {context.product}")
