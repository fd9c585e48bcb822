"""Make a sentence stand by itself: say who "the system" is, and refuse what leans on its surroundings."""

from __future__ import annotations

import re

from trainset.questions.casing import capital
from trainset.questions.clauses import has_verb
from trainset.questions.sentences import is_sentence, leans, split
from trainset.questions.words import is_plural, thirds, words

_NAMED = re.compile(r"^the\s+(?:([\w-]+)\s+)?([\w-]+)(?=[\s,.;:'])", re.IGNORECASE)
_SYSTEM = re.compile(r"\b[Tt]he system\b(?! of| that| tray|s\b| database| volume| root| drive)(?!-)")
_MOST_SENTENCES = 5
_LONGEST_PROMISE = 22
_PROMISE = re.compile(
    r"\b(?:several|some|few|many|various|different|two|three|four|five|six|seven|(?:small|large) number of|near, middle) "
    r"(?:[\w-]+ )*?(?:forms|reasons|kinds|ways|parts|causes|terms?|places|groups|sorts|purposes|methods|areas)\b|"
    r"\b(?:little|much|something) in common\b",
    re.IGNORECASE,
)


def resolved(sentence: str, product: str, topic: str) -> str | None:
    """The sentence with its subject named, or None if it leans on what stands elsewhere.

    "The system" is the product, and a bare "the engine" is the topic when that is an engine.
    """
    if re.search(r"\bthe (?:system|architecture) (?:as|itself)\b", sentence, re.IGNORECASE):
        return None
    said = _SYSTEM.sub(product, sentence)
    if leans(said):
        return None
    opening = _NAMED.match(said)
    if opening is None:
        return capital(said)
    first, second = (opening.group(1) or "").casefold(), opening.group(2).casefold()
    bare = second if not first else first if _ends_phrase(opening, first) else ""
    if not bare or bare not in words().pointing:
        return capital(said)
    if topic and topic.casefold().split()[-1] == bare and len(topic.split()) > 1:
        end = opening.end() if not first else opening.start() + 4 + len(first)
        named = topic if topic.casefold().startswith("the ") else f"the {topic}"
        return capital(named + said[end:])
    return None


def _ends_phrase(opening: re.Match[str], first: str) -> bool:
    """Whether the first word after "the" is the noun, since a verb or preposition follows it."""
    second = opening.group(2).casefold()
    known = words()
    if (
        second in known.auxiliaries | known.prepositions | known.subordinators | known.adverbs
        or second.endswith("ly")
    ):
        return True
    return second in thirds() and first in known.pointing


def named(sentence: str, product: str) -> str:
    """The sentence with "the system" named as the product."""
    return capital(_SYSTEM.sub(product, sentence))


def _closed(sentence: str) -> str:
    """A sentence that leads into a list, closed by a full stop where it says enough by itself."""
    if (
        not sentence.endswith(":")
        or len(sentence.split()) < 12
        or is_plural(sentence.rsplit(maxsplit=1)[-1].rstrip(":"))
    ):
        return sentence
    return (
        sentence
        if re.search(r"\b(?:follow\w*|these|several|multiple|various)\b", sentence)
        else f"{sentence[:-1]}."
    )


def promises(answer: str) -> bool:
    """Whether an answer is one short sentence that only says how many things are to be told: "It fails for few reasons"."""
    return (
        len(split(answer)) == 1
        and len(answer.split()) < _LONGEST_PROMISE
        and not re.search(r"[:;]|\b(?:because|so that|by \w+ing)\b", answer)
        and bool(_PROMISE.search(answer))
    )


def answer_from(text: str, product: str, topic: str, *, most_words: int = 95) -> str | None:
    """The opening sentences of a text as an answer, or None if the first does not stand by itself.

    Sentences after the first may lean on those before them. The answer ends before a sentence that points elsewhere,
    or that would make it longer than `most_words`.
    """
    sentences = split(text)
    if not sentences:
        return None
    first = resolved(sentences[0], product, topic)
    if first is None or not is_sentence(first) or not has_verb(first):
        return None
    taken = [first]
    for sentence in sentences[1:_MOST_SENTENCES]:
        said = _closed(_SYSTEM.sub(product, sentence))
        if leans(said, opening=False) or not is_sentence(said) or not has_verb(said):
            break
        if len(" ".join([*taken, said]).split()) > most_words:
            break
        taken.append(said)
    return " ".join(taken)
