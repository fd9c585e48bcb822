"""Sentences that say what a named part does: "The catalogue service finds books by ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.clauses import parse
from trainset.questions.phrases import plural_subject
from trainset.questions.prose import prose
from trainset.questions.sentences import is_sentence, leans, split
from trainset.questions.source import Source, claim
from trainset.questions.standing import answer_from
from trainset.questions.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.questions.claim import Claim

KIND = "deed"
# Praise and stories say nothing that a question could ask for.
_EMPTY = re.compile(
    r"\b(?:her|his|she|he|leap|solid foundation|excellent|seamless experience)\b", re.IGNORECASE
)
_PART = re.compile(r"(?:The )?(?:[A-Za-z][\w-]* ){0,3}[A-Za-z][\w-]*")


def find(source: Source) -> Iterator[Claim]:
    """The claims of sentences whose subject is a part with a name of its own."""
    for passage, text, topic in prose(source):
        sentences = split(text)
        for at, sentence in enumerate(sentences):
            clause = parse(sentence) if is_sentence(sentence) and not leans(sentence) else None
            if (
                clause is None
                or clause.auxiliary
                or clause.verb in words().idle
                or len(clause.rest.split()) < 6
            ):
                continue
            if not _is_part(clause.subject, source.product) or not topic:
                continue
            answer = answer_from(" ".join(sentences[at : at + 2]), source.product, topic, most_words=60)
            if answer is None or not answer.startswith(sentence[:12]) or _EMPTY.search(answer):
                continue
            subject = source.casing.opening(clause.subject)
            do = "do" if plural_subject(subject) else "does"
            where = re.sub(r"^an? ", "", topic)
            told = {word.casefold()[:5] for word in re.findall(r"\w{4,}", subject)}
            inside = told & {word.casefold()[:5] for word in re.findall(r"\w{4,}", where)}
            shape = "deed" if inside or where.casefold() == source.product.casefold() else "deed-in"
            yield claim(KIND, shape, subject, answer, [passage], subject=subject, do=do, where=where)


def _is_part(subject: str, product: str) -> bool:
    """Whether a subject is a part that acts: a name in code, or "the" with a noun for one who acts and a word before it."""
    if not _PART.fullmatch(subject) or subject.casefold() == product.casefold():
        return False
    tokens = subject.split()
    if re.search(r"[a-z][A-Z]", tokens[-1]):
        return True
    bare = tokens[1:] if tokens[0] == "The" else tokens
    known = words()
    if not tokens[0][:1].isupper() or bare[0].casefold() in known.determiners | known.adverbs:
        return False
    last = bare[-1].casefold()
    return len(bare) > 1 and tokens[0] == "The" and last in known.agents | known.unique
