"""What holds of the reader for any text and any form."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reader.test_pairs import RIGHT, codes, form_of
from trainset.reader.compare import disagreements
from trainset.reader.lexicon import lexicon, mended
from trainset.reader.reading import read
from trainset.semantics.form import Compare, Search
from trainset.semantics.notation import parse_form
from trainset.semantics.period import Clock

if TYPE_CHECKING:
    from trainset.semantics.form import Form

LEAST_PER_SECOND = 500  # a tenth of what one idle core does, so that a busy machine does not fail the test
FORMS = [form_of(form) for _, form in RIGHT[:40]]
WORDS = st.sampled_from(sorted(lexicon().known) + [str(number) for number in (0, 1, 2.5, 12, 2023, 10**30)])
PIECES = st.one_of(
    WORDS, WORDS, WORDS, st.text(max_size=8), st.sampled_from([",", "-", "..", ">=", '"', "'", "/", "٣", "½"])
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join), st.sampled_from(FORMS))
def test_any_text_can_be_read(text: str, form: Form) -> None:
    first = disagreements(text, form)
    assert first == disagreements(text, form)


@given(st.text())
def test_a_text_without_words_of_the_list_contradicts_no_empty_form(text: str) -> None:
    reading = read(text)
    if not (
        reading.items
        and any(item.roles or item.number is not None or item.kind == "date" for item in reading.items)
    ):
        assert disagreements(text, Search("entries")) == ()


@pytest.mark.parametrize(
    "change", [str.upper, str.capitalize, lambda text: f"  {text}  ", lambda text: f"{text}."]
)
def test_case_blanks_and_full_stop_change_nothing(change: object) -> None:
    assert callable(change)
    for sentence, form in RIGHT:
        assert not codes(change(sentence), form), sentence


def test_the_clock_tells_what_is_the_same() -> None:
    form = parse_form("entries where createdAt during last month")
    assert disagreements("files created in August", form) == ()
    later = Clock(datetime(2026, 2, 10, 12, tzinfo=UTC))
    assert [one.code for one in disagreements("files created in August", form, later)] == ["period"]
    assert disagreements("files created last month", form, later) == ()


@pytest.mark.parametrize(
    "name",
    [
        "Top 10",
        "Before 2023",
        "Not Urgent",
        "over 2 GB",
        "newest first",
        "2023",
        "no tags",
        "5 stars",
        "a",
        "🎉",
        'x"y',
        "c:\\new",
    ],
)
def test_words_of_a_name_are_no_cues(name: str) -> None:
    form = Search("entries", Compare("tags", "any", (name,)))
    assert disagreements(f"everything tagged {name}", form) == ()


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("bigegr", "bigger"),
        ("oldre", "older"),
        ("witout", "without"),
        ("lsat", "last"),
        ("monhts", "months"),
        ("yesteday", "yesterday"),
    ],
)
def test_slips_are_mended(slip: str, meant: str) -> None:
    assert mended(slip) == meant


@pytest.mark.parametrize(
    "word",
    ["folder", "other", "order", "mouth", "sense", "letter", "water", "cover", "house", "nas", "rome", "tax"],
)
def test_ordinary_words_are_let_alone(word: str) -> None:
    assert mended(word) == word


def test_messages_say_both_sides() -> None:
    found = disagreements("videos over 2 GB", parse_form("entries where size >= 2 GB"))
    assert [(one.code, one.message) for one in found] == [
        ("strictness", "read 'over 2 gb' as gt; the form says size gte 2 GB")
    ]


def test_it_is_fast_enough() -> None:
    forms = [(sentence, form_of(form)) for sentence, form in RIGHT]
    for sentence, form in forms:
        disagreements(sentence, form)
    started = time.perf_counter()
    for sentence, form in forms:
        disagreements(sentence, form)
    assert len(forms) / (time.perf_counter() - started) > LEAST_PER_SECOND
