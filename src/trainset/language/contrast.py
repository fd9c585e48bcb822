"""Contrast sets: a pattern and its twin, which differ in one opposition alone: over and at least, before and after, newest and oldest.

The pairs of words are data of the pack (`lexicon/contrasts.toml`):

    [[operator]]                         # one comparison says another thing by one word
    name = "over, at least"
    sides = ["gt", "gte"]
    swaps = [["over", "at least"], ["more than", "at least"]]
    without = ["well"]                   # words that the request must not have
    leading = true                       # the word stands first in its bracket; false if left out
    one_way = true                       # only the first word becomes the second; false if left out

    [[direction]]                        # the order is turned round
    name = "newest, oldest"
    swaps = [["newest", "oldest"]]

    [[joint]]                            # the one "or" of a request becomes "and"
    name = "or, and"
    swaps = [["or", "and"]]

    [[value]]                            # a slot takes each of these in its turn
    name = "this, last, in the last month"
    slot = "when"
    operator = "during"
    sides = [["within 1 month", "in the last month"], ["during last month", "last month"]]

    [[added]]                            # a word that says nothing becomes one that says something
    name = "files, folders"
    collection = "searchEntries"
    swaps = [["files", "folders"]]
    form = 'entryKind = "folder"'
    unless = ["contentKind"]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from trainset.errors import PackError, Place, TrainsetError
from trainset.language.known import check_form
from trainset.language.pattern import Pattern, Piece
from trainset.semantics.form import (
    SPOKEN_OPERATORS,
    And,
    Breakdown,
    Compare,
    Condition,
    Not,
    Or,
    Search,
    Slot,
    SortKey,
    comparisons,
    conjoin,
    conjuncts,
    search_of,
    with_search,
)
from trainset.semantics.notation import parse_search
from trainset.toml_file import Strict, line_of, load_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from trainset.semantics.schema import Schema
    from trainset.values import Values

_BESIDE = 24  # letters
Swap = Annotated[tuple[str, str], Field()]
Swaps = Annotated[tuple[Swap, ...], Field(min_length=1)]


class _OperatorTable(Strict):
    name: str
    sides: tuple[str, str]
    swaps: Swaps
    values: tuple[bool, bool] | None = None
    without: tuple[str, ...] = ()
    leading: bool = False
    one_way: bool = False


class _SwapTable(Strict):
    name: str
    swaps: Swaps


class _ValueTable(Strict):
    name: str
    slot: str
    operator: str
    sides: Annotated[tuple[tuple[str, str], ...], Field(min_length=2)]


class _AddedTable(Strict):
    name: str
    collection: str
    swaps: Swaps
    form: str
    unless: tuple[str, ...] = ()


class _ContrastsFile(Strict):
    operator: tuple[_OperatorTable, ...] = ()
    direction: tuple[_SwapTable, ...] = ()
    joint: tuple[_SwapTable, ...] = ()
    value: tuple[_ValueTable, ...] = ()
    added: tuple[_AddedTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a slot in a contrast: a comparison of a field to be named, and its words."""

    operator: str
    value: object
    text: str


@dataclass(frozen=True, slots=True)
class Contrasts:
    """The oppositions of a pack."""

    schema: Schema
    file: _ContrastsFile
    values: tuple[tuple[_ValueTable, tuple[Said, ...]], ...]
    added: tuple[tuple[_AddedTable, Compare], ...]

    def sides(self, pattern: Pattern) -> Iterator[tuple[str, tuple[Pattern, ...]]]:
        """Every contrast set that a pattern can be part of: its name, and the patterns that belong to it."""
        if pattern.verbatim or _says_more(pattern):
            return
        for number, (name, twins) in enumerate(self._all(pattern)):
            marked = (
                replace(twin, id=f"{pattern.id}~{number}.{place}") for place, twin in enumerate(twins, 1)
            )
            yield name, tuple(marked)

    def _all(self, pattern: Pattern) -> Iterator[tuple[str, tuple[Pattern, ...]]]:
        for table in self.file.operator:
            for twin in _other_operators(pattern, table, self.schema):
                yield table.name, (pattern, twin)
        for direction in self.file.direction:
            for twin in _turned(pattern, direction):
                yield direction.name, (pattern, twin)
        for joint in self.file.joint:
            for twin in _joined_otherwise(pattern, joint):
                yield joint.name, (pattern, twin)
        for values, said in self.values:
            if twins := _with_values(pattern, values, said):
                yield values.name, twins
        for added, compare in self.added:
            for twin in _with_more(pattern, added, compare):
                yield added.name, (pattern, twin)


