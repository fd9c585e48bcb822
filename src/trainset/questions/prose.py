"""The passages that tell in sentences, for the finders that read sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainset.questions.topics import topic_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainset.documents.passage import Passage
    from trainset.questions.source import Source


def paragraphs(source: Source) -> Iterator[tuple[Passage, str, str]]:
    """Running text outside boxes: each passage with its text and its topic."""
    for passage in source.passages:
        if passage.kind in {"paragraph", "callout"} and not passage.box:
            yield passage, passage.text, topic_of(passage.heading, source.casing)


def prose(source: Source) -> Iterator[tuple[Passage, str, str]]:
    """As `paragraphs`, with items of lists, what definitions say, and boxes that are neither quotes nor summaries."""
    for passage in source.passages:
        if passage.kind in {"paragraph", "definition", "callout", "item"} and passage.box not in {
            "quote",
            "keytakeaways",
        }:
            text = passage.parts[1] if passage.kind == "definition" else passage.text
            yield passage, text, topic_of(passage.heading, source.casing)
