"""Draws what a noun phrase says: a noun, conditions that can be said of it together, perhaps an order and a limit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from trainset.language.noun_phrase import NounPhrase, Said, alternatively, excepting, flat, plainly
from trainset.language.pattern import Piece, renamed
from trainset.semantics.form import TIME_OPERATORS, Condition, Or, Search, Slot, SortKey, comparisons, conjoin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainset.draw import Draw
    from trainset.language.lexicon import Joints, Lexicon, Noun, Order, Phrase, Wording, Words

Fields = tuple[str, ...]
# How many conditions a request has besides those of its noun: as a rule, and where there is more to say.
_CONDITIONS = ((0, 0.07), (1, 0.4), (2, 0.36), (3, 0.14), (4, 0.03))
_FEW_CONDITIONS = ((0, 0.25), (1, 0.5), (2, 0.25))
_ALTERNATIVE, _EXCEPTION = 0.09, 0.08
_ORDERED, _THEN = 0.3, 0.07
_LIMITED = 0.35  # of the ordered ones
_LIMITED_ACT = 0.12
_SINGLE = 0.3  # of the limited ones
_JOINED_AMONG = 3  # one "or" among more conditions leaves open what it joins
_OTHERS = 10  # the second of two alternatives has a number of its own
_SPOKEN_DATE = "sort field: the date spoken of"
SINGULAR = "first: the singular means one"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A search, the noun phrase that says it, and what no word says."""

    search: Search
    phrase: NounPhrase
    defaults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request wants of its noun phrase.

    `fields` are spoken of where they have words that fit; the noun has one of the kinds that each of `needs` names; of `without` fields
    nothing is said; `some` wants a condition or a limit, `few` no more than two conditions.
    """

    fields: Fields = ()
    needs: tuple[frozenset[str], ...] = ()
    without: frozenset[str] = frozenset()
    some: bool = False
    few: bool = False
    order: Literal["none", "any", "with a limit"] = "none"


def choose(lexicon: Lexicon, words: Words, wish: Wish, draw: Draw) -> Chosen:
    """A search drawn from the words of a collection, and the noun phrase that says it."""
    noun = _noun(words, wish, draw)
    order, limited = _ordering(words, noun, wish, draw)
    least = int(wish.some and noun.condition is None and not limited)
    said = _conditions(lexicon.joints, words, noun, wish, least, draw)
    conditions = flat(([noun.condition] if noun.condition else []) + [one.condition for one in said])
    first: int | Slot | None = None
    if limited:
        first = 1 if noun.one and draw.chance("single", _SINGLE) else Slot("n")
    keys: tuple[SortKey, ...] = ()
    tail: tuple[Piece, ...] = ()
    defaults: tuple[str, ...] = ()
    if order is not None:
        key, defaults = sort_key(order, conditions, words)
        keys, tail = ((key,), ()) if limited else _in_order(lexicon.joints, words, noun, order, key, draw)
    if first == 1:
        defaults = (*defaults, SINGULAR)
    limit = limit_pieces(first, draw.pick("superlative", order.superlative), draw) if order and first else ()
    count = len(comparisons(noun.condition))
    noun_words = draw.pick("noun words", noun.one if first == 1 else noun.many)
    phrase = NounPhrase(noun_words, tuple(range(count)), tuple(_numbered(said, count)), limit, tail)
    return Chosen(Search(words.collection, conjoin(conditions), keys, first), phrase, defaults)


def _numbered(said: Iterable[Said], start: int) -> Iterable[tuple[int, Said]]:
    for one in said:
        yield start, one
        start += len(comparisons(one.condition))


def _noun(words: Words, wish: Wish, draw: Draw) -> Noun:
    """A noun of which the fields can be spoken, if there is one."""
    kinds = [needed for needed in wish.needs if needed]
    by_field = _phrases_by_field(words)
    for field in wish.fields:
        phrases = by_field.get(field, ())
        if phrases and all(phrase.needs for phrase in phrases):
            kinds.append(frozenset(kind for phrase in phrases for kind in phrase.needs))
    options = [
        noun
        for noun in words.nouns
        if all(noun.kinds & wanted for wanted in kinds)
        and not any(compare.field in {*wish.fields, *wish.without} for compare in comparisons(noun.condition))
    ]
    return draw.pick(
        "noun",
        options or nouns_with(words, wish.needs) or words.nouns,
        weight=lambda noun: noun.weight,
        label=lambda noun: noun.many[0],
    )


def nouns_with(words: Words, needs: tuple[frozenset[str], ...]) -> list[Noun]:
    """The nouns that have one of the kinds that each of `needs` names."""
    return [noun for noun in words.nouns if all(not needed or noun.kinds & needed for needed in needs)]


@lru_cache(maxsize=64)
def _phrases_by_field(words: Words) -> Mapping[str, tuple[Phrase, ...]]:
    fields: dict[str, list[Phrase]] = {}
    for phrase in words.phrases:
        fields.setdefault(phrase.field, []).append(phrase)
    return {field: tuple(phrases) for field, phrases in fields.items()}


def _conditions(joints: Joints, words: Words, noun: Noun, wish: Wish, least: int, draw: Draw) -> list[Said]:
    """The conditions besides the noun's own; alternatives come last, where nothing that follows can be taken for a part of them."""
    options = _FEW_CONDITIONS if wish.few else _CONDITIONS
    count = draw.pick("conditions", options, weight=lambda pair: pair[1], label=str)[0]
    picker = _Picker(words, noun, draw, wish.without)
    said: list[Said] = []
    total = max(count, least, len(wish.fields))
    joined = total > _JOINED_AMONG  # one "or", or one "but not", is as much as anybody follows
    for number in range(total):
        wanted = wish.fields[number] if number < len(wish.fields) else None
        if (phrase := picker.phrase(f"phrase {number}", wanted)) is not None:
            one = picker.said(phrase, number) if joined else _said(joints, picker, phrase, number, draw)
            joined = joined or one.condition not in {phrase.condition, picker.said(phrase, number).condition}
            said.append(one)
    return sorted(said, key=lambda one: isinstance(one.condition, Or))


