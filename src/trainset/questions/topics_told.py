"""Sections whose heading is a name: the first paragraph tells what it is or how it works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.clauses import parse_main
from trainset.questions.headed import of_page, with_members
from trainset.questions.phrases import plural_subject
from trainset.questions.sentences import split
from trainset.questions.source import Source, claim
from trainset.questions.standing import answer_from, promises
from trainset.questions.topics import inner, is_name, name_of, with_article
from trainset.questions.words import gerunds, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.documents.passage import Passage
    from trainset.questions.claim import Claim
    from trainset.questions.outline import Block

KIND = "topic"
_LEAST = 14
_MUCH = 25


def find(source: Source) -> Iterator[Claim]:
    """The claims of a heading with its first paragraph."""
    for section in source.sections:
        if not section.blocks or len(section.heading) < 2 or not is_name(section.title):
            continue
        if len(section.heading) > 2 and name_of(section.title).casefold() in words().owned:
            source.turn_down(KIND, "each part has a section of that name", section.title)
            continue
        topic = with_article(section.title, source.casing)
        answer, rests_on = _told(section.blocks[0], topic, source)
        if answer is None or len(answer.split()) < _LEAST:
            source.turn_down(KIND, "the first paragraph does not stand by itself", section.title)
            continue
        if promises(answer):
            source.turn_down(KIND, "the first paragraph only announces what follows", section.title)
            continue
        if re.search(
            rf"\b(?:the|its) (?:{'|'.join(sorted(words().pointing))})s?\b",
            name_of(section.title),
            re.IGNORECASE,
        ):
            source.turn_down(KIND, "the heading points at something told before", section.title)
            continue
        fits = _mentions(answer, inner(section.title, source.casing)) and _subject_fits(answer, topic, source)
        if not fits and not _tells_much(answer, topic):
            source.turn_down(KIND, "the first paragraph does not name the heading's subject", section.title)
            continue
        topic = of_page(_articled(topic, answer), section, source)
        do = "do" if plural_subject(topic) else "does"
        yield claim(
            KIND,
            _shape(section.title, source) if fits else "told",
            topic,
            answer,
            rests_on,
            topic=topic,
            do=do,
        )


def _articled(topic: str, answer: str) -> str:
    """The topic with the article that the answer gives it, where it was only guessed."""
    guessed = re.match(r"^(an?) (.*)$", topic)
    if guessed is None:
        return topic
    last = re.escape(guessed.group(2).split()[-1])
    used = re.search(rf"\b(the|an?)\s(?:[\w-]+\s){{0,4}}{last}\b", answer, re.IGNORECASE)
    if used:
        return f"{used.group(1).lower()} {guessed.group(2)}" if used.group(1).lower() == "the" else topic
    return guessed.group(2)


def _told(block: Block, topic: str, source: Source) -> tuple[str | None, list[Passage]]:
    """What the first block tells: a paragraph, or a list with its lead."""
    if block.members:
        found = with_members(block, source, topic)
        return found or (None, [])
    if block.lead is None or block.lead.kind != "paragraph" or block.lead.box == "quote":
        return None, []
    return answer_from(block.lead.text, source.product, topic, most_words=100), [block.lead]


def _mentions(answer: str, name: str) -> bool:
    """Whether the answer names its subject: at least its last word, and half of its words."""
    stems = [
        word.casefold()[:5]
        for word in re.findall(r"\w{3,}", name)
        if word.casefold() not in words().determiners
    ]
    told = {word.casefold()[:5] for word in re.findall(r"\w{3,}", answer)}
    return bool(stems) and stems[-1] in told and sum(stem in told for stem in stems) * 2 >= len(stems)


def _tells_much(answer: str, topic: str) -> bool:
    """Whether an answer is long and speaks of the topic somewhere: good enough where anything about it is asked for."""
    about = {word.casefold()[:5] for word in re.findall(r"\w{4,}", topic)}
    said = {word.casefold()[:5] for word in re.findall(r"\w{4,}", answer)}
    if re.match(r"\w+ly\b", answer):
        return False  # "Automatically skips ..." lacks its subject
    return len(answer.split()) >= _MUCH and 2 * len(about & said) >= len(about) and not answer.endswith(":")


def _subject_fits(answer: str, topic: str, source: Source) -> bool:
    """Whether the first sentence speaks of the topic or of the product, not of something near it."""
    first = split(answer)[0]
    clause = parse_main(first)
    about = {word.casefold()[:5] for word in re.findall(r"\w{4,}", topic)}
    if clause is None:
        return about <= {word.casefold()[:5] for word in re.findall(r"\w{4,}", first)}
    named = clause.subject.casefold()
    return source.product.casefold() in named or bool(
        about & {word[:5] for word in re.findall(r"\w{4,}", named)}
    )


def _shape(title: str, source: Source) -> str:
    """How the topic is asked for: as something that works, or as something that is handled."""
    tokens = inner(title, source.casing).split()
    if tokens[0].casefold() in gerunds() or tokens[-1].casefold() in words().uncounted:
        return "handled"
    return "works" if tokens[-1].casefold() in words().unique else "told"
