"""The lexicon: words for things, conditions, orders and limits, as data of the pack.

Each entry pairs a fragment of a logical form with the ways in which people say it, slots included. The grammar puts entries together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from trainset.errors import PackError, Place, TrainsetError
from trainset.language.known import check_fields
from trainset.language.pattern import Piece, condition_slots, parse_pieces
from trainset.language.slots import SlotKind, kind_of, load_slots
from trainset.semantics.form import Condition, SortKey, comparisons
from trainset.semantics.notation import parse_search
from trainset.suggest import did_you_mean
from trainset.toml_file import Strict, line_of, load_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainset.pack import Pack
    from trainset.semantics.schema import Collection, Schema
    from trainset.values import Values

Weight = Annotated[float, Field(gt=0)]
Wordings = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
Place_ = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of saying an entry: before the noun or after it."""

    pieces: tuple[Piece, ...]
    place: Place_
    text: str


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for things: what it says of them, and its plural and singular forms."""

    condition: Condition | None
    many: tuple[str, ...]
    one: tuple[str, ...]
    kinds: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """A condition and the ways of saying it; `needs` names the kinds of things it can be said of (all if empty)."""

    condition: Condition
    field: str
    wordings: tuple[Wording, ...]
    needs: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Order:
    """An order and its words: after everything else, and as superlatives before the noun.

    `field` None is the date already spoken of.
    """

    key: SortKey
    spoken_date: bool
    after: tuple[str, ...]
    superlative: tuple[str, ...]
    needs: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries of a pack for one collection."""

    collection: str
    nouns: tuple[Noun, ...]
    phrases: tuple[Phrase, ...]
    orders: tuple[Order, ...]
    openers: tuple[str, ...]
    closers: tuple[str, ...]
    slots: Mapping[str, SlotKind]


class _NounTable(Strict):
    form: str = ""
    many: Wordings
    one: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    weight: Weight = 1


class _PhraseTable(Strict):
    form: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    weight: Weight = 1


class _OrderTable(Strict):
    form: str
    after: tuple[str, ...] = ()
    superlative: tuple[str, ...] = ()
    spoken_date: bool = False
    needs: tuple[str, ...] = ()
    weight: Weight = 1


class _LexiconFile(Strict):
    collection: str
    openers: Annotated[tuple[str, ...], Field(min_length=1)]
    closers: Annotated[tuple[str, ...], Field(min_length=1)]
    noun: Annotated[tuple[_NounTable, ...], Field(min_length=1)]
    phrase: tuple[_PhraseTable, ...]
    order: tuple[_OrderTable, ...]


def load_lexicon(pack: Pack, schema: Schema, values: Values) -> Lexicon:
    """The lexicon of a pack.

    Raises:
        PackError: an entry that does not parse or names what the schema does not have; with its line.
    """
    path = pack.path("lexicon", "words.toml")
    file = load_toml(path, _LexiconFile)
    text = read_text(path)
    slots = load_slots(pack.path("lexicon", "slots.toml"), values)
    collection = schema.collection(file.collection)

    def place(table: str, number: int) -> Place:
        return Place(path.name, line_of(text, (table, number)))

    return Lexicon(
        collection=file.collection,
        nouns=tuple(_noun(entry, collection, place("noun", n)) for n, entry in enumerate(file.noun)),
        phrases=tuple(
            _phrase(entry, collection, slots, place("phrase", n)) for n, entry in enumerate(file.phrase)
        ),
        orders=tuple(_order(entry, collection, place("order", n)) for n, entry in enumerate(file.order)),
        openers=file.openers,
        closers=file.closers,
        slots=slots,
    )


def _noun(entry: _NounTable, collection: Collection, place: Place) -> Noun:
    condition = _condition(entry.form, collection, place) if entry.form else None
    if condition is not None and any(condition_slots(condition)):
        raise PackError("a noun takes no slots", where=place, hint="Make it a phrase.")
    return Noun(condition, entry.many, entry.one, frozenset(entry.kinds), entry.weight)


def _phrase(
    entry: _PhraseTable, collection: Collection, slots: Mapping[str, SlotKind], place: Place
) -> Phrase:
    condition = _condition(entry.form, collection, place)
    texts: list[tuple[Place_, str]] = [("before", text) for text in entry.before]
    texts += [("after", text) for text in entry.after]
    if not texts:
        raise PackError("a phrase without words", where=place)
    wordings = tuple(Wording(parse_pieces(text, place), where, text) for where, text in texts)
    for piece in (piece for wording in wordings for piece in wording.pieces if piece.slot):
        if kind_of(piece.slot or "") not in slots:
            raise PackError(
                f"no slot is called {{{piece.slot}}}", where=place, hint=did_you_mean(piece.slot or "", slots)
            )
    meant = set(condition_slots(condition))
    for wording in wordings:
        said = {piece.slot for piece in wording.pieces if piece.slot}
        if said != meant:
            odd = ", ".join(f"{{{name}}}" for name in sorted(said ^ meant))
            raise PackError(f"{odd} stands only in the form or only in {wording.text!r}", where=place)
    first = comparisons(condition)[0]
    return Phrase(condition, first.field, wordings, frozenset(entry.needs), entry.weight)


def _order(entry: _OrderTable, collection: Collection, place: Place) -> Order:
    try:
        (key,) = parse_search(f"{collection.name} sort {entry.form}").sort
    except (TrainsetError, ValueError):
        raise PackError(f"not an order: {entry.form}", where=place) from None
    if key.field not in collection.sorts:
        raise PackError(
            f"{collection.name} cannot be sorted by {key.field!r}",
            where=place,
            hint=did_you_mean(key.field, collection.sorts),
        )
    if not entry.after and not entry.superlative:
        raise PackError("an order without words", where=place)
    return Order(
        key,
        entry.spoken_date,
        tuple(entry.after),
        tuple(entry.superlative),
        frozenset(entry.needs),
        entry.weight,
    )


def _condition(form: str, collection: Collection, place: Place) -> Condition:
    try:
        condition = parse_search(f"{collection.name} where {form}").where
    except TrainsetError as error:
        raise PackError(f"not a condition: {form}", where=place, hint=error.hint) from None
    assert condition is not None  # noqa: S101 - the notation has one after "where"
    check_fields(condition, collection, place)
    return condition
