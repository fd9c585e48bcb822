"""Examples: identifiers from what rows say, provenance that comes back as it was written."""

from __future__ import annotations

import json

from trainset.example import (
    Aligned,
    Evidence,
    Example,
    Provenance,
    QARow,
    QuestionProvenance,
    RequestProvenance,
    RequestRow,
    Row,
    provenance_of,
)

ANSWER = QARow("What is a shelf?", "A shelf is a place for books.")
QUERY = RequestRow("red books", "query { searchBooks { edges { node { id, name } } } }")
ABOUT = QuestionProvenance("definition", "implemented", (Evidence("a.md", ("A", "B"), (3, 4), "0" * 64),))
MEANT = RequestProvenance(
    'searchBooks where x = "y"', "bank/a-001", (Aligned('x = "y"', 0, 3),), ("sort: none",), 2
)


def test_identifiers_say_the_kind_and_depend_on_the_text_alone() -> None:
    answer = Example(ANSWER, ABOUT)
    assert answer.id.startswith("a-")
    assert Example(QUERY, MEANT).id.startswith("q-")
    assert answer.id == Example(ANSWER, QuestionProvenance("purpose", "planned", ())).id
    assert answer.id != Example(QARow(ANSWER.question, "Another."), ABOUT).id


def test_provenance_comes_back_as_it_was_written() -> None:
    pairs: tuple[tuple[Row, Provenance], ...] = ((ANSWER, ABOUT), (QUERY, MEANT))
    for row, provenance in pairs:
        written = json.loads(json.dumps(Example(row, provenance).provenance_fields))
        assert list(written)[:3] == ["id", "intent", "split"]
        assert provenance_of(written) == provenance


def test_the_row_keeps_the_order_of_its_keys() -> None:
    assert list(ANSWER.fields) == ["type", "question", "answer"]
    assert list(QUERY.fields) == ["type", "natural_language_query", "graphql_query"]
