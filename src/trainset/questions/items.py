"""Definition items: a name with what it is, does or means."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from trainset.questions.casing import capital
from trainset.questions.clauses import ends_as_sentence, parse, parse_main
from trainset.questions.definitions import defined, is_defined
from trainset.questions.enumerations import unfit
from trainset.questions.phrases import plural_subject
from trainset.questions.sentences import is_sentence, leans, split
from trainset.questions.source import Source, claim
from trainset.questions.standing import answer_from
from trainset.questions.topics import described, inner, is_kind, is_name, name_of, topic_of, with_article
from trainset.questions.traits import deed, is_process, is_property, means
from trainset.questions.words import bases, thirds, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.documents.passage import Passage
    from trainset.questions.claim import Claim

_GLOSSARY = re.compile(r"\b(?:glossary|terms|terminology|definitions|vocabulary)\b", re.IGNORECASE)
_LEAST_TOLD = 9
_PHRASE = re.compile(r"^(?:an?|the|one|any)\s+\w", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"^(?:scenario|example|use cases?|performance|implementation|description|output|input|note|storage|features?|"
    r"lifecycle|resolution|strategy|purpose|goal|mitigation|attack|defen[cs]e|impact|status|data|conflicts?|solution|"
    r"problem|benefits?|title|default|type|result|location|encryption|where|when|why|how|trigger|priority|warning|"
    r"why it matters|observe|orient|decide)s?$",
    re.IGNORECASE,
)


def find(source: Source) -> Iterator[Claim]:
    """The claims of definition items."""
    for passage in source.passages:
        if passage.kind != "definition" or passage.box == "keytakeaways":
            continue
        found = _glossary(passage, source) if _in_glossary(passage) else _item(passage, source)
        if found is None:
            source.turn_down("item", "the description makes no sentence with its name", passage.text)
        else:
            yield found


def _in_glossary(passage: Passage) -> bool:
    return any(_GLOSSARY.search(title) for title in passage.heading)


def _glossary(passage: Passage, source: Source) -> Claim | None:
    term, said = passage.parts
    if len(said.split()) < 5 or unfit(said) or leans(said):
        return None
    if re.match(
        rf"(?:(?:an?|the)\s+)?{re.escape(name_of(term))}s?\s+(?:is|are|means?)\b", said, re.IGNORECASE
    ):
        name = inner(term, source.casing)  # the description is a sentence that names the term itself
        be = "are" if plural_subject(name) else "is"
        return claim("glossary", "term", name, " ".join(split(said)[:3]), [passage], term=name, be=be)
    if is_sentence(said) and parse(said) is not None:
        return _full(passage, source)
    said = split(said)[0] if len(split(said)) > 1 and parse(split(said)[1]) is None else said
    if re.match(r"[A-Z][\w-]* (?:to|for|by)\b", said) or thirds().get(said.split()[0].casefold()):
        return None
    phrase = described(source.casing.opening(said).rstrip("."))
    if phrase is None:
        return None
    name = inner(term, source.casing)
    rest = ". ".join(part.rstrip(".") for part in split(phrase))
    answer = f'In {source.product}, "{name}" refers to {rest}.'
    be = "are" if plural_subject(name) else "is"
    return claim("glossary", "term", name, answer, [passage], term=name, be=be)


def _item(passage: Passage, source: Source) -> Claim | None:
    term, said = passage.parts
    if len(said.split()) < 5 or unfit(said) or _ATTRIBUTE.match(term) or not is_name(term):
        return None
    first = said.split()[0].casefold()
    if _PHRASE.match(said) and parse(split(said)[0]) is None:
        return _phrase(passage, source)
    if is_kind(term, said) and (phrase := described(source.casing.opening(said))):
        return _phrase(replace(passage, parts=(term, phrase)), source)
    if first in thirds() or (first.endswith("ly") and said.split()[1].casefold() in thirds()):
        return _verb(passage, source)
    return _full(passage, source)


def _phrase(passage: Passage, source: Source) -> Claim | None:
    """Know that "Gift card: A card that ..." says what a gift card is."""
    term, said = re.sub(r"\s*\([^()]*\)", "", passage.parts[0]), passage.parts[1]
    name = with_article(term, source.casing)
    if (
        plural_subject(name)
        or leans(said)
        or len(split(said)) > 3
        or re.fullmatch("[a-z]+|(?:No|Not) .*", term)
    ):
        return None
    if (
        ends_as_sentence(said)
        or parse(re.sub(r" \([^()]*\)", "", split(said)[0]))
        or term.casefold() in said.casefold().split()[:6]
    ):
        return None
    sentence = f"{capital(name)} is {source.casing.opening(said)}"
    answer = sentence if sentence.endswith(".") else f"{sentence}."
    return defined(name, answer, [passage], source)


def _verb(passage: Passage, source: Source) -> Claim | None:
    """Know that "CatalogueService: Finds books by ..." says what the service does."""
    term, said = passage.parts
    last, first = inner(term, source.casing).split()[-1].casefold(), said.split()[0].casefold()
    if first in {"includes", "contains", "uses", "has"}:
        return None  # what a mode or a kind has is no role
    if len(said.split()) > 1 and said.split()[1].casefold() in bases() - words().noun_verbs:
        return None  # "Locks expire ...": the first word is a noun in the plural
    code = bool(re.search(r"[a-z][A-Z]|_", term))
    acts = code or last in words().agents or last.rstrip("s") in words().agents or is_process(last)
    if not acts and first not in words().acting:
        return None
    name = with_article(term, source.casing)
    if plural_subject(name) or leans(said) or re.search(rf"\b{re.escape(last)}s?\b", said.casefold()):
        return None
    sentences = split(f"{capital(name)} {source.casing.opening(said)}")
    answer = " ".join(sentence if sentence.endswith(".") else f"{sentence}." for sentence in sentences[:3])
    where = topic_of(passage.heading, source.casing, bare=True)
    if not where:
        return None
    shape = "does" if code or (len(name.split()) > 2 and acts) else "does-in"
    return claim("role", shape, name, answer, [passage], term=name, where=where)


def _full(passage: Passage, source: Source) -> Claim | None:
    """Know that "Returns: A book may be returned within ..." says what there is to returns."""
    term, said = passage.parts
    whole = said if said.endswith((".", "!", "?")) else f"{said}."
    where = topic_of(passage.heading, source.casing, bare=True)
    where = "" if where.casefold() == source.product.casefold() else where
    answer = answer_from(whole, source.product, where, most_words=80)
    first = split(whole)[0]
    clause = parse_main(first)
    in_glossary = _in_glossary(passage)
    where = "" if where and _GLOSSARY.search(where) else where
    if answer is None or clause is None or not (where or in_glossary):
        return None
    name = inner(term, source.casing)
    about = {word.casefold()[:5] for word in re.findall(r"\w{3,}", name)}
    told = {word.casefold()[:5] for word in re.findall(r"\w{3,}", clause.subject)}
    if about <= told and is_defined(split(answer)[0], source.product):
        return defined(clause.subject, answer, [passage], source)
    if parse(first) and (about & told or not where):
        return deed(clause, answer, passage, source)
    if not where:
        return None
    last = name.split()[-1].casefold()
    if (
        len(split(answer)) == 1
        and len(answer.split()) < _LEAST_TOLD
        and not about & {word.casefold()[:5] for word in re.findall(r"\w{3,}", answer)}
    ):
        return None  # a remark of a few words does not explain a name that it does not speak of
    if is_property(last):
        return claim("mechanism", "achieved", name, answer, [passage], term=name, where=where)
    if is_process(last):
        do = "do" if plural_subject(name) else "does"
        name = f"the {name}" if last in words().unique else name
        return claim("mechanism", "process", name, answer, [passage], term=name, where=where, do=do)
    return means(name, answer, about, passage, source, where) if parse(first) else None
