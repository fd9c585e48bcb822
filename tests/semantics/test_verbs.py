"""The nearest wrong verbs: each is a form of the schema, each once, and none says the same."""

from __future__ import annotations

import pytest

from tests.bookshop import tools
from trainset.dataset.tools import load_tools
from trainset.errors import Place
from trainset.language.known import check_form
from trainset.language.pattern import Pattern
from trainset.semantics.canonical import canonical
from trainset.semantics.notation import parse_form, print_form
from trainset.semantics.verbs import other_verbs
from trainset.values import Values

SPACEDRIVE = load_tools("spacedrive", None).speech


def said(form: str) -> set[tuple[str, str]]:
    return {
        (other.edit, print_form(other.form)) for other in other_verbs(parse_form(form), SPACEDRIVE.schema)
    }


@pytest.mark.parametrize(
    ("form", "edit", "other"),
    [
        ("searchEntries where size > 3 sort size desc first 2", "verb", "count searchEntries where size > 3"),
        ("count searchEntries where size > 3", "verb", "searchEntries where size > 3"),
        ("count searchEntries", "verb", "total size of searchEntries"),
        ("total size of searchEntries", "measure", "total averageSize of searchEntries"),
        ("total size of searchEntries", "verb", "count searchEntries"),
        ("breakdown by device of searchEntries", "group", "breakdown by volume of searchEntries"),
        ("breakdown by device of searchEntries", "measure", "breakdown by device with size of searchEntries"),
        (
            "breakdown by device of searchEntries sort count desc first 5",
            "direction",
            "breakdown by device of searchEntries sort count asc first 5",
        ),
        (
            "breakdown by device of searchEntries sort count desc first 5",
            "limit",
            "breakdown by device of searchEntries sort count desc first 6",
        ),
        (
            'do moveEntries(toDevice: "NAS") on searchEntries',
            "action",
            'do copyEntries(toDevice: "NAS") on searchEntries',
        ),
        (
            'do moveEntries(toDevice: "NAS") on searchEntries',
            "argument",
            'do moveEntries(toDevice: "NAS 2") on searchEntries',
        ),
        (
            "do deleteEntries(permanent: true) on searchEntries",
            "argument dropped",
            "do deleteEntries() on searchEntries",
        ),
        (
            "do deleteEntries(permanent: true) on searchEntries",
            "argument",
            "do deleteEntries(permanent: false) on searchEntries",
        ),
        (
            "do organizeEntries(by: year) on searchEntries",
            "argument",
            "do organizeEntries(by: month) on searchEntries",
        ),
        (
            'do tagEntries(tags: ["A", "B"]) on searchEntries',
            "argument",
            'do tagEntries(tags: ["A", "B 2"]) on searchEntries',
        ),
        ("do setRating(rating: 4) on searchEntries", "argument", "do setRating(rating: 5) on searchEntries"),
        ("do deleteEntries() on searchEntries", "verb", "searchEntries"),
        ('do ejectVolume(volume: "T7")', "action", 'do trackVolume(volume: "T7")'),
    ],
)
def test_a_verb_has_its_neighbours(form: str, edit: str, other: str) -> None:
    assert (edit, other) in said(form)


def test_every_neighbour_of_every_pattern_of_the_bank_is_a_form_of_the_schema_and_each_comes_once() -> None:
    for speech in (SPACEDRIVE, tools().speech):
        for entry in speech.bank:
            if not isinstance(entry, Pattern):
                continue
            others = [other.form for other in other_verbs(entry.form, speech.schema)]
            assert len(set(others)) == len(others)
            assert entry.form not in others
            for other in others:
                check_form(other, speech.schema, Values({}), Place("test"))


def test_an_argument_that_is_what_it_would_be_anyway_makes_no_other_request() -> None:
    form = parse_form("do setFavorite(favorite: true) on searchEntries")
    same = [
        other
        for other in other_verbs(form, SPACEDRIVE.schema)
        if canonical(other.form, SPACEDRIVE.schema) == canonical(form, SPACEDRIVE.schema)
    ]
    assert [other.edit for other in same] == ["argument dropped"]
