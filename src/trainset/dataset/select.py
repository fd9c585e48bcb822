"""From two streams of rows without faults to three splits, each in the plan's proportion of questions and requests at every length."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trainset.dataset.leaks import Training
from trainset.dataset.splits import HELD_OUT, held_out_rows, split_of_wording
from trainset.errors import OptionError
from trainset.example import QARow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trainset.dataset.requests import Requests
    from trainset.dataset.tools import Plan, Progress
    from trainset.example import Example, Split

    Splits = Mapping[Split, tuple[Example, ...]]

_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class _Questions:
    """All questions by split: those in training in the order of the stream, the others in the order of their facts there."""

    train: tuple[Example, ...]
    held_out: tuple[Example, ...]

    @classmethod
    def of(cls, stream: Iterable[Example]) -> _Questions:
        train: list[Example] = []
        facts: dict[str, int] = {}
        held_out: list[tuple[int, Example]] = []
        for example in stream:
            assert isinstance(example.row, QARow)  # noqa: S101 - a question's row
            place = facts.setdefault(example.row.answer, len(facts))
            split = "train" if place == len(facts) - 1 else split_of_wording(example.row.question)
            if split == "train":
                train.append(example)
            else:
                held_out.append((place, replace(example, split=split)))
        # A sort keeps the order of the stream where facts tie.
        return cls(tuple(train), tuple(example for _, example in sorted(held_out, key=lambda pair: pair[0])))

    def other(self, split: Split, known: frozenset[str]) -> Iterator[Example]:
        """The held-out wordings of a split whose facts are in training."""
        return (example for example in self.held_out if example.split == split and _answer(example) in known)


def select(plan: Plan, questions: Iterable[Example], requests: Requests, progress: Progress) -> Splits:
    """The rows of each split.

    Raises:
        OptionError: the plan asks for more rows, or a larger share of questions, than there are.
    """
    asked = _Questions.of(questions)
    train = tuple(_training(plan, iter(asked.train), requests, progress))
    training = Training.of(train)
    splits: dict[Split, tuple[Example, ...]] = {"train": train}
    for split in HELD_OUT:
        splits[split] = tuple(
            _held_out(plan, split, asked.other(split, training.answers), requests, training)
        )
    return splits


def _training(
    plan: Plan, questions: Iterator[Example], requests: Requests, progress: Progress
) -> Iterator[Example]:
    asked = 0
    for place in range(plan.size):
        progress("rows", place, plan.size)
        row = None
        if _is_question(place, plan.qa_share):
            row = next(questions, None)
            asked += row is not None
            if row is None and plan.share_is_demanded:
                raise OptionError(
                    f"these documents give {asked} questions, and {plan.size} rows at a share of {plan.qa_share:g} need more",
                    hint="Lower --size or --qa-share, or name more documents with --docs.",
                )
        row = row or requests.next("train")
        if row is None:
            raise OptionError(
                f"{plan.size} rows are more than can be made without repeating; there are {place}",
                hint=f"Ask for --size {place} or less.",
            )
        yield row
    progress("rows", plan.size, plan.size)


def _held_out(
    plan: Plan, split: Split, questions: Iterator[Example], requests: Requests, train: Training
) -> Iterator[Example]:
    """The rows of a held-out split; fewer than planned where the streams have no more for it."""
    for place in range(held_out_rows(plan.size)):
        row = next(questions, None) if _is_question(place, plan.qa_share) else None
        if row is None and plan.qa_share < 1:
            row = next((row for row in _offered(requests, split) if not train.leaks(row)), None)
        if row is not None:
            yield row


def _offered(requests: Requests, split: Split) -> Iterator[Example]:
    """The next requests of a split, as many as are worth looking at for one place in it: a small training split teaches few conditions."""
    for _ in range(_LOOKED_AT):
        row = requests.next(split)
        if row is None:
            return
        yield row


def _is_question(place: int, share: float) -> bool:
    return int((place + 1) * share + 1e-9) > int(place * share + 1e-9)


def _answer(example: Example) -> str:
    return example.row.answer if isinstance(example.row, QARow) else ""
