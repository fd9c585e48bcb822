"""A training from files to a folder: taken up again where it stood, and never leaving less than it found."""

from __future__ import annotations

import pickle
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import torch

from trainset.errors import InputError, OptionError, OutputError
from trainset.parser.encoder import Pieces, load_encoder
from trainset.parser.labels import inventory_of
from trainset.parser.learn import Trainer
from trainset.parser.lessons import kinds_of, read_lessons
from trainset.parser.model import Parser, digest_of
from trainset.parser.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from trainset.parser.learn import Schedule, Step
    from trainset.semantics.schema import Schema
    from trainset.semantics.units import Units
    from trainset.values import Values

CHECKPOINT = "checkpoint.pt"
_EVERY = 200  # steps between checkpoints


@dataclass(frozen=True, slots=True)
class Course:
    """What is trained, from what, and where to: `device` is cpu, cuda, or auto: a GPU where there is one."""

    dataset: Path
    out: Path
    encoder: str
    schedule: Schedule
    seed: int
    device: str = "auto"


@dataclass(frozen=True, slots=True)
class Trained:
    """How a training ended: lessons learnt from, requests that taught nothing, and the step at which it was taken up again (0: new)."""

    lessons: int
    left_out: int
    taken_up_at: int


def train(
    course: Course,
    schema: Schema,
    values: Values,
    units: Units,
    progress: Callable[[Step], None] = lambda _: None,
) -> Trained:
    """Train a parser and write it into the folder of the course.

    A checkpoint is kept there until the end; where there is one of the same course, it is taken up.

    Raises:
        InputError: the dataset or the encoder cannot be used, or the checkpoint is of another course.
        OptionError: the device is not there.
        OutputError: the folder cannot be written; the last whole checkpoint stays.
    """
    device = _device(course.device)
    reading = read_lessons(course.dataset, schema, values)
    inventory = inventory_of(
        (lesson.parse for lesson in reading.lessons), kinds_of(schema, units), reading.lower
    )
    encoder = load_encoder(course.encoder)
    torch.manual_seed(course.seed)
    network = Network(encoder.model, inventory).to(device)
    trainer = Trainer(
        network, inventory, Pieces(encoder.tokenizer), reading.lessons, course.schedule, course.seed
    )
    try:
        course.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write here: {error.strerror}", where=course.out) from None
    fingerprint = _fingerprint(course, schema)
    checkpoint = course.out / CHECKPOINT
    taken_up = _take_up(trainer, checkpoint, fingerprint, device)

    def after_step(step: Step) -> None:
        progress(step)
        if step.done % _EVERY == 0 and step.done < step.total:
            _keep(trainer, checkpoint, fingerprint)

    trainer.learn(after_step)
    Parser(network.to("cpu"), inventory, encoder, digest_of(schema)).save(course.out)
    checkpoint.unlink(missing_ok=True)
    return Trained(len(reading.lessons), reading.left_out, taken_up)


def _device(name: str) -> torch.device:
    if name == "cuda" and not torch.cuda.is_available():
        raise OptionError("there is no GPU that this torch can use", hint="leave --device out")
    if name == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    return torch.device(name)


def _fingerprint(course: Course, schema: Schema) -> str:
    """What makes two trainings the same course: data, schema, encoder, schedule and seed."""
    with course.dataset.open("rb") as file:
        data = sha256(file.read()).hexdigest()
    parts = (data, digest_of(schema), course.encoder, str(asdict(course.schedule)), str(course.seed))
    return sha256("\n".join(parts).encode()).hexdigest()


def _take_up(trainer: Trainer, checkpoint: Path, fingerprint: str, device: torch.device) -> int:
    if not checkpoint.is_file():
        return 0
    try:
        state: dict[str, Any] = torch.load(checkpoint, map_location=device, weights_only=True)
        if state.pop("course") != fingerprint:
            raise InputError(
                "this checkpoint is of another course: other data, schema, encoder, options or seed",
                where=checkpoint,
                hint="delete it to begin anew, or name another folder with --out",
            )
        trainer.take_up(state)
    except (RuntimeError, OSError, KeyError, ValueError, EOFError, pickle.UnpicklingError) as error:
        raise InputError(
            f"this checkpoint cannot be used: {str(error).splitlines()[0]}",
            where=checkpoint,
            hint="delete it to begin anew",
        ) from None
    return trainer.done


def _keep(trainer: Trainer, checkpoint: Path, fingerprint: str) -> None:
    """Write a checkpoint beside the last one, and only then in its place."""
    draft = checkpoint.with_name(f".{checkpoint.name}")
    try:
        torch.save({**trainer.state(), "course": fingerprint}, draft)
        draft.replace(checkpoint)
    except (OSError, RuntimeError) as error:
        draft.unlink(missing_ok=True)
        kept = "; the last whole checkpoint stays" if checkpoint.is_file() else ""
        raise OutputError(
            f"the checkpoint cannot be written: {str(error).splitlines()[0]}{kept}",
            where=checkpoint,
            hint="make room, and run the same command again to go on",
        ) from None
