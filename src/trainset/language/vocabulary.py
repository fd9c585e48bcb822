"""The words that a pack's requests are made of."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trainset.language.bank import Entry
    from trainset.language.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")


def vocabulary(bank: Iterable[Entry], lexicon: Lexicon) -> frozenset[str]:
    """Every word of the bank, of the lexicon and of the values, in small letters."""
    texts = chain(_of_bank(bank), _of_lexicon(lexicon))
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))


def _of_bank(bank: Iterable[Entry]) -> Iterator[str]:
    return (piece.text for entry in bank for piece in entry.pieces)


def _of_lexicon(lexicon: Lexicon) -> Iterator[str]:
    for words in lexicon.words.values():
        yield from (text for noun in words.nouns for text in (*noun.many, *noun.one))
        yield from (wording.text for phrase in words.phrases for wording in phrase.wordings)
        yield from (text for order in words.orders for text in (*order.after, *order.superlative))
    yield from (text for kind in lexicon.slots.values() for choice in kind.choices for text in choice.say)
