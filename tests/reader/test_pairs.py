"""The reader as a judge: right forms must pass, forms that are wrong by one step must be caught."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trainset.reader.compare import disagreements
from trainset.reader.facts import CODES
from trainset.semantics.notation import parse_form

if TYPE_CHECKING:
    from trainset.semantics.form import Form

FILES = tuple(sorted(Path(__file__).parent.glob("pairs*.txt")))
MOST_REJECTED, LEAST_CAUGHT = 0.01, 0.95


@dataclass
class Pairs:
    """A sentence with forms that are right, and forms that are wrong with the causes that may be told."""

    sentence: str
    right: list[str] = field(default_factory=list)
    wrong: list[tuple[frozenset[str], str]] = field(default_factory=list)


def pairs_of(path: Path) -> list[Pairs]:
    found: list[Pairs] = []
    fresh = True
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            fresh = True
        elif fresh:
            found.append(Pairs(line))
            fresh = False
        elif line.startswith("= "):
            found[-1].right.append(line[2:])
        else:
            causes, _, form = line.removeprefix("! ").partition(" : ")
            found[-1].wrong.append((frozenset(causes.split()), form))
    return found


def form_of(text: str) -> Form:
    """A form of a pairs file, in which a search's collection is left out."""
    return parse_form(text if " entries" in text else f"entries {text}")


def codes(sentence: str, form: str) -> set[str]:
    return {one.code for one in disagreements(sentence, form_of(form))}


ALL = [pairs for path in FILES for pairs in pairs_of(path)]
RIGHT = [(pairs.sentence, form) for pairs in ALL for form in pairs.right]
WRONG = [(pairs.sentence, causes, form) for pairs in ALL for causes, form in pairs.wrong]


@pytest.mark.parametrize(("sentence", "form"), RIGHT)
def test_right_form_passes(sentence: str, form: str) -> None:
    assert disagreements(sentence, form_of(form)) == ()


@pytest.mark.parametrize(("sentence", "causes", "form"), WRONG)
def test_wrong_form_is_caught_for_its_cause(sentence: str, causes: frozenset[str], form: str) -> None:
    assert codes(sentence, form) & causes


def test_rates(capsys: pytest.CaptureFixture[str]) -> None:
    rejected = sum(bool(codes(sentence, form)) for sentence, form in RIGHT)
    caught = sum(bool(codes(sentence, form)) for sentence, _, form in WRONG)
    with capsys.disabled():
        sys.stdout.write(
            f"\nreader: {rejected} of {len(RIGHT)} right forms rejected, {caught} of {len(WRONG)} wrong ones caught\n"
        )
    assert len(RIGHT) >= 150
    assert len(WRONG) >= 150
    assert rejected <= MOST_REJECTED * len(RIGHT)
    assert caught >= LEAST_CAUGHT * len(WRONG)


def test_every_cause_is_tried_and_known() -> None:
    tried = {cause for _, causes, _ in WRONG for cause in causes}
    assert tried == set(CODES)
