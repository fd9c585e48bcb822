from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from trainset.checks.base import Context
from trainset.checks.grounded import check
from trainset.example import Evidence, Example, QARow, QuestionProvenance, RequestProvenance, RequestRow

LINES = (
    "# Shelves",
    "A shelf does not hold more than 1,200 books, because PriceTable\\_v2 counts them.",
    "The shop opens at nine. \\textbf{Lamps} are lent for 30~days.",
)
CONTEXT = Context(product="Papyrus", endpoint=None, documents={"shop.md": LINES})  # type: ignore[arg-type]


def example(answer: str, question: str = "How many books does a shelf hold?") -> Example:
    digest = sha256("\n".join(LINES[1:3]).encode()).hexdigest()
    evidence = Evidence("shop.md", ("Shelves",), (2, 3), digest)
    return Example(QARow(question, answer), QuestionProvenance("number", "implemented", (evidence,)))


def codes(answer: str) -> list[str]:
    return [finding.code for finding in check(example(answer), CONTEXT)]


@pytest.mark.parametrize(
    "answer",
    [
        "A shelf does not hold more than 1,200 books, because PriceTable_v2 counts them.",
        "A shelf does not hold more than 1200 books.",
        "Lamps are lent for 30 days.",
        "The lamp is planned and not built yet. As designed, lamps are lent for 30 days.",
        "(1) the shop opens at nine; (2) lamps are lent for 30 days.",
    ],
)
def test_a_grounded_answer_is_clean(answer: str) -> None:
    assert codes(answer) == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (
            "A shelf does not hold more than 1,300 books, because PriceTable_v2 counts them.",
            "grounded.number",
        ),
        ("A shelf does not hold more than 1,200 books, because StockTable counts them.", "grounded.name"),
        ("A shelf does hold more than 1,200 books, because PriceTable_v2 counts them.", "grounded.negation"),
        ("The shop never opens at nine.", "grounded.negation"),
        ("Customers receive parcels whenever couriers travel abroad on Sundays.", "grounded.words"),
    ],
)
def test_a_changed_answer_is_found(answer: str, code: str) -> None:
    assert code in codes(answer)


def test_evidence_must_be_there_and_unchanged() -> None:
    good = example("Lamps are lent for 30 days.")
    assert isinstance(good.provenance, QuestionProvenance)
    (evidence,) = good.provenance.evidence
    faults = {
        "grounded.digest": replace(evidence, sha256="0" * 64),
        "grounded.missing": replace(evidence, lines=(2, 9)),
    }
    for code, wrong in faults.items():
        bad = replace(good, provenance=replace(good.provenance, evidence=(wrong,)))
        assert [finding.code for finding in check(bad, CONTEXT)] == [code]
    nowhere = replace(good, provenance=replace(good.provenance, evidence=(replace(evidence, file="x.md"),)))
    assert [finding.code for finding in check(nowhere, CONTEXT)] == ["grounded.missing"]
    nothing = replace(good, provenance=replace(good.provenance, evidence=()))
    assert [finding.code for finding in check(nothing, CONTEXT)] == ["grounded.missing"]


def test_requests_are_no_matter_of_this_check() -> None:
    request = Example(RequestRow("find books", "query { a }"), RequestProvenance("search", "p"))
    assert check(request, CONTEXT) == ()


def test_a_name_that_the_evidence_lacks_is_found_inside_a_sentence() -> None:
    assert codes("A shelf of the shop is lent by Dropbox for 30 days.") == ["grounded.name"]


def test_a_denial_that_no_line_makes_is_found_wherever_it_stands() -> None:
    assert codes("Lamps are not lent, and never for 30 days, and no shop opens.") == ["grounded.negation"]
