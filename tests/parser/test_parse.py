"""Parses: a form goes into one and comes out of it meaning the same."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bookshop import tools
from trainset.example import Aligned
from trainset.jsonl import read_objects
from trainset.parser.assemble import form_of
from trainset.parser.parse import NO_QUERY, Frame, NotSaidError, Parse, parse_of
from trainset.parser.words import words_of
from trainset.semantics.form import And, Compare, Condition, Not, Or, Search, comparisons, search_of
from trainset.semantics.notation import parse_form, print_condition, print_form
from trainset.semantics.resolve import resolve

if TYPE_CHECKING:
    from pathlib import Path

    from trainset.semantics.form import Form

NAMES = ("a", "b", "c", "d", "e")


def _open(_collection: str, _field: str) -> bool:
    return False


def conditions() -> st.SearchStrategy[Condition]:
    """Conditions of any nesting over comparisons that differ, each used once."""
    leaves = st.sampled_from([Compare(name, "contains", name) for name in NAMES])
    return st.recursive(
        leaves,
        lambda parts: st.one_of(
            parts.map(Not),
            st.lists(parts, min_size=2, max_size=3).map(lambda found: And(tuple(found))),
            st.lists(parts, min_size=2, max_size=3).map(lambda found: Or(tuple(found))),
        ),
        max_leaves=5,
    ).filter(lambda condition: len(set(comparisons(condition))) == len(comparisons(condition)))


def holds(condition: Condition | None, facts: dict[str, bool]) -> bool:
    match condition:
        case None:
            return True
        case Compare(field, operator):
            assert operator == "contains"
            return facts[field]
        case Not(part):
            return not holds(part, facts)
        case And(parts):
            return all(holds(part, facts) for part in parts)
        case Or(parts):
            return any(holds(part, facts) for part in parts)


@given(conditions())
def test_every_nesting_comes_out_with_the_same_truth_table(condition: Condition) -> None:
    text = " ".join(compare.field for compare in comparisons(condition))
    alignment = [
        Aligned(print_condition(compare), text.index(compare.field), text.index(compare.field) + 1)
        for compare in comparisons(condition)
    ]
    words = words_of(text)
    parse = parse_of(Search("files", condition), text, words, alignment, _open)
    form = form_of(parse, text, words)
    assert isinstance(form, Search)
    for values in product((True, False), repeat=len(NAMES)):
        facts = dict(zip(NAMES, values, strict=True))
        assert holds(form.where, facts) == holds(condition, facts)


@given(st.frozensets(st.sampled_from([(one, other) for one in range(5) for other in range(one + 1, 5)])))
def test_pairs_that_no_nesting_has_still_make_a_condition_with_every_leaf(
    pairs: frozenset[tuple[int, int]],
) -> None:
    text = " ".join(NAMES)
    condition = And(tuple(Compare(name, "contains", name) for name in NAMES))
    words = words_of(text)
    alignment = [
        Aligned(print_condition(compare), text.index(compare.field), text.index(compare.field) + 1)
        for compare in comparisons(condition)
    ]
    plain = parse_of(Search("files", condition), text, words, alignment, _open)
    form = form_of(Parse(plain.frame, plain.leaves, pairs), text, words)
    assert isinstance(form, Search)
    assert sorted(compare.field for compare in comparisons(form.where)) == sorted(NAMES)


def _rows(dataset: Path) -> list[tuple[str, str, list[Aligned]]]:
    rows = []
    proofs = dict(read_objects(dataset.with_suffix(".provenance.jsonl")))
    for number, row in read_objects(dataset):
        proof = proofs[number]
        if proof["intent"] == "request":
            text = row.get("natural_language_query") or row["question"]
            rows.append((text, proof["logical_form"], [Aligned(*part) for part in proof["alignment"]]))
    return rows


def _folded(form: Form) -> str:
    return print_form(form).casefold()


def test_every_row_of_a_dataset_comes_out_as_it_went_in(dataset: Path) -> None:
    rows = _rows(dataset)
    assert len(rows) > 100
    setting = tools().speech.setting
    for text, logical_form, alignment in rows:
        form = parse_form(logical_form) if logical_form else None
        words = words_of(text)
        again = form_of(parse_of(form, text, words, alignment, _open), text, words)
        if form is None or again is None:
            assert form is again
            continue
        nested = search_of(form)
        if nested is not None and all(isinstance(part, Compare) for part in _parts(nested)):
            assert _sorted(again, setting) == _sorted(form, setting), text


def _parts(search: Search) -> tuple[Condition, ...]:
    return search.where.parts if isinstance(search.where, And) else (search.where,) if search.where else ()


def _sorted(form: Form, setting: object) -> str:
    from trainset.semantics.canonical import canonical  # noqa: PLC0415

    return _folded(canonical(resolve(form, setting), tools().endpoint.schema))  # type: ignore[arg-type]


def test_no_query_has_no_form() -> None:
    parse = parse_of(None, "who are you", words_of("who are you"), [], _open)
    assert parse == Parse(Frame(NO_QUERY))
    assert form_of(parse, "who are you", words_of("who are you")) is None


def test_a_part_that_no_word_says_teaches_nothing() -> None:
    form = parse_form('files where name contains "x"')
    with pytest.raises(NotSaidError):
        parse_of(form, "all", words_of("all"), [], _open)


def test_two_parts_of_the_same_words_are_one_leaf() -> None:
    text = "screenshots since 2024"
    form = parse_form('files where kind = "image" and name contains "screenshot" and made since 2024')
    alignment = [
        Aligned('kind = "image"', 0, 11),
        Aligned('name contains "screenshot"', 0, 11),
        Aligned("made since 2024", 12, 22),
    ]
    words = words_of(text)
    parse = parse_of(form, text, words, alignment, lambda _, field: field == "kind")
    assert [(leaf.start, leaf.end) for leaf in parse.leaves] == [(0, 1), (1, 3)]
    again = form_of(parse, text, words)
    assert isinstance(again, Search)
    assert set(comparisons(again.where)) == set(comparisons(search_of(form).where))  # type: ignore[union-attr]
