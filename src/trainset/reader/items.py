"""From tokens to items: the longest phrases of the word list, and figures with what hangs on them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from trainset.reader.item import NO_ROLES, Item, Items
from trainset.reader.lexicon import lexicon
from trainset.reader.numerals import numbers_joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainset.reader.text import Token

# Letters that, behind a figure and without a comparator before it, rather name a thing: 3d, 4k, 8k.
_NAMING = frozenset({"d", "k"})
# Roles of words that begin a date.
_DATING = frozenset({"month", "weekday", "season", "day", "near", "quarter"})


def itemized(tokens: Sequence[Token]) -> Items:
    """The items of the tokens: longest phrases first, then number words put together."""
    found: list[Item] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        glued = place > 0 and tokens[place - 1].end == token.start
        if token.kind == "number":
            item, place = _figure(tokens, place, glued=glued)
        elif token.kind in {"word", "symbol"}:
            item, place = _phrase(tokens, place, glued=glued)
        else:
            item, place = Item(token.kind, token.text, roles_of(token.text), glued=glued), place + 1
        found.append(item)
    return numbers_joined(found)


@lru_cache(maxsize=65536)
def roles_of(text: str) -> Mapping[str, str]:
    """The roles of a phrase that stands by itself."""
    words = tuple(text.split())
    if words:
        for phrase, roles in lexicon().phrases.get(words[0], ()):
            if phrase == words:
                return roles
    return NO_ROLES


def _figure(tokens: Sequence[Token], place: int, *, glued: bool) -> tuple[Item, int]:
    """A number in figures, with the letters that hang on it where those are an ordinal's or name a thing."""
    token = tokens[place]
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    number = Decimal(token.text)
    if after is not None and after.kind == "word" and after.start == token.end:
        if after.text in {"st", "nd", "rd", "th"}:
            return Item("ordinal", token.text + after.text, number=number, glued=glued), place + 2
        roles = roles_of(after.text)
        if not ("unit" in roles or "span" in roles or "month" in roles or "quarter" in roles):
            text = token.text + after.text
            return Item("word", text, roles_of(text), glued=glued), place + 2
        if after.text in _NAMING and not _compared(tokens, place):
            text = token.text + after.text
            return Item("word", text, roles_of(text), glued=glued), place + 2
    return Item("number", token.text, number=number, glued=glued), place + 1


def _compared(tokens: Sequence[Token], place: int) -> bool:
    """Whether a comparator, or a word that asks for a span, stands before a number, or a range after it."""
    around = [token.text for token in tokens[max(0, place - 4) : place]]
    behind = [token.text for token in tokens[place + 2 : place + 3]]
    asking = {
        "than",
        "over",
        "under",
        "last",
        "past",
        "least",
        "most",
        "above",
        "below",
        "max",
        "min",
        "within",
        "for",
        "and",
    }
    return bool(asking.intersection(around)) or any(
        text in {"<", ">", "<=", ">=", "=", "-", "to", "ago", "old", "+"} for text in (*around[-1:], *behind)
    )


def _phrase(tokens: Sequence[Token], place: int, *, glued: bool) -> tuple[Item, int]:
    for words, roles in lexicon().phrases.get(tokens[place].text, ()):
        size = len(words)
        if size > 1 and _goes_on(roles, tokens, place + size):
            continue
        if size == 1 or all(
            place + step < len(tokens)
            and tokens[place + step].text == words[step]
            and tokens[place + step].kind in {"word", "symbol"}
            for step in range(1, size)
        ):
            return Item("cue", " ".join(words), roles, glued=glued), place + size
    token = tokens[place]
    return Item("word" if token.kind == "word" else "symbol", token.text, glued=glued), place + 1


def _goes_on(roles: Mapping[str, str], tokens: Sequence[Token], place: int) -> bool:
    """Whether what could close an amount or a time begins the next one: and bigger than, and before May."""
    if place >= len(tokens):
        return False
    after = tokens[place]
    if "after" in roles and after.text in {"than", "then"}:
        return True
    if "behind" not in roles or tokens[place - 2].text not in {"and", "or"}:
        return False
    return (
        after.kind in {"number", "date"}
        or after.text == "the"
        or not _DATING.isdisjoint(roles_of(after.text))
    )
