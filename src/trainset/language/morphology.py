"""Plurals of English nouns, by the library `inflect`."""

from __future__ import annotations

from functools import cache

import inflect

_ENGINE = inflect.engine()


@cache
def plural(noun: str) -> str:
    """The plural of a noun or of a noun phrase: "kinds of file"; abbreviations in capitals take a small s: "PDFs"."""
    head, blank, last = noun.rpartition(" ")
    if last[-1:].isupper() or (len(last) > 1 and last.isupper()):
        return f"{head}{blank}{last}s"
    return _ENGINE.plural_noun(noun) or noun