def _says_more(pattern: Pattern) -> bool:
    """Whether a wording has so much beside its parts that a twin could contradict it: "why is it full again, the smallest files"."""
    beside = sum(len(piece.text) for piece in pattern.pieces if not piece.parts)
    return pattern.id.startswith("bank/") and beside > _BESIDE


def load_contrasts(path: Path, schema: Schema, known: Values) -> Contrasts:
    """The oppositions of a pack's file; none where it has no such file.

    Raises:
        PackError: a value that is none, or a field that the schema does not have; with file and line.
    """
    if not path.exists():
        return Contrasts(schema, _ContrastsFile(), (), ())
    file, text = load_toml(path, _ContrastsFile), read_text(path)

    def compare(form: str, kind: str, number: int) -> Compare:
        place = Place(path.name, line_of(text, (kind, number)))
        try:
            where = parse_search(f"x where {form}").where
        except TrainsetError as error:
            raise PackError(f"not a condition: {form}", where=place, hint=error.hint) from None
        if not isinstance(where, Compare):
            raise PackError(f"more than one comparison: {form}", where=place)
        return where

    values = []
    for number, table in enumerate(file.value):
        sides = ((compare(f"x {form}", "value", number), words) for form, words in table.sides)
        values.append((table, tuple(Said(side.operator, side.value, words) for side, words in sides)))
    added = tuple((table, compare(table.form, "added", number)) for number, table in enumerate(file.added))
    for number, (one, condition) in enumerate(added):
        place = Place(path.name, line_of(text, ("added", number)))
        check_form(Search(one.collection, condition), schema, known, place)
    return Contrasts(schema, file, tuple(values), added)


def _other_operators(pattern: Pattern, table: _OperatorTable, schema: Schema) -> Iterator[Pattern]:
    """Twins in which one comparison has the other operator, and the piece that says it the other word."""
    search = search_of(pattern.form)
    if search is None:
        return
    fields = schema.collection(search.collection).fields
    words = set("".join(piece.text for piece in pattern.pieces).casefold().split())
    if words & set(table.without):
        return
    for number, compare in enumerate(comparisons(search.where)):
        known = (*fields[compare.field].operators, *SPOKEN_OPERATORS)
        for here, there in ((0, 1),) if table.one_way else ((0, 1), (1, 0)):
            if compare.operator != table.sides[here] or not _has(compare, table, here):
                continue
            if table.sides[there] not in known:
                continue
            swapped = _swapped(
                pattern.pieces, table.swaps, here, partial(_says, number), leading=table.leading
            )
            if swapped:
                value = table.values[there] if table.values else compare.value
                other = Compare(compare.field, table.sides[there], value)
                yield _changed(pattern, swapped, partial(_put, number, other))


def _has(compare: Compare, table: _OperatorTable, side: int) -> bool:
    if table.values is not None:
        return compare.value is table.values[side]
    if isinstance(compare.value, bool):
        return False  # a flag is denied by its other value, and not by another operator
    # "A and B" for "A or B" needs both.
    return not (isinstance(compare.value, tuple) and len(compare.value) < 2 and "all" in table.sides)


def _turned(pattern: Pattern, table: _SwapTable) -> Iterator[Pattern]:
    search = search_of(pattern.form)
    if search is None or len(search.sort) != 1:
        return
    (key,) = search.sort
    for here in (0, 1):
        swapped = _swapped(pattern.pieces, table.swaps, here, lambda piece: piece.parts == ("sort",))
        if swapped:
            turned = SortKey(key.field, "asc" if key.direction == "desc" else "desc")
            form = with_search(pattern.form, lambda one: replace(one, sort=(turned,)))  # noqa: B023 - called at once
            yield replace(pattern, pieces=swapped, form=form)
            return


def _joined_otherwise(pattern: Pattern, table: _SwapTable) -> Iterator[Pattern]:
    """The twin in which the one disjunction of the request, said by one word between its two parts, is a conjunction."""
    search = search_of(pattern.form)
    found = [part for part in conjuncts(search.where if search else None) if isinstance(part, Or)]
    if len(found) != 1:
        return
    fields = [part.field for part in found[0].parts if isinstance(part, Compare)]
    if len(set(fields)) != len(found[0].parts):
        return  # nothing is a PDF and a picture at once
    swapped = _swapped(pattern.pieces, table.swaps, 0, lambda piece: not piece.parts)
    if swapped:
        yield _changed(pattern, swapped, _conjoined)


