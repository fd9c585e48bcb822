"""The request bank: entries by file and number, and every fault with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trainset.errors import PackError
from trainset.language.bank import load_bank
from trainset.language.pattern import Pattern, Reply, worded
from trainset.language.slots import Filler
from trainset.values import FieldValues, Values

if TYPE_CHECKING:
    from pathlib import Path

    from trainset.language.slots import SlotKind
    from trainset.semantics.schema import Schema

GOOD = """\
# comment

[books] [over {pages}]
= searchBooks where format = "book" and pages > {pages}

my [sort:longest] one
= searchBooks sort pages desc first 1
! first: the singular means one
"""


def bank(folder: Path, text: str) -> Path:
    (folder / "b.txt").write_text(text, "utf-8")
    return folder


def test_entries_are_named_by_file_and_number(
    tmp_path: Path, schema: Schema, slots: dict[str, SlotKind]
) -> None:
    first, second = load_bank(bank(tmp_path, GOOD), schema, slots, Values({}))
    assert isinstance(second, Pattern)
    assert (first.id, first.place.line, first.slots) == ("bank/b-001", 3, ("pages",))
    assert (second.id, second.place.line, second.defaults) == (
        "bank/b-002",
        6,
        ("first: the singular means one",),
    )


def test_a_request_that_no_query_answers_has_a_reply_and_its_reason(
    tmp_path: Path, schema: Schema, slots: dict[str, SlotKind]
) -> None:
    text = "who borrowed {shelf}\n> Nobody keeps a list of that. I can show what stands in {shelf}.\n! refuse: no list\n"
    (reply,) = load_bank(bank(tmp_path, text), schema, slots, Values({}))
    assert isinstance(reply, Reply)
    assert (reply.slots, reply.reason) == (("shelf",), "refuse: no list")
    fillers = {"shelf": Filler("Poetry", "Poetry")}
    assert worded(reply.answer, fillers) == "Nobody keeps a list of that. I can show what stands in Poetry."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n> b.\n", "b.txt:1: a reply is a wording, a line with >, and one with ! refuse: or ! ask:"),
        ("a\n> b {shelf}.\n! ask: c\n", "{shelf} stands only in the reply"),
        ("a\n", "b.txt:1: an entry is a wording, a line with =, and lines with !"),
        ("\n\na\n= x\n= y\n", "b.txt:3: an entry is a wording"),
        ("a\n= searchBooks where\n", "b.txt:1: not a logical form"),
        ("a\n= searchBoks\n", "the schema has no collection 'searchBoks'\n  Did you mean 'searchBooks'?"),
        ("[a]\n= searchBooks where page > 3\n", "no field 'page'\n  Did you mean 'pages'?"),
        ("[a]\n= searchBooks where pages contains 3\n", "pages has no operator 'contains'"),
        (
            "[{pagse}]\n= searchBooks where pages > {pagse}\n",
            "no slot is called {pagse}\n  Did you mean 'pages'?",
        ),
        ("a\n= searchBooks where pages > 3\n", "no bracket and no default says: pages > 3"),
    ],
)
def test_a_faulty_entry_is_told_with_its_line(
    tmp_path: Path, schema: Schema, slots: dict[str, SlotKind], text: str, message: str
) -> None:
    with pytest.raises(PackError) as error:
        load_bank(bank(tmp_path, text), schema, slots, Values({}))
    assert message in str(error.value)


def test_two_entries_in_the_same_words_are_refused_with_both_places(
    tmp_path: Path, schema: Schema, slots: dict[str, SlotKind]
) -> None:
    text = GOOD + '\n[Books] [over {pages2}]\n= searchBooks where format = "book" and pages > {pages2}\n'
    with pytest.raises(PackError, match=r"b\.txt:10: b\.txt:3 has the same words"):
        load_bank(bank(tmp_path, text), schema, slots, Values({}))


def test_a_literal_that_its_field_cannot_have_is_refused_with_its_line(
    tmp_path: Path, schema: Schema, slots: dict[str, SlotKind]
) -> None:
    known = Values({"Book.format": FieldValues(closed=True, popular=("book", "audio"))})
    assert load_bank(bank(tmp_path, GOOD), schema, slots, known)
    with pytest.raises(PackError, match=r"b\.txt:3: format has no value 'bok'\n  Did you mean 'book'"):
        load_bank(bank(tmp_path, GOOD.replace('"book"', '"bok"')), schema, slots, known)
