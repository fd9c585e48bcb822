"""The grammar: entries of the lexicon put together to patterns that no bank can list.

A request of a kind is a frame around a noun phrase: "how many {things} are there", where the things are a noun with conditions, perhaps
an order and a limit. The grammar draws the entries that can be said of one another and lays their words out; the result is a
pattern like those of the bank, its brackets in place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from trainset.errors import Place
from trainset.language.choose import Wish, choose, nouns_with
from trainset.language.lexicon import GROUP, GROUPS, THINGS
from trainset.language.morphology import plural
from trainset.language.pattern import Pattern, Piece, skeleton
from trainset.semantics.form import Breakdown, Count, Form, Slot, Total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainset.draw import Draw
    from trainset.language.choose import Fields
    from trainset.language.lexicon import Group, Lexicon, Measure, Words
    from trainset.pack import Kind

_NOWHERE = Place("grammar")
_MEASURED = 0.35  # so many breakdowns are of another number than the count
_RANKED = 0.3  # so many of the others ask for the first groups only
# No limit may follow these.
_DETERMINERS = frozenset({"the", "my", "our", "any", "all", "which", "what", "no"})
Frame = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A form and the pieces that say it."""

    form: Form
    pieces: tuple[Piece, ...]
    defaults: tuple[str, ...] = ()


def speakable(lexicon: Lexicon, kind: Kind, searched: str) -> tuple[Words, ...]:
    """The collections of which requests of a kind can be made."""
    return tuple(words for words in lexicon.words.values() if _can_say(words, kind, searched))


def _can_say(words: Words, kind: Kind, searched: str) -> bool:
    match kind:
        case "search":
            return words.collection == searched
        case "listing":
            return words.collection != searched
        case "count":
            return True
        case "total":
            return bool(words.measures)
        case "breakdown":
            return bool(words.groups)
        case "action":
            return bool(words.deeds)
    return False


def compose(lexicon: Lexicon, words: Words, kind: Kind, draw: Draw, fields: Fields = ()) -> Pattern:
    """A pattern of a kind drawn from the words of a collection; it speaks of the given fields where they have words that fit together."""
    match kind:
        case "count":
            built = _count(lexicon, words, draw, fields)
        case "total":
            built = _total(lexicon, words, draw, fields)
        case "breakdown":
            built = _breakdown(lexicon, words, draw, fields)
        case "action":
            built = _act(lexicon, words, draw, fields)
        case _:
            built = _search(lexicon, words, draw, fields)
    return pattern_of(built.form, built.pieces, built.defaults)


def pattern_of(form: Form, pieces: tuple[Piece, ...], defaults: tuple[str, ...]) -> Pattern:
    """The pattern of the grammar with these pieces; what is said alike has the same name."""
    digest = blake2b(skeleton(pieces).encode(), digest_size=6).hexdigest()
    return Pattern(f"grammar/{digest}", pieces, form, _NOWHERE, defaults)


def _search(lexicon: Lexicon, words: Words, draw: Draw, fields: Fields) -> Built:
    chosen = choose(lexicon, words, Wish(fields, some=True, order="any"), draw)
    frame = pick_frame("frame", lexicon.frames.search, draw, limited=bool(chosen.phrase.limit))
    return Built(chosen.search, filled(frame, chosen.phrase.pieces), chosen.defaults)


def _count(lexicon: Lexicon, words: Words, draw: Draw, fields: Fields) -> Built:
    chosen = choose(lexicon, words, Wish(fields), draw)
    frame = pick_frame("frame", lexicon.frames.count, draw)
    return Built(Count(chosen.search), filled(frame, chosen.phrase.pieces))


def _total(lexicon: Lexicon, words: Words, draw: Draw, fields: Fields) -> Built:
    measure = _measure(words.measures, draw)
    chosen = choose(lexicon, words, Wish(fields, (measure.needs,)), draw)
    frame = pick_frame("frame", measure.total, draw)
    return Built(Total(measure.measures, chosen.search), filled(frame, chosen.phrase.pieces))


