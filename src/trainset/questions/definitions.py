"""Sentences that say what a thing is, and items of lists that do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.clauses import parse
from trainset.questions.phrases import plural_subject
from trainset.questions.prose import prose
from trainset.questions.sentences import split
from trainset.questions.source import Source, claim
from trainset.questions.standing import answer_from
from trainset.questions.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.documents.passage import Passage
    from trainset.questions.claim import Claim

KIND = "definition"
_IS = re.compile(
    r"^(?:an?|the|one of|[A-Z]\w*'s|how|where|what|any|every|each|all)\b|"
    r"^(?:\w+ly )?(?:built|designed|planned) (?:as|to be) (?:an?|the)\b"
)
_ODD = re.compile(
    r"\b(?:first|second|third|last|next|most|least|best|worst|only|main|key|biggest|largest|smallest|price|result|reason|"
    r"difference|order|example|goal|idea|problem|answer|question|advantage|exception|former|latter|rest|name|heart|"
    r"number|way|cost|story|same|other|limit|figure|point|case|purpose|aim)\b",
    re.IGNORECASE,
)


def find(source: Source) -> Iterator[Claim]:
    """The claims of sentences such as "A location is a folder that ..."."""
    for passage, text, topic in prose(source):
        sentences = split(text)
        for at, sentence in enumerate(sentences):
            subject = is_defined(sentence, source.product)
            if subject is None or _is_local(subject, passage):
                continue
            answer = answer_from(" ".join(sentences[at:]), source.product, topic, most_words=75)
            if answer is None or not answer.startswith(sentence[:12]):
                source.turn_down(KIND, "leans on its surroundings", sentence)
                continue
            yield defined(subject, answer, [passage], source)


def _is_local(subject: str, passage: Passage) -> bool:
    """Whether "the source" is one that only this paragraph knows: a single common word that no heading names."""
    word = re.fullmatch(r"[Tt]he ([a-z-]+)", subject)
    return bool(word) and not any(word.group(1)[:5] in title.casefold() for title in passage.heading if word)


def defined(
    subject: str, answer: str, passages: list[Passage], source: Source, shape: str = "what-is"
) -> Claim:
    """The claim that a subject is what the answer says."""
    subject = subject.removesuffix(f" in {source.product}")
    term = source.casing.opening(subject)
    bare = re.sub(r"^(?:an?|the)\s+", "", term, flags=re.IGNORECASE)
    be = "are" if plural_subject(subject) else "is"
    return claim(KIND, shape, bare, answer, passages, term=term, bare=bare, be=be)


def is_defined(sentence: str, product: str) -> str | None:
    """The subject that a sentence defines, or None if it defines none."""
    clause = parse(sentence)
    if clause is None or clause.auxiliary not in {"is", "are"} or not _IS.match(clause.rest):
        return None
    subject = clause.subject
    bare = re.sub(r"^(?:an?|the)\s+", "", subject, flags=re.IGNORECASE)
    tokens = bare.split()
    if tokens[-1].endswith("ed") and len(tokens) > 1:
        return None
    if subject.casefold() == product.casefold() and not re.match(r"an? ", clause.rest):
        return None
    if len(tokens) > 6 or _ODD.search(bare) or bare.casefold() in words().pointing | words().generic:
        return None
    if any(token.casefold() in words().determiners for token in tokens) or re.search(r"[\"/=]", bare):
        return None
    if clause.rest.startswith(
        (
            "the same",
            "an exception",
            "the case",
            "the only",
            "what",
            "how",
            "a good",
            "the result",
            "the most",
            "one of",
        )
    ):
        return None
    if tokens[0].casefold() in {"everything", "anything", "something"} or len(clause.rest.split()) < 5:
        return None
    return subject
