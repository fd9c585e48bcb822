"""Two actions are the same if their kind, targets and arguments are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trainset.semantics.form import Compare, Search
from trainset.semantics.operations import Action, Argument
from trainset.world.act import Deed, deed, denotation

if TYPE_CHECKING:
    from trainset.semantics.form import Form


def argument(name: str, default: object = None, *, is_list: bool = False) -> Argument:
    return Argument(name, "String", (), is_list, required=False, default=default)


SHELVE = Action(
    "shelveBooks",
    "searchBooks",
    {
        "shelf": argument("shelf"),
        "tags": argument("tags", is_list=True),
        "gift": argument("gift", default=False),
        "order": argument("order", "title"),
    },
)
CHEAP = Search("searchBooks", Compare("price", "lt", 500))


def test_kind_targets_and_arguments() -> None:
    asked: list[Form] = []

    def find(search: Search) -> list[str]:
        asked.append(search)
        return ["b", "c", "a"]

    found = denotation(SHELVE, CHEAP, {"shelf": "Poetry", "gift": True}, find)
    assert found == Deed("shelveBooks", ("a", "b", "c"), (("gift", "true"), ("shelf", "Poetry")))
    assert asked == [CHEAP]
    assert denotation(SHELVE, None, {}, find).targets == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"gift": False}),
        ({"order": "title"}, {"order": None}),
        ({"shelf": None}, {}),
        ({"tags": ["a", "b"]}, {"tags": ("b", "a", "b")}),
        ({"shelf": "POETRY"}, {"shelf": "poetry"}),
    ],
)
def test_what_says_the_same_is_the_same(one: dict[str, object], other: dict[str, object]) -> None:
    assert deed(SHELVE, ["a"], one, {"shelf"}) == deed(SHELVE, ["a"], other, {"shelf"})


@pytest.mark.parametrize(
    "other", [{"gift": True}, {"order": "author"}, {"shelf": "Travel"}, {"tags": ["a"]}, {"shelf": "poetry"}]
)
def test_what_says_something_else_is_another(other: dict[str, object]) -> None:
    assert deed(SHELVE, ["a"], {"shelf": "Poetry", "tags": ["a", "b"]}) != deed(
        SHELVE, ["a"], {"shelf": "Poetry", "tags": ["a", "b"]} | other
    )
