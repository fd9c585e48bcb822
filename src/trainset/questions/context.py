"""What a question has to name so that somebody who does not see the document understands it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trainset.questions.topics import topic_of

if TYPE_CHECKING:
    from trainset.documents.passage import Passage
    from trainset.questions.source import Source

_COMMON = frozenset(
    word[:5]
    for word in ("system", "file", "files", "data", "device", "user", "users", "what", "when", "with")
)


def context(text: str, passage: Passage, source: Source) -> str | None:
    """What a question has to name so that its words are understood; empty if they say it, None if nothing does.

    A question that shares a word with the headings over its passage, or names the product, is understood.
    """
    own = {word.casefold()[:5] for word in re.findall(r"\w{4,}", text)}
    over = {word.casefold()[:5] for title in passage.heading for word in re.findall(r"\w{4,}", title)}
    if own & (over - _COMMON) or source.product.casefold() in text.casefold():
        return ""
    if re.search(r"[a-z][A-Z]|\b[A-Z]\w+ [A-Z]", text):
        return ""
    return topic_of(passage.heading, source.casing, bare=True) or None
