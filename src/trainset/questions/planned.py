"""Tell what is only planned as planned."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from trainset.documents.rules import compiled
from trainset.questions.sentences import split

if TYPE_CHECKING:
    from trainset.questions.claim import Claim
    from trainset.questions.source import Source

_TOLD = re.compile(
    r"\b(?:planned|plans? to|designed (?:to|as)|is to|are to|meant (?:to|for|as)|intended|would|will|not (?:yet )?(?:implemented|built|"
    r"available|done)|to come|proposed|proposes|expected to|in progress|still being built|not exist|future)\b",
    re.IGNORECASE,
)


def told(claim: Claim, source: Source) -> Claim:
    """The claim with an answer that says that its subject is planned, where the documents say so."""
    subject = next((passage.planned for passage in claim.passages if passage.planned), "")
    if _TOLD.search(split(claim.answer)[0]):
        return claim
    if not subject:
        note = _note(claim)
        return replace(claim, answer=f"{claim.answer} {note}") if note and note not in claim.answer else claim
    settled = all(passage.settled for passage in claim.passages)
    if settled and _TOLD.search(claim.answer):
        return claim
    named = next((passage.planned_as for passage in claim.passages if passage.planned_as), "")
    if not named:
        return replace(claim, answer=f"{claim.answer} This is planned and not built yet.")
    return replace(claim, answer=f"{named} As designed, {source.casing.opening(claim.answer)}")


def _note(claim: Claim) -> str:
    """What to add where an answer names something that is planned without being about it."""
    for passage in claim.passages:
        for pattern, sentence in passage.mentions:
            if compiled(pattern).search(claim.answer):
                return sentence
    return ""
