"""The grammar: whatever it puts together is a pattern like those of the bank, and says what it means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bookshop import context, search, tools
from trainset.draw import Draw
from trainset.errors import Place
from trainset.language.grammar import compose, speakable
from trainset.language.noun_phrase import joined
from trainset.language.pattern import Pattern, Piece, check_pattern, fill, form_parts, parse_pieces
from trainset.language.slots import Filler, kind_of
from trainset.semantics.canonical import canonical
from trainset.semantics.form import (
    TIME_OPERATORS,
    Compare,
    Not,
    Or,
    Search,
    SortKey,
    comparisons,
    conjuncts,
)
from trainset.semantics.kinds import kind_of_form
from trainset.semantics.notation import parse_form, print_form
from trainset.semantics.read import from_graphql
from trainset.semantics.resolve import resolve
from trainset.semantics.write import to_graphql

if TYPE_CHECKING:
    from trainset.pack import Kind

SEEDS = st.integers(0, 10**9)
SPEECH = tools().speech
LEXICON = SPEECH.lexicon
BOOKS = LEXICON.words["searchBooks"]


def composed(seed: int, kind: Kind = "search", fields: tuple[str, ...] = ()) -> Pattern:
    return compose(LEXICON, BOOKS, kind, Draw.seeded(seed), fields)


def fillers(pattern: Pattern, seed: int) -> dict[str, Filler]:
    draw = Draw.seeded(seed, "slots")
    return {slot: LEXICON.slots[kind_of(slot)].draw(draw.under(slot)) for slot in pattern.slots}


@settings(derandomize=True, max_examples=250, deadline=None)
@given(SEEDS, st.sampled_from(["search", "count"]))
def test_a_composed_pattern_passes_the_check_of_the_bank(seed: int, kind: Kind) -> None:
    pattern = composed(seed, kind)
    check_pattern(pattern)
    assert pattern == composed(seed, kind)
    assert kind_of_form(pattern.form, "searchBooks") == kind
    assert parse_form(print_form(pattern.form)) == pattern.form


@settings(derandomize=True, max_examples=200, deadline=None)
@given(SEEDS)
def test_no_request_names_two_dates_that_may_not_fit(seed: int) -> None:
    form = composed(seed).form
    assert isinstance(form, Search)
    compares = comparisons(form.where)
    assert sum(compare.operator in TIME_OPERATORS for compare in compares) <= 1


def test_a_blank_stands_between_two_stretches_but_not_before_a_mark() -> None:
    stretches = [
        (Piece("find"),),
        (Piece(".zip"), Piece(" files")),
        (Piece(", newest first"),),
        (Piece("?"),),
    ]
    assert "".join(piece.text for piece in joined(stretches)) == "find .zip files, newest first?"


@settings(derandomize=True, max_examples=200, deadline=None)
@given(SEEDS)
def test_the_spans_lie_in_the_text_and_say_their_part(seed: int) -> None:
    pattern = composed(seed)
    filled = fillers(pattern, seed)
    made = fill(pattern, filled)
    spans: dict[str, str] = {}
    for aligned in made.alignment:
        assert 0 <= aligned.start < aligned.end <= len(made.text)
        span = made.text[aligned.start : aligned.end]
        assert span == span.strip()
        spans[aligned.part] = span
    unsaid = [text for _, text in form_parts(made.form) if text not in spans]
    assert len(unsaid) <= len(pattern.defaults)
    # The words of a slot stand in the span of the part that holds its value.
    parts = dict(form_parts(made.form))
    for piece in pattern.pieces:
        for part in piece.parts:
            said = filled[piece.slot].text if piece.slot else piece.text
            assert said.strip() in spans[parts[part]]


@settings(derandomize=True, max_examples=120, deadline=None)
@given(SEEDS)
def test_the_form_resolves_renders_validates_and_reads_back(seed: int) -> None:
    pattern = composed(seed)
    form = search(fill(pattern, fillers(pattern, seed)).form)
    resolved = resolve(form, SPEECH.setting)
    query = to_graphql(resolved, SPEECH.schema)
    context().endpoint.validated(query)
    assert canonical(from_graphql(query, SPEECH.schema), SPEECH.schema) == canonical(resolved, SPEECH.schema)


@settings(derandomize=True, max_examples=250, deadline=None)
@given(SEEDS)
def test_the_words_are_laid_out_as_people_write(seed: int) -> None:
    pattern = composed(seed)
    text = fill(pattern, fillers(pattern, seed)).text
    assert text == text.strip()
    assert "  " not in text
    assert " ," not in text
    assert "{" not in text
    for twice in ("the the", "the my", "my my", "any the", "all the my", "my the"):
        assert f" {twice} " not in f" {text} "


@settings(derandomize=True, max_examples=250, deadline=None)
@given(SEEDS)
def test_no_field_is_spoken_of_twice_and_kinds_are_minded(seed: int) -> None:
    pattern = composed(seed)
    fields = [compare.field for compare in comparisons(search(pattern.form).where)]
    assert len(fields) == len(set(fields))
    if any(compare.value == "audio" for compare in comparisons(search(pattern.form).where)):
        assert not {"pages", "weight"} & {*fields, *(key.field for key in search(pattern.form).sort)}


def test_newest_means_the_date_spoken_of_or_else_the_default_which_is_said() -> None:
    seen = set()
    for seed in range(1500):
        pattern = composed(seed)
        words = " ".join(piece.text for piece in pattern.pieces if "sort" in piece.parts)
        if words not in {"newest first", "newest"}:
            continue
        dates = [
            compare.field
            for compare in comparisons(search(pattern.form).where)
            if compare.field.endswith("At")
        ]
        spoken = [
            compare.field
            for compare in comparisons(search(pattern.form).where)
            if compare.field.endswith("At") and compare.operator != "exists"
        ]
        assert search(pattern.form).sort == (SortKey(spoken[0] if spoken else "publishedAt", "desc"),)
        default = (
            "sort field: the date spoken of"
            if spoken
            else "sort field: publishedAt where no date is spoken of"
        )
        assert default in pattern.defaults
        seen.add(bool(dates))
    assert seen == {True, False}


def test_a_singular_means_one_and_says_so() -> None:
    singles = [pattern for pattern in map(composed, range(1500)) if search(pattern.form).first == 1]
    assert singles
    for pattern in singles:
        assert "first: the singular means one" in pattern.defaults
        assert any(piece.text == "the " for piece in pattern.pieces)


def test_every_entry_of_the_lexicon_is_used_sooner_or_later() -> None:
    texts = {
        "".join(piece.text or f"{{{kind_of(piece.slot or '')}}}" for piece in composed(seed).pieces)
        for seed in range(4000)
    }
    everything = "\n".join(texts)
    for noun in BOOKS.nouns:
        assert any(word in everything for word in noun.many)
    for phrase in BOOKS.phrases:
        wordings = [wording.text.replace("{tag2}", "{tag}") for wording in phrase.wordings]
        assert any(wording in everything for wording in wordings), wordings
    for order in BOOKS.orders:
        assert any(word in everything for word in (*order.after, *order.superlative))


@settings(derandomize=True, max_examples=150, deadline=None)
@given(SEEDS, st.data())
def test_fields_that_are_asked_for_are_spoken_of_where_something_can_have_them_both(
    seed: int, data: st.DataObject
) -> None:
    free = sorted({phrase.field for phrase in BOOKS.phrases if not phrase.needs})
    fields = tuple(data.draw(st.lists(st.sampled_from(free), min_size=2, max_size=2, unique=True)))
    pattern = composed(seed, fields=fields)
    assert set(fields) <= {compare.field for compare in comparisons(search(pattern.form).where)}


def test_alternatives_and_exceptions_are_said_with_their_joints() -> None:
    alternatives = exceptions = 0
    for seed in range(400):
        pattern = composed(seed)
        text = "".join(piece.text for piece in pattern.pieces)
        where = search(pattern.form).where
        if any(isinstance(part, Or) for part in conjuncts(where)):
            alternatives += 1
            assert " or " in text
        if "except those" in text:
            exceptions += 1
            assert any(
                isinstance(part, Not)
                or (isinstance(part, Compare) and part.operator in {"ne", "none", "notIn"})
                or (isinstance(part, Compare) and part.value is False)
                for part in conjuncts(where)
            )
    assert alternatives > 15
    assert exceptions > 15


def test_a_lexicon_without_phrases_or_orders_still_speaks() -> None:
    bare = replace(BOOKS, phrases=(), orders=())
    for seed in range(60):
        pattern = compose(LEXICON, bare, "search", Draw.seeded(seed))
        check_pattern(pattern)
        assert search(pattern.form).sort == ()


def test_a_frame_that_ends_in_an_article_does_not_stand_before_a_limit() -> None:
    place = Place("test")
    frames = (parse_pieces("which are the {things}", place), parse_pieces("list {things}", place))
    only = replace(LEXICON, frames=replace(LEXICON.frames, search=frames))
    patterns = [compose(only, BOOKS, "search", Draw.seeded(seed)) for seed in range(400)]
    limited = [
        "".join(piece.text for piece in pattern.pieces) for pattern in patterns if search(pattern.form).first
    ]
    assert limited
    assert not any(text.startswith("which are the") for text in limited)


def test_of_each_kind_only_those_collections_are_spoken_of_that_have_words_for_it() -> None:
    assert speakable(LEXICON, "search", "searchBooks") == (BOOKS,)
    assert speakable(LEXICON, "listing", "searchBooks") == ()
    assert speakable(LEXICON, "total", "searchBooks") == ()
    assert speakable(LEXICON, "count", "searchBooks") == (BOOKS,)
    assert speakable(LEXICON, "refusal", "searchBooks") == ()
