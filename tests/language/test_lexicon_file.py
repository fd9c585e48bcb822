"""The lexicon: entries as values, and every fault told with its line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.bookshop import PACK
from trainset.errors import InputError, PackError
from trainset.language.lexicon_file import load_lexicon
from trainset.language.pattern import Piece
from trainset.pack import load_pack
from trainset.semantics.form import Compare, Slot, SortKey
from trainset.values import Values

from .conftest import SLOTS

if TYPE_CHECKING:
    from pathlib import Path

    from trainset.language.lexicon import Lexicon
    from trainset.semantics.schema import Schema

HEAD = 'collection = "searchBooks"\n'
NOUN = '[[noun]]\none = ["book"]\nmany = ["reading"]\nkinds = ["paper"]\n'
PHRASE = '[[phrase]]\nform = "pages > {pages}"\nbefore = ["thick"]\nafter = ["over {pages} pages"]\nneeds = ["paper"]\nweight = 2\n'
ORDER = '[[order]]\nform = "boughtAt desc"\nspoken_date = true\nafter = ["newest first"]\nsuperlative = ["newest"]\n'
GOOD = HEAD + NOUN + PHRASE.replace('before = ["thick"]\n', "") + ORDER


def load(folder: Path, words: str, schema: Schema) -> Lexicon:
    lexicon = folder / "lexicon"
    lexicon.mkdir()
    for name in ("words", "slots"):
        (lexicon / name).mkdir()
    (lexicon / "frames.toml").write_bytes(PACK.joinpath("lexicon", "frames.toml").read_bytes())
    (lexicon / "words" / "words.toml").write_text(words, "utf-8")
    (lexicon / "slots" / "slots.toml").write_text(
        SLOTS.partition("[shelf]")[0] + "[n]" + SLOTS.partition("[n]")[2], "utf-8"
    )
    return load_lexicon(replace(load_pack(str(PACK)), folder=folder), schema, Values({}))


def test_entries_become_values(tmp_path: Path, schema: Schema) -> None:
    lexicon = load(tmp_path, GOOD, schema)
    words = lexicon.words["searchBooks"]
    (noun,), (phrase,), (order,) = words.nouns, words.phrases, words.orders
    assert (noun.condition, noun.many, noun.one, noun.kinds, noun.weight) == (
        None,
        ("books", "reading"),
        ("book",),
        frozenset({"paper"}),
        1.0,
    )
    assert phrase.condition == Compare("pages", "gt", Slot("pages"))
    assert (phrase.field, phrase.needs, phrase.weight) == ("pages", frozenset({"paper"}), 2.0)
    (wording,) = phrase.wordings
    assert (wording.side, wording.text) == ("after", "over {pages} pages")
    assert wording.pieces == (Piece("over "), Piece("", slot="pages"), Piece(" pages"))
    assert (order.key, order.spoken_date) == (SortKey("boughtAt", "desc"), True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            GOOD.replace("searchBooks", "searchBoks"),
            "the schema has no collection 'searchBoks'\n  Did you mean 'searchBooks'?",
        ),
        (GOOD + '[[noun]]\nmany = ["pulp"]\nform = "pages >"\n', "words.toml:16: not a condition: pages >"),
        (
            GOOD + '[[noun]]\nmany = ["pulp"]\nform = "page > 3"\n',
            "words.toml:16: searchBooks has no field 'page'\n  Did you mean 'pages'?",
        ),
        (
            GOOD + '[[noun]]\nmany = ["pulp"]\nform = "pages contains 3"\n',
            "words.toml:16: pages has no operator 'contains'",
        ),
        (
            GOOD + '[[noun]]\nmany = ["pulp"]\nform = "pages > {pages}"\n',
            "words.toml:16: a noun takes no slots",
        ),
        (GOOD + "[[noun]]\nmany = []\n", "words.toml:16: a noun without words"),
        (
            HEAD + 'apart = [["pages", "page"]]\n' + NOUN,
            "words.toml:2: searchBooks has no field 'page'\n  Did you mean 'pages'?",
        ),
        (GOOD + '[[noun]]\none = [""]\n', "words.toml:17: noun.1.one"),
        (GOOD + '[[phrase]]\nform = "pages > 3"\n', "words.toml:16: a phrase without words"),
        (
            GOOD + '[[phrase]]\nform = "pages > 3"\nafter = ["{page} or more"]\n',
            "words.toml:16: no slot is called {page}\n  Did you mean 'pages'?",
        ),
        (
            GOOD + '[[phrase]]\nform = "pages > {pages}"\nafter = ["thick"]\n',
            "words.toml:16: {pages} stands only in the form or only in 'thick'",
        ),
        (
            GOOD + '[[phrase]]\nform = "pages > 3"\nafter = ["over {pages}"]\n',
            "{pages} stands only in the form or only in 'over {pages}'",
        ),
        (GOOD + '[[phrase]]\nform = "pages > 3"\nafter = ["a ] b"]\n', "words.toml:16: a ] without its ["),
        (
            GOOD + '[[phrase]]\nform = "pages > 3"\nafter = ["thick"]\nweight = 0\n',
            "words.toml:19: phrase.1.weight",
        ),
        (
            GOOD + '[[phrase]]\nform = "pages > 3"\nafter = ["thick"]\nneed = ["a"]\n',
            "words.toml:19: unknown key 'need'\n  Did you mean 'needs'?",
        ),
        (GOOD + '[[order]]\nform = "pages down"\nafter = ["x"]\n', "words.toml:16: not an order: pages down"),
        (GOOD + '[[order]]\nform = "pages desc, name asc"\nafter = ["x"]\n', "words.toml:16: not an order"),
        (
            GOOD + '[[order]]\nform = "format asc"\nafter = ["x"]\n',
            "words.toml:16: searchBooks cannot be sorted by 'format'",
        ),
        (GOOD + '[[order]]\nform = "pages asc"\n', "words.toml:16: an order without words"),
        (
            GOOD.replace('needs = ["paper"]', 'needs = ["papyrus"]'),
            "words.toml:6: no noun has the kind 'papyrus'",
        ),
        (GOOD + '[[group]]\nby = "format"\nsay = ["format"]\n', "words.toml:16: no breakdown is offered of"),
        (
            GOOD + '[[measure]]\nmeasures = ["pages"]\ntotal = ["[verb:pages] of {things}"]\n',
            "words.toml:16: no totals are offered of",
        ),
        (GOOD + '[[act]]\nform = "count searchBooks"\nsay = ["x"]\n', "words.toml:16: not an action"),
        (
            GOOD + '[[act]]\nform = "do burn()"\nsay = ["[verb:burn] {things}"]\n',
            "words.toml:16: the schema has no",
        ),
        (HEAD + "noun = []\nphrase = []\norder = []\n", "words.toml:2: noun"),
        ("collection =", "words.toml:1: not valid TOML"),
    ],
)
def test_a_faulty_entry_is_told_with_its_line(
    tmp_path: Path, schema: Schema, words: str, message: str
) -> None:
    with pytest.raises((PackError, InputError)) as error:
        load(tmp_path, words, schema)
    assert message in str(error.value)


def test_a_missing_lexicon_is_named(tmp_path: Path, schema: Schema) -> None:
    pack = replace(load_pack(str(PACK)), folder=tmp_path)
    with pytest.raises(PackError, match=r"slots: this folder of the pack has no \.toml file"):
        load_lexicon(pack, schema, Values({}))
