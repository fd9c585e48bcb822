"""Sections whose heading is a question or an indirect one: the heading asks, what stands under it answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.enumerations import listed, numbered, told_as_sentences
from trainset.questions.inversion import direct
from trainset.questions.outline import Block, Section
from trainset.questions.sentences import leans, split
from trainset.questions.source import Source, claim
from trainset.questions.standing import answer_from, named, promises, resolved
from trainset.questions.tables import table_text
from trainset.questions.topics import is_clause, is_name, name_of, topic_of, with_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.documents.passage import Passage
    from trainset.questions.claim import Claim

KIND = "question"
# "How old entries are cleaned up" does not ask how old they are.
_HOW_OLD = re.compile(
    r"^(how) (old|new|big|large|small|long|fast|deep) (are|is) ((?:\w+s|\w+ \w+s) \w+(?:ed|en|wn|pt|ld|nd)\b)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\b(?:goes? wrong|it works|this|these|it|they|next|happens)\b(?! to| with| when| if)", re.IGNORECASE
)


def find(source: Source) -> Iterator[Claim]:
    """The claims of clause headings."""
    for section in source.sections:
        if not is_clause(section.title) or not section.blocks:
            continue
        asked = direct(_inside(section.title, source))
        asked = _HOW_OLD.sub(r"\1 \3 \2 \4", asked) if asked else None
        if asked is None:
            source.turn_down(KIND, "heading is no clear question", section.title)
            continue
        found = body(section.blocks, source, topic_of(section.heading, source.casing))
        if found is None:
            source.turn_down(KIND, "no complete answer under the heading", section.title)
            continue
        answer, passages = found
        plain = _inside(section.title, source).rstrip("?")
        about = _about(section, source)
        if about is None:
            source.turn_down(KIND, "heading names no subject", section.title)
            continue
        if plain.casefold().startswith("how to ") and not re.search(r"`|\b1\. |\(1\)", answer):
            source.turn_down(KIND, "nothing under the heading says how to do it", section.title)
            continue
        shape, plain = _plain(plain[:1].lower() + plain[1:], about=bool(about))
        yield claim(KIND, shape, section.title, answer, passages, asked=asked, plain=plain, about=about)


def _plain(said: str, *, about: bool) -> tuple[str, str]:
    """The shape of the question and the indirect form; a heading that is a direct question may have none."""
    what_is = re.match(r"^(what|who|where) (is|are|was|were) (.+)$", said)
    if what_is and re.match(r"(?:an?|the) [\w' -]+$|[A-Z][\w' -]*$", what_is.group(3)):
        said = f"{what_is.group(1)} {what_is.group(3)} {what_is.group(2)}"
    elif re.match(
        r"^(?:how|why|when|where) (?:is|are|do|does|did|can|should)\b|^(?:can|is|are|do|does|should)\b", said
    ):
        return ("direct-about" if about else "direct"), said
    return ("asked-about" if about else "asked"), said


def _inside(title: str, source: Source) -> str:
    """A clause heading in sentence case: words that the documents write small are written small."""
    first, _, rest = title.partition(" ")
    return f"{first} {source.casing.inner(rest, sure=True)}"


def _about(section: Section, source: Source) -> str | None:
    """What the heading is about, where it does not say so itself; None where nothing says it."""
    title = section.heading[0] if section.heading else ""
    stems = {word.casefold()[:5] for word in re.findall(r"\w{4,}", name_of(title))}
    own = {word.casefold()[:5] for word in re.findall(r"\w{4,}", section.title)}
    if source.product.casefold() in section.title.casefold() or (
        stems & own and not _GENERIC.search(section.title)
    ):
        return ""
    return about(title, source)


def about(title: str, source: Source) -> str | None:
    """A document's title as what a question is about; empty where it is a clause itself, None where it is no name."""
    if is_clause(title):
        return ""
    if not is_name(title) and not re.fullmatch(r"[A-Z][\w' -]+", title):
        return None
    named = with_article(title, source.casing)
    return re.sub(r"^an? ", "", named)


def of_page(topic: str, section: Section, source: Source) -> str:
    """A topic such as "the four phases" with what they are phases of, where only the page's title says it."""
    if not re.match(r"(?:the )?(?:two|three|four|five|six|seven|eight)\b", topic, re.IGNORECASE):
        return topic
    page = _about(section, source)
    return f"{topic} of {page}" if page else topic


def body(blocks: tuple[Block, ...], source: Source, topic: str) -> tuple[str, list[Passage]] | None:
    """An answer from the first block of a section, with the passages it rests on."""
    block = blocks[0]
    if block.members:
        return with_members(block, source, topic)
    if block.lead is None:
        return None
    if block.lead.kind == "paragraph" and _announces(block.lead.text):
        follows = blocks[1].members if len(blocks) > 1 else ()
        return with_members(Block(block.lead, follows), source, topic) if follows else None
    if block.lead.kind not in {"paragraph", "callout"}:
        return None
    answer = answer_from(block.lead.text, source.product, topic, most_words=115)
    return (answer, [block.lead]) if answer and not promises(answer) else None


def _announces(text: str) -> bool:
    return bool(re.search(r"\bfollowing\b|\btable\b|\bthese\b.*:$", split(text)[-1]))


def with_members(block: Block, source: Source, topic: str) -> tuple[str, list[Passage]] | None:
    """An answer from a list, table or steps with the sentence that introduces them."""
    lead = lead_in(block.lead, source, topic, whole=True) or lead_in(block.lead, source, topic)
    if lead is None or not block.members:
        return None
    kinds = {member.kind for member in block.members}
    if kinds == {"command"}:
        rest = f"`{block.members[0].parts[1]}`." if len(block.members) == 1 else None
    elif kinds <= {"header", "row"}:
        rest = table_text(block.members, source.casing)
    elif block.members[0].number:
        rest = numbered(block.members, source.casing)
    elif kinds <= {"item", "definition"}:
        rest = told_as_sentences(block.members) or listed(block.members, source.casing)
    else:
        rest = None
    return (f"{lead} {rest}", list(block.passages)) if rest else None


def lead_in(lead: Passage | None, source: Source, topic: str, *, whole: bool = False) -> str | None:
    """The sentence that introduces a list, ending in a colon; None if it leans on something.

    Those before it come along where it does not stand alone, or where the `whole` is wanted.
    """
    if lead is None:
        return None
    sentences = split(lead.text)
    last = re.sub(r",? as the following table \w+(?=[.:])", "", sentences[-1])
    last = re.sub(r"\s*(?:\bin|\bby|\bwith)? the following (?:table|list)\b", "", last)
    last = re.sub(r"\bthe following (?=(?:\w+ ){0,3}\w+:)|,? as the following table \w+(?=[.:])", "", last)
    last = re.sub(r"\bas follows(?=:)", "in this way", last)
    alone = resolved(last, source.product, topic)
    if alone is not None and len(sentences) > 1 and not whole:
        sentences = sentences[-1:]
    kept = []
    for at, sentence in enumerate([*sentences[:-1], last]):
        said = resolved(sentence, source.product, topic) if at == 0 else named(sentence, source.product)
        if said is None or leans(said, opening=at == 0):
            return None
        kept.append(said)
    kept[-1] = re.sub(r"[.:]$", ":", kept[-1])
    return " ".join(kept) if kept[-1].endswith(":") and len(kept) <= 3 else None
