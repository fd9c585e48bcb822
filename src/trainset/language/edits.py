"""Edits of an utterance that leave its values alone and keep its alignment right."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trainset.language.pattern import Utterance

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_QUOTED = re.compile(
    r'"[^"]*"|\S*[\d_/\\@*.]\w\S*'
)  # what is quoted, and what is a name, a path or a number in the wording itself


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters from `start` to `end` become other ones."""

    start: int
    end: int
    text: str


def words(utterance: Utterance) -> Iterator[re.Match[str]]:
    """The words of an utterance that are no part of a value, a quotation or a name."""
    closed = [
        *utterance.values,
        *((match.start(), match.end()) for match in _QUOTED.finditer(utterance.text)),
    ]
    for match in _WORD.finditer(utterance.text):
        if not any(start < match.end() and match.start() < end for start, end in closed):
            yield match


def is_free(utterance: Utterance, place: int) -> bool:
    """Whether a character is no part of a value."""
    return not any(start <= place < end for start, end in utterance.values)


def edited(utterance: Utterance, edits: Iterable[Edit]) -> Utterance:
    """The utterance with edits made that do not overlap; a span that an edit touches takes it in whole."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    text, at = "", 0
    for edit in ordered:
        text += utterance.text[at : edit.start] + edit.text
        at = edit.end
    text += utterance.text[at:]

    def moved(place: int, *, is_end: bool) -> int:
        shift = 0
        for edit in ordered:
            inside = edit.start < place < edit.end or (edit.start == place < edit.end and is_end is False)
            if edit.end <= place and not (edit.start == edit.end == place and is_end):
                shift += len(edit.text) - (edit.end - edit.start)
            elif inside:
                return edit.start + shift + (len(edit.text) if is_end else 0)
        return place + shift

    return replace(
        utterance,
        text=text,
        alignment=tuple(
            replace(one, start=moved(one.start, is_end=False), end=moved(one.end, is_end=True))
            for one in utterance.alignment
        ),
        values=tuple(
            (moved(start, is_end=False), moved(end, is_end=True)) for start, end in utterance.values
        ),
    )
