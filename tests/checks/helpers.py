"""Examples of the bookshop that the checks are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bookshop import context
from trainset.example import Example, QARow, QuestionProvenance, RequestProvenance, RequestRow

if TYPE_CHECKING:
    from trainset.checks.base import Check

ANSWER = Example(
    QARow("What is a shelf in Papyrus?", "A shelf holds books."),
    QuestionProvenance("definition", "implemented", ()),
)


def request(query: str, text: str = "find books") -> Example:
    return Example(RequestRow(text, query), RequestProvenance("", ""))


def books(arguments: str = "", selection: str = "id, name") -> Example:
    """A request with that query for books."""
    call = f"searchBooks({arguments})" if arguments else "searchBooks"
    return request(f"query {{ {call} {{ edges {{ node {{ {selection} }} }} }} }}")


def codes(check: Check, example: Example) -> list[str]:
    return [finding.code for finding in check(example, context())]


def messages(check: Check, example: Example) -> str:
    return "\n".join(finding.message for finding in check(example, context()))
