"""An answer says nothing that its evidence does not: its numbers, names and negations stand in the lines it cites."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from trainset.checks.base import Context, Finding
from trainset.example import Evidence, Example, QARow, QuestionProvenance

if TYPE_CHECKING:
    from collections.abc import Iterator

_STATUS_NOTE = re.compile(
    r"(?:^|(?<=[.!?] ))(?:[^.!?]*\b(?:is|are) planned and not built yet\.|As designed,)\s*", re.IGNORECASE
)
_STEP = re.compile(r"(?:(?<=\s)|^)(?:\(\d{1,2}\)|\d{1,2}\.)(?=\s)")
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
_NAME = re.compile(r"\b(?:\w*[a-z]\w*[A-Z]\w*|[A-Z]{2,}\w*|\w+_\w+|[A-Za-z]+\d\w*)\b")
_INNER_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_NEGATION = re.compile(r"\b(?:not|never|cannot|no|none|nor|neither|without)\b|n't\b", re.IGNORECASE)
_DENYING_NAME = re.compile(
    r"(?:^|(?<=[;:] )|(?<=and ))no [\w -]{1,40}(?= \(| \u2014| means? )", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+")
_MOST_FOREIGN = 0.34
_SAME_SENTENCE = 0.75
_SMALL = frozenset(
    """
    a an the of in on to for and or with by from as at is are be it its this that these those
    which who what how why when where their there into than then so if but also can may will
    would has have had does do did use uses used means mean refers run step steps takes take
    one each any all
    """.split()  # noqa: SIM905  # a list of strings would fill a page
)


def check(example: Example, context: Context) -> tuple[Finding, ...]:
    """The faults of an answer in words against the lines that it cites."""
    if not context.documents:
        return ()  # nothing to hold answers against: a dataset that came without its documents and its provenance
    row, provenance = example.row, example.provenance
    if not isinstance(row, QARow) or not isinstance(provenance, QuestionProvenance):
        return ()
    texts: list[str] = []
    for evidence in provenance.evidence:
        lines = context.documents.get(evidence.file)
        fault = _cited(evidence, lines)
        if fault:
            return (fault,)
        first, last = evidence.lines
        texts += [*(lines or ())[first - 1 : last], *evidence.heading]
    if not texts:
        return (Finding("grounded.missing", "the answer cites no evidence"),)
    source = _plain(f"{chr(10).join(texts)}\n{context.product}")
    answer = _STEP.sub(" ", _STATUS_NOTE.sub("", row.answer))
    return tuple(_faults(answer, source, row.question))


def _cited(evidence: Evidence, lines: tuple[str, ...] | None) -> Finding | None:
    """What is wrong with the citation itself."""
    first, last = evidence.lines
    if lines is None:
        return Finding("grounded.missing", f"{evidence.file} was not read")
    if not 1 <= first <= last <= len(lines):
        return Finding("grounded.missing", f"{evidence.file} has no lines {first} to {last}")
    if sha256("\n".join(lines[first - 1 : last]).encode()).hexdigest() != evidence.sha256:
        return Finding("grounded.digest", f"{evidence.file}:{first} is not what it was")
    return None


def _plain(text: str) -> str:
    """A source without the markup that splits or hides words."""
    text = re.sub(r"\\([_%&#$~{}])", r"\1", text)
    text = re.sub(r"\\text\w+|\\emph|\\[a-zA-Z]+\*?(?:\[[^\]]*\])?", " ", text)
    return text.replace("~", " ").replace("**", "").replace("`", "").replace("{", "").replace("}", "")


def _faults(answer: str, source: str, question: str) -> Iterator[Finding]:
    known = {number.replace(",", "").rstrip(".") for number in _NUMBER.findall(source)}
    for number in _NUMBER.findall(answer):
        if number.replace(",", "").rstrip(".") not in known:
            yield Finding("grounded.number", f"{number} is not in the evidence")
    words = [word.casefold() for word in _WORD.findall(source)]
    have = set(words)
    for name in _NAME.findall(answer):
        if not {part.casefold() for part in _WORD.findall(name)} <= have:
            yield Finding("grounded.name", f"{name!r} is not in the evidence")
    begun = {word[:5] for word in have}
    for name in _INNER_NAME.findall(answer):
        if name.casefold()[:5] not in begun:
            yield Finding("grounded.name", f"{name!r} is not in the evidence")
    wanted = [word.casefold() for word in _WORD.findall(answer) if word.casefold() not in _SMALL]
    stems = begun | {word.casefold()[:5] for word in _WORD.findall(question)}
    foreign = [word for word in wanted if word[:5] not in stems]
    if len(foreign) > max(2, _MOST_FOREIGN * len(wanted)):
        yield Finding("grounded.words", f"the evidence does not speak of {', '.join(foreign[:5])}")
    yield from _negations(answer, source)


def _negations(answer: str, source: str) -> Iterator[Finding]:
    """Sentences that affirm what the evidence denies, or the other way round."""
    if len(_NEGATION.findall(_DENYING_NAME.sub("", answer))) > len(_NEGATION.findall(source)):
        yield Finding("grounded.negation", "the answer denies more than the evidence does")
        return
    said = [sentence for sentence in re.split(r"(?<=[.!?:;])\s+|\n|\|", source) if sentence.strip()]
    for sentence in re.split(r"(?<=[.!?:;])\s+|\u2014", _DENYING_NAME.sub("", answer)):
        words = {word.casefold() for word in _WORD.findall(sentence)} - _SMALL
        if len(words) < 4:
            continue
        shares = [
            (len(words & {w.casefold() for w in _WORD.findall(other)}) / len(words), other) for other in said
        ]
        share, nearest = max(shares, key=lambda entry: (entry[0], -len(entry[1])), default=(0.0, ""))
        denies, denied = len(_NEGATION.findall(sentence)), len(_NEGATION.findall(nearest))
        if share >= _SAME_SENTENCE and (
            denies > denied or (denied > denies and len(words) * 2 > len(_WORD.findall(nearest)))
        ):
            yield Finding("grounded.negation", f"the evidence says otherwise: {nearest.strip()[:80]!r}")
