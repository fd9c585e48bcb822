"""Shapes: what is copied, what is not, and that filling a shape gives the value back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from trainset.parser.shapes import Hole, abstract, fill, roles_of
from trainset.parser.words import words_of
from trainset.semantics.form import Quantity
from trainset.semantics.notation import print_value
from trainset.semantics.period import Ago, Calendar, Dated, InSeason, Span

CASES: list[tuple[object, str, str]] = [
    ("Darkroom NAS", "on Darkroom NAS", "%T"),
    ("screenshot", "screen grabs", '"screenshot"'),
    (("Work", "Health"), "tagged work or Health", "[%T+]"),
    (("jpg", "jpeg"), "JPEGs", '["jpg", "jpeg"]'),
    ("pdf", "PDFs", "%T-s"),
    ("invoice", "my invoices", "%T-s"),
    (("epub", "mobi"), "epubs or mobi files", "[%T-s+]"),
    (True, "starred", "true"),
    (4, "four stars", "%N"),
    (320000, "320 kbps", "%N*1000"),
    (3840, "in 4K", "3840"),
    (0.05, "5 percent", "%N*0.01"),
    (Quantity(Decimal("1.5"), "GB"), "over 1.5 gigs", "%N GB"),
    (Quantity(Decimal(1), "GB"), "over a gig", "1 GB"),
    (Span(3, "month"), "in the past three months", "%N month"),
    (Span(1, "month"), "in the last month", "1 month"),
    (Ago(Span(2, "day")), "two days ago", "ago %N day"),
    (Dated(2024, 5, 12), "on 12 May 2024", "%Y-%M-%D"),
    (Dated(2024, 5, 12), "on 2024-05-12", "%Y-%M-%D"),
    (Dated(month=3), "in march", "*-%M"),
    (Dated(2024, quarter=3), "in Q3 2024", "%Y-Q3"),
    (InSeason("summer", 2023), "in the summer of 2023", "summer %Y"),
    (Calendar("week", -1), "last week", "last week"),
    ((Dated(2024, 3), Dated(2024, 6)), "between March and June 2024", "[%Y-%M, %Y-%M]"),
    ((Quantity(Decimal(1), "MB"), Quantity(Decimal(5), "MB")), "from 1 to 5 MB", "[%N MB, %N MB]"),
]


@pytest.mark.parametrize(("value", "text", "shape"), CASES, ids=[text for _, text, _ in CASES])
def test_a_shape_and_its_words_give_the_value_back(value: object, text: str, shape: str) -> None:
    words = words_of(text)
    found, holes = abstract(value, text, words, (0, len(words)), closed=False)
    assert found == shape
    assert fill(found, holes, text, words).casefold() == print_value(value).casefold()


def test_a_text_of_a_closed_field_is_not_copied() -> None:
    assert abstract("image", "image", words_of("image"), (0, 1), closed=True) == ('"image"', ())


def test_a_part_of_a_word_is_not_copied() -> None:
    assert abstract("pdf", "pdfinfo", words_of("pdfinfo"), (0, 1), closed=False) == ('"pdf"', ())


def test_texts_can_be_written_in_small_letters() -> None:
    words = words_of("PDF")
    assert fill("%T", (Hole("T", 0, 1),), "PDF", words, lower=True) == '"pdf"'


@pytest.mark.parametrize(
    ("shape", "holes"), [("%T", ()), ("[%T+]", ()), ("%N", (Hole("N", 0, 1),)), ("%Y", (Hole("Y", 0, 1),))]
)
def test_what_cannot_be_filled_is_an_error(shape: str, holes: tuple[Hole, ...]) -> None:
    with pytest.raises(ValueError, match="no"):
        fill(shape, holes, "red", words_of("red"))


def test_roles() -> None:
    assert roles_of("[%Y-%M, *-%M-%D]") == ("Y", "M", "M", "D")
