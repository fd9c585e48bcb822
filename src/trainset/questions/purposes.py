"""Sentences that tell the purpose of a thing: "X serves a dual purpose: ...", "X is designed to ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.clauses import parse
from trainset.questions.phrases import plural_subject
from trainset.questions.prose import paragraphs
from trainset.questions.sentences import split
from trainset.questions.source import Source, claim
from trainset.questions.standing import answer_from
from trainset.questions.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.questions.claim import Claim

KIND = "purpose"
_SERVES = re.compile(r"^(?:an?|the) ((?:\w+ )?(?:purpose|role|function|goal))\b")
_DESIGNED = re.compile(r"^(?:designed|meant|intended|built|made) to (?!be\b)(\w+ .*)$")


def find(source: Source) -> Iterator[Claim]:
    """The claims of sentences that tell a purpose."""
    for passage, text, topic in paragraphs(source):
        sentences = split(text)
        for at, sentence in enumerate(sentences):
            clause = parse(sentence)
            if clause is None or clause.subject.casefold().removeprefix("the ") in words().pointing:
                continue
            serves = (
                _SERVES.match(clause.rest) if clause.verb in {"serve", "have", "fulfill", "play"} else None
            )
            designed = _DESIGNED.match(clause.rest) if clause.auxiliary in {"is", "are"} else None
            if not serves and not designed:
                continue
            answer = answer_from(" ".join(sentences[at : at + 3]), source.product, topic, most_words=75)
            if answer is None or not answer.startswith(sentence[:12]):
                source.turn_down(KIND, "leans on its surroundings", sentence)
                continue
            term = source.casing.opening(clause.subject)
            be = "are" if plural_subject(clause.subject) else "is"
            if serves:
                yield claim(
                    KIND,
                    "purpose",
                    term,
                    answer,
                    [passage],
                    term=term,
                    where=term if not topic or serves.group(1) in topic else topic,
                    purpose=serves.group(1),
                )
            else:
                yield claim(KIND, "designed", term, answer, [passage], term=term, be=be)
