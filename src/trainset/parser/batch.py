"""Lessons and utterances as tensors."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import torch

from trainset.parser.labels import BEGIN, INSIDE, OUTSIDE, UNCOPIED, hole_tags
from trainset.parser.network import Inputs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

    from trainset.parser.encoder import Pieces
    from trainset.parser.labels import Inventory
    from trainset.parser.lesson import Lesson

UNKNOWN = -100  # what no loss is taken of
_MAX_PIECES = 256


@dataclass(frozen=True)
class Targets:
    """What the heads should say of a batch. Leaves of all utterances stand in one row; `owners` tells whose they are."""

    tags: Tensor
    holes: Tensor
    frame: Mapping[str, Tensor]
    owners: Tensor
    spans: Tensor
    leaf: Mapping[str, Tensor]
    pairs: Tensor
    joined: Tensor

    def to(self, device: torch.device) -> Targets:
        """The targets on a device."""
        return Targets(
            self.tags.to(device),
            self.holes.to(device),
            {name: tensor.to(device) for name, tensor in self.frame.items()},
            self.owners.to(device),
            self.spans.to(device),
            {name: tensor.to(device) for name, tensor in self.leaf.items()},
            self.pairs.to(device),
            self.joined.to(device),
        )


def inputs_of(utterances: Sequence[Sequence[str]], pieces: Pieces) -> Inputs:
    """The tensors of some utterances, each as its words; words beyond what the encoder can take are left out."""
    rows, spans = [], []
    for words in utterances:
        row, places = [pieces.begin], []
        for word in words:
            known = pieces.of(word)
            if len(row) + len(known) >= _MAX_PIECES:
                break
            places.append((len(row), len(row) + len(known)))
            row.extend(known)
        rows.append([*row, pieces.end])
        spans.append(places or [(0, 1)])
    longest, most = max(map(len, rows)), max(map(len, spans))
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.long)
    average = torch.zeros(len(rows), most, longest)
    cases = torch.zeros(len(rows), most, dtype=torch.long)
    there = torch.zeros(len(rows), most, dtype=torch.bool)
    for number, (row, places) in enumerate(zip(rows, spans, strict=True)):
        ids[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = 1
        there[number, : len(places)] = True
        for place, (start, end) in enumerate(places):
            average[number, place, start:end] = 1 / (end - start)
        for place, word in enumerate(utterances[number][: len(places)]):
            cases[number, place] = _case(word)
    return Inputs(ids, mask, average, cases, there)


def _case(word: str) -> int:
    if word.isdigit():
        return 1
    if not word.isalpha():
        return 2
    if word.isupper():
        return 3 if len(word) > 1 else 4
    return 4 if word[:1].isupper() else 5


class Teacher:
    """Turns lessons into targets by an inventory."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory
        self._places = {
            name: {label: place for place, label in enumerate(labels)}
            for name, labels in {
                **inventory.frame_heads,
                **inventory.leaf_heads,
                "measure": inventory.measures,
            }.items()
        }

    def targets(self, lessons: Sequence[Lesson], width: int) -> Targets:
        """The targets of a batch whose longest utterance has `width` words; leaves beyond it are left out."""
        tags = torch.full((len(lessons), width), UNKNOWN)
        holes = torch.full((len(lessons), width), UNKNOWN)
        owners: list[int] = []
        spans: list[tuple[int, int]] = []
        labels: dict[str, list[int]] = {name: [] for name in self._inventory.leaf_heads}
        pairs: list[tuple[int, int]] = []
        joined: list[float] = []
        for number, lesson in enumerate(lessons):
            length = min(len(lesson.words), width)
            tags[number, :length] = OUTSIDE
            holes[number, :length] = UNCOPIED
            offset = len(owners)
            kept = [leaf for leaf in lesson.parse.leaves if leaf.end <= width]
            for leaf in kept:
                tags[number, leaf.start] = BEGIN
                tags[number, leaf.start + 1 : leaf.end] = INSIDE
                for hole in leaf.holes:
                    holes[number, hole.start], holes[number, hole.start + 1 : hole.end] = hole_tags(hole.role)
                owners.append(number)
                spans.append((leaf.start, leaf.end))
                for name, label in zip(
                    labels, (leaf.subject, leaf.operator, leaf.shape, leaf.extra), strict=True
                ):
                    labels[name].append(self._places[name].get(label, UNKNOWN))
            for one, other in combinations(range(len(kept)), 2):
                if kept[one].compares and kept[other].compares:
                    pairs.append((offset + one, offset + other))
                    joined.append(float((one, other) in lesson.parse.alternatives))
        return Targets(
            tags,
            holes,
            self._frames(lessons),
            torch.tensor(owners, dtype=torch.long),
            torch.tensor(spans, dtype=torch.long).reshape(-1, 2),
            {name: torch.tensor(places, dtype=torch.long) for name, places in labels.items()},
            torch.tensor(pairs, dtype=torch.long).reshape(-1, 2),
            torch.tensor(joined),
        )

    def _frames(self, lessons: Sequence[Lesson]) -> dict[str, Tensor]:
        frames = [lesson.parse.frame for lesson in lessons]
        measures = torch.zeros(len(lessons), max(1, len(self._inventory.measures)))
        for number, frame in enumerate(frames):
            for name in frame.measures:
                measures[number, self._places["measure"][name]] = 1
        return {
            "verb": torch.tensor([self._places["verb"][frame.verb] for frame in frames]),
            "collection": torch.tensor([self._places["collection"][frame.collection] for frame in frames]),
            "group": torch.tensor([self._places["group"][frame.by] for frame in frames]),
            "given": torch.tensor([self._places["given"].get(frame.given, UNKNOWN) for frame in frames]),
            "single": torch.tensor([[float(frame.single)] for frame in frames]),
            "measure": measures,
        }
