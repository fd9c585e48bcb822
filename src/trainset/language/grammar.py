"""The grammar: entries of the lexicon put together to patterns that no bank can list.

    [opener] [limit] [superlative] [adjectives] noun [conditions] [, order] [closer]

It draws a noun, up to three conditions on different fields that can be said of that noun, perhaps an order and a limit, and
lays their words out. The result is a pattern like those of the bank, its brackets in place.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from trainset.errors import Place
from trainset.language.pattern import Pattern, Piece, renamed, skeleton
from trainset.semantics.form import TIME_OPERATORS, Condition, Search, Slot, SortKey, comparisons, conjoin

if TYPE_CHECKING:
    from trainset.draw import Draw
    from trainset.language.lexicon import Lexicon, Noun, Order, Phrase, Wording

_NOWHERE = Place("grammar")
_CONDITIONS = ((0, 0.08), (1, 0.42), (2, 0.35), (3, 0.15))
_ORDERED = 0.28
_LIMITED = 0.35  # of the ordered ones
_SPOKEN_DATE = "sort field: the date spoken of"
_MARK = re.compile(r"[,.?!](?:\s|$)|\s")  # but ".zip" is a word
_DETERMINERS = frozenset({"the", "my", "our", "any", "all"})  # no other may follow these


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A phrase with the wording drawn for it, its slots marked as its own."""

    condition: Condition
    wording: Wording
    pieces: tuple[Piece, ...]


def compose(lexicon: Lexicon, draw: Draw) -> Pattern:
    """A pattern drawn from the lexicon."""
    noun = draw.pick("noun", lexicon.nouns, weight=lambda noun: noun.weight, label=lambda noun: noun.many[0])
    phrases = _choose_phrases(lexicon, noun, draw)
    order = _choose_order(lexicon, noun, draw)
    limit = order is not None and bool(order.superlative) and draw.chance("limited", _LIMITED)
    first: int | Slot | None = None
    if limit:
        first = 1 if noun.one and draw.chance("single", 0.3) else Slot("n")
    conditions = [noun.condition] if noun.condition else []
    conditions += [chosen.condition for chosen in phrases]
    key, default = _sort_key(order, conditions)
    pieces = _lay_out(lexicon, noun, phrases, order, first, draw)
    defaults = (default,) if default else ()
    if first == 1:
        defaults = (*defaults, "first: the singular means one")
    form = Search(lexicon.collection, conjoin(tuple(conditions)), (key,) if key else (), first)
    joined = _joined(pieces)
    return Pattern(f"grammar/{_digest(skeleton(joined))}", joined, form, _NOWHERE, defaults)


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def _choose_phrases(lexicon: Lexicon, noun: Noun, draw: Draw) -> list[_Chosen]:
    count = draw.pick("conditions", _CONDITIONS, weight=lambda pair: pair[1], label=str)[0]
    if noun.condition is None:  # "find my files" asks for nothing in particular
        count = max(1, count)
    taken = {compare.field for compare in comparisons(noun.condition)}
    chosen: list[_Chosen] = []
    dated = False  # two dates drawn apart rarely fit: no photo taken last month was edited in 2022
    for number in range(count):
        options = [
            phrase
            for phrase in lexicon.phrases
            if phrase.field not in taken
            and not (dated and _is_dated(phrase.condition))
            and (not phrase.needs or phrase.needs & noun.kinds)
        ]
        if not options:
            break
        phrase = draw.pick(
            f"phrase {number}", options, weight=lambda phrase: phrase.weight, label=_phrase_label
        )
        taken |= {compare.field for compare in comparisons(phrase.condition)}
        dated = dated or _is_dated(phrase.condition)
        chosen.append(_with_wording(phrase, number, draw))
    return chosen


def _is_dated(condition: Condition) -> bool:
    return any(compare.operator in TIME_OPERATORS for compare in comparisons(condition))


def _phrase_label(phrase: Phrase) -> str:
    return repr(phrase.condition)


