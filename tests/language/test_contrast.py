"""Contrast sets: twins that differ in one opposition, in words as in meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bookshop import PACK, tools
from trainset.errors import PackError, Place
from trainset.language.contrast import Contrasts, load_contrasts
from trainset.language.pattern import Pattern, check_pattern, parse_pieces
from trainset.semantics.notation import parse_form, print_form

if TYPE_CHECKING:
    from pathlib import Path

PLACE = Place("test")
FILE = """
[[operator]]
name = "over, at least"
sides = ["gt", "gte"]
swaps = [["over", "at least"], ["more than", "at least"]]

[[operator]]
name = "with, without"
sides = ["exists", "exists"]
values = [true, false]
swaps = [["with", "without"]]

[[operator]]
name = "all, any"
sides = ["all", "any"]
swaps = [["and", "or"]]
without = ["both"]

[[operator]]
name = "is, is not"
sides = ["eq", "ne"]
leading = true
one_way = true
swaps = [["on", "not on"]]

[[direction]]
name = "newest, oldest"
swaps = [["newest", "oldest"]]

[[joint]]
name = "or, and"
swaps = [["or", "and"]]

[[value]]
name = "months"
slot = "when"
operator = "during"
sides = [["since this month", "this month"], ["during last month", "last month"]]

[[added]]
name = "books, files"
collection = "searchBooks"
swaps = [["books", "files"]]
form = 'medium = "file"'
unless = ["format"]
"""


@pytest.fixture(scope="module")
def contrasts(tmp_path_factory: pytest.TempPathFactory) -> Contrasts:
    path: Path = tmp_path_factory.mktemp("contrasts") / "contrasts.toml"
    path.write_text(FILE, "utf-8")
    return load_contrasts(path, tools().speech.schema, tools().values)


def pattern(wording: str, form: str) -> Pattern:
    made = Pattern("bank/x-001", parse_pieces(wording, PLACE), parse_form(form), PLACE)
    check_pattern(made)
    return made


def twins(contrasts: Contrasts, wording: str, form: str) -> dict[str, list[tuple[str, str]]]:
    """What each contrast set of a pattern says and means."""
    own = pattern(wording, form)
    found = {}
    for name, members in contrasts.sides(own):
        for member in members:
            check_pattern(member)
        found[name] = [
            ("".join(piece.text or f"{{{piece.slot}}}" for piece in member.pieces), print_form(member.form))
            for member in members
        ]
    return found


@pytest.mark.parametrize(
    ("wording", "form", "name", "twin_wording", "twin_form"),
    [
        (
            "novels [over {pages} pages]",
            "searchBooks where pages > {pages}",
            "over, at least",
            "novels at least {pages} pages",
            "searchBooks where pages >= {pages}",
        ),
        (
            "books [at least {pages} pages] long",
            "searchBooks where pages >= {pages}",
            "over, at least",
            "books over {pages} pages long",
            "searchBooks where pages > {pages}",
        ),
        (
            "novels [with notes]",
            "searchBooks where notes exists true",
            "with, without",
            "novels without notes",
            "searchBooks where notes exists false",
        ),
        (
            "[tagged {tag} and {tag2}]",
            "searchBooks where tags all [{tag}, {tag2}]",
            "all, any",
            "tagged {tag} or {tag2}",
            "searchBooks where tags any [{tag}, {tag2}]",
        ),
        (
            "[on {shelf}]",
            "searchBooks where shelf = {shelf}",
            "is, is not",
            "not on {shelf}",
            "searchBooks where shelf != {shelf}",
        ),
        (
            "novels, [sort:newest first]",
            "searchBooks sort boughtAt desc",
            "newest, oldest",
            "novels, oldest first",
            "searchBooks sort boughtAt asc",
        ),
        (
            "[signed] or [under {money}]",
            "searchBooks where signed = true or price < {money}",
            "or, and",
            "signed and under {money}",
            "searchBooks where signed = true and price < {money}",
        ),
        (
            "my books [by {author}]",
            "searchBooks where author = {author}",
            "books, files",
            "my files by {author}",
            'searchBooks where author = {author} and medium = "file"',
        ),
    ],
)
def test_a_twin_differs_in_one_word_and_in_what_it_means(
    contrasts: Contrasts, wording: str, form: str, name: str, twin_wording: str, twin_form: str
) -> None:
    assert twins(contrasts, wording, form)[name][-1] == (twin_wording, twin_form)


def test_a_slot_takes_each_of_the_values_in_its_turn(contrasts: Contrasts) -> None:
    found = twins(contrasts, "what we [bought {when}]", "searchBooks where boughtAt during {when}")["months"]
    assert found == [
        ("what we bought this month", "searchBooks where boughtAt since this month"),
        ("what we bought last month", "searchBooks where boughtAt during last month"),
    ]


@pytest.mark.parametrize(
    ("wording", "form"),
    [
        ("novels [overly long]", "searchBooks where pages > 900"),  # "over" is no word there
        (
            "[on and on] again [{shelf}]",
            "searchBooks where pages > 900 and shelf = {shelf}",
        ),  # it is another part's
        ("[signed]", "searchBooks where signed = true"),  # a flag has no other operator
        ("[novels] or [poetry]", 'searchBooks where genre = "novel" or genre = "poetry"'),  # none is both
        ("[stored on {shelf}]", "searchBooks where shelf = {shelf}"),  # "stored not on" is no English
        ("but [not on {shelf}]", "searchBooks where shelf != {shelf}"),  # nor is "but on"
        ("[both {tag} and {tag2}]", "searchBooks where tags all [{tag}, {tag2}]"),
        ("[hardcover] books", 'searchBooks where format = "hardcover"'),  # what is a hardcover is no file
        ("books [by {author} or {author2}]", "count searchBooks where author in [{author}, {author2}]"),
    ],
)
def test_where_no_word_has_its_opposite_there_is_no_twin(
    contrasts: Contrasts, wording: str, form: str
) -> None:
    made = Pattern("bank/x-001", parse_pieces(wording, PLACE), parse_form(form), PLACE)
    found = {
        name: members
        for name, members in contrasts.sides(made)
        if name != "books, files" or "hard" in wording
    }
    assert not found


def test_a_verbatim_pattern_has_no_twin(contrasts: Contrasts) -> None:
    made = Pattern(
        "x", parse_pieces("[over 3 pages]", PLACE), parse_form("searchBooks where pages > 3"), PLACE, (), True
    )
    assert not list(contrasts.sides(made))


def test_a_wording_with_much_beside_its_parts_has_no_twin(contrasts: Contrasts) -> None:
    wording = "why is the shop so full again, show me [over {pages} pages]"
    assert not twins(contrasts, wording, "searchBooks where pages > {pages}")


def test_twins_have_names_of_their_own(contrasts: Contrasts) -> None:
    own = pattern("[signed] or [over {pages} pages]", "searchBooks where signed = true or pages > {pages}")
    ids = [member.id for _, members in contrasts.sides(own) for member in members]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("bank/x-001~") for name in ids)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"since this month"', '"since this moth"', "contrasts.toml:34: not a condition: x since this moth"),
        ("medium", "medum", "contrasts.toml:40: searchBooks has no field 'medum'"),
        (
            'collection = "searchBooks"',
            'collection = "books"',
            "contrasts.toml:40: the schema has no collection",
        ),
        ('["books", "files"]', '["books"]', "contrasts.toml:43: added.0.swaps"),
        ("name =", "nam =", "unknown key 'nam'"),
    ],
)
def test_a_faulty_opposition_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "contrasts.toml"
    path.write_text(FILE.replace(old, new, 1), "utf-8")
    with pytest.raises(PackError) as error:
        load_contrasts(path, tools().speech.schema, tools().values)
    assert message in str(error.value)


def test_a_pack_without_oppositions_has_none(tmp_path: Path) -> None:
    none = load_contrasts(tmp_path / "contrasts.toml", tools().speech.schema, tools().values)
    assert not list(none.sides(pattern("[over 3 pages]", "searchBooks where pages > 3")))
    assert PACK.joinpath("lexicon", "contrasts.toml").exists()
