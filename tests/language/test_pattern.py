"""Patterns: brackets mark the parts of the form, slots take values, and each word's part is known afterwards."""

from __future__ import annotations

import pytest

from trainset.errors import PackError, Place
from trainset.language.pattern import Pattern, Piece, check_pattern, fill, form_parts, parse_pieces, renamed
from trainset.language.slots import Filler
from trainset.semantics.form import Slot, comparisons
from trainset.semantics.notation import parse_form, parse_search, print_form

HERE = Place("bank.txt", 7)


def pattern(wording: str, form: str, *defaults: str) -> Pattern:
    return Pattern("x", parse_pieces(wording, HERE), parse_form(form), HERE, defaults)


def test_brackets_name_the_parts_they_say() -> None:
    pieces = parse_pieces("find [books] [over {pages} pages], [sort:longest first]", HERE)
    assert pieces == (
        Piece("find "),
        Piece("books", parts=(0,)),
        Piece(" "),
        Piece("over ", parts=(1,)),
        Piece("", slot="pages", parts=(1,)),
        Piece(" pages", parts=(1,)),
        Piece(", "),
        Piece("longest first", parts=("sort",)),
    )


def test_numbered_brackets_are_out_of_order_or_say_two_parts() -> None:
    assert [piece.parts for piece in parse_pieces("[2:a][1:b][1+2:c]", HERE)] == [(1,), (0,), (0, 1)]


@pytest.mark.parametrize(
    ("wording", "message"),
    [("a [b", "without its ]"), ("a ] b", "without its ["), ("[a [b]]", "inside of a bracket")],
)
def test_brackets_that_do_not_pair_are_refused(wording: str, message: str) -> None:
    with pytest.raises(PackError) as error:
        parse_pieces(wording, HERE)
    assert message in str(error.value)
    assert str(error.value).startswith("bank.txt:7: ")


@pytest.mark.parametrize(
    ("wording", "form", "message"),
    [
        ("[over {pages}]", "searchBooks where pages > 100", "{pages} stands only in the wording"),
        ("[over 100]", "searchBooks where pages > {pages}", "only in the form"),
        ("[a] [b]", "searchBooks where pages > 100", "the form has no part 1"),
        ("[sort:a] [b]", "searchBooks where pages > 1", "the form has no part 'sort'"),
        ("all", "searchBooks where pages > 1", "no bracket and no default says: pages > 1"),
        ("[a]", "searchBooks where pages > 1 sort name asc", "no bracket and no default says: sort name asc"),
        ("[over 3], no 4", "searchBooks where pages > 3", "'4' stands in no bracket"),
        ("by Friday: [over 3]", "searchBooks where pages > 3", "'Friday' stands in no bracket"),
        ("my two [thick ones]", "searchBooks where pages > 3", "'two' stands in no bracket"),
    ],
)
def test_a_wording_and_a_form_that_do_not_agree_are_refused(wording: str, form: str, message: str) -> None:
    with pytest.raises(PackError) as error:
        check_pattern(pattern(wording, form))
    assert message in str(error.value)


def test_a_default_stands_for_a_part_that_no_word_says() -> None:
    check_pattern(pattern("[a]", "searchBooks where pages > 1 first 1", "first: the singular means one"))


def test_a_filled_pattern_says_its_form_and_which_words_say_what() -> None:
    made = fill(
        pattern(
            "my [first:{n}] [sort:longest] [books over {pages} pages]",
            "searchBooks where pages > {pages} sort pages desc first {n}",
        ),
        {"n": Filler(5, "five"), "pages": Filler(100, "a hundred")},
    )
    assert made.text == "my five longest books over a hundred pages"
    assert print_form(made.form) == "searchBooks where pages > 100 sort pages desc first 5"
    assert [(aligned.part, made.text[aligned.start : aligned.end]) for aligned in made.alignment] == [
        ("first 5", "five"),
        ("sort pages desc", "longest"),
        ("pages > 100", "books over a hundred pages"),
    ]


def test_one_word_may_say_two_parts() -> None:
    made = fill(pattern("[1+2:novels]", 'searchBooks where format = "book" and name contains "novel"'), {})
    assert {made.text[aligned.start : aligned.end] for aligned in made.alignment} == {"novels"}
    assert len(made.alignment) == 2


def test_renamed_slots_keep_wording_and_form_together() -> None:
    pieces = parse_pieces("over {pages}", HERE)
    marked, condition = renamed(pieces, parse_search("searchBooks where pages > {pages}").where, ".3")
    assert [piece.slot for piece in marked if piece.slot] == ["pages.3"]
    assert [compare.value for compare in comparisons(condition)] == [Slot("pages.3")]


def test_the_parts_of_a_form_are_its_comparisons_order_and_limit() -> None:
    form = parse_form('searchBooks where not (pages > 1 or format = "x") sort name asc, pages desc first 2')
    assert list(form_parts(form)) == [
        (0, "pages > 1"),
        (1, 'format = "x"'),
        ("sort", "sort name asc, pages desc"),
        ("first", "first 2"),
    ]


def test_what_is_said_by_the_way_is_marked_and_no_part_of_the_form() -> None:
    made = pattern("over [aside:100], no wait, [over {pages} pages]", "searchBooks where pages > {pages}")
    check_pattern(made)
    said = fill(made, {"pages": Filler(300, "300")})
    assert said.text == "over 100, no wait, over 300 pages"
    assert [(aligned.part, said.text[aligned.start : aligned.end]) for aligned in said.alignment] == [
        ("aside", "100"),
        ("pages > 300", "over 300 pages"),
    ]
