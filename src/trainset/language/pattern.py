"""A pattern: a way of saying something, with slots for values, and the logical form it says.

A pattern is written as two texts:

    find [videos] [larger than {size}] [that I changed in the last {span}], [sort: newest first]
    searchEntries where contentKind = "video" and size > {size} and modifiedAt within {span} sort modifiedAt desc

A stretch in brackets says one part of the form: the comparisons in reading order, one bracket each. `[sort: ...]`, `[first: ...]`,
`[verb: ...]` (the words that count, add up or act), `[by: ...]`, the name of an action's argument, and `[2: ...]` (the second
comparison, out of order) name their part; `[1+2: ...]` names two that one word says. A part without a bracket has a *default*: it
is said by no word, as the pattern's own note explains. `[aside: ...]` holds what the form does not: said by the way, or taken back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from trainset.errors import PackError, Place
from trainset.example import ASIDE, Aligned
from trainset.language.slots import kind_of
from trainset.language.told import told_value
from trainset.semantics.form import (
    Act,
    And,
    Breakdown,
    Compare,
    Condition,
    Count,
    Form,
    Not,
    Or,
    Search,
    Slot,
    Total,
    comparisons,
    search_of,
    with_search,
)
from trainset.semantics.notation import print_condition, print_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trainset.language.slots import Filler

# A part is the place of a comparison in reading order, or a name: sort, first, verb, by, or an argument.
Part = int | str

_TOKEN = re.compile(r"\[(?:([a-z]\w*|\d+(?:\+\d+)*):\s*)?|\]|\{([a-z][a-z0-9_.]*)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the wording: a text, or a slot, and the parts of the form that it says."""

    text: str
    slot: str | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A wording and its form; `defaults` tells what the form holds that no word says.

    A `verbatim` pattern is said as it is written, letter for letter.
    """

    id: str
    pieces: tuple[Piece, ...]
    form: Form
    place: Place
    defaults: tuple[str, ...] = ()
    verbatim: bool = False

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the slots, in the order of the wording."""
        return tuple(dict.fromkeys(piece.slot for piece in self.pieces if piece.slot))


@dataclass(frozen=True, slots=True)
class Reply:
    """A request that no query answers, and what the assistant says to it: why it cannot be done, or what it must know first."""

    id: str
    pieces: tuple[Piece, ...]
    answer: tuple[Piece, ...]
    reason: str
    place: Place

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the slots, in the order of the wording."""
        return tuple(dict.fromkeys(piece.slot for piece in self.pieces if piece.slot))


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody says, what it means, which words say which part, and the spans of the values in it (characters, end excluded)."""

    text: str
    form: Form
    alignment: tuple[Aligned, ...]
    values: tuple[tuple[int, int], ...] = ()


def parse_pieces(wording: str, place: Place, first_part: int = 0) -> tuple[Piece, ...]:
    """The pieces of a wording; unnamed brackets count up from `first_part`.

    Raises:
        PackError: brackets that are nested, or not closed.
    """
    pieces: list[Piece] = []
    parts: tuple[Part, ...] = ()
    inside = False
    following = first_part
    at = 0
    for token in _TOKEN.finditer(wording):
        if token.start() > at:
            pieces.append(Piece(wording[at : token.start()], parts=parts))
        at = token.end()
        if token[2]:
            pieces.append(Piece("", slot=token[2], parts=parts))
        elif token[0] == "]":
            if not inside:
                raise PackError("a ] without its [", where=place)
            inside, parts = False, ()
        elif inside:
            raise PackError("a [ inside of a bracket", where=place)
        else:
            inside = True
            parts, following = _named_parts(token[1], following)
    if inside:
        raise PackError("a [ without its ]", where=place)
    if at < len(wording):
        pieces.append(Piece(wording[at:]))
    return tuple(pieces)


def _named_parts(name: str | None, following: int) -> tuple[tuple[Part, ...], int]:
    if name is None:
        return (following,), following + 1
    if name[0].isdigit():
        return tuple(int(number) - 1 for number in name.split("+")), following
    return (name,), following


def check_pattern(pattern: Pattern) -> None:
    """Hold a pattern's wording against its form.

    Raises:
        PackError: a slot of one that the other lacks, a bracket without its part, a part that nothing says, a number or date that no
            bracket holds.
    """
    said, meant = set(pattern.slots), set(form_slots(pattern.form))
    if said != meant:
        odd = ", ".join(f"{{{name}}}" for name in sorted(said ^ meant))
        raise PackError(f"{odd} stands only in the wording or only in the form", where=pattern.place)
    parts = dict(form_parts(pattern.form))
    marked = {part for piece in pattern.pieces for part in piece.parts} - {ASIDE}
    if unknown := [part for part in marked if part not in parts]:
        raise PackError(f"the form has no part {unknown[0]!r} for this bracket", where=pattern.place)
    silent = [text for part, text in parts.items() if part not in marked]
    if len(silent) > len(pattern.defaults):
        raise PackError(f"no bracket and no default says: {silent[0]}", where=pattern.place)
    for piece in pattern.pieces:
        if not piece.parts and (told := told_value(piece.text)):
            raise PackError(
                f"{told!r} stands in no bracket, so that nobody knows whether it is meant",
                where=pattern.place,
                hint="Put it into the bracket of its part, or into [aside: ...] where it is none.",
            )


