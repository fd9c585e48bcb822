"""Whether an entry of the lexicon says a condition, and with which values."""

from __future__ import annotations

import pytest

from trainset.language.match import bound_pieces, matched
from trainset.language.pattern import Piece
from trainset.language.slots import Choice, SlotKind
from trainset.semantics.form import Condition, Slot
from trainset.semantics.notation import parse_search


def condition(text: str) -> Condition:
    where = parse_search(f"x where {text}").where
    assert where is not None
    return where


@pytest.mark.parametrize(
    ("entry", "said", "bound"),
    [
        ("pages > {pages}", "pages > {pages2}", {"pages": Slot("pages2")}),
        ("pages > {pages}", "pages > 100", {"pages": 100}),
        ("tags any [{tag}, {tag2}]", 'tags any ["A", {tag}]', {"tag": "A", "tag2": Slot("tag")}),
        ("not a = 1", "not a = 1", {}),
        ("a = {n} or b = {m}", "a = 1 or b = 2", {"n": 1, "m": 2}),
        ("signed = true", "signed = true", {}),
        ("pages > {pages}", "pages >= {pages}", None),
        ("pages > {pages}", "width > {pages}", None),
        ("signed = true", "signed = false", None),
        ("signed = true", "signed = 1", None),
        ("tags any [{tag}]", 'tags any ["A", "B"]', None),
        ("a = {n}", "a = [1, 2]", None),
        ("a = {n} and b = {m}", "a = 1 or b = 2", None),
    ],
)
def test_an_entry_says_a_condition_if_its_slots_can_stand_for_the_rest(
    entry: str, said: str, bound: dict[str, object] | None
) -> None:
    assert matched(condition(entry), condition(said)) == bound


def test_slots_become_those_of_the_pattern_and_values_their_words() -> None:
    slots = {"pages": SlotKind("pages", (Choice(100, ("a hundred", "100"), 1),))}
    pieces = (Piece("over "), Piece("", slot="pages.1", parts=(0,)), Piece(" pages"))
    assert bound_pieces(pieces, {"pages.1": Slot("pages2")}, slots) == (
        Piece("over "),
        Piece("", slot="pages2", parts=(0,)),
        Piece(" pages"),
    )
    assert bound_pieces(pieces, {"pages.1": 100}, slots) == (
        Piece("over "),
        Piece("a hundred", parts=(0,)),
        Piece(" pages"),
    )
    assert bound_pieces(pieces, {"pages.1": 101}, slots) is None  # nobody says how
    assert bound_pieces(pieces, {"pages.1": Slot("width")}, slots) is None  # another kind of value
