"""The reader as a judge: right forms must pass, forms that are wrong by one step must be caught."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from trainset.reader.compare import disagreements
from trainset.reader.facts import CODES
from trainset.semantics.notation import parse_form

FILES = (Path(__file__).with_name("pairs.txt"), Path(__file__).with_name("pairs_unseen.txt"))


@dataclass
class Pairs:
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


ALL = [pairs for path in FILES if path.exists() for pairs in pairs_of(path)]
RIGHT = [(pairs.sentence, form) for pairs in ALL for form in pairs.right]
WRONG = [(pairs.sentence, causes, form) for pairs in ALL for causes, form in pairs.wrong]
