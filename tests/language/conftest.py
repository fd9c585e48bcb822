"""A tiny product for the tests of the language side: a shelf of books."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trainset.language.slots import SlotKind, load_slots
from trainset.semantics.schema import Schema, load_schema
from trainset.values import FieldValues, Values

if TYPE_CHECKING:
    from pathlib import Path

SDL = """
type Query { searchBooks(filter: BookFilter, sortBy: [BookSort!], first: Int, after: String): BookConnection! }
type BookConnection { edges: [BookEdge!]! totalCount: Int! }
type BookEdge { node: Book! }
type Book { id: ID! name: String! format: String! pages: Int! boughtAt: DateTime }
input BookFilter { format: Texts name: Texts pages: Numbers boughtAt: Times shelf: Names
  and: [BookFilter!] or: [BookFilter!] not: BookFilter }
input Texts { eq: String in: [String!] contains: String }
input Numbers { eq: Int gt: Int lt: Int }
input Times { gte: DateTime lt: DateTime }
input Names { eq: String }
input BookSort { field: BookSortField! direction: Direction! }
enum BookSortField { name pages boughtAt }
enum Direction { ASC DESC }
scalar DateTime
"""
SLOTS = """
[pages]
operator = "gt"
[[pages.choice]]
form = '100'
say = ["100", "a hundred"]
[[pages.choice]]
form = '300'
say = ["300"]
weight = 3

[span]
operator = "within"
[[span.choice]]
form = '3 month'
say = ["three months"]

[shelf]
values = "Book.shelf"

[n]
operator = "first"
[[n.choice]]
form = '5'
say = ["5", "five"]
"""


@pytest.fixture(scope="session")
def schema() -> Schema:
    return load_schema(SDL, "books.graphql")


@pytest.fixture(scope="session")
def slots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SlotKind]:
    path: Path = tmp_path_factory.mktemp("slots") / "slots.toml"
    path.write_text(SLOTS)
    return load_slots(path, Values({"Book.shelf": FieldValues(popular=("Poetry",), rare=("Travel",))}))
