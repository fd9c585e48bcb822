"""Items whose description is a statement about something else than their name: what the name has to do with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.casing import capital
from trainset.questions.definitions import KIND
from trainset.questions.phrases import plural_subject
from trainset.questions.source import Source, claim
from trainset.questions.topics import topic_of
from trainset.questions.words import bases, words

if TYPE_CHECKING:
    from trainset.documents.passage import Passage
    from trainset.questions.claim import Claim
    from trainset.questions.clauses import Clause

_PASSIVE = re.compile(
    r"to be \w+(?:ed|en|pt|lt|ld|nt)\b|(?:\w+ly )?(?:repeated|deleted|removed|merged|moved|skipped|ignored|copied|marked|restored|"
    r"discarded|rejected|filtered|dropped|cleaned|archived|encrypted|retried|kept|detected|converted|combined|replaced)\b"
)
_AMOUNTS = frozenset(
    (
        "usage",
        "overhead",
        "impact",
        "cost",
        "load",
        "size",
        "latency",
        "duration",
        "support",
        "performance",
        "memory",
    )
)


def is_process(last: str) -> bool:
    """Whether a name ends in a word for something that is done or goes on."""
    if last in _AMOUNTS | {
        "option",
        "section",
        "location",
        "collection",
        "application",
        "environment",
        "document",
        "extension",
    }:
        return False
    known = words().uncounted | {"model", "process", "transfer", "routing", "lookup", "merge"}
    return last in known or last.endswith(("tion", "sion", "ing", "ment", "very", "sis", "ability"))


def is_property(last: str) -> bool:
    """Whether a name ends in a word for something that is achieved, such as safety."""
    return last not in {
        "identity",
        "entity",
        "capacity",
        "activity",
        "dependency",
        "sequence",
        "instance",
    } and last.endswith(("ity", "ness", "ance", "ence", "ency", "ancy", "acy", "safety", "secrecy", "dence"))


def means(  # what a claim is made of
    name: str, answer: str, about: set[str], passage: Passage, source: Source, where: str
) -> Claim | None:
    """A trait, explained by a statement: "Unified returns means that any shop takes any book"."""
    last = name.rsplit(maxsplit=1)[-1].casefold()
    everything = {word.casefold()[:5] for word in re.findall(r"\w{3,}", answer)}
    if len(name.split()) == 1 and plural_subject(name):
        return None
    proper = (len(name.split()) == 1 and name[:1].isupper()) or (
        " " in name and name.split(maxsplit=1)[0].casefold() in bases()
    )
    odd = (
        proper
        or last in words().agents | words().unique | _AMOUNTS
        or re.search(r"[a-z][A-Z]|[A-Z]{2}", name)
    )
    if odd or last.endswith(("er", "or")) or about <= everything:
        return None
    verb = "mean" if plural_subject(name) else "means"
    answer = f"{capital(name)} {verb} that {source.casing.opening(answer)}"
    return claim(KIND, "means", name, answer, [passage], term=name, where=where)


def deed(clause: Clause, answer: str, passage: Passage, source: Source) -> Claim | None:
    """A description that is a statement about its own subject: what that does, or what happens to it."""
    subject = source.casing.opening(clause.subject)
    where = topic_of(passage.heading, source.casing, bare=True)
    if clause.auxiliary in {"is", "are"}:
        if not _PASSIVE.match(clause.rest):
            return None
        return claim("deed", "happens", subject, answer, [passage], subject=subject, where=where)
    if (
        not clause.verb
        or clause.auxiliary
        or clause.verb
        in {
            "mean",
            "have",
            "belong",
            "consist",
            "exist",
            "depend",
            "keep",
            "stay",
            "remain",
            "continue",
            "become",
            "come",
            "go",
        }
    ):
        return None
    if clause.rest.split()[0].casefold() in words().prepositions | words().subordinators | words().adverbs:
        return None
    do = "do" if plural_subject(subject) else "does"
    return claim("deed", "deed", subject, answer, [passage], subject=subject, do=do, where=where)
