"""Noun phrases of the small grammar: which tokens may be one, and whether it is in the plural."""

from __future__ import annotations

import re

from trainset.questions.words import bases, gerunds, is_plural, is_uncounted, thirds, words


def plural_subject(subject: str) -> bool:
    """Whether a subject takes a verb in the plural: by its head noun, which stands before any preposition."""
    head: list[str] = []
    for word in subject.split():
        if word.casefold() in words().prepositions and head:
            break
        head.append(word)
    if not head:
        return False
    first = head[0].casefold()
    if re.search(r"\band\b", " ".join(head)) and first not in gerunds():
        return True
    if first in {"a", "an", "each", "every", "this", "that", "one", "another"}:
        return False
    if first in {
        "these",
        "those",
        "all",
        "several",
        "many",
        "both",
        "multiple",
        "most",
        "two",
        "three",
        "four",
        "five",
        "six",
    }:
        return True
    return is_plural(head[-1]) and not head[-1].endswith("'s")


def _is_headed(tokens: list[str], small: list[str]) -> bool:
    """Whether a phrase without a determiner may stand without one: a plural, a name, or what is not counted.

    Notes leave articles out ("System checks the path"); what they say cannot be quoted as a sentence.
    """
    known = words()
    if small[0] in known.determiners or "'s" in tokens[0] or plural_subject(" ".join(tokens)):
        return True
    head = next((at for at, word in enumerate(small) if at and word in known.prepositions), len(small)) - 1
    noun = small[head]
    if is_uncounted(noun) or re.search(r"[a-z][A-Z]|[A-Z]{2}|[\d_./]", tokens[head]):
        return True
    if head == 0 and ("-" in noun or noun.endswith(("able", "ible", "ical"))):
        return False
    if head == 0:
        return (
            tokens[0][:1].isupper()
            and noun not in known.unique | known.agents | known.pointing | bases()
            and noun not in _COUNTED
        )
    return all(token[:1].isupper() for token in tokens[: head + 1])


_COUNTED = frozenset(
    (
        "device",
        "user",
        "file",
        "library",
        "location",
        "volume",
        "entry",
        "tag",
        "folder",
        "app",
        "receiver",
        "sender",
    )
)


def is_adverb(word: str) -> bool:
    """Whether a word is an adverb, by a list and by its ending."""
    small = word.casefold()
    return small in words().adverbs or (
        small.endswith("ly") and small not in {"only", "supply", "apply", "reply", "rely", "family"}
    )


def is_noun_phrase(tokens: list[str]) -> bool:
    """Whether tokens may be a noun phrase: no finite verb, no pronoun, no subordinating word, no preposition first."""
    small = [token.casefold().strip("\"'") for token in tokens]
    known = words()
    if not _is_headed(tokens, small):
        return False
    if len(small) > 1 and small[0] in bases() and small[0] not in known.noun_verbs:
        return False
    if small[0] in known.prepositions or small[-1] in known.prepositions | known.determiners | {"and", "or"}:
        return False
    if any(
        word in {"a", "an", "the", "each", "every"} and small[at] not in known.prepositions | {"and", "or"}
        for at, word in enumerate(small[1:])
    ):
        return False  # "the number the file system gives": a relative clause without its pronoun
    if any(word in known.auxiliaries for word in small):
        return False
    if any(thirds().get(word, "about") not in known.noun_verbs and word in thirds() for word in small[1:]):
        return False
    if any(word in (known.subordinators - {"and", "or", "as"}) for word in small):
        return False
    if any(word in known.pronouns - {"one", "both"} for word in small):
        return False
    return not small[0].endswith("ly") or small[0] == "only"
