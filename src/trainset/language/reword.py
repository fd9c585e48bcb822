"""Says a form that somebody has worded already in other words: those of the grammar.

The same form in words of different skeleton shows which words mean the same. Only a form for all of whose parts the lexicon has
words is said again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trainset.language.choose import SINGULAR, limit_pieces, sort_key
from trainset.language.grammar import filled, pattern_of, pick_frame
from trainset.language.match import bound_pieces, matched
from trainset.language.noun_phrase import NounPhrase, Said, alternatively, excepting, plainly
from trainset.language.pattern import Piece
from trainset.semantics.form import (
    Act,
    Breakdown,
    Condition,
    Count,
    Or,
    Search,
    Total,
    comparisons,
    conjuncts,
    search_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainset.draw import Draw
    from trainset.language.lexicon import Lexicon, Noun, Order, Phrase, Words
    from trainset.language.noun_phrase import NumberedSaid
    from trainset.language.pattern import Pattern
    from trainset.semantics.form import Form

Frame = tuple[Piece, ...]


def reworded(pattern: Pattern, lexicon: Lexicon, draw: Draw) -> Pattern | None:
    """The form of a pattern in words of the lexicon, with the slots of the pattern; None where the lexicon lacks some."""
    form = pattern.form
    search = search_of(form)
    words = lexicon.words.get(search.collection) if search else None
    if search is None or words is None:
        return None
    whole = isinstance(form, Search | Act)  # elsewhere an order and a limit are those of the groups
    if not whole and (search.sort or search.first is not None):
        return None
    group = _group(form, words, draw)
    frames = _frames(form, words, lexicon)
    found = _noun_phrase(search, words, lexicon, draw)
    if not frames or found is None:
        return None
    phrase, defaults = found
    frame = pick_frame("frame", frames, draw, limited=bool(phrase.limit))
    return pattern_of(form, filled(frame, phrase.pieces, group), defaults)


def _frames(form: Form, words: Words, lexicon: Lexicon) -> Sequence[Frame]:
    """The frames that say what is done with the things."""
    match form:
        case Search():
            return lexicon.frames.search
        case Count():
            return lexicon.frames.count
        case Total(measures):
            return [frame for one in words.measures if one.measures == measures for frame in one.total]
        case Breakdown(by, _, ("count",)) if any(group.by == by for group in words.groups):
            return lexicon.frames.breakdown
        case Act(name, arguments):
            return [
                frame for deed in words.deeds if deed.act == Act(name, arguments) for frame in deed.frames
            ]
    return ()


def _group(form: Form, words: Words, draw: Draw) -> str:
    said = [
        word
        for group in words.groups
        if isinstance(form, Breakdown) and group.by == form.by
        for word in group.say
    ]
    return draw.pick("group words", said) if said else ""


def _noun_phrase(
    search: Search, words: Words, lexicon: Lexicon, draw: Draw
) -> tuple[NounPhrase, tuple[str, ...]] | None:
    """A noun phrase that says a search, and its defaults."""
    places: list[tuple[int, Condition]] = []
    start = 0
    for part in conjuncts(search.where):
        places.append((start, part))
        start += len(comparisons(part))
    noun, covered = _noun([part for _, part in places], words, single=search.first == 1, draw=draw)
    if noun is None:
        return None
    said: list[NumberedSaid] = []
    for place, part in places:
        if part not in covered:
            one = _say(part, words, noun, lexicon, draw.under(place))
            if one is None:
                return None
            said.append((place, one))
    order, tail, defaults = _order(search, words, noun, [part for _, part in places], draw)
    if search.sort and order is None:
        return None
    limit: tuple[Piece, ...] = ()
    if search.first is not None:
        if order is None or not order.superlative:
            return None
        limit = limit_pieces(search.first, draw.pick("superlative", order.superlative), draw)
        defaults = (*defaults, SINGULAR) if search.first == 1 else defaults
    text = draw.pick("noun words", noun.one if search.first == 1 else noun.many)
    noun_parts = tuple(
        number for place, part in places if part in covered for number in _numbers(place, part)
    )
    after = sorted(said, key=lambda pair: isinstance(pair[1].condition, Or))
    return NounPhrase(text, noun_parts, tuple(after), limit, () if limit else tail), defaults


def _numbers(place: int, part: Condition) -> range:
    return range(place, place + len(comparisons(part)))


def _noun(
    parts: Sequence[Condition], words: Words, *, single: bool, draw: Draw
) -> tuple[Noun | None, tuple[Condition, ...]]:
    """The noun that says most of the parts, and the parts it says."""
    options = [
        (noun, conjuncts(noun.condition))
        for noun in words.nouns
        if set(conjuncts(noun.condition)) <= set(parts) and (noun.one or not single)
    ]
    if not options:
        return None, ()
    most = max(len(covered) for _, covered in options)
    best = [option for option in options if len(option[1]) == most]
    return draw.pick(
        "noun", best, weight=lambda option: option[0].weight, label=lambda option: option[0].many[0]
    )


def _say(part: Condition, words: Words, noun: Noun, lexicon: Lexicon, draw: Draw) -> Said | None:
    """A condition in words that can be said of the noun."""
    options = list(_wordings(part, words, noun, lexicon))
    if isinstance(part, Or) and len(part.parts) == 2:
        one, two = (
            _after(_wordings(side, words, noun, lexicon), draw.under(n)) for n, side in enumerate(part.parts)
        )
        if one and two:
            options.append(alternatively(one, two, draw.pick("or", lexicon.joints.alternative)))
    return draw.pick("wording", options, label=repr) if options else None


def _after(wordings: Iterator[Said], draw: Draw) -> Said | None:
    options = [said for said in wordings if said.side == "after"]
    return draw.pick("wording", options, label=repr) if options else None


def _wordings(part: Condition, words: Words, noun: Noun, lexicon: Lexicon) -> Iterator[Said]:
    for phrase in words.phrases:
        if phrase.needs and not phrase.needs & noun.kinds:
            continue
        yield from _matching(phrase, phrase.condition, part, lexicon)
        if phrase.denied is not None:
            for said in _matching(phrase, phrase.denied, part, lexicon):
                if said.side == "after":
                    plain = replace(said, condition=phrase.condition)
                    yield from (excepting(plain, part, joint) for joint in lexicon.joints.exception[:1])


def _matching(phrase: Phrase, condition: Condition, part: Condition, lexicon: Lexicon) -> Iterator[Said]:
    bound = matched(condition, part)
    if bound is None:
        return
    for wording in phrase.wordings:
        pieces = bound_pieces(wording.pieces, bound, lexicon.slots)
        if pieces is not None:
            yield plainly(part, pieces, wording.side)


def _order(
    search: Search, words: Words, noun: Noun, parts: Sequence[Condition], draw: Draw
) -> tuple[Order | None, tuple[Piece, ...], tuple[str, ...]]:
    """An order with the key of the search, its words after the noun phrase, and what no word says."""
    if len(search.sort) != 1:
        return None, (), ()
    options = [
        (order, sort_key(order, tuple(parts), words)[1])
        for order in words.orders
        if sort_key(order, tuple(parts), words)[0] == search.sort[0]
        and (not order.needs or order.needs & noun.kinds)
    ]
    if not options:
        return None, (), ()
    order, defaults = draw.pick(
        "order", options, label=lambda option: repr((option[0].key, option[0].after, option[1]))
    )
    text = draw.pick("order words", order.after or order.superlative)
    return order, (Piece(", "), Piece(text, parts=("sort",))), defaults
