"""The last look at a claim: faults that no kind of claim may have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.sentences import leans, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.questions.claim import Claim

_MARKUP = re.compile(r"\*\*|__\w|\\\w|\{\}|\]\(|^#|[{}|]{2}|<br")
_MOST_SENTENCES = 5
_MOST_WORDS = 175


def faults(claim: Claim) -> Iterator[str]:
    """The reasons against a claim, the gravest first."""
    answer, slots = claim.answer, " ".join(value for _, value in claim.slots)
    if re.search(r"[§¤]", answer + slots):
        yield "leans on a reference or a formula"
    if _MARKUP.search(answer) or _MARKUP.search(slots):
        yield "markup is left"
    if leans(split(answer)[0]) or leans(slots, opening=False):
        yield "leans on its surroundings"
    if claim.kind not in {"steps", "list", "question"} and len(split(answer)) > _MOST_SENTENCES + 1:
        yield "too long"
    if len(answer.split()) > _MOST_WORDS:
        yield "too long"
    if len(answer.split()) < 6:
        yield "too short"
    if re.search(r"\b(\w{3,}) \1\b", answer):
        yield "a word stands twice"
    if answer.count("(") != answer.count(")") or answer.count('"') % 2:
        yield "brackets or quotes are uneven"
