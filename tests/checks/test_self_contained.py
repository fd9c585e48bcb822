from __future__ import annotations

import pytest

from trainset.checks.base import Context
from trainset.checks.self_contained import check
from trainset.example import Example, QARow, QuestionProvenance, RequestProvenance, RequestRow

CONTEXT = Context(product="Papyrus", endpoint=None)  # type: ignore[arg-type]
PROVENANCE = QuestionProvenance("definition", "implemented", ())


def codes(question: str, answer: str) -> list[str]:
    return [finding.code for finding in check(Example(QARow(question, answer), PROVENANCE), CONTEXT)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is a shelf in Papyrus?", "A shelf is a board that holds books. It is made of oak."),
        ("When it comes to shelves in Papyrus, what is counted?", "Books are counted."),
    ],
)
def test_a_row_that_stands_alone_is_clean(question: str, answer: str) -> None:
    assert codes(question, answer) == []


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        ("What does Section 3 say of Papyrus?", "Books are old.", "self_contained.question"),
        ("What does the text say about Papyrus?", "Books are old.", "self_contained.question"),
        ("What does it do in Papyrus?", "Books are old.", "self_contained.question"),
        ("What is Papyrus?", "It is a shop.", "self_contained.answer"),
        ("What is Papyrus?", "Papyrus is a shop, as shown in the following table.", "self_contained.answer"),
        ("What is a shelf?", "A shelf is a board.", "self_contained.product"),
    ],
)
def test_what_leans_is_found(question: str, answer: str, code: str) -> None:
    assert code in codes(question, answer)


def test_requests_are_no_matter_of_this_check() -> None:
    request = Example(RequestRow("find it", "query { a }"), RequestProvenance("search", "p"))
    assert check(request, CONTEXT) == ()