def _breakdown(lexicon: Lexicon, words: Words, draw: Draw, fields: Fields) -> Built:
    group = draw.pick("group", words.groups, weight=lambda group: group.weight, label=lambda group: group.by)
    measures = [
        measure
        for measure in words.measures
        if measure.grouped and nouns_with(words, (group.needs, measure.needs))
    ]
    measure = _measure(measures, draw) if measures and draw.chance("measured", _MEASURED) else None
    needs = (group.needs, measure.needs) if measure else (group.needs,)
    chosen = choose(lexicon, words, Wish(fields, needs, frozenset({group.by}), few=True), draw)
    if measure:
        frame = pick_frame("frame", measure.grouped, draw)
        # Whatever else is asked of them, groups are counted: so the conventions have it.
        form = Breakdown(group.by, chosen.search)
        form = replace(form, measures=tuple(dict.fromkeys((*form.measures, *measure.measures))))
    elif lexicon.frames.ranked and draw.chance("ranked", _RANKED):
        ranked = draw.pick("ranked", lexicon.frames.ranked, label=repr)
        frame = pick_frame("frame", ranked.frames, draw)
        first = 1 if ranked.single else Slot("n")
        form = Breakdown(group.by, replace(chosen.search, sort=(ranked.key,), first=first))
        defaults = ("first: the singular means one",) if ranked.single else ()
        return Built(form, filled(frame, chosen.phrase.pieces, _group_words(group, draw)), defaults)
    else:
        frame = pick_frame("frame", lexicon.frames.breakdown, draw)
        form = Breakdown(group.by, chosen.search)
    return Built(form, filled(frame, chosen.phrase.pieces, _group_words(group, draw)))


def _act(lexicon: Lexicon, words: Words, draw: Draw, fields: Fields) -> Built:
    deed = draw.pick("deed", words.deeds, weight=lambda deed: deed.weight, label=lambda deed: repr(deed.act))
    if not deed.selects:
        return Built(deed.act, pick_frame("frame", deed.frames, draw))
    # An order means something to an action only with a limit.
    wish = Wish(fields, (deed.needs,), some=True, few=True, order="with a limit")
    chosen = choose(lexicon, words, wish, draw)
    frame = pick_frame("frame", deed.frames, draw, limited=bool(chosen.phrase.limit))
    return Built(replace(deed.act, of=chosen.search), filled(frame, chosen.phrase.pieces), chosen.defaults)


def _measure(measures: Sequence[Measure], draw: Draw) -> Measure:
    return draw.pick(
        "measure",
        measures,
        weight=lambda measure: measure.weight,
        label=lambda measure: repr(measure.measures),
    )


def _group_words(group: Group, draw: Draw) -> str:
    return draw.pick("group words", group.say)


def pick_frame(name: str, frames: Sequence[Frame], draw: Draw, *, limited: bool = False) -> Frame:
    """One of the frames; a limit brings its own "the", so no determiner may stand before it."""
    usable = [frame for frame in frames if not (limited and _ends_in_determiner(frame))] or list(frames)
    counts = Counter(usable)
    return draw.pick(name, list(counts), weight=lambda frame: counts[frame], label=skeleton)


def _ends_in_determiner(frame: Frame) -> bool:
    place = next(place for place, piece in enumerate(frame) if piece.slot == THINGS)
    before = frame[place - 1].text.split() if place else []
    return bool(before) and before[-1].lower() in _DETERMINERS


def filled(frame: Frame, things: tuple[Piece, ...], group: str = "") -> tuple[Piece, ...]:
    """A frame with the things, and the words for a group, in their places."""
    pieces: list[Piece] = []
    for piece in frame:
        if piece.slot == THINGS:
            pieces += things
        elif piece.slot in {GROUP, GROUPS}:
            pieces.append(Piece(plural(group) if piece.slot == GROUPS else group, parts=piece.parts))
        else:
            pieces.append(piece)
    return tuple(pieces)