def _conjoined(where: Condition | None) -> Condition | None:
    parts: list[Condition] = []
    for part in conjuncts(where):
        parts += part.parts if isinstance(part, Or) else (part,)
    return conjoin(tuple(parts))


def _with_values(pattern: Pattern, table: _ValueTable, said: tuple[Said, ...]) -> tuple[Pattern, ...]:
    """Twins in which a slot takes each of the values, where the pattern has just one such slot."""
    search = search_of(pattern.form)
    where = search.where if search else None
    found = [
        (number, compare)
        for number, compare in enumerate(comparisons(where))
        if compare.operator == table.operator
        and isinstance(compare.value, Slot)
        and compare.value.name.split(".")[0] == table.slot
    ]
    if len(found) != 1:
        return ()
    number, compare = found[0]
    slot = compare.value.name if isinstance(compare.value, Slot) else ""
    twins = []
    for side in said:
        pieces = tuple(
            Piece(side.text, parts=piece.parts) if piece.slot == slot else piece for piece in pattern.pieces
        )
        other = Compare(compare.field, side.operator, side.value)  # type: ignore[arg-type]  # parsed as a comparison's value
        twins.append(_changed(pattern, pieces, partial(_put, number, other)))
    return tuple(twins)


def _with_more(pattern: Pattern, table: _AddedTable, compare: Compare) -> Iterator[Pattern]:
    search = search_of(pattern.form)
    # Groups are often of things that only one of the two has.
    if search is None or search.collection != table.collection or isinstance(pattern.form, Breakdown):
        return
    spoken = {one.field for one in comparisons(search.where)}
    if spoken & {compare.field, *table.unless} or {key.field for key in search.sort} & set(table.unless):
        return
    count = len(comparisons(search.where))
    swapped = _swapped(pattern.pieces, table.swaps, 0, lambda piece: not piece.parts, parts=(count,))
    if swapped:
        yield _changed(pattern, swapped, lambda where: conjoin((*conjuncts(where), compare)))


def _says(number: int, piece: Piece) -> bool:
    return piece.parts == (number,)


def _changed(
    pattern: Pattern, pieces: tuple[Piece, ...], change: Callable[[Condition | None], Condition | None]
) -> Pattern:
    form = with_search(pattern.form, lambda search: replace(search, where=change(search.where)))
    return replace(pattern, pieces=pieces, form=form)


def _swapped(
    pieces: tuple[Piece, ...],
    swaps: Swaps,
    side: int,
    says: Callable[[Piece], bool],
    parts: tuple[int, ...] | None = None,
    *,
    leading: bool = False,
) -> tuple[Piece, ...] | None:
    """The pieces with one word swapped in the one piece that has it; None where no piece has one, or several do.

    With `parts`, the new word says these.
    """
    for swap in swaps:
        old, new = swap[side], swap[1 - side]
        start = r"\A" if leading else r"(?<![\w-])"
        word = re.compile(rf"{start}{re.escape(old)}(?![\w-])", re.IGNORECASE)
        places = [place for place, piece in enumerate(pieces) if says(piece) and word.search(piece.text)]
        if len(places) != 1 or len(word.findall(pieces[places[0]].text)) != 1:
            continue
        (place,) = places
        found = word.search(pieces[place].text)
        assert found is not None  # noqa: S101 - searched above
        piece = pieces[place]
        before, after = piece.text[: found.start()], piece.text[found.end() :]
        if parts is None:
            changed: tuple[Piece, ...] = (replace(piece, text=f"{before}{new}{after}"),)
        else:
            changed = (replace(piece, text=before), Piece(new, parts=parts), replace(piece, text=after))
        kept = tuple(one for one in changed if one.text or one.slot)
        return (*pieces[:place], *kept, *pieces[place + 1 :])
    return None


def _put(number: int, compare: Compare, where: Condition | None) -> Condition | None:
    """The condition with another comparison in one place of the reading order."""
    count = 0

    def put(condition: Condition) -> Condition:
        nonlocal count
        match condition:
            case Compare():
                count += 1
                return compare if count - 1 == number else condition
            case Not(part):
                return Not(put(part))
            case And(parts):
                return And(tuple(map(put, parts)))
            case Or(parts):
                return Or(tuple(map(put, parts)))

    return None if where is None else put(where)
