"""Numbered lists under a heading that is a name: what is done, in which order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.enumerations import numbered
from trainset.questions.headed import lead_in, of_page
from trainset.questions.source import Source, claim
from trainset.questions.topics import inner, is_clause, is_name, topic_of, with_article
from trainset.questions.words import gerunds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.questions.claim import Claim

KIND = "steps"
_ORDERED = re.compile(
    r"\b(?:steps?|process|procedure|workflow|flow|stages?|phases?|sequence|order|follow|operates|proceeds|works|takes?|"
    r"goes through|passes through|happens|lifecycle|algorithm|runs?)\b",
    re.IGNORECASE,
)
_PLANS = re.compile(
    r"\b(?:implementation|phase|week|milestone|future|roadmap|todo|plan|checklist|next steps|example)\b",
    re.IGNORECASE,
)


def find(source: Source) -> Iterator[Claim]:
    """The claims of numbered lists."""
    for section in source.sections:
        if is_clause(section.title) and section.blocks and section.blocks[0].members:
            continue
        for block in section.blocks:
            if not block.members or not block.members[0].number:
                continue
            said = block.lead.text if block.lead else ""
            if not _ORDERED.search(f"{said} {section.title}") or _PLANS.search(section.title):
                source.turn_down(KIND, "nothing says that the order counts", said or section.title)
                continue
            topic = topic_of(section.heading, source.casing)
            text = numbered(block.members, source.casing)
            lead = lead_in(block.lead, source, topic) if block.lead else None
            if text is None or not is_name(section.title):
                source.turn_down(KIND, "steps or heading cannot be told", said or section.title)
                continue
            name = of_page(with_article(section.title, source.casing), section, source)
            if lead is None:
                lead = f"{name[:1].upper()}{name[1:]} takes these steps:"
            if name.startswith(("a steps", "steps")):
                name = re.sub(r"^a ", "", name)
                yield claim(KIND, "listed", name, f"{lead} {text}", block.passages, trait=name)
                continue
            shape = (
                "steps-doing"
                if inner(section.title, source.casing).split()[0].casefold() in gerunds()
                else "steps"
            )
            yield claim(KIND, shape, name, f"{lead} {text}", block.passages, topic=name)