def fill(pattern: Pattern, fillers: Mapping[str, Filler]) -> Utterance:
    """The utterance that a pattern makes when its slots take the given values."""
    values = {name: filler.value for name, filler in fillers.items()}
    form = with_search(pattern.form, lambda search: _fill_search(search, values))
    if isinstance(form, Act):
        given = tuple((name, cast("str", _value(value, values))) for name, value in form.arguments)
        form = replace(form, arguments=given)
    parts = {**dict(form_parts(form)), ASIDE: ASIDE}
    text = ""
    alignment: list[Aligned] = []
    spans: list[tuple[int, int]] = []
    for piece in pattern.pieces:
        said = fillers[piece.slot].text if piece.slot else piece.text
        alignment += [Aligned(parts[part], len(text), len(text) + len(said)) for part in piece.parts]
        spans += [(len(text), len(text) + len(said))] if piece.slot else []
        text += said
    return Utterance(text, form, _merged(alignment), (*spans, *_literal_spans(text, form)))


def _literal_spans(text: str, form: Form) -> Iterator[tuple[int, int]]:
    """Where the texts of a form stand in the wording itself, and not in a slot."""
    folded = text.casefold()
    if len(folded) != len(text):
        return  # a letter that is folded to two
    for literal in dict.fromkeys(_texts(form)):
        at = folded.find(literal.casefold())
        while literal and at >= 0:
            yield at, at + len(literal)
            at = folded.find(literal.casefold(), at + 1)


def _texts(form: Form) -> Iterator[str]:
    search = search_of(form)
    compared = [compare.value for compare in comparisons(search.where if search else None)]
    given = [value for _, value in form.arguments] if isinstance(form, Act) else []
    for value in (*compared, *given):
        yield from (
            item for item in (value if isinstance(value, tuple) else (value,)) if isinstance(item, str)
        )


def skeleton(pieces: tuple[Piece, ...]) -> str:
    """The wording with the kinds of its slots in place of values: what two utterances of one phrasing have in common."""
    return "".join(f"{{{kind_of(piece.slot)}}}" if piece.slot else piece.text for piece in pieces)


def worded(pieces: tuple[Piece, ...], fillers: Mapping[str, Filler]) -> str:
    """The text of pieces when their slots take the given values."""
    return "".join(fillers[piece.slot].text if piece.slot else piece.text for piece in pieces)


def form_parts(form: Form) -> Iterator[tuple[Part, str]]:
    """The parts of a form that words can say: their names, and how they are written."""
    search = search_of(form)
    if search is not None:
        for place, compare in enumerate(comparisons(search.where)):
            yield place, print_condition(compare)
        if search.sort:
            yield "sort", "sort " + ", ".join(f"{key.field} {key.direction}" for key in search.sort)
        if search.first is not None:
            yield "first", f"first {search.first}"
    match form:
        case Count():
            yield "verb", "count"
        case Total(measures):
            yield "verb", f"total {', '.join(measures)}"
        case Breakdown(by):
            yield "by", f"by {by}"
        case Act(name, arguments):
            yield "verb", f"do {name}"
            for argument, value in arguments:
                yield argument, f"{argument}: {print_value(value)}"


def renamed(
    pieces: tuple[Piece, ...], form: Condition | None, suffix: str
) -> tuple[tuple[Piece, ...], Condition | None]:
    """Pieces and a condition with every slot's name marked, so that two phrases with like slots can stand together."""
    marked = tuple(replace(piece, slot=piece.slot + suffix) if piece.slot else piece for piece in pieces)
    if form is None:
        return marked, None
    names = {name: Slot(name + suffix) for name in condition_slots(form)}
    return marked, _substitute(form, names)


def _merged(alignment: list[Aligned]) -> tuple[Aligned, ...]:
    """Spans of one part that touch as one span, in the order of the text."""
    merged: dict[tuple[str, int], Aligned] = {}
    for aligned in alignment:
        before = merged.pop((aligned.part, aligned.start), None)
        start = before.start if before else aligned.start
        merged[aligned.part, aligned.end] = replace(aligned, start=start)
    return tuple(sorted(merged.values(), key=lambda aligned: (aligned.start, aligned.part)))


def _fill_search(search: Search, values: Mapping[str, object]) -> Search:
    return replace(
        search,
        where=None if search.where is None else _substitute(search.where, values),
        first=cast("int | None", _value(search.first, values)),
    )


def _substitute(condition: Condition, values: Mapping[str, object]) -> Condition:
    match condition:
        case Compare(field, operator, value):
            return Compare(field, operator, _value(value, values))  # type: ignore[arg-type]  # a slot's value fits its place
        case Not(part):
            return Not(_substitute(part, values))
        case And(parts):
            return And(tuple(_substitute(part, values) for part in parts))
        case Or(parts):
            return Or(tuple(_substitute(part, values) for part in parts))


def _value(value: object, values: Mapping[str, object]) -> object:
    if isinstance(value, Slot):
        return values.get(value.name, value)
    if isinstance(value, tuple):
        return tuple(_value(item, values) for item in value)
    return value


def form_slots(form: Form) -> Iterator[str]:
    """The names of a form's slots, as often as they stand in it."""
    search = search_of(form)
    if search is not None:
        if search.where is not None:
            yield from condition_slots(search.where)
        yield from _value_slots(search.first)
    if isinstance(form, Act):
        for _, value in form.arguments:
            yield from _value_slots(value)


def _value_slots(value: object) -> Iterator[str]:
    values = value if isinstance(value, tuple) else (value,)
    return (item.name for item in values if isinstance(item, Slot))


def condition_slots(condition: Condition) -> Iterator[str]:
    """The names of a condition's slots, as often as they stand in it."""
    for compare in comparisons(condition):
        yield from _value_slots(compare.value)
