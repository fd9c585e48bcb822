"""From tokens to items: phrases with the roles they can play, and numbers in figures or words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from trainset.reader.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainset.reader.text import Token

ItemKind = Literal["cue", "word", "number", "ordinal", "date", "name", "symbol"]
_NO_ROLES: Mapping[str, str] = MappingProxyType({})
# Letters that, behind a figure and without a comparator before it, rather name a thing: 3d, 4k, 8k.
_NAMING = frozenset({"d", "k", "g"})


@dataclass(frozen=True, slots=True)
class Item:
    """A phrase, number or name of an utterance.

    `roles` says what a phrase can be (`time` -> `since`); `number` is what a number says, and `said` whether it was said in
    words; `glued` tells that no space parts it from the item before.
    """

    kind: ItemKind
    text: str
    roles: Mapping[str, str] = field(default_factory=lambda: _NO_ROLES)
    number: Decimal | None = None
    said: bool = False
    glued: bool = False

    def role(self, name: str) -> str:
        """The value of the phrase in a role; empty where it has none."""
        return self.roles.get(name, "")


Items = tuple[Item, ...]
END = Item("symbol", "")


def at(items: Sequence[Item], place: int) -> Item:
    """The item at a place; an empty one beyond either end."""
    return items[place] if 0 <= place < len(items) else END


def itemized(tokens: Sequence[Token]) -> Items:
    """The items of the tokens: longest phrases first, then number words put together."""
    found: list[Item] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        glued = place > 0 and tokens[place - 1].end == token.start
        if token.kind == "number":
            item, place = _figure(tokens, place, glued=glued)
        elif token.kind == "word" or token.kind == "symbol":
            item, place = _phrase(tokens, place, glued=glued)
        else:
            item, place = Item(token.kind, token.text, roles_of(token.text), glued=glued), place + 1
        found.append(item)
    return _numbers_joined(found)


@lru_cache(maxsize=65536)
def roles_of(text: str) -> Mapping[str, str]:
    """The roles of a phrase that stands by itself."""
    words = tuple(text.split())
    if words:
        for phrase, roles in lexicon().phrases.get(words[0], ()):
            if phrase == words:
                return roles
    return _NO_ROLES


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
        if after.text in _NAMING and after.text != "g" and not _compared(tokens, place):
            text = token.text + after.text
            return Item("word", text, roles_of(text), glued=glued), place + 2
    return Item("number", token.text, number=number, glued=glued), place + 1


def _compared(tokens: Sequence[Token], place: int) -> bool:
    """Whether a comparator, or a word that asks for a span, stands before a number, or a range after it."""
    around = [token.text for token in tokens[max(0, place - 4) : place]]
    behind = [token.text for token in tokens[place + 2 : place + 3]]
    asking = {"than", "over", "under", "last", "past", "least", "most", "above", "below", "max", "min", "within", "for", "and"}
    return bool(asking.intersection(around)) or any(
        text in {"<", ">", "<=", ">=", "=", "-", "to", "ago", "old", "+"} for text in (*around[-1:], *behind)
    )


def _phrase(tokens: Sequence[Token], place: int, *, glued: bool) -> tuple[Item, int]:
    for words, roles in lexicon().phrases.get(tokens[place].text, ()):
        size = len(words)
        if size > 1 and "after" in roles and place + size < len(tokens) and tokens[place + size].text in {"than", "then"}:
            continue  # and bigger than: no bound of what stands before
        if size == 1 or all(
            place + step < len(tokens)
            and tokens[place + step].text == words[step]
            and tokens[place + step].kind in {"word", "symbol"}
            for step in range(1, size)
        ):
            return Item("cue", " ".join(words), roles, glued=glued), place + size
    token = tokens[place]
    return Item("word" if token.kind == "word" else "symbol", token.text, glued=glued), place + 1


def _numbers_joined(items: list[Item]) -> Items:
    """The items with number words put together: two hundred and fifty; one and a half; half a (gig); twenty-fifth."""
    found: list[Item] = []
    place = 0
    while place < len(items):
        joined, after = _number_words(items, place)
        found.append(joined)
        place = after
    return tuple(found)


def _number_words(items: list[Item], place: int) -> tuple[Item, int]:
    item = items[place]
    start = _start(items, place)
    if start is not None:
        return _scaled(items, place + 1, item, start, said=item.kind != "number")
    if item.role("half") and item.text != "quarter" and _measure(at(items, place + 1)):
        return replace(item, kind="number", number=Decimal(item.role("half")), said=True), place + 1
    if item.role("ordinal") and not item.role("unit"):
        return replace(item, kind="ordinal", number=Decimal(item.role("ordinal"))), place + 1
    return item, place + 1


def _start(items: list[Item], place: int) -> Decimal | None:
    """The number that begins at a place, if one does; "one" and "a" begin one only where it goes on."""
    item, after = items[place], at(items, place + 1)
    if item.kind == "number":
        return item.number
    if item.kind != "cue":
        return None
    if item.role("number"):
        return Decimal(item.role("number"))
    before = at(items, place - 1)
    if item.role("scale") and (item.text.startswith("a ") or before.role("limit") == "certain" or before.role("near")):
        return Decimal(item.role("scale"))
    if item.text == "one" and (after.role("scale") or after.role("plushalf") or after.text == "point"):
        return Decimal(1)
    return None


def _measure(item: Item) -> bool:
    return bool(item.role("unit") or item.role("span"))


def _scaled(items: list[Item], place: int, first: Item, start: Decimal, *, said: bool) -> tuple[Item, int]:
    """A number and what goes on with it: hundreds, tens and ones said in words, halves."""
    total, current, text = Decimal(0), start, [first.text]
    while place < len(items):
        item = items[place]
        step = place
        if item.text == "and" and said and total + current >= 100 and at(items, place + 1).role("number"):
            step, item = place + 1, items[place + 1]
        if item.role("scale") and (said or not item.text.startswith("a ")):
            scale = Decimal(item.role("scale"))
            current = current * scale if current else scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
        elif said and item.role("number") and _fits(current, Decimal(item.role("number"))):
            current += Decimal(item.role("number"))
        elif said and item.role("ordinal") and 20 <= current < 100 and current % 10 == 0 and not item.role("unit"):
            number = current + Decimal(item.role("ordinal"))
            return Item("ordinal", " ".join([*text, item.text]), number=number, said=True), step + 1
        elif item.role("plushalf"):
            current += Decimal(item.role("plushalf"))
        elif item.text == "point" and _digit(at(items, place + 1)) is not None:
            current += (_digit(at(items, place + 1)) or Decimal(0)) / 10
            step = place + 1
        else:
            break
        text.append(item.text)
        place = step + 1
    return replace(first, kind="number", text=" ".join(text), roles=_NO_ROLES, number=total + current, said=said), place


def _digit(item: Item) -> Decimal | None:
    if item.text == "one":
        return Decimal(1)
    number = Decimal(item.role("number")) if item.role("number") else item.number
    return number if number is not None and 0 <= number < 10 else None


def _fits(current: Decimal, more: Decimal) -> bool:
    """Whether a number word goes on with the number so far: twenty five, hundred twenty."""
    if current % 100 == 0:
        return more < 100
    return current % 100 >= 20 and current % 10 == 0 and 0 < more < 10
