"""Splits and leaks: what is held out is held out whole, and what training gives away is found."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.bookshop import members, tools
from trainset.dataset.leaks import LeakError, Training, certificate
from trainset.dataset.splits import combination, split_of_request
from trainset.example import Example, QARow, QuestionProvenance, RequestProvenance, RequestRow
from trainset.language.requests import realised

SPEECH = tools().speech


def requests() -> list[Example]:
    return [realised(member, SPEECH) for member in members(SPEECH, "search", 900)]


def form_of(example: Example) -> str:
    assert isinstance(example.provenance, RequestProvenance)
    return example.provenance.logical_form


def pattern_of(example: Example) -> str:
    assert isinstance(example.provenance, RequestProvenance)
    return example.provenance.pattern.partition("~")[0]


def row(said: str, form: str, pattern: str = "bank/x-001", split: str = "train") -> Example:
    return Example(RequestRow(said, "query { x }"), RequestProvenance(form, pattern), split)  # type: ignore[arg-type]


def test_about_a_tenth_is_held_out_half_of_it_for_each_split() -> None:
    splits = [split_of_request(example) for example in requests()]
    assert 0.03 < splits.count("validation") / len(splits) < 0.12
    assert 0.03 < splits.count("test") / len(splits) < 0.12


def test_a_combination_that_is_held_out_is_so_in_whatever_words() -> None:
    sides = defaultdict(set)
    for example in requests():
        combined = combination(form_of(example))
        if len(combined) > 1:
            sides[combined].add((split_of_request(example), pattern_of(example)))
    # Of a combination in many patterns only its own turn holds out every one.
    many = [found for found in sides.values() if len({pattern for _, pattern in found}) > 3]
    held_out = [found for found in many if "train" not in {split for split, _ in found}]
    assert many
    for found in held_out:
        assert len({split for split, _ in found}) == 1


def test_a_pattern_that_is_held_out_is_never_in_training() -> None:
    sides = defaultdict(set)
    for example in requests():
        if len(combination(form_of(example))) < 2:
            sides[pattern_of(example)].add(split_of_request(example))
    assert any("train" not in splits for splits in sides.values())
    assert all(len(splits) == 1 for splits in sides.values())


def test_the_split_does_not_depend_on_values_or_on_the_order_of_conditions() -> None:
    one = row("a", 'searchBooks where price > 5 dollars and tags any ["A"]')
    other = row("b", 'searchBooks where tags any ["B"] and price > 9 dollars')
    assert combination(form_of(one)) == combination(form_of(other))
    assert split_of_request(one) == split_of_request(other)


def test_training_gives_away_what_it_nearly_says_and_lacks_what_it_never_taught() -> None:
    training = Training.of([row("show me all the novels over 300 pages", "searchBooks where pages > 300")])
    assert training.leaks(row("Show me all the novels over 450 pages!", "searchBooks where pages > 450"))
    assert training.leaks(row("anything signed", "searchBooks where signed = true"))
    assert not training.leaks(row("which tomes have more than 900 leaves", "searchBooks where pages > 900"))


def splits_with(held_out: Example) -> dict[str, tuple[Example, ...]]:
    taught = row("novels over 300 pages", "searchBooks where pages > 300")
    return {"train": (taught,), "validation": (), "test": (held_out,)}


@pytest.mark.parametrize(
    ("said", "form", "leak"),
    [
        ("Novels over 300 pages", "searchBooks where pages > 300", "said_in_training"),
        ("novels over 400 pages", "searchBooks where pages > 400", "nearly_said_in_training"),
        ("what is signed", "searchBooks where signed = true", "conditions_not_in_training"),
    ],
)
def test_a_leak_fails_the_build_and_is_named(said: str, form: str, leak: str) -> None:
    with pytest.raises(LeakError, match=leak):
        certificate(splits_with(row(said, form, split="test")))  # type: ignore[arg-type]


def test_a_fact_that_is_asked_only_in_a_held_out_split_is_a_leak() -> None:
    question = Example(
        QARow("What is it?", "It is a shelf."), QuestionProvenance("definition", "implemented", ()), "test"
    )
    with pytest.raises(LeakError, match="facts_not_in_training"):
        certificate(splits_with(question))  # type: ignore[arg-type]
