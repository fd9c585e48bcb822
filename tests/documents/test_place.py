from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainset.documents.place import Finder

WORDS = st.lists(
    st.sampled_from(["lamp", "shelf", "book", "desk", "chair", "door", "key", "ink", "page", "map"]),
    min_size=2,
    max_size=12,
)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_every_paragraph_is_found_where_it_stands(paragraphs: list[list[str]]) -> None:
    named = [" ".join([f"unique{number}", *words]) for number, words in enumerate(paragraphs)]
    finder = Finder.of([line for paragraph in named for line in (paragraph, "")])
    for number, paragraph in enumerate(named):
        assert finder.find(paragraph) == (2 * number + 1, 2 * number + 1)


def test_markup_between_the_words_does_not_matter() -> None:
    lines = [
        "\\textbf{Late fee}~\\cite{a, b}: A \\emph{late} fee",
        "is [ten](https://example.org/a/b) cents.",
    ]
    assert Finder.of(lines).find("Late fee: A late fee is ten cents.") == (1, 2)


def test_the_search_goes_on_from_the_last_place() -> None:
    finder = Finder.of(["A shelf is full.", "x", "A shelf is full."])
    assert finder.find("A shelf is full.") == (1, 1)
    assert finder.find("A shelf is full.") == (3, 3)


def test_what_is_not_there_is_not_found() -> None:
    assert Finder.of(["A shelf is full of books and maps."]).find("A lamp is dark and cold today.") is None
    assert Finder.of(["words"]).find("...") is None


def test_a_word_in_two_pieces_is_found() -> None:
    assert Finder.of(["Sort the `Shelf`s of the shop by color and size."]).find(
        "Sort the Shelfs of the shop by color"
    ) == (1, 1)


def test_a_footnote_in_the_middle_is_passed_over() -> None:
    note = "a note " * 20
    assert Finder.of([f"The shop\\footnote{{{note}}} opens at nine in the morning."]).find(
        "The shop opens at nine in the morning."
    ) == (1, 1)
