"""Items that say what the subject of their lead does: "The till checks two things: **Coins**: Counts ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.questions.casing import capital
from trainset.questions.clauses import parse_main
from trainset.questions.enumerations import unfit
from trainset.questions.phrases import plural_subject
from trainset.questions.sentences import leans, split
from trainset.questions.source import Source, claim
from trainset.questions.standing import resolved
from trainset.questions.topics import inner, is_name, topic_of
from trainset.questions.words import thirds, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.documents.passage import Passage
    from trainset.questions.claim import Claim
    from trainset.questions.outline import Block

KIND = "mechanism"


def find(source: Source) -> Iterator[Claim]:
    """The claims of items that start with a verb whose subject the lead names."""
    for section in source.sections:
        for block in section.blocks:
            subject = _subject(block, source, topic_of(section.heading, source.casing))
            if not subject:
                continue
            for member in block.members:
                found = _item(member, subject, block, source)
                if found:
                    yield found


def _subject(block: Block, source: Source, topic: str) -> str:
    """The subject of the lead's last sentence, in the singular and by its name; empty if there is none."""
    if block.lead is None or not block.members:
        return ""
    last = split(block.lead.text)[-1]
    said = resolved(last, source.product, topic)
    clause = parse_main(said.rstrip(":")) if said else None
    if clause is None or plural_subject(clause.subject) or clause.verb not in words().acts_on:
        return ""
    subject = source.casing.opening(clause.subject)
    return "" if leans(subject) or subject.split()[0] in {"a", "an", "each", "every"} else subject


def _item(member: Passage, subject: str, block: Block, source: Source) -> Claim | None:
    if member.kind != "definition" or block.lead is None:
        return None
    term, said = member.parts
    first = said.split()[0].casefold()
    if first not in thirds() or first in words().acting or not is_name(term) or unfit(said) or leans(said):
        return None
    if len(split(said)) > 2 or len(said.split()) < 5:
        return None
    name = inner(term, source.casing)
    answer = f"{capital(f'for {name}')}, {subject} {source.casing.opening(said)}"
    answer = answer if answer.endswith(".") else f"{answer}."
    return claim(
        KIND,
        "handles",
        f"{subject}: {name}",
        answer,
        [block.lead, member],
        agent=subject,
        term=name,
        do="does",
    )
