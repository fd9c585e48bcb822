"""Headings and names as phrases that can stand in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.phrases import plural_subject
from trainset.questions.words import bases, gerunds, is_plural, is_uncounted, thirds, words

if TYPE_CHECKING:
    from trainset.questions.casing import Casing

_CLAUSE = re.compile(
    r"^(?:how|why|what|which|where|when|who|whose|can|is|are|do|does|should)\b", re.IGNORECASE
)
_VAGUE = re.compile(
    r"\b(?:benefits|considerations|improvements|applications|capabilities|features|advantages|enhancements|concepts|"
    r"characteristics|requirements|options|issues|details|tips|goals|notes|examples|metrics|"
    r"variables|impact|contributions|principles|points)(?:$| of\b)"
)
_PLAIN = re.compile(r"[A-Za-z][\w'/ .&+-]*")


def is_clause(title: str) -> bool:
    """Whether a heading is a question or an indirect one ("Why large files are sampled")."""
    return bool(_CLAUSE.match(title))


def name_of(title: str) -> str:
    """The name that a heading gives its section: without what follows a colon, a dash or in brackets."""
    title = re.sub(r"\s*\([^()]*\)", "", title)
    parts = re.split(r":\s|\s[-\u2013\u2014]\s", title)
    name = (
        (parts[1] if len(parts) > 1 and re.search(r"\bv\d", parts[0], re.IGNORECASE) else parts[0])
        .strip()
        .strip("`")
    )
    return re.sub(
        r"\s+(?:overview|documentation|guide|introduction|reference)$", "", name, flags=re.IGNORECASE
    )


def is_generic(title: str) -> bool:
    """Whether a heading says nothing of what stands under it."""
    name = name_of(title).casefold()
    if name in words().generic or name in words().traits:
        return True
    return bool(re.match(r"(?:example|phase|step|part)\b", name) or _VAGUE.search(name))


def is_name(title: str) -> bool:
    """Whether a heading is a noun phrase that can be asked about: no clause, no command, neither long nor odd."""
    name = name_of(title)
    tokens = name.split()
    if not tokens or len(tokens) > 6 or is_clause(title) or is_generic(title) or not _PLAIN.fullmatch(name):
        return False
    first = tokens[0].casefold()
    if first in thirds() and len(tokens) > 1 and thirds()[first] not in words().noun_verbs:
        return False
    if first in bases() and len(tokens) > 1 and first not in words().noun_verbs and not is_plural(first):
        return False
    known = words()
    if (
        first in known.prepositions | known.subordinators | known.auxiliaries
        or tokens[-1].casefold() in known.prepositions
    ):
        return False
    return not any(token.casefold() in known.auxiliaries | {"your", "our", "that's"} for token in tokens)


def is_vague(name: str) -> bool:
    """Whether a name ends in a trait that needs an owner, such as "Organizational Benefits"."""
    return bool(_VAGUE.search(name.casefold()))


def inner(title: str, casing: Casing) -> str:
    """A heading's name as it is written inside a sentence, without an article."""
    name = name_of(title)
    name = re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)
    return casing.inner(name.replace(" & ", " and "))


def with_article(title: str, casing: Casing) -> str:
    """A heading's name as a subject: "the simulation engine", "deduplication", "a location", "SdPath"."""
    name = name_of(title)
    given = re.match(r"^(the|a|an)\s+", name, flags=re.IGNORECASE)
    phrase = inner(title, casing)
    if given:
        return f"{given.group(1).lower()} {phrase}"
    if " of " in phrase:  # "network states of a device": what is somebody's is definite
        return f"the {phrase}"
    tokens = phrase.split()
    last = tokens[-1].casefold()
    if re.match(r"[\w-]+'s\b", phrase) or tokens[0].casefold() in words().determiners:
        return phrase
    if plural_subject(phrase) or is_plural(last) or is_uncounted(last) or _is_proper(tokens, casing):
        return phrase
    if tokens[0].casefold() in gerunds() and len(tokens) > 1:
        return phrase
    if _is_proper(tokens[:1], casing) and last not in words().unique and len(tokens) < 3:
        return phrase if re.fullmatch(r"v?\d.*", last) else f"the {phrase}"
    if last in words().unique or re.search(
        r"[a-z](?:Manager|Job|System|Service|Watcher|Registry|Handler)$", phrase
    ):
        return f"the {phrase}"
    return f"{article(phrase)} {phrase}"


