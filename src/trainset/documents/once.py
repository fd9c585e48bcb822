"""Use what several documents share only once: the first document that says it has it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from trainset.documents.passage import Loss, Passage

_LEAST = 8


def once(passages: list[Passage]) -> tuple[tuple[Passage, ...], list[Loss]]:
    """The passages without those that an earlier one says in the same words, and how many each file lost so.

    A list or a table goes only as a whole, since a part of it would be incomplete. What is shorter than eight words
    may stand in many places and stays.
    """
    kept: list[Passage] = []
    seen: set[str] = set()
    lost: Counter[str] = Counter()
    for _, run in groupby(enumerate(passages), key=_unit):
        unit = [passage for _, passage in run]
        said = "\n".join(_normal(passage.text) for passage in unit)
        if len(said.split()) >= _LEAST and said in seen:
            lost[unit[0].file] += len(unit)
            continue
        seen.add(said)
        kept += unit
    return tuple(kept), [Loss(file, "repeated", count) for file, count in sorted(lost.items())]


def _unit(numbered: tuple[int, Passage]) -> tuple[str, int, int]:
    at, passage = numbered
    return (passage.file, passage.group, 0) if passage.group else (passage.file, 0, at + 1)


def _normal(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text).casefold().strip()
