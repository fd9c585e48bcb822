"""Reads the lexicon of a pack, and holds every entry against the schema: faults are told with file and line.

lexicon/words/*.toml    one file a collection: nouns, phrases, orders, groups, measures, actions
lexicon/slots/*.toml    the kinds of values
lexicon/frames.toml     sentences around a noun with its conditions, and the words between conditions
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from trainset.errors import PackError, Place, TrainsetError
from trainset.language.known import check_form
from trainset.language.lexicon import (
    GROUP,
    GROUPS,
    PLACEHOLDERS,
    THINGS,
    Deed,
    Frames,
    Group,
    Joints,
    Lexicon,
    Measure,
    Noun,
    Order,
    Phrase,
    Ranked,
    Wording,
    Words,
)
from trainset.language.lexicon_tables import (
    ActTable,
    FramesFile,
    GroupTable,
    MeasureTable,
    NounTable,
    OrderTable,
    PhraseTable,
    WordsFile,
)
from trainset.language.morphology import plural
from trainset.language.pattern import Piece, condition_slots, form_parts, form_slots, parse_pieces
from trainset.language.slots import SlotKind, kind_of, load_slots
from trainset.semantics.form import Act, Breakdown, Compare, Condition, Not, Search, Total, comparisons
from trainset.semantics.notation import parse_form, parse_search
from trainset.suggest import did_you_mean
from trainset.toml_file import Strict, line_of, load_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from trainset.language.lexicon import Side
    from trainset.pack import Pack
    from trainset.semantics.form import Form, SortKey
    from trainset.semantics.schema import Schema
    from trainset.values import Values

# What can stand behind "but not", and the operators that deny others.
_DENIABLE = frozenset({"eq", "in", "any", "exists", "contains", "startsWith", "endsWith", "under", "during"})
_OPPOSITES = {"eq": "ne", "in": "notIn", "any": "none"}
Table = TypeVar("Table", bound=Strict)
Entry = TypeVar("Entry")


def load_lexicon(pack: Pack, schema: Schema, values: Values) -> Lexicon:
    """The lexicon of a pack.

    Raises:
        PackError: an entry that does not parse or names what the schema does not have; with file and line.
    """
    slots = _load_all_slots(pack.path("lexicon", "slots"), values)
    words: dict[str, Words] = {}
    for path in _files(pack.path("lexicon", "words")):
        loaded = _WordsReader(path, schema, slots, values).read()
        if loaded.collection in words:
            raise PackError(f"{loaded.collection} has another file of words", where=path)
        words[loaded.collection] = loaded
    frames, joints = _load_frames(pack.path("lexicon", "frames.toml"))
    return Lexicon(words, frames, joints, slots)


def _files(folder: Path) -> list[Path]:
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise PackError("this folder of the pack has no .toml file", where=folder)
    return paths


def _load_all_slots(folder: Path, values: Values) -> dict[str, SlotKind]:
    slots: dict[str, SlotKind] = {}
    for path in _files(folder):
        for name, kind in load_slots(path, values).items():
            if name in slots or name in PLACEHOLDERS:
                place = Place(path.name, line_of(read_text(path), (name,)))
                raise PackError(f"another slot is called {{{name}}}", where=place)
            slots[name] = kind
    return slots


def _load_frames(path: Path) -> tuple[Frames, Joints]:
    file, text = load_toml(path, FramesFile), read_text(path)

    def frames(
        name: str, says: tuple[str, ...], needed: frozenset[str], parts: frozenset[str]
    ) -> tuple[tuple[Piece, ...], ...]:
        place = Place(path.name, line_of(text, (name,)))
        return tuple(_frame(say, place, needed, parts) for say in says)

    ranked = []
    for number, table in enumerate(file.ranked):
        place = Place(path.name, line_of(text, ("ranked", number)))
        parts = frozenset({"by", "sort", *(() if table.single else ("first",))})
        says = tuple(_frame(say, place, frozenset({THINGS}), parts) for say in table.say)
        ranked.append(Ranked(_key(table.form, place), table.single, says))
    things, verb, by = frozenset({THINGS}), frozenset({"verb"}), frozenset({"by"})
    return Frames(
        search=frames("search", file.search, things, frozenset()),
        count=frames("count", file.count, things, verb),
        breakdown=frames("breakdown", file.breakdown, things, by),
        ranked=tuple(ranked),
    ), Joints(file.joints.alternative, file.joints.exception, file.joints.then)


def _frame(say: str, place: Place, needed: frozenset[str], parts: frozenset[str]) -> tuple[Piece, ...]:
    """The pieces of a frame that has these placeholders, and brackets for these parts."""
    pieces = parse_pieces(say, place)
    held = {piece.slot for piece in pieces if piece.slot}
    if missing := needed - held:
        raise PackError(f"no {{{min(missing)}}} in {say!r}", where=place)
    marked = {part for piece in pieces for part in piece.parts}
    if marked != parts:
        raise PackError(f"brackets for {_names(marked)} in {say!r}, and not for {_names(parts)}", where=place)
    if "by" in parts and "verb" not in parts and not held & {GROUP, GROUPS}:
        raise PackError(f"no {{{GROUP}}} in {say!r}", where=place)
    return pieces


def _names(parts: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, parts))) or "nothing"


def _key(form: str, place: Place) -> SortKey:
    try:
        (key,) = parse_search(f"x sort {form}").sort
    except (TrainsetError, ValueError):
        raise PackError(f"not an order: {form}", where=place) from None
    return key


class _WordsReader:
    """Reads one file of words; each method turns a table into a value or says where it cannot be one."""

    def __init__(self, path: Path, schema: Schema, slots: Mapping[str, SlotKind], values: Values) -> None:
        self._path = path
        self._schema = schema
        self._slots = slots
        self._values = values
        self._file = load_toml(path, WordsFile)
        self._text = read_text(path)
        self._place = Place(path.name, line_of(self._text, ("collection",)))
        if self._file.collection not in schema.collections:
            hint = did_you_mean(self._file.collection, schema.collections)
            raise PackError(
                f"the schema has no collection {self._file.collection!r}", where=self._place, hint=hint
            )
        self._collection = schema.collections[self._file.collection]

    def read(self) -> Words:
        file = self._file
        words = Words(
            collection=file.collection,
            nouns=self._each("noun", file.noun, self._noun),
            phrases=self._each("phrase", file.phrase, self._phrase),
            orders=self._each("order", file.order, self._order),
            groups=self._each("group", file.group, self._group),
            measures=self._each("measure", file.measure, self._measure),
            deeds=self._each("act", file.act, self._deed),
            sorts=frozenset(self._collection.sorts),
            apart=self._apart(),
            weight=file.weight,
        )
        self._check_needs(words)
        return words

    def _each(
        self, name: str, tables: tuple[Table, ...], read: Callable[[Table], Entry]
    ) -> tuple[Entry, ...]:
        entries = []
        for number, table in enumerate(tables):
            self._place = Place(self._path.name, line_of(self._text, (name, number)))
            entries.append(read(table))
        return tuple(entries)

    def _apart(self) -> tuple[frozenset[str], ...]:
        self._place = Place(self._path.name, line_of(self._text, ("apart",)))
        for name in (name for names in self._file.apart for name in names):
            if name not in self._collection.fields:
                hint = did_you_mean(name, self._collection.fields)
                message = f"{self._collection.name} has no field {name!r}"
                raise PackError(message, where=self._place, hint=hint)
        return tuple(map(frozenset, self._file.apart))

    def _check_needs(self, words: Words) -> None:
        """An entry that needs a kind which no noun has can never be said."""
        kinds = frozenset(kind for noun in words.nouns for kind in noun.kinds)
        for name in ("phrase", "order", "group", "measure", "act"):
            for number, table in enumerate(getattr(self._file, name)):
                if table.needs and not set(table.needs) & kinds:
                    place = Place(self._path.name, line_of(self._text, (name, number)))
                    hint = did_you_mean(table.needs[0], kinds)
                    raise PackError(f"no noun has the kind {table.needs[0]!r}", where=place, hint=hint)

    def _noun(self, table: NounTable) -> Noun:
        condition = self._condition(table.form) if table.form else None
        if condition is not None and any(condition_slots(condition)):
            raise PackError("a noun takes no slots", where=self._place, hint="Make it a phrase.")
        many = tuple(dict.fromkeys((*map(plural, table.one), *table.many)))
        if not many:
            raise PackError("a noun without words", where=self._place)
        return Noun(condition, many, table.one, frozenset(table.kinds), table.weight)

    def _phrase(self, table: PhraseTable) -> Phrase:
        condition = self._condition(table.form)
        texts: list[tuple[Side, str]] = [("before", text) for text in table.before]
        texts += [("after", text) for text in table.after]
        if not texts:
            raise PackError("a phrase without words", where=self._place)
        wordings = tuple(Wording(parse_pieces(text, self._place), side, text) for side, text in texts)
        for wording in wordings:
            self._check_slots(wording.pieces, condition_slots(condition), wording.text)
        first = comparisons(condition)[0]
        denied = self._denied(condition)
        return Phrase(condition, denied, first.field, wordings, frozenset(table.needs), table.weight)

    def _denied(self, condition: Condition) -> Condition | None:
        """The condition denied, by an operator of its own where the field has one; None if nobody would deny it so."""
        match condition:
            case Compare(_, operator, value) if operator not in _DENIABLE or value is False:
                return None  # nobody says "but not those that are not" or "but not those over"
            case Compare(field, operator, bool()) if operator in {"eq", "exists"}:
                return Compare(field, operator, value=False)
            case Compare(field, operator, value):
                opposite = _OPPOSITES.get(operator, "")
                known = self._collection.fields[field].operators
                return Compare(field, opposite, value) if opposite in known else Not(condition)
        return None

    def _order(self, table: OrderTable) -> Order:
        key = _key(table.form, self._place)
        if key.field not in self._collection.sorts:
            raise PackError(
                f"{self._collection.name} cannot be sorted by {key.field!r}",
                where=self._place,
                hint=did_you_mean(key.field, self._collection.sorts),
            )
        if not table.after and not table.superlative:
            raise PackError("an order without words", where=self._place)
        return Order(
            key, table.spoken_date, table.after, table.superlative, frozenset(table.needs), table.weight
        )

    def _group(self, table: GroupTable) -> Group:
        self._check(Breakdown(table.by, Search(self._collection.name)))
        return Group(table.by, table.say, frozenset(table.needs), table.weight)

    def _measure(self, table: MeasureTable) -> Measure:
        search = Search(self._collection.name)
        self._check(Total(table.measures, search))
        if table.grouped:
            breakdown = self._schema.operations.breakdowns.get(self._collection.name)
            groups = breakdown.groups if breakdown else ()
            self._check(Breakdown(groups[0] if groups else "", search, table.measures))
        things = frozenset({THINGS})
        return Measure(
            table.measures,
            tuple(_frame(say, self._place, things, frozenset({"verb"})) for say in table.total),
            tuple(_frame(say, self._place, things, frozenset({"by"})) for say in table.grouped),
            frozenset(table.needs),
            table.weight,
        )

    def _deed(self, table: ActTable) -> Deed:
        try:
            act = parse_form(table.form)
        except TrainsetError as error:
            raise PackError(error.what, where=self._place, hint=error.hint) from None
        if not isinstance(act, Act) or act.of is not None:
            raise PackError(
                f"not an action without a selection: {table.form}",
                where=self._place,
                hint='Write "do NAME(...)"; the grammar adds what it acts on.',
            )
        self._check(act)
        selects = self._schema.operations.actions[act.name].collection == self._collection.name
        parts = frozenset(part for part, _ in form_parts(act) if isinstance(part, str))
        needed = frozenset({THINGS}) if selects else frozenset()
        frames = tuple(_frame(say, self._place, needed, parts) for say in table.say)
        for pieces, say in zip(frames, table.say, strict=True):
            self._check_slots(pieces, (*form_slots(act), *needed), say)
        return Deed(act, selects, frames, frozenset(table.needs), table.weight)

    def _check_slots(self, pieces: tuple[Piece, ...], meant: Iterable[str], text: str) -> None:
        """Every slot is known, and stands in the words as in the form."""
        said = {piece.slot for piece in pieces if piece.slot}
        for slot in sorted(said - PLACEHOLDERS):
            if kind_of(slot) not in self._slots:
                raise PackError(
                    f"no slot is called {{{slot}}}",
                    where=self._place,
                    hint=did_you_mean(kind_of(slot), self._slots),
                )
        if odd := said ^ set(meant):
            names = ", ".join(f"{{{name}}}" for name in sorted(odd))
            raise PackError(f"{names} stands only in the form or only in {text!r}", where=self._place)

    def _condition(self, form: str) -> Condition:
        try:
            condition = parse_search(f"{self._collection.name} where {form}").where
        except TrainsetError as error:
            raise PackError(f"not a condition: {form}", where=self._place, hint=error.hint) from None
        assert condition is not None  # noqa: S101 - the notation has one after "where"
        self._check(Search(self._collection.name, condition))
        return condition

    def _check(self, form: Form) -> None:
        check_form(form, self._schema, self._values, self._place)