def _said(joints: Joints, picker: _Picker, phrase: Phrase, number: int, draw: Draw) -> Said:
    """The phrase by itself, as one of two alternatives, or as an exception."""
    plain = [wording for wording in phrase.wordings if wording.side == "after"]
    if plain and not picker.has_or and draw.chance(f"alternative {number}", _ALTERNATIVE):
        picker.has_or = True
        other = picker.phrase(f"other {number}", None, after_only=True)
        if other is not None:
            one = picker.said(phrase, number, after_only=True)
            two = picker.said(other, number + _OTHERS, after_only=True)
            return alternatively(one, two, draw.pick("or", joints.alternative))
    if phrase.denied is not None and plain and draw.chance(f"exception {number}", _EXCEPTION):
        _, denied = renamed((), phrase.denied, f".{number}")
        assert denied is not None  # noqa: S101 - a condition was given
        said = picker.said(phrase, number, after_only=True)
        return excepting(said, denied, draw.pick("except", joints.exception))
    return picker.said(phrase, number)


@dataclass(slots=True)
class _Picker:
    """Picks phrases that can be said of a noun, on fields of which nothing has been said."""

    words: Words
    noun: Noun
    draw: Draw
    without: frozenset[str]
    has_or: bool = False  # a second "or" would leave open what each joins
    _spoken: frozenset[str] = frozenset()
    _dated: bool = False  # two dates drawn apart rarely fit: no photo taken last month was edited in 2022

    def phrase(self, name: str, field: str | None, *, after_only: bool = False) -> Phrase | None:
        """A phrase of a field, or of any; None if there is none."""
        own = {compare.field for compare in comparisons(self.noun.condition)}
        near = own if field else self._spoken | own
        apart = (names for names in self.words.apart if names & near)
        closed = self.without | self._spoken | own.union(*apart)
        fields = {
            known: usable
            for known, phrases in _phrases_by_field(self.words).items()
            if known not in closed
            and (field is None or known == field)
            and (usable := self._usable(phrases, after_only=after_only, asked_for=field is not None))
        }
        if not fields:
            return None
        weights = {known: sum(phrase.weight for phrase in phrases) for known, phrases in fields.items()}
        source = self.draw.under(name)
        chosen = source.pick("field", list(fields), weight=lambda known: weights[known])
        phrase = source.pick(
            "phrase", fields[chosen], weight=lambda one: one.weight, label=lambda one: repr(one.condition)
        )
        self._spoken |= {compare.field for compare in comparisons(phrase.condition)}
        self._dated = self._dated or is_dated(phrase.condition)
        self.has_or = self.has_or or _has_or(phrase)
        return phrase

    def _usable(self, phrases: Sequence[Phrase], *, after_only: bool, asked_for: bool) -> list[Phrase]:
        return [
            phrase
            for phrase in phrases
            if (not phrase.needs or phrase.needs & self.noun.kinds)
            and (asked_for or not (self._dated and is_dated(phrase.condition)))
            and not (self.has_or and _has_or(phrase))
            and not (after_only and all(wording.side == "before" for wording in phrase.wordings))
        ]

    def said(self, phrase: Phrase, number: int, *, after_only: bool = False) -> Said:
        """The phrase in one of its wordings, its slots marked with its number."""
        wordings: Sequence[Wording] = phrase.wordings
        if after_only:
            wordings = [wording for wording in phrase.wordings if wording.side == "after"]
        wording = self.draw.pick(f"wording {number}", wordings, label=lambda wording: wording.text)
        pieces, condition = renamed(wording.pieces, phrase.condition, f".{number}")
        assert condition is not None  # noqa: S101 - a phrase has a condition
        return plainly(condition, pieces, wording.side)


