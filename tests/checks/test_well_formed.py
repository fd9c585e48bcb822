from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainset.checks.base import Context
from trainset.checks.well_formed import check
from trainset.example import Example, QARow, QuestionProvenance, RequestProvenance, RequestRow

CONTEXT = Context(product="Papyrus", endpoint=None)  # type: ignore[arg-type]
PROVENANCE = QuestionProvenance("definition", "implemented", ())
QUESTION = "What is a shelf in Papyrus?"


def codes(question: str, answer: str) -> list[str]:
    return [finding.code for finding in check(Example(QARow(question, answer), PROVENANCE), CONTEXT)]


@pytest.mark.parametrize(
    "answer",
    [
        "A shelf is a board (of oak).",
        "To list shelves, run `papyrus list --all {}`.",
        "file_copy is a job of the shop.",
        'The state "full" means that no book fits.',
    ],
)
def test_a_well_formed_row_is_clean(answer: str) -> None:
    assert codes(QUESTION, answer) == []


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        ("what is a shelf in Papyrus?", "A shelf is a board.", "well_formed.start"),
        (QUESTION, "shelf of oak, old and dark.", "well_formed.start"),
        ("What is a shelf", "A shelf is a board.", "well_formed.end"),
        (QUESTION, "A shelf is a board", "well_formed.end"),
        (QUESTION, "A shelf (is a board.", "well_formed.balance"),
        (QUESTION, 'A shelf is a "board.', "well_formed.balance"),
        (QUESTION, "A **shelf** is a board.", "well_formed.markup"),
        (QUESTION, "A shelf is \\emph{a} board.", "well_formed.markup"),
        (QUESTION, "A shelf is is a board.", "well_formed.twice"),
        (QUESTION, "A shelf  is a board.", "well_formed.space"),
        (QUESTION, "Oak.", "well_formed.length"),
        (QUESTION, f"A shelf {'holds books and ' * 70}maps.", "well_formed.length"),
    ],
)
def test_faults_are_found(question: str, answer: str, code: str) -> None:
    assert code in codes(question, answer)


@given(st.text(max_size=100), st.text(max_size=200))
def test_it_never_raises(question: str, answer: str) -> None:
    codes(question, answer)


def test_requests_are_no_matter_of_this_check() -> None:
    request = Example(RequestRow("find  it", "query { a }"), RequestProvenance("search", "p"))
    assert check(request, CONTEXT) == ()
