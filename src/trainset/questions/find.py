"""All claims of a set of passages, and what was turned down."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trainset.documents.rules import compiled
from trainset.questions import (
    clauses_said,
    commands,
    deeds,
    definitions,
    headed,
    items,
    led_items,
    lists,
    objects,
    purposes,
    steps,
    tables,
    topics_told,
)
from trainset.questions.planned import told
from trainset.questions.quality import faults
from trainset.questions.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainset.documents.passage import Passage
    from trainset.questions.claim import Claim

FINDERS = (
    headed,
    purposes,
    definitions,
    items,
    topics_told,
    clauses_said,
    led_items,
    steps,
    commands,
    lists,
    tables,
    objects,
    deeds,
)
"""The finders in the order in which they may take an answer: the more telling question first."""


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """Candidates of one kind that became no claim for one reason, with one of them."""

    kind: str
    reason: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Findings:
    """The claims in the order of the documents within each kind, and what was turned down."""

    claims: tuple[Claim, ...]
    turned_down: tuple[TurnedDown, ...]
    reasons: Mapping[str, str] = field(default_factory=dict)

    def reason(self, text: str) -> str:
        """Why a text (a passage's, a heading's, an answer) became no claim; empty where nothing says it."""
        return self.reasons.get(text, "")


def find_claims(
    passages: Sequence[Passage], product: str, *, contradicted: Sequence[tuple[str, str]] = ()
) -> Findings:
    """The claims of passages, each answer once.

    `contradicted` are patterns of what must not be used, with the reason; documents that settle their own status
    are not held against them.
    """
    source = Source.of(passages, product)
    claims: list[Claim] = []
    answers: set[str] = set()
    subjects: set[tuple[str, str]] = set()
    for finder in FINDERS:
        for candidate in finder.find(source):
            claim = told(candidate, source)
            fault = next(iter(faults(claim)), "") or _foreign(claim) or _contradiction(claim, contradicted)
            answer = re.sub(r"\W+", " ", claim.answer).casefold()
            subject = _asked(claim)
            if not fault and answer in answers:
                fault = "said already"
            elif not fault and subject in subjects:
                fault = "asked already"
            if fault:
                source.turn_down(claim.kind, fault, claim.answer)
                continue
            answers.add(answer)
            subjects.add(subject)
            claims.append(claim)
    ledger = source.ledger
    down = tuple(
        TurnedDown(*key, count, ledger.examples[key]) for key, count in sorted(ledger.counts.items())
    )
    return Findings(tuple(claims), down, ledger.reasons)


def _asked(claim: Claim) -> tuple[str, str]:
    """What tells questions apart: the words asked, or else the shape and the subject without its article."""
    slots = dict(claim.slots)
    asked = slots.get("asked") or slots.get("event", "")
    if asked:
        return "", re.sub(r"^what happens ", "", re.sub(r"\b(?:the|an?) ", "", asked.casefold()))
    # What a term means and what a thing is are one question, and must not have two answers.
    shape = "what-is" if claim.shape == "term" else claim.shape
    return shape, re.sub(r"^(?:the|an?) ", "", claim.subject.casefold())


def _foreign(claim: Claim) -> str:
    """Why a claim is not on the product: it stands where other systems are told of."""
    over = " / ".join(claim.passages[0].heading[1:])
    if re.search(
        r"\b(?:conclusions?|key contributions|in production|implications|key takeaways)\b",
        over,
        re.IGNORECASE,
    ):
        return "sums up"
    if claim.kind not in {"contrast", "row", "question"} and re.search(
        r"\brelated work\b", over, re.IGNORECASE
    ):
        return "on other systems"
    return ""


def _contradiction(claim: Claim, contradicted: Sequence[tuple[str, str]]) -> str:
    if all(passage.settled for passage in claim.passages):
        return ""
    texts = [
        claim.answer,
        claim.subject,
        *(title for passage in claim.passages for title in passage.heading[1:]),
    ]
    for pattern, why in contradicted:
        if any(compiled(pattern).search(text) for text in texts):
            return f"contradicted: {why}"
    return ""
