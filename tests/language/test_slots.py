"""Slots: values in the notation of logical forms, drawn by weight."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from trainset.draw import Draw
from trainset.errors import PackError
from trainset.language.slots import kind_of, load_slots
from trainset.semantics.period import Span
from trainset.values import Values

if TYPE_CHECKING:
    from pathlib import Path

    from trainset.language.slots import SlotKind


@pytest.mark.parametrize(
    ("slot", "kind"), [("size", "size"), ("size2", "size"), ("so_far.1", "so_far"), ("n", "n")]
)
def test_a_slot_is_of_the_kind_in_its_name(slot: str, kind: str) -> None:
    assert kind_of(slot) == kind


def test_values_come_by_weight_with_their_words(slots: dict[str, SlotKind]) -> None:
    drawn = [slots["pages"].draw(Draw.seeded(n)) for n in range(2000)]
    counts = Counter(filler.value for filler in drawn)
    assert 2.4 < counts[300] / counts[100] < 3.7
    assert {filler.text for filler in drawn if filler.value == 100} == {"100", "a hundred"}


def test_values_are_what_the_notation_says(slots: dict[str, SlotKind]) -> None:
    assert slots["span"].draw(Draw.seeded(0)).value == Span(3, "month")
    assert slots["n"].draw(Draw.seeded(0)).value == 5
    assert {slots["shelf"].draw(Draw.seeded(n)).text for n in range(50)} == {"Poetry", "Travel"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[a]\noperator = "gt"\n[[a.choice]]\nform = "foo"\nsay = ["x"]\n', "slots.toml:3: not a value: foo"),
        ('[a]\nvalues = "gone"\n', "slots.toml:1: no list of values is called 'gone'"),
        ('[a]\noperator = "gt"\n', "slots.toml:1: a: a slot has either choices"),
        ('[a]\n[[a.choice]]\nform = "1"\nsay = []\n', "slots.toml:4: a.choice.0.say"),
        ('[a]\n[[a.choice]]\nform = "1"\nsay = ["x"]\nweight = 0\n', "slots.toml:5: a.choice.0.weight"),
    ],
)
def test_a_faulty_kind_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "slots.toml"
    path.write_text(text)
    with pytest.raises(PackError) as error:
        load_slots(path, Values({}))
    assert message in str(error.value)