def _with_wording(phrase: Phrase, number: int, draw: Draw) -> _Chosen:
    wording = draw.pick(f"wording {number}", phrase.wordings, label=lambda wording: wording.text)
    pieces, condition = renamed(wording.pieces, phrase.condition, f".{number}")
    assert condition is not None  # noqa: S101 - a phrase has a condition
    return _Chosen(condition, wording, pieces)


def _choose_order(lexicon: Lexicon, noun: Noun, draw: Draw) -> Order | None:
    if not draw.chance("ordered", _ORDERED):
        return None
    options = [order for order in lexicon.orders if not order.needs or order.needs & noun.kinds]
    if not options:
        return None
    return draw.pick("order", options, weight=lambda order: order.weight, label=lambda order: repr(order.key))


def _sort_key(order: Order | None, conditions: list[Condition]) -> tuple[SortKey | None, str]:
    """The key of an order; newest and oldest mean the date already spoken of."""
    if order is None:
        return None, ""
    if not order.spoken_date:
        return order.key, ""
    for condition in conditions:
        for compare in comparisons(condition):
            if compare.operator in TIME_OPERATORS:
                return SortKey(compare.field, order.key.direction), _SPOKEN_DATE
    return order.key, f"sort field: {order.key.field} where no date is spoken of"


def _lay_out(
    lexicon: Lexicon,
    noun: Noun,
    phrases: list[_Chosen],
    order: Order | None,
    first: int | Slot | None,
    draw: Draw,
) -> list[tuple[Piece, ...]]:
    """The stretches of the wording in their order, without the blanks between them."""
    before: list[tuple[Piece, ...]] = []
    after: list[tuple[Piece, ...]] = []
    part = len(comparisons(noun.condition))
    for chosen in phrases:
        count = len(comparisons(chosen.condition))
        parts = tuple(range(part, part + count))
        stretch = tuple(replace(piece, parts=parts) for piece in chosen.pieces)
        (before if chosen.wording.place == "before" else after).append(stretch)
        part += count
    words = draw.pick("noun words", noun.one if first == 1 else noun.many)
    head: list[tuple[Piece, ...]] = []
    opener = _pick_word("opener", _openers(lexicon, limited=first is not None), draw)
    if opener:
        head.append((Piece(opener),))
    tail: list[tuple[Piece, ...]] = []
    if order and first is not None:
        superlative = draw.pick("superlative", order.superlative)
        head.append(_limit(first, superlative, draw))
    elif order:
        ordering = draw.pick("order words", order.after or order.superlative)
        tail.append((Piece(", "), Piece(ordering, parts=("sort",))))
    closer = _pick_word("closer", lexicon.closers, draw)
    if closer:
        tail.append((Piece(closer),))
    noun_parts = tuple(range(len(comparisons(noun.condition))))
    return [*head, *before, (Piece(words, parts=noun_parts),), *after, *tail]


def _pick_word(name: str, words: tuple[str, ...], draw: Draw) -> str:
    """One of the words; one that is listed twice is drawn twice as often."""
    counts = Counter(words)
    return draw.pick(name, list(counts), weight=lambda word: counts[word])


def _openers(lexicon: Lexicon, *, limited: bool) -> tuple[str, ...]:
    """The openers that may stand here: a limit brings its own "the", so none that ends in one may precede it."""
    if not limited:
        return lexicon.openers
    return tuple(opener for opener in lexicon.openers if opener.split(" ")[-1] not in _DETERMINERS) or ("",)


def _limit(first: int | Slot, superlative: str, draw: Draw) -> tuple[Piece, ...]:
    if first == 1:
        return (Piece("the "), Piece(superlative, parts=("sort",)))
    start = draw.pick("limit", ("the ", "my ", ""))
    return (
        Piece(start),
        Piece("", slot="n", parts=("first",)),
        Piece(" "),
        Piece(superlative, parts=("sort",)),
    )


def _joined(stretches: list[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    """All pieces, with a blank between two stretches unless the second brings its own mark."""
    pieces: list[Piece] = []
    for stretch in stretches:
        if pieces and not _MARK.match(stretch[0].text):
            pieces.append(Piece(" "))
        pieces += stretch
    return tuple(piece for piece in pieces if piece.text or piece.slot)