def _has_or(phrase: Phrase) -> bool:
    return any(" or " in wording.text or " nor " in wording.text for wording in phrase.wordings)


def is_dated(condition: Condition) -> bool:
    """Whether a condition speaks of a time."""
    return any(compare.operator in TIME_OPERATORS for compare in comparisons(condition))


def _ordering(words: Words, noun: Noun, wish: Wish, draw: Draw) -> tuple[Order | None, bool]:
    """An order, if there is to be one, and whether it comes with a limit."""
    if wish.order == "with a limit":
        order = _order(words, noun, draw, superlative=True) if draw.chance("limited", _LIMITED_ACT) else None
        return order, order is not None
    order = _order(words, noun, draw) if wish.order == "any" and draw.chance("ordered", _ORDERED) else None
    return order, order is not None and bool(order.superlative) and draw.chance("limited", _LIMITED)


def _order(words: Words, noun: Noun, draw: Draw, *, superlative: bool = False) -> Order | None:
    options = [
        order
        for order in words.orders
        if (not order.needs or order.needs & noun.kinds) and (order.superlative or not superlative)
    ]
    if not options:
        return None
    return draw.pick("order", options, weight=lambda order: order.weight, label=lambda order: repr(order.key))


def _in_order(
    joints: Joints, words: Words, noun: Noun, order: Order, key: SortKey, draw: Draw
) -> tuple[tuple[SortKey, ...], tuple[Piece, ...]]:
    """The keys of an order, now and then two, and its words after all the others."""
    text = draw.pick("order words", order.after or order.superlative)
    keys: tuple[SortKey, ...] = (key,)
    second = _order(words, noun, draw.under("then")) if draw.chance("then", _THEN) else None
    if second is not None and second.after and not second.spoken_date and second.key.field != key.field:
        text += f"{draw.pick('then words', joints.then)} {draw.pick('second words', second.after)}"
        keys = (key, second.key)
    return keys, (Piece(", "), Piece(text, parts=("sort",)))


def sort_key(
    order: Order, conditions: tuple[Condition, ...], words: Words
) -> tuple[SortKey, tuple[str, ...]]:
    """The key of an order, and the default that chose it; newest and oldest mean the date already spoken of, where one can order by it."""
    if not order.spoken_date:
        return order.key, ()
    for condition in conditions:
        for compare in comparisons(condition):
            if compare.operator in TIME_OPERATORS and compare.field in words.sorts:
                return SortKey(compare.field, order.key.direction), (_SPOKEN_DATE,)
    return order.key, (f"sort field: {order.key.field} where no date is spoken of",)


def limit_pieces(first: int | Slot, superlative: str, draw: Draw) -> tuple[Piece, ...]:
    """The words for a limit and the superlative it goes with: "the biggest", "my {n} newest"."""
    if first == 1:
        return (Piece("the "), Piece(superlative, parts=("sort",)))
    number = Piece("", slot=first.name) if isinstance(first, Slot) else Piece(str(first))
    return (
        Piece(draw.pick("limit", ("the ", "my ", ""))),
        replace(number, parts=("first",)),
        Piece(" "),
        Piece(superlative, parts=("sort",)),
    )
