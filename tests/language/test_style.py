"""Styles and slips: values and alignment survive each of them, and the same draw gives the same text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainset.dataset.tools import load_tools
from trainset.draw import Draw
from trainset.errors import PackError
from trainset.language.families import drawn
from trainset.language.pattern import Pattern, fill
from trainset.language.style import Style, load_style, styled

if TYPE_CHECKING:
    from pathlib import Path

    from trainset.language.pattern import Utterance
    from trainset.language.requests import Speech

ALWAYS = """
openers = ["hey,"]
closers = [", please"]
endings = ["!"]
keys = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]
spared = ["larger"]
small_words = ["the", "that", "i", "in"]
[rates]
frame = 1
small = 1
bare = 1
ending = 1
swapped = 1
slip = 1
another_slip = 1
[swaps]
with = ["w/"]
photos = ["pics"]
[misspelt]
larger = ["lager"]
"""


@cache
def speech() -> Speech:
    return load_tools("spacedrive", None).speech


def always(folder: Path, known: frozenset[str] = frozenset()) -> Style:
    path = folder / "style.toml"
    path.write_text(ALWAYS, "utf-8")
    return load_style(path, known)


def said(number: int, seed: int) -> Utterance:
    patterns = [entry for entry in speech().bank if isinstance(entry, Pattern)]
    pattern = patterns[number % len(patterns)]
    return fill(pattern, drawn(pattern.slots, speech().lexicon, Draw.seeded(seed, pattern.id)))


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_values_and_parts_survive_every_style(number: int, seed: int) -> None:
    before = said(number, seed)
    rates = dict.fromkeys(speech().style.file.rates.model_dump(), 1.0)
    wild = replace(
        speech().style,
        file=speech().style.file.model_copy(
            update={"rates": speech().style.file.rates.model_copy(update=rates)}
        ),
    )
    after = styled(before, wild, Draw.seeded(seed), framed=True)
    assert after == styled(before, wild, Draw.seeded(seed), framed=True)
    assert after.utterance.form == before.form
    for (start, end), (moved_start, moved_end) in zip(before.values, after.utterance.values, strict=True):
        assert after.utterance.text[moved_start:moved_end] == before.text[start:end]
    assert [one.part for one in after.utterance.alignment] == [one.part for one in before.alignment]
    for one in after.utterance.alignment:
        assert 0 <= one.start <= one.end <= len(after.utterance.text)
    if after.names:
        assert after.utterance.text != before.text


def test_every_style_is_laid_over_and_named(tmp_path: Path) -> None:
    before = said(0, 0)
    after = styled(before, always(tmp_path), Draw.seeded(4), framed=True)
    assert {"ending", "bare", "small", "slip"} & set(after.names)
    assert styled(before, always(tmp_path), Draw.seeded(4), framed=False).utterance.text[:4] != "hey,"


def test_without_rates_nothing_changes(tmp_path: Path) -> None:
    none = load_style(tmp_path / "style.toml", frozenset())
    assert styled(said(3, 1), none, Draw.seeded(0), framed=True).utterance == said(3, 1)


def test_a_slip_makes_no_word_that_the_pack_knows(tmp_path: Path) -> None:
    known = frozenset({"lager", "ppictures"})
    for seed in range(200):
        after = styled(said(seed, seed), always(tmp_path, known), Draw.seeded(seed), framed=False)
        new = set(after.utterance.text.casefold().split()) - set(said(seed, seed).text.casefold().split())
        assert not new & known


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('with = ["w/"]', 'with = ["with"]', "style.toml:17: 'with' needs other words"),
        ('with = ["w/"]', 'With = ["w/"]', "style.toml:17: 'With' needs other words"),
        ("small = 1", "small = 2", "style.toml:10: rates.small"),
        ("small = 1", "smal = 1", "style.toml:10: unknown key 'smal'"),
    ],
)
def test_a_faulty_style_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "style.toml"
    path.write_text(ALWAYS.replace(old, new), "utf-8")
    with pytest.raises(PackError) as error:
        load_style(path, frozenset())
    assert message in str(error.value)


def test_a_small_word_is_left_out_or_said_twice_and_no_other_is(tmp_path: Path) -> None:
    style = always(tmp_path)
    rates = {"frame": 0, "small": 0, "bare": 0, "ending": 0, "swapped": 0, "slip": 1, "another_slip": 0}
    only = replace(
        style,
        file=style.file.model_copy(update={"rates": style.file.rates.model_copy(update=rates)}),
    )
    left_out = twice = 0
    for seed in range(400):
        before = said(seed, seed).text.split()
        after = styled(said(seed, seed), only, Draw.seeded(seed), framed=False).utterance.text.split()
        if len(after) == len(before):
            continue  # a slip in the letters of a word, or none
        left_out += len(after) < len(before)
        twice += len(after) > len(before)
        odd = [word for word in {*before, *after} if before.count(word) != after.count(word)]
        assert {word.casefold().strip(",.?!") for word in odd} <= {"the", "that", "i", "in"}, (before, after)
    assert left_out > 10
    assert twice > 10


def test_words_that_a_condition_hangs_on_are_spared(tmp_path: Path) -> None:
    style = always(tmp_path)
    for seed in range(300):
        before = said(seed, seed)
        after = styled(before, style, Draw.seeded(seed), framed=False).utterance.text.casefold()
        assert before.text.casefold().count("larger") == after.count("larger")
