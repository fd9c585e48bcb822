"""Shape: texts that are there, tidy, and of a length that people write."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainset.checks.shape import MAX_LENGTH, check
from trainset.example import Example, QARow, QuestionProvenance, RequestProvenance, RequestRow

from .helpers import ANSWER, books, codes, messages

NOWHERE = QuestionProvenance("definition", "implemented", ())


def answer(text: str) -> Example:
    return Example(QARow("What is a shelf?", text), NOWHERE)


def test_tidy_rows_have_no_findings() -> None:
    assert codes(check, ANSWER) == []
    assert codes(check, books()) == []
    assert codes(check, answer("Steps:\n1. Scan it.\n2. Print “ß, 書, דרום, 👩‍👩‍👧”.")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["shape.empty"]),
        (" \n", ["shape.empty", "shape.blanks"]),
        (" A shelf.", ["shape.blanks"]),
        ("A shelf.\n", ["shape.blanks"]),
        ("A shelf.\u00a0", ["shape.blanks"]),
        ("Cafe\u0301.", ["shape.normal"]),
        ("A\tshelf.", ["shape.control"]),
        ("A\x00shelf.", ["shape.control"]),
        ("A\x1b[31mshelf.", ["shape.control"]),
        ("A \ud83d shelf.", ["shape.control"]),
        ("A \ue000 shelf.", ["shape.control"]),
        ("A\rshelf.", ["shape.control"]),
        ("x" * MAX_LENGTH["answer"], []),
        ("x" * (MAX_LENGTH["answer"] + 1), ["shape.long"]),
    ],
)
def test_each_fault_has_its_code_and_names_its_text(text: str, found: list[str]) -> None:
    assert codes(check, answer(text)) == found
    if found:
        assert "answer" in messages(check, answer(text))


def test_every_text_of_a_row_is_looked_at_with_its_own_length() -> None:
    row = RequestRow(
        "x" * (MAX_LENGTH["natural_language_query"] + 1), "y" * (MAX_LENGTH["graphql_query"] + 1)
    )
    assert messages(check, Example(row, RequestProvenance("", ""))) == (
        "natural_language_query has 601 characters\ngraphql_query has 6001 characters"
    )
    assert codes(check, Example(QARow("x" * 401, "y"), NOWHERE)) == ["shape.long"]


@settings(derandomize=True)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=400))
def test_whatever_prints_is_accepted_once_it_is_tidy(text: str) -> None:
    text = unicodedata.normalize("NFC", text).strip()
    if text and unicodedata.normalize("NFC", text) == text:
        assert codes(check, answer(text)) == []


@settings(derandomize=True)
@given(st.text(st.characters(codec=None), max_size=60))
def test_no_text_whatever_makes_the_check_raise(text: str) -> None:
    assert all(code.startswith("shape.") for code in codes(check, answer(text)))
