"""Follow-up turns: what somebody says next, and how it changes the request before.

The file `lexicon/followups.txt` holds entries like those of the bank; in place of a form, a line says the change:

    only the ones [on {device}]
    + device = {device}                  one more condition, on a field of which nothing was said

    no, the ones [from {when}]
    ~ createdAt during {when}            the condition on that field, if there is just one, becomes another

    forget about the tag
    - tags                               the conditions on that field fall away

    [sort:biggest first], [first:{n}] will do
    = sort size desc first {n}           an order, a limit, or another verb: "= count", "= total size", "= breakdown by device",
                                         "= do deleteEntries()"

With a third line `! the date spoken of`, the order goes by the date of which the request before spoke, if it spoke of one. All are
about the searches of one collection.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

from trainset.errors import PackError, Place, TrainsetError
from trainset.language.bank import entries
from trainset.language.known import check_form
from trainset.language.pattern import Pattern, check_pattern, parse_pieces
from trainset.language.slots import kind_of
from trainset.semantics.form import (
    TIME_OPERATORS,
    Act,
    Compare,
    Search,
    SortKey,
    comparisons,
    conjoin,
    conjuncts,
)
from trainset.semantics.notation import parse_form
from trainset.suggest import did_you_mean
from trainset.toml_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from trainset.language.slots import SlotKind
    from trainset.semantics.form import Form
    from trainset.semantics.schema import Schema
    from trainset.values import Values

Change = Literal["+", "~", "-", "="]
_WORDS = ("total", "breakdown")
_SPOKEN_DATE = "! the date spoken of"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A wording with the form that it says by itself, and how that changes the search before.

    `dropped` is the name of the field whose conditions fall away; with `spoken_date` the order is that of the date spoken of.
    """

    pattern: Pattern
    change: Change
    dropped: str = ""
    spoken_date: bool = False


def load_followups(
    path: Path, collection: str, schema: Schema, slots: Mapping[str, SlotKind], values: Values
) -> tuple[FollowUp, ...]:
    """The follow-ups of a pack's file; none where it has no such file.

    Raises:
        PackError: an entry that does not parse or names what the schema does not have; with file and line.
    """
    return tuple(_read(path, collection, schema, slots, values)) if path.exists() else ()


def _read(
    path: Path, collection: str, schema: Schema, slots: Mapping[str, SlotKind], values: Values
) -> Iterator[FollowUp]:
    for number, (line, lines) in enumerate(entries(read_text(path)), 1):
        place = Place(path.name, line)
        spoken_date = lines[2:] == [_SPOKEN_DATE]
        if len(lines) - spoken_date != 2 or lines[1][0] not in "+~-=":
            raise PackError("an entry is a wording, and a line with +, ~, - or =", where=place)
        change, text = cast("Change", lines[1][0]), lines[1][1:].strip()
        dropped = text if change == "-" else ""
        if dropped and dropped not in schema.collection(collection).fields:
            hint = did_you_mean(dropped, schema.collection(collection).fields)
            raise PackError(f"{collection} has no field {dropped!r}", where=place, hint=hint)
        form = _form(change, text, collection, place)
        check_form(form, schema, values, place)
        pattern = Pattern(f"followup-{number:03}", parse_pieces(lines[0], place), form, place)
        for slot in pattern.slots:
            if kind_of(slot) not in slots:
                hint = did_you_mean(kind_of(slot), slots)
                raise PackError(f"no slot is called {{{slot}}}", where=place, hint=hint)
        check_pattern(pattern)
        yield FollowUp(pattern, change, dropped, spoken_date)


def _form(change: Change, text: str, collection: str, place: Place) -> Form:
    """What a follow-up says by itself, as a form of its own."""
    match change:
        case "+" | "~":
            written = f"{collection} where {text}"
        case "-":
            written = collection
        case _ if text.startswith("do "):
            written = f"{text} on {collection}"
        case _ if text.startswith(_WORDS):
            written = f"{text} of {collection}"
        case _:
            written = f"count {collection}" if text == "count" else f"{collection} {text}"
    try:
        return parse_form(written)
    except TrainsetError as error:
        raise PackError(error.what, where=place, hint=error.hint) from None


def changed(before: Search, said: Form, followup: FollowUp) -> Form | None:
    """The form that a search becomes by a follow-up with what it says by itself; None where it does not fit the search."""
    match followup.change:
        case "+":
            return _narrowed(before, cast("Search", said))
        case "~":
            return _replaced(before, cast("Search", said))
        case "-":
            return _freed(before, followup.dropped)
    if isinstance(said, Search):
        keys = _spoken(said.sort, before) if followup.spoken_date else said.sort
        after = replace(before, sort=keys or before.sort, first=said.first or before.first)
        return None if after == before or (after.first and not after.sort) else after
    if isinstance(said, Act):
        return replace(said, of=before)
    # A number about what was found, or its groups, is not one about the first few of it.
    return None if before.first is not None else replace(said, of=replace(before, sort=()))


def _spoken(keys: tuple[SortKey, ...], before: Search) -> tuple[SortKey, ...]:
    """The keys with the date of which the search speaks in place of their own."""
    dates = (compare.field for compare in comparisons(before.where) if compare.operator in TIME_OPERATORS)
    date = next(dates, None)
    return keys if date is None else tuple(SortKey(date, key.direction) for key in keys)


def _narrowed(before: Search, said: Search) -> Search | None:
    spoken = {compare.field for compare in comparisons(before.where)}
    if spoken & {compare.field for compare in comparisons(said.where)}:
        return None
    return replace(before, where=conjoin((*conjuncts(before.where), *conjuncts(said.where))))


def _replaced(before: Search, said: Search) -> Search | None:
    new = said.where
    parts = conjuncts(before.where)
    own = [
        part
        for part in parts
        if isinstance(new, Compare) and new.field in {c.field for c in comparisons(part)}
    ]
    if new is None or len(own) != 1 or not isinstance(own[0], Compare) or own[0] == new:
        return None
    return replace(before, where=conjoin(tuple(new if part is own[0] else part for part in parts)))


def _freed(before: Search, field: str) -> Search | None:
    parts = conjuncts(before.where)
    left = tuple(part for part in parts if {compare.field for compare in comparisons(part)} != {field})
    mixed = any(compare.field == field for part in left for compare in comparisons(part))
    return None if mixed or not left or len(left) == len(parts) else replace(before, where=conjoin(left))