def article(phrase: str) -> str:
    """Know that "a" or "an", by how the phrase sounds."""
    first = phrase.split(maxsplit=1)[0]
    if re.fullmatch(r"[A-Z]{2,}s?", first):
        return "an" if first[0] in "AEFHILMNORSX" else "a"
    if re.match(r"(?:uni|use|user|usual|eu|one\b|UUID|URI|URL)", first, re.IGNORECASE) and not re.match(
        "unin|unim", first
    ):
        return "a"
    return "an" if first[0].casefold() in "aeiou" or re.match("hour|honest", first, re.IGNORECASE) else "a"


def _is_proper(tokens: list[str], casing: Casing) -> bool:
    """Whether a phrase is one proper name: a single word with capitals or digits inside, or always capitalized."""
    if len(tokens) != 1:
        return False
    word = tokens[0]
    if re.search(r"[A-Z_\d./]", word[1:]):
        return True
    return (
        word[:1].isupper()
        and casing.counts[word] > casing.counts[word.lower()]
        and not casing.runs[f"a {word}"]
    )


def topic_of(heading: tuple[str, ...], casing: Casing, *, skip: str = "", bare: bool = False) -> str:
    """The nearest heading that is a name, as a subject; empty if there is none.

    `skip` is passed over, and `bare` leaves out "a".
    """
    for title in reversed(heading):
        if title is not heading[0] and name_of(title).casefold() in words().owned:
            continue  # each part has one of those: the part is the topic
        if title != skip and is_name(title):
            named = with_article(title, casing)
            return re.sub(r"^an? ", "", named) if bare else named
    return ""


_HEAD_ENDS = re.compile(
    r"(?<!-)\b(?:that|which|who|where|when|whose|for|of|to|in|on|with|by|from|at|used|using|based|designed|built|created|"
    r"combining|enabling|providing|allowing|representing|containing|[a-z]+ing|[a-z]+ed)\b(?!-)|[,;(:\u2014]"
)


def is_kind(term: str, phrase: str) -> bool:
    """Whether a phrase without an article names what kind of thing a term is: "Complete index of ..." of a database."""
    known = words()
    first = phrase.split(maxsplit=1)[0].casefold()
    if first in known.determiners | known.prepositions | set(thirds()) | bases() | set(gerunds()):
        return False
    end = _HEAD_ENDS.search(phrase, len(first))
    head = (phrase[: end.start()] if end else phrase).split()
    last, own = (head[-1].casefold() if head else ""), term.rsplit(maxsplit=1)[-1].casefold()
    return (
        own in known.agents | known.unique
        and 1 < len(head) < 6
        and last in known.agents | known.unique | {own}
    )


def described(phrase: str) -> str | None:
    """A description that is a noun phrase, with the article it lacks; None where its head is not clear."""
    first = phrase.split(maxsplit=1)[0].casefold()
    if first in words().determiners or re.match(r"[\w-]+'s\b", phrase):
        return phrase
    end = _HEAD_ENDS.search(phrase, len(phrase.split(maxsplit=1)[0]))
    head = (phrase[: end.start()] if end else phrase).split()
    if not head or len(head) > 6 or head[0].casefold() in words().prepositions | words().subordinators:
        return None
    last = head[-1].casefold()
    if len(head) > 1 and all(re.match("[A-Z][a-z]", word) for word in head[:2]):
        return f"the {phrase}"
    bare = is_plural(last) or is_uncounted(last)
    return phrase if bare else f"{article(phrase)} {phrase}"
