"""Lists that belong together: what a thing has, offers or consists of, told in one answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.clauses import Clause, parse_main
from trainset.questions.enumerations import listed, told_as_sentences
from trainset.questions.headed import lead_in
from trainset.questions.sentences import split
from trainset.questions.source import Source, claim
from trainset.questions.topics import inner, is_clause, is_name, is_vague, name_of, topic_of, with_article
from trainset.questions.traits import is_process
from trainset.questions.words import is_plural, thirds, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.questions.claim import Claim
    from trainset.questions.outline import Block, Section

KIND = "list"
_DESIGN = re.compile(
    r"^(?:This|The) (?:\w+[- ])?(?:architecture|design|system|structure|mechanism|model|framework)\b",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\b(?:steps?|process|procedure|flow|sequence|order|lifecycle|stages?|phases?)\b", re.IGNORECASE
)
_PLANS = re.compile(
    r"\b(?:implementation|milestone|future|roadmap|todo|plan|planned|checklist|next steps|issues|example)\b",
    re.IGNORECASE,
)
_LEAST_LEAD = 6
_BARE = frozenset(("things", "terms", "pages", "parts", "topics", "files", "links"))
_OBJECT = re.compile(
    r"^(?:(?P<count>several|multiple|many|various|a number of|two|three|four|five|six|seven|eight|a range of|a few)\s+)?"
    r"(?P<noun>(?:[\w'-]+ ){0,3}[\w'-]+?)(?P<tail>(?: (?:to|for|when|from|in|based on|that|which|of|on|with|during|at|"
    r"against|between|across|within)\b.*)?)$",
    re.IGNORECASE,
)


def find(source: Source) -> Iterator[Claim]:
    """The claims of lists."""
    for section in source.sections:
        for block in section.blocks:
            if not block.members or not {member.kind for member in block.members} <= {"item", "definition"}:
                continue
            if block.members[0].box == "keytakeaways" or (
                is_clause(section.title) and block is section.blocks[0]
            ):
                continue
            if block.members[0].number and _ORDERED.search(block.lead.text if block.lead else section.title):
                continue
            found = _led(section, block, source) or _traits(section, block, source)
            found = found or _headed(section, block, source) or _covered(section, block, source)
            found = found or _told(section, block, source)
            if found:
                yield found
            else:
                source.turn_down(
                    KIND,
                    "no question asks for the whole list",
                    block.lead.text if block.lead else section.title,
                )


def _traits(section: Section, block: Block, source: Source) -> Claim | None:
    """A list under a heading such as "Benefits": the traits of what stands over it."""
    name = name_of(section.title)
    if (
        not (name.casefold() in words().traits or is_vague(name))
        or block.lead is not None
        or _PLANS.search(name)
    ):
        return None
    whose = topic_of(section.heading[:-1], source.casing)
    text = listed(block.members, source.casing)
    if not whose or text is None or len(name.split()) > 3:
        return None
    trait = source.casing.inner(name)
    stems = {word[:5] for word in re.findall(r"\w{4,}", trait.casefold())}
    if stems & {word[:5] for word in re.findall(r"\w{4,}", whose.casefold())}:
        answer = f"In {source.product}, the {trait} are: {text}"
        return claim(KIND, "listed", trait, answer, block.passages, trait=trait)
    answer = f"The {trait} of {whose} are: {text}"
    return claim(KIND, "traits", f"{trait} of {whose}", answer, block.passages, trait=trait, whose=whose)


def _headed(section: Section, block: Block, source: Source) -> Claim | None:
    """A list without a lead under a name in the plural: the heading says what is listed."""
    if block.lead is not None or not is_name(section.title) or block is not section.blocks[0]:
        return None
    name = inner(section.title, source.casing)
    text = listed(block.members, source.casing)
    if text is None or not is_plural(name.split()[-1]) or _PLANS.search(section.title):
        return None
    if name.split()[-1].casefold() not in words().listed or len(name.split()) < 2:
        return None
    answer = f"In {source.product}, the {name} are: {text}"
    return claim(KIND, "listed", name, answer, block.passages, trait=name)


def _told(section: Section, block: Block, source: Source) -> Claim | None:
    """A list whose lead speaks of the heading's subject: together they tell what there is to know of it."""
    if block.lead is None or not is_name(section.title) or _PLANS.search(" / ".join(section.heading)):
        return None
    topic = with_article(section.title, source.casing)
    lead = lead_in(block.lead, source, topic)
    text = told_as_sentences(block.members) or listed(block.members, source.casing)
    if lead is None or text is None or len(lead.split()) < _LEAST_LEAD or not lead.endswith(":"):
        return None
    clause = parse_main(lead.rstrip(":"))
    if clause is None or clause.rest.split()[-1].casefold() in words().prepositions:
        return None
    said = {word.casefold()[:5] for word in re.findall(r"\w{4,}", clause.subject)}
    about = {word.casefold()[:5] for word in re.findall(r"\w{4,}", topic)}
    if not said & about and source.product.casefold() not in clause.subject.casefold():
        return None
    if not about & {word.casefold()[:5] for word in re.findall(r"\w{4,}", f"{lead} {text}")}:
        return None
    return claim(KIND, "told", topic, f"{lead} {text}", block.passages, topic=topic)


