"""Single sentences that say how, why or when: each is asked about with its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.clauses import Clause, parse
from trainset.questions.context import context
from trainset.questions.prose import prose
from trainset.questions.sentences import is_sentence, leans, split
from trainset.questions.source import Source, claim
from trainset.questions.standing import resolved
from trainset.questions.words import bases, gerunds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.documents.passage import Passage
    from trainset.questions.claim import Claim

_BY = re.compile(r"^(.*?),? by (?:\w+ly )?(\w+ing)\b(.*)$")
_THROUGH = re.compile(r"^(.*?),? (?:through|via|using|by means of|with the help of) (?!the use)(.*)$")
_MOVING = frozenset(
    (
        "flow",
        "go",
        "pass",
        "run",
        "iterate",
        "travel",
        "communicate",
        "be",
        "work",
        "search",
        "find",
        "include",
        "have",
        "rely",
    )
)
_BECAUSE = re.compile(r"^(.*?),? (because|so that|since|in order to)\b (.*)$")
_TO = re.compile(r"^To ([a-z]+) (.+?), (.+)$")
_WHEN = re.compile(r"^(When|If|Whenever|Once|After|Before|Upon) (.+?), (.+)$")
_UNLIKE = re.compile(r"^(Unlike|In contrast to|Rather than|Instead of) (.+?), (.+)$")
_PRONOUN = re.compile(
    r"\b(?:it|its|they|their|them|this|these|those|such|he|she|which|former|latter)\b", re.IGNORECASE
)


def find(source: Source) -> Iterator[Claim]:
    """The claims of sentences with a telling clause."""
    for passage, text, topic in prose(source):
        for sentence in split(text):
            said = resolved(sentence, source.product, topic) if is_sentence(sentence) else None
            if said is None or not 8 <= len(said.split()) <= 45:
                continue
            found = _unlike(said, passage, source) or _purpose(said, passage, source)
            found = found or _when(said, passage, source) or _because(said, passage, source)
            found = found or _by(said, passage, source)
            if found:
                yield found


def _ask(
    kind: str, how: str, clause: Clause, said: str, passage: Passage, source: Source, rest: str
) -> Claim | None:
    """The claim of a sentence whose clause is asked about with a question word."""
    subject = source.casing.opening(clause.subject)
    if _PRONOUN.search(f"{subject} {rest}") or len(rest.split()) > 18 or leans(said):
        return None
    if (
        (len(rest.split()) < 2 and not clause.verb)
        or re.search(r"\b(?:also|either|too|likewise|therefore|thus)\b|[:;]|\b(?:and|or)$", rest)
        or rest.count("(") != rest.count(")")
    ):
        return None
    if clause.auxiliary in {"has", "have", "had"} and rest.startswith("to "):
        return None  # "why has a clerk to look" is no English
    plain = clause.statement(subject, rest)
    asked = f"{how} {clause.question(subject, rest)}"
    about = context(f"{subject} {rest}", passage, source)
    if about is None:
        return None
    shape = "asked-about" if about else "asked"
    return claim(
        kind, shape, f"{how} {plain}", said, [passage], asked=asked, plain=f"{how} {plain}", about=about
    )


def _by(said: str, passage: Passage, source: Source) -> Claim | None:
    """Know that "X does Y by doing Z" says how X does Y."""
    found = _BY.match(said)
    if found is None or found.group(2).casefold() not in gerunds() or "," in found.group(1):
        found = _THROUGH.match(said)
    if found is None or "," in found.group(1):
        return None
    clause = parse(found.group(1))
    if clause and (
        clause.verb in _MOVING
        or (not clause.verb and clause.auxiliary in {"is", "are"} and " " not in clause.rest)
    ):
        return None
    return _ask("mechanism", "how", clause, said, passage, source, clause.rest) if clause else None


def _because(said: str, passage: Passage, source: Source) -> Claim | None:
    """Know that "X does Y because Z" says why X does Y."""
    found = _BECAUSE.match(said)
    if found is None or "," in found.group(1) or found.group(2) == "since":
        return None
    clause = parse(found.group(1))
    if clause is None or re.search(r"\bnot\b|\bonly$|just$|partly$|mainly$", found.group(1)):
        return None
    return _ask("reason", "why", clause, said, passage, source, clause.rest)


def _purpose(said: str, passage: Passage, source: Source) -> Claim | None:
    """Know that "To do X, Y does Z" says how Y does X, and why it does Z."""
    found = _TO.match(said)
    if found is None or found.group(1) not in bases():
        return None
    goal = f"{found.group(1)} {found.group(2)}"
    clause = parse(found.group(3))
    if clause is None or clause.auxiliary in {"is", "are"} or _PRONOUN.search(goal) or len(goal.split()) > 16:
        return None
    subject = source.casing.opening(clause.subject)
    if _PRONOUN.search(subject):
        return None
    asked = f"how does {subject} {goal}" if clause.do == "does" else f"how do {subject} {goal}"
    if clause.auxiliary:
        return None
    if context(f"{goal} {subject}", passage, source) != "":
        return None
    return claim("mechanism", "goal", goal, said, [passage], asked=asked, goal=goal, agent=subject)


def _when(said: str, passage: Passage, source: Source) -> Claim | None:
    """Know that "When X, Y" says what happens when X."""
    found = _WHEN.match(said)
    if (
        found is None
        or _PRONOUN.search(found.group(2))
        or len(found.group(2).split()) > 16
        or "," in found.group(2)
    ):
        return None
    if found.group(2).count("(") != found.group(2).count(")"):
        return None
    word = found.group(1).casefold()
    event = f"{word} {found.group(2)}"
    if word in {"after", "before", "while", "upon"} and not _has_clause(found.group(2)):
        return None
    if not _has_clause(found.group(2)) or re.match(r"(?:and|or|but|then)\b", found.group(3)):
        return None
    if re.match(r"(?:the|its|their)? ?(?:it|they|this|these|that)\b", found.group(3)) and not re.search(
        r"\b(?:a|an|the) \w+", found.group(2)
    ):
        return None
    about = context(event, passage, source)
    if about is None:
        return None
    return claim(
        "event", "event-about" if about else "event", event, said, [passage], event=event, about=about
    )


def _has_clause(text: str) -> bool:
    return parse(text) is not None


def _unlike(said: str, passage: Passage, source: Source) -> Claim | None:
    """Know that "Unlike X, Y does Z" says how Y differs from X."""
    found = _UNLIKE.match(said)
    if found is None or found.group(1) not in {"Unlike", "In contrast to"} or _PRONOUN.search(found.group(2)):
        return None
    clause = parse(found.group(3))
    if clause is None or _PRONOUN.search(clause.subject) or len(found.group(2).split()) > 16:
        return None
    subject = source.casing.opening(clause.subject)
    do = "do" if clause.do in {"do", "are"} else "does"
    return claim(
        "contrast",
        "differs",
        f"{subject} / {found.group(2)}",
        said,
        [passage],
        agent=subject,
        other=found.group(2),
        do=do,
    )
