"""Duplicates: exact ones whatever their case and marks, near ones only with the same label."""

from __future__ import annotations

from trainset.checks.duplicates import Seen
from trainset.checks.likeness import normal
from trainset.example import Example, QARow, QuestionProvenance, RequestProvenance, RequestRow, Row

NOWHERE = QuestionProvenance("definition", "implemented", ())


def codes(*rows: Row) -> list[list[str]]:
    seen = Seen()
    examples = [
        Example(row, NOWHERE if isinstance(row, QARow) else RequestProvenance("", "")) for row in rows
    ]
    return [[finding.code for finding in seen.add(example)] for example in examples]


def request(text: str, query: str = "q") -> RequestRow:
    return RequestRow(text, query)


def test_case_blanks_and_marks_make_no_difference() -> None:
    assert codes(request("Find my PDFs!"), request("find  my pdfs"), request("find your pdfs")) == [
        [],
        ["duplicates.exact"],
        [],
    ]


def test_comparison_signs_make_a_difference() -> None:
    assert normal("pdf > 10mb") != normal("pdf < 10mb")
    assert codes(request("pdf > 10mb"), request("pdf < 10mb")) == [[], []]


def test_the_same_request_with_another_query_is_refused_too() -> None:
    assert codes(request("find pdfs", "one"), request("find pdfs", "two")) == [[], ["duplicates.exact"]]


def test_nearly_the_same_request_is_refused_only_with_the_same_query() -> None:
    long = (
        "show me all of the photos and the videos that I took in the last {} with my camera in the mountains"
    )
    assert codes(request(long.format("month")), request(long.format("months"))) == [[], ["duplicates.near"]]
    assert codes(request(long.format("month"), "one"), request(long.format("months"), "two")) == [[], []]


def test_a_question_and_a_request_do_not_meet() -> None:
    assert codes(QARow("What is a shelf?", "A place."), request("what is a shelf")) == [[], []]


def test_many_rows_are_held_against_each_other() -> None:
    rows = [
        request(f"list the books of author number {number} from shelf {number % 7}", str(number))
        for number in range(500)
    ]
    assert codes(*rows, *rows) == [[]] * 500 + [["duplicates.exact"]] * 500
