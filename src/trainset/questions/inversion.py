"""Indirect questions to direct ones: "why large files are sampled" to "why are large files sampled"."""

from __future__ import annotations

import re

from trainset.questions.clauses import parse
from trainset.questions.words import bases, pasts, thirds, words

_DEGREE = re.compile(
    r"^(how (?:many|much) [\w-]+|how (?:large|long|far|often|fast|deep|big|old|well))\s+(.+)$", re.IGNORECASE
)
_WH = re.compile(r"^(how|why|where|when|what|who)\s+(.+)$", re.IGNORECASE)
_WHICH = re.compile(
    r"^((?:which|what|whose) (?:[\w-]+ )*?[\w-]+)\s+((?:the|a|an|each|every|you|it|they|[A-Z])\b.*)$"
)


def direct(indirect: str) -> str | None:
    """The direct question without its question mark, question word in lower case; None where it is not sure."""
    said = indirect.strip().rstrip("?.")
    if re.match(r"how to\s", said, re.IGNORECASE):
        return f"how do I {said[7:]}"
    if re.match(r"what to\s", said, re.IGNORECASE):
        return f"what should I {said[8:]}"
    there = re.match(r"(how|why|where|when|what) there (is|are|was|were) (.+)$", said, re.IGNORECASE)
    if there:
        return f"{there.group(1).lower()} {there.group(2)} there {there.group(3)}"
    does = re.match(r"what (.+) (does|do)$", said, re.IGNORECASE)
    if does:
        return f"what {does.group(2).lower()} {does.group(1)} do"
    second = said.split()[1] if len(said.split()) > 1 else ""
    if re.match(r"(?:what|who)\s", said, re.IGNORECASE) and (_finite(second) or second in pasts()):
        return said[:1].lower() + said[1:]
    degree = _DEGREE.match(said)
    if degree:
        return _inverted(degree.group(1).lower(), degree.group(2))
    which = _WHICH.match(said[:1].lower() + said[1:])
    if which and not _finite(which.group(1).split()[-1]):
        inverted = _inverted(which.group(1), which.group(2))
        if inverted:
            return inverted
    wh = _WH.match(said)
    if wh is None:
        # "which ..." with its noun as the subject keeps its order
        return (
            said[:1].lower() + said[1:]
            if re.match(r"which\s", said, re.IGNORECASE) and _has_verb(said)
            else None
        )
    word, rest = wh.group(1).lower(), wh.group(2)
    first = rest.split()[0].casefold()
    if first in words().auxiliaries:
        return f"{word} {rest}"
    return _inverted(word, rest)


def _inverted(word: str, rest: str) -> str | None:
    clause = parse(rest, short=True)
    return f"{word} {clause.question()}" if clause else None


def _finite(word: str) -> bool:
    return word.casefold() in words().auxiliaries or word.casefold() in thirds()


def _has_verb(said: str) -> bool:
    tokens = said.split()[2:]
    return any(_finite(token) or token in bases() or token in pasts() for token in tokens)
