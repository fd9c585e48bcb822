"""Each kind of claim on a small manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.questions.conftest import MANUAL, PRODUCT, read
from trainset.draw import Draw
from trainset.example import Example, QARow
from trainset.questions import Findings, ask, find_claims
from trainset.questions.ask import worded, wordings

if TYPE_CHECKING:
    from pathlib import Path

    from trainset.documents import Reading

ASKED = [
    ("What is Papyrus?", "Papyrus is a program for bookshops"),
    ("why are prices kept in cents", "sums of whole numbers are exact"),
    ("What does a receipt contain", "A receipt names the books"),
    ("how do I count a shelf", "1. Scan the label of the shelf. 2. Scan every book"),
    (
        "What is the double purpose of the stock keeper in Papyrus?",
        "lowers the counts after each sale and warns",
    ),
    ("How does the stock keeper find stolen books in Papyrus?", "compares every count with the sales"),
    ("What does PriceTable do in Papyrus?", "PriceTable holds the price of each book"),
    ("What is a gift card in Papyrus?", "A gift card is a card with a fixed value"),
    ("What are the benefits of", "speed (counting takes ten minutes) and safety (no count is lost)."),
    ("when the last copy of a book is sold?", "keeps the book in the list"),
    ("How does Papyrus differ from paper ledgers?", "remembers the price of every sale"),
    ("How do I list open orders from the Papyrus command line?", "run `papyrus order list --open`."),
    (
        "How do I cancel an order by its number from the Papyrus command line?",
        "run `papyrus order cancel 17`.",
    ),
    (
        "How do I print the labels of a shelf and skip sold books from the Papyrus command line?",
        "To print the labels of a shelf and skip sold books, run",
    ),
    ('What does the state "placed" mean', 'The state "placed" means that the order waits for the payment.'),
]


def examples(found: Findings) -> list[Example]:
    return list(ask(found.claims, Draw.seeded(1, "questions"), PRODUCT))


@pytest.mark.parametrize(("question", "answer"), ASKED)
def test_what_a_reader_would_ask_is_asked(found: Findings, question: str, answer: str) -> None:
    rows = [example.row for example in examples(found) if isinstance(example.row, QARow)]
    fitting = [row.answer for row in rows if question.casefold() in row.question.casefold()]
    assert fitting, sorted({row.question for row in rows})
    assert any(answer in said for said in fitting), fitting


def test_what_leans_on_its_surroundings_is_never_said(found: Findings) -> None:
    assert not any("described above" in claim.answer for claim in found.claims)


def test_what_is_turned_down_is_counted_with_its_reason(found: Findings) -> None:
    assert all(down.count > 0 and down.reason and down.kind for down in found.turned_down)


def test_no_answer_is_given_twice(found: Findings) -> None:
    answers = [claim.answer for claim in found.claims]
    assert len(answers) == len(set(answers))


def test_claims_are_the_same_every_time(manual: Reading, found: Findings) -> None:
    assert find_claims(manual.passages, PRODUCT) == found


def test_contradicted_statements_are_dropped_with_the_reason(manual: Reading) -> None:
    found = find_claims(manual.passages, PRODUCT, contradicted=[("in cents", "cents or dollars")])
    assert not any("in cents" in claim.answer for claim in found.claims)
    assert any("cents or dollars" in down.reason for down in found.turned_down)


def test_a_settled_document_is_not_held_against_contradictions(tmp_path: Path) -> None:
    page = "## Why prices are kept in cents\n\nPrices are kept in cents because sums are exact.\n"
    text = f"---\ntitle: A\nstatus: implemented\n---\n# A\n\n{page}"
    found = find_claims(read(tmp_path, text).passages, PRODUCT, contradicted=[("cents", "x")])
    assert len(found.claims) == 1


def test_one_edited_line_changes_only_the_rows_that_use_it(tmp_path: Path, found: Findings) -> None:
    edited = find_claims(read(tmp_path, MANUAL.replace("sums of whole", "totals of whole")).passages, PRODUCT)
    before = {example.row for example in examples(found)}
    after = {example.row for example in examples(edited)}
    assert all("sums of whole" in str(row) for row in before - after)
    assert all("totals of whole" in str(row) for row in after - before)
    assert before - after


def test_first_wordings_come_first(found: Findings) -> None:
    seen: list[str] = []
    for example in examples(found):
        assert isinstance(example.row, QARow)
        seen.append(example.row.answer)
    firsts = seen[: len(found.claims)]
    assert len(set(firsts)) == len(found.claims)


def test_evidence_is_that_of_the_passages(found: Findings) -> None:
    for example in examples(found):
        assert example.provenance.fields["evidence"]
        assert all(line["file"] == "manual.md" for line in example.provenance.fields["evidence"])


def test_a_part_a_list_and_a_long_answer_are_asked_about(tmp_path: Path) -> None:
    text = (
        "# Stock\n\n## The evening\n\n"
        "A count takes place each evening. The counting service compares every count with the sales of the last three days.\n\n"
        "## Damage handling\n\n- Torn books go back to their publisher\n- Wet books are dried for a week and sold for half their price\n\n"
        "## The returns desk\n\nIn a shop there is a desk for returns, where a clerk looks at each page of every book, "
        "writes down what is torn, and pays back the price on the day of the visit.\n\n"
        "## Forms of payment\n\nPayment takes several forms that differ in speed and in what they cost a shop and its customers.\n"
    )
    found = find_claims(read(tmp_path, text).passages, PRODUCT)
    answers = {claim.kind: claim.answer for claim in found.claims}
    assert answers["deed"].startswith("The counting service compares every count")
    assert answers["list"].startswith("For stock, damage handling covers: torn books")
    assert answers["topic"].startswith("In a shop there is a desk for returns")
    assert not any("several forms" in claim.answer for claim in found.claims)


@pytest.mark.parametrize(
    ("title", "wording"),
    [
        ("Fields of an order", 'What does the field "price" of an order mean in Papyrus?'),
        ("What an order contains", 'What does the field "price" of an order mean in Papyrus?'),
        ("How to read orders", 'What does the field "price" mean when I read orders in Papyrus?'),
    ],
)
def test_a_row_is_asked_for_by_whose_it_is(tmp_path: Path, title: str, wording: str) -> None:
    text = f"# Orders\n\n## {title}\n\n| Field | Meaning |\n|---|---|\n| price | The sum in cents. |\n"
    claims = find_claims(read(tmp_path, text).passages, PRODUCT).claims
    (row,) = [claim for claim in claims if claim.kind == "row"]
    assert wording in {worded(pattern, row, PRODUCT) for pattern in wordings()[row.shape]}


def test_a_glossary_whose_descriptions_are_sentences_repeats_them_as_they_are(tmp_path: Path) -> None:
    text = "# Glossary\n\n- **Blurb**: A blurb is the praise on the back of a book, written by a friend.\n"
    (found,) = find_claims(read(tmp_path, text).passages, PRODUCT).claims
    assert found.answer == "A blurb is the praise on the back of a book, written by a friend."
