"""The pack that comes with the program: it loads, every entry can be said, and the seed's own pair comes out to the byte."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest

from trainset.dataset.tools import load_tools
from trainset.draw import Draw
from trainset.errors import Place
from trainset.language.bank import is_dev
from trainset.language.grammar import compose, speakable
from trainset.language.pattern import Pattern, Piece, check_pattern, fill, form_parts
from trainset.language.slots import Filler, kind_of
from trainset.pack import KINDS
from trainset.semantics.form import Act, Quantity, Search, SortKey, comparisons, search_of
from trainset.semantics.notation import parse_form, print_form
from trainset.semantics.period import Span
from trainset.semantics.resolve import resolve
from trainset.semantics.write import to_graphql
from trainset.world.recipe import load_recipe

if TYPE_CHECKING:
    from trainset.dataset.tools import Tools
    from trainset.endpoint.execute import Endpoint
    from trainset.language.lexicon import Words
    from trainset.language.pattern import Utterance
    from trainset.pack import Kind
    from trainset.semantics.form import Form

HERE = Place("test")
REQUEST = "find videos larger than 1GB that I modified in the last month, newest first"
QUERY = (
    'query { searchEntries(filter: { contentKind: { eq: "video" }, size: { gt: 1073741824 }, '
    'modifiedAt: { gte: "2025-08-03T00:00:00Z" } }, sortBy: { field: modifiedAt, direction: DESC }) '
    "{ edges { node { id, name, size, modifiedAt } } } }"
)


@cache
def tools() -> Tools:
    return load_tools("spacedrive", None)


def patterns() -> list[Pattern]:
    """The entries of the bank that a query answers."""
    return [entry for entry in tools().speech.bank if isinstance(entry, Pattern)]


def written(form: Form) -> str:
    """The query for a form, which must be valid and refer only to known values."""
    query = to_graphql(resolve(form, tools().speech.setting), tools().speech.schema)
    endpoint: Endpoint = tools().endpoint
    endpoint.validated(query)
    return query


def filled(pattern: Pattern, seed: int) -> Utterance:
    """The pattern with drawn values, two slots of one kind with different ones."""
    slots = tools().speech.lexicon.slots
    fillers: dict[str, Filler] = {}
    for slot in pattern.slots:
        drawn = (slots[kind_of(slot)].draw(Draw.seeded(seed, slot, again)) for again in range(50))
        fillers[slot] = next(one for one in drawn if one not in fillers.values())
    return fill(pattern, fillers)


def test_the_seed_pair_comes_out_to_the_byte() -> None:
    pattern = next(pattern for pattern in patterns() if pattern.id == "bank/search-001")
    made = fill(
        pattern,
        {"size": Filler(Quantity(Decimal(1), "GB"), "1GB"), "span": Filler(Span(1, "month"), "month")},
    )
    assert made.text == REQUEST
    assert written(made.form) == QUERY


def test_the_values_of_the_seed_pair_are_among_those_that_are_drawn() -> None:
    slots = tools().speech.lexicon.slots
    sizes = {choice.value: choice.say for choice in slots["size"].choices}
    spans = {choice.value: choice.say for choice in slots["span"].choices}
    assert "1GB" in sizes[Quantity(Decimal(1), "GB")]
    assert "month" in spans[Span(1, "month")]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_pattern_of_the_bank_can_be_filled_written_and_read_back(seed: int) -> None:
    for pattern in patterns():
        check_pattern(pattern)
        made = filled(pattern, seed)
        assert not [slot for slot in pattern.slots if f"{{{slot}}}" in made.text], pattern.id
        assert parse_form(print_form(made.form)) == made.form
        written(made.form)


def test_the_patterns_of_the_bank_are_all_different() -> None:
    texts = [
        "".join(piece.text or f"{{{piece.slot}}}" for piece in pattern.pieces).casefold()
        for pattern in tools().speech.bank
    ]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("words", tools().speech.lexicon.words.values(), ids=lambda words: words.collection)
def test_every_noun_phrase_and_order_of_the_lexicon_is_valid(words: Words) -> None:
    for noun in words.nouns:
        form = Search(words.collection, noun.condition)
        parts = tuple(range(len(comparisons(noun.condition))))
        check_pattern(Pattern("noun", (Piece(noun.many[0], parts=parts),), form, HERE))
        written(form)
    for phrase in words.phrases:
        form = Search(words.collection, phrase.condition)
        parts = tuple(part for part, _ in form_parts(form) if isinstance(part, int))
        for wording in phrase.wordings:
            pieces = tuple(Piece(piece.text, piece.slot, parts) for piece in wording.pieces)
            pattern = Pattern("phrase", pieces, form, HERE)
            check_pattern(pattern)
            written(filled(pattern, 0).form)
    for order in words.orders:
        written(Search(words.collection, None, (order.key,)))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"refusal", "clarification"}])
def test_requests_of_each_kind_of_every_collection_are_valid(kind: Kind) -> None:
    speech = tools().speech
    for words in speakable(speech.lexicon, kind, speech.sampling.searched):
        for seed in range(25):
            pattern = compose(speech.lexicon, words, kind, Draw.seeded(seed))
            check_pattern(pattern)
            written(filled(pattern, seed).form)


def test_every_value_of_every_slot_is_valid_where_it_stands() -> None:
    speech = tools().speech
    for pattern in patterns():
        for slot in pattern.slots:
            others = {name: speech.lexicon.slots[kind_of(name)].choices[-1] for name in pattern.slots}
            for choice in speech.lexicon.slots[kind_of(slot)].choices:
                fillers = {name: Filler(other.value, other.say[0]) for name, other in others.items()}
                fillers[slot] = Filler(choice.value, choice.say[0])
                resolve(fill(pattern, fillers).form, speech.setting)


def test_units_are_of_fields_that_the_schema_has() -> None:
    fields = {name for collection in tools().speech.schema.collections.values() for name in collection.fields}
    scalars = {
        name for collection in tools().speech.schema.collections.values() for name in collection.scalars
    }
    assert set(tools().pack.measures) <= fields | scalars
    for collection, implicit in tools().pack.implicit.items():
        assert set(implicit) <= set(tools().speech.schema.collection(collection).fields)


def test_the_recipe_of_its_worlds_can_be_read() -> None:
    recipe = load_recipe(tools().pack.path("world"))
    assert recipe.worlds


def test_the_lexicon_speaks_of_every_field_sort_key_group_and_measure_of_every_collection() -> None:
    speech = tools().speech
    for collection in speech.schema.collections.values():
        words = speech.lexicon.words[collection.name]
        conditions = [phrase.condition for phrase in words.phrases]
        conditions += [noun.condition for noun in words.nouns if noun.condition is not None]
        said = {compare.field for condition in conditions for compare in comparisons(condition)}
        assert set(collection.fields) - said <= {"id"}, collection.name  # nobody says an identifier
        assert set(collection.sorts) == {order.key.field for order in words.orders}, collection.name
        breakdown = speech.schema.operations.breakdowns.get(collection.name)
        groups = set(breakdown.groups) if breakdown else set()
        # Files are meant unless somebody says otherwise, so that groups by kind of entry have one member.
        assert groups - {group.by for group in words.groups} <= {"entryKind"}, collection.name
        totals = speech.schema.operations.totals.get(collection.name)
        measures = {name for measure in words.measures for name in measure.measures}
        assert set(totals.measures if totals else ()) - measures <= {"count"}, collection.name


def test_the_lexicon_orders_every_other_list_in_both_directions() -> None:
    speech = tools().speech
    for collection in speech.schema.collections.values():
        if collection.name != speech.sampling.searched:
            said = {order.key for order in speech.lexicon.words[collection.name].orders}
            assert said == {SortKey(field, way) for field in collection.sorts for way in ("asc", "desc")}


def test_the_lexicon_says_every_action_that_selects_no_entries() -> None:
    speech = tools().speech
    said = {deed.act.name for words in speech.lexicon.words.values() for deed in words.deeds}
    actions = speech.schema.operations.actions.values()
    assert {action.name for action in actions if action.collection != speech.sampling.searched} <= said


def test_every_operator_and_every_action_is_said_somewhere() -> None:
    speech = tools().speech
    forms = [pattern.form for pattern in patterns()]
    compares = [
        compare for form in forms if (found := search_of(form)) for compare in comparisons(found.where)
    ]
    for words in speech.lexicon.words.values():
        for phrase in words.phrases:
            compares += comparisons(phrase.condition)
            compares += comparisons(phrase.denied)
    known = {
        operator
        for collection in speech.schema.collections.values()
        for field in collection.fields.values()
        for operator in field.operators
    }
    assert known - {compare.operator for compare in compares} == set()
    acts = {form.name for form in forms if isinstance(form, Act)}
    acts |= {deed.act.name for words in speech.lexicon.words.values() for deed in words.deeds}
    assert set(speech.schema.operations.actions) == acts


def test_a_tenth_of_the_bank_is_kept_for_development_and_makes_no_row() -> None:
    speech = tools().speech
    kept = {entry.id for entry in speech.bank if is_dev(entry)}
    assert 0.07 < len(kept) / len(speech.bank) < 0.13
    assert len(speech.bank) >= 2000
    for families in speech.families(0).values():
        for number in range(300):
            family = families.family(number)
            assert family is None or not {member.entry.id.partition("~")[0] for member in family} & kept