def _covered(section: Section, block: Block, source: Source) -> Claim | None:
    """A list that is all there is under a name, inside another part: what the name covers for that part."""
    if block.lead is not None or len(section.blocks) > 1 or not is_name(section.title):
        return None
    name = inner(section.title, source.casing)
    last = name.split()[-1].casefold()
    where = topic_of(section.heading[:-1], source.casing, bare=True)
    text = listed(block.members, source.casing)
    if text is None or not where or _PLANS.search(" / ".join(section.heading)) or len(text.split()) < 14:
        return None
    if (
        name.split()[0].casefold()
        in {"example", "related", "user", "terms", "glossary"} | words().prepositions
    ):
        return None
    if where.casefold() == source.product.casefold() or set(name.casefold().split()) & set(
        where.casefold().split()
    ):
        return None
    if last in _BARE:
        return None
    if is_plural(last):
        answer = f"The {name} of {where} are: {text}"
        return claim(KIND, "traits", f"{name} of {where}", answer, block.passages, trait=name, whose=where)
    if not (is_process(last) or last in words().uncounted):
        return None
    acts = all(
        member.kind == "item" and member.text.split()[0].casefold() in thirds() for member in block.members
    )
    answer = f"For {where}, {name} {text}" if acts else f"For {where}, {name} covers: {text}"
    return claim(KIND, "covers", f"{name} / {where}", answer, block.passages, topic=name, where=where)


def _led(section: Section, block: Block, source: Source) -> Claim | None:
    """A list whose lead says who has, offers or does what is listed."""
    topic = topic_of(section.heading, source.casing)
    lead = _lead(block, source, topic)
    if lead is None or " - " in lead:
        return None
    text = listed(block.members, source.casing) or told_as_sentences(block.members)
    clause = parse_main(split(lead)[-1].rstrip(":"))
    if text is None or clause is None or clause.auxiliary or not clause.rest or "," in clause.rest:
        return None
    if re.search(r"\b(?:it|its|they|their|them|this|these|those)\b", f"{clause.subject} {clause.rest}"):
        return None
    asked = _which(clause, source) or _how(clause, source)
    if asked is None:
        return None
    question, plain = asked
    return claim(
        KIND, "asked", question, f"{lead} {text}", block.passages, asked=question, plain=plain, about=""
    )


def _which(clause: Clause, source: Source) -> tuple[str, str] | None:
    """Know that "X offers three ways to pay" asks which ways to pay X offers."""
    wanted = _OBJECT.match(clause.rest)
    if wanted is None or not is_plural(wanted.group("noun").split()[-1]):
        return None
    noun, tail = wanted.group("noun"), wanted.group("tail").strip()
    if wanted.group("count") is None and noun.split()[-1].casefold() not in words().listed:
        return None
    if (
        noun.split()[0].casefold() in words().prepositions | words().subordinators | {"a", "an", "the"}
        or not noun[0].isalpha()
    ):
        return None
    if (
        re.match(r"(?:that|which|who|where)\b", tail)
        or len(tail.split()) > 12
        or noun.split()[0].endswith("ly")
    ):
        return None
    subject = source.casing.opening(clause.subject)
    return f"which {noun} {clause.question(subject, tail)}", f"which {noun} {clause.statement(subject, tail)}"


def _how(clause: Clause, source: Source) -> tuple[str, str] | None:
    """Know that "X handles late returns: ..." asks how X handles late returns."""
    if clause.rest.split()[-1].casefold() in words().prepositions:
        return None
    if clause.verb not in words().done_somehow or not 2 <= len(clause.rest.split()) <= 16:
        return None
    subject = source.casing.opening(clause.subject)
    return f"how {clause.question(subject)}", f"how {clause.statement(subject)}"


def _lead(block: Block, source: Source, topic: str) -> str | None:
    """The lead with "this design" named by the section's topic."""
    if block.lead is None:
        return None
    text = block.lead.text
    opening = _DESIGN.match(text)
    if opening and topic and len(split(text)) == 1:
        noun = opening.group().split()[-1]
        ends = topic.rsplit(maxsplit=1)[-1].casefold() == noun
        if not ends and noun not in {"design", "architecture"}:
            return None
        named = topic if ends else f"the {noun} of {topic}"
        return f"{named[:1].upper()}{named[1:]}{text[opening.end() :]}"
    return lead_in(block.lead, source, topic)
