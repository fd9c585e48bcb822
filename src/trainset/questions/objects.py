"""Sentences that say what something uses, ensures or provides, and what for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.clauses import parse
from trainset.questions.prose import paragraphs
from trainset.questions.sentences import is_sentence, split
from trainset.questions.source import Source, claim
from trainset.questions.standing import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.documents.passage import Passage
    from trainset.questions.claim import Claim

KIND = "object"
_MEANS = {"use", "employ", "leverage", "adopt", "utilize", "apply"}
_CLEAR = {"ensure", "guarantee", "prevent", "require", "enforce", "store", "record"}
_FOR = re.compile(r"^(?!to\b)(?:[^,;:()]+?) ((?:for|to) (?!example)[^,;:]+)$")
_PRONOUN = re.compile(r"\b(?:it|its|they|their|them|this|these|those|which|such)\b", re.IGNORECASE)


def find(source: Source) -> Iterator[Claim]:
    """The claims of sentences with a telling object."""
    for passage, text, topic in paragraphs(source):
        for sentence in split(text):
            said = resolved(sentence, source.product, topic) if is_sentence(sentence) else None
            found = _ask(said, passage, source) if said and 8 <= len(said.split()) <= 40 else None
            if found:
                yield found


def _ask(said: str, passage: Passage, source: Source) -> Claim | None:
    clause = parse(said)
    if clause is None or clause.auxiliary or clause.past or not _named(clause.subject, source):
        return None
    subject = source.casing.opening(clause.subject)
    rest = re.split(r",|;|\u2014", clause.rest)[0]
    if clause.verb in _MEANS:
        wanted = _FOR.match(rest)
        if wanted is None or _PRONOUN.search(wanted.group(1)) or not 3 <= len(wanted.group(1).split()) <= 14:
            return None
        asked = f"what {clause.do} {subject} {clause.verb} {wanted.group(1)}"
    elif clause.verb in _CLEAR and source.product.casefold() not in subject.casefold():
        asked = f"what {clause.do} {subject} {clause.verb}"
    else:
        return None
    return claim(KIND, "object", asked, said, [passage], asked=asked)


def _named(subject: str, source: Source) -> bool:
    """Whether a subject is called by a name of its own, so that the question says what it is about."""
    if _PRONOUN.search(subject) or len(subject.split()) > 6:
        return False
    return (
        source.product in subject
        or bool(re.search(r"[a-z][A-Z]|[A-Z]{2}", subject))
        or len(subject.split()) > 2
    )
