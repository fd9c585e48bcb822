"""Forms said again in words of the lexicon."""

from __future__ import annotations

import pytest

from tests.bookshop import tools
from trainset.draw import Draw
from trainset.errors import Place
from trainset.language.pattern import Pattern, check_pattern, form_parts, parse_pieces
from trainset.language.reword import reworded
from trainset.semantics.notation import parse_form

PLACE = Place("test")
LEXICON = tools().speech.lexicon


def said_again(form: str, wording: str = "x", seed: int = 0) -> Pattern | None:
    pattern = Pattern("bank/x-001", parse_pieces(wording, PLACE), parse_form(form), PLACE)
    return reworded(pattern, LEXICON, Draw.seeded(seed))


@pytest.mark.parametrize(
    "form",
    [
        'searchBooks where genre = "novel" and price < {money}',
        "searchBooks where soldAt older {age}",
        "searchBooks where tags none [{tag}] and signed = true sort price asc",
        "searchBooks where boughtAt during {when} sort boughtAt desc",
        "searchBooks sort sold desc first {n}",
        "searchBooks sort price desc first 1",
        "searchBooks where signed = true and (tags any [{tag}] or price < {money})",
        'count searchBooks where format = "epub" and medium = "file" and author = {author}',
    ],
)
def test_a_form_is_said_again_with_the_same_meaning_and_all_its_parts(form: str) -> None:
    texts = set()
    for seed in range(12):
        pattern = said_again(form, seed=seed)
        assert pattern is not None
        assert pattern.form == parse_form(form)
        check_pattern(pattern)
        marked = {part for piece in pattern.pieces for part in piece.parts}
        assert {part for part, _ in form_parts(pattern.form)} - marked <= {"first"}
        texts.add("".join(piece.text or f"{{{piece.slot}}}" for piece in pattern.pieces))
    assert len(texts) > 3


@pytest.mark.parametrize(
    "form",
    [
        "searchBooks where pages between [{pages}, {pages2}]",  # no words for it
        "searchBooks where price < {pages}",  # the words take another kind of value
        "searchBooks sort price asc, name asc",  # two orders
        "searchBooks first {n}",  # a limit without an order
        "shelves where open = false",  # no words for shelves
    ],
)
def test_a_form_with_a_part_that_the_lexicon_has_no_words_for_is_not_said_again(form: str) -> None:
    assert said_again(form) is None
