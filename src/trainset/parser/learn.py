"""Training: passes over the lessons, each pass varied anew, with a learning rate that falls to nothing at the end of the time given."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from trainset.draw import Draw
from trainset.parser.batch import UNKNOWN, Teacher, inputs_of
from trainset.parser.lesson import stock_of, varied

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from torch import Tensor

    from trainset.parser.batch import Targets
    from trainset.parser.encoder import Pieces
    from trainset.parser.labels import Inventory
    from trainset.parser.lesson import Lesson
    from trainset.parser.network import Inputs, Network


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast is learnt; rates are those at their highest, after the `warm` share of all steps."""

    passes: int
    batch: int = 32
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warm: float = 0.05
    clip: float = 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """Where training stands: steps done and in all, and the loss, a running mean."""

    done: int
    total: int
    loss: float


class Trainer:
    """A network in training; its state can be kept and taken up again."""

    def __init__(
        self,
        network: Network,
        inventory: Inventory,
        pieces: Pieces,
        lessons: Sequence[Lesson],
        schedule: Schedule,
        seed: int,
    ) -> None:
        self.network, self._pieces, self._lessons, self._schedule = network, pieces, lessons, schedule
        self._teacher = Teacher(inventory)
        self._stock = stock_of(lessons)
        self._draw = Draw.seeded(seed, "lessons")
        self._seed = seed
        self._device = next(network.parameters()).device
        # The vectors of the pieces stay as they were published: half of all weights, and most pieces come too seldom to learn from.
        network.encoder.get_input_embeddings().requires_grad_(requires_grad=False)
        encoder = [weight for weight in network.encoder.parameters() if weight.requires_grad]
        known = {id(weight) for weight in network.encoder.parameters()}
        heads = [weight for weight in network.parameters() if id(weight) not in known]
        groups = [
            {"params": encoder, "lr": schedule.encoder_rate},
            {"params": heads, "lr": schedule.head_rate},
        ]
        self._optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self._rates = [schedule.encoder_rate, schedule.head_rate]
        self.steps_of_a_pass = math.ceil(len(lessons) / schedule.batch)
        self.total = schedule.passes * self.steps_of_a_pass
        self.done = 0
        self._loss = 0.0

    def learn(self, after_step: Callable[[Step], None]) -> None:
        """Go on from where training stands, in the middle of a pass too, until all passes are done."""
        self.network.train()
        while self.done < self.total:
            passed, behind = divmod(self.done, self.steps_of_a_pass)
            for batch in self._batches(passed)[behind:]:
                self._step(batch, passed)
                after_step(Step(self.done, self.total, self._loss))

    def state(self) -> dict[str, object]:
        """All that is needed to go on."""
        return {
            "network": self.network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "done": self.done,
            "loss": self._loss,
        }

    def take_up(self, state: dict[str, object]) -> None:
        """Go on from a state of the same training."""
        self.network.load_state_dict(state["network"])  # type: ignore[arg-type]  # as `state` has it
        self._optimizer.load_state_dict(state["optimizer"])  # type: ignore[arg-type]
        self.done, self._loss = int(state["done"]), float(state["loss"])  # type: ignore[call-overload, arg-type]

    def _batches(self, passed: int) -> list[list[int]]:
        """The lessons of a pass, batch by batch: those of like length together, which saves half of the time, in a new order each pass."""
        draw = self._draw.under("pass", passed)
        noisy = sorted(
            range(len(self._lessons)),
            key=lambda place: (len(self._lessons[place].words) + 4 * draw.unit(place), place),
        )
        size = self._schedule.batch
        batches = [noisy[start : start + size] for start in range(0, len(noisy), size)]
        order = sorted(range(len(batches)), key=lambda place: draw.unit(f"batch {place}"))
        return [batches[place] for place in order]

    def _step(self, batch: list[int], passed: int) -> None:
        lessons = [
            varied(self._lessons[place], self._stock, self._draw.under(passed, place)) for place in batch
        ]
        inputs = inputs_of([lesson.words for lesson in lessons], self._pieces)
        targets = self._teacher.targets(lessons, inputs.there.shape[1])
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * self._pace()
        torch.manual_seed(self._seed * 1_000_003 + self.done)  # of dropout: the same when taken up again
        with torch.autocast(self._device.type, dtype=torch.bfloat16):
            loss = loss_of(self.network, inputs.to(self._device), targets.to(self._device))
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self._schedule.clip)
        self._optimizer.step()
        self._optimizer.zero_grad()
        self.done += 1
        self._loss = loss.item() if self.done == 1 else 0.98 * self._loss + 0.02 * loss.item()

    def _pace(self) -> float:
        """The share of the highest rate: up in a line, then down in half a cosine."""
        passed = self.done / self.total
        if passed < self._schedule.warm:
            return passed / self._schedule.warm
        return 0.5 * (1 + math.cos(math.pi * (passed - self._schedule.warm) / (1 - self._schedule.warm)))


def loss_of(network: Network, inputs: Inputs, targets: Targets) -> Tensor:
    """The sum of the losses of all heads, each a mean over what it has to say."""
    encoded = network.encode(inputs)
    tags, holes = network.tagged(encoded)
    loss = 3 * _entropy(tags.flatten(0, 1), targets.tags.flatten()) + 3 * _entropy(
        holes.flatten(0, 1), targets.holes.flatten()
    )
    for name, logits in network.framed(encoded).items():
        wanted = targets.frame[name]
        if name in {"single", "measure"}:
            loss = loss + functional.binary_cross_entropy_with_logits(logits.float(), wanted)
        else:
            loss = loss + _entropy(logits, wanted)
    if len(targets.owners):
        vectors = network.leaf_vectors(encoded, targets.owners, targets.spans)
        for name, logits in network.leaf_logits(vectors).items():
            loss = loss + _entropy(logits, targets.leaf[name])
        if len(targets.pairs):
            ties = network.pair_logits(encoded, vectors, targets.owners, targets.spans, targets.pairs)
            loss = loss + functional.binary_cross_entropy_with_logits(ties.float(), targets.joined)
    return loss


def _entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    """The mean cross entropy over what is known; nought where nothing is."""
    if bool((wanted == UNKNOWN).all()):
        return logits.sum() * 0
    return functional.cross_entropy(logits.float(), wanted, ignore_index=UNKNOWN)
