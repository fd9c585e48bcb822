"""Training: it learns, goes on where it was cut off to the same end, and says what is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import torch

from tests.bookshop import tools
from trainset.errors import InputError, OptionError, OutputError
from trainset.parser import run
from trainset.parser.lessons import read_lessons
from trainset.parser.model import LABELS, WEIGHTS, load_parser
from trainset.parser.run import CHECKPOINT, Course, train
from trainset.semantics.notation import print_form

from .conftest import course

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from trainset.parser.learn import Step
    from trainset.parser.run import Trained


class CutOffError(Exception):
    """The power is out."""


def _train(wanted: Course, progress: Callable[[Step], None] = lambda _: None) -> Trained:
    bookshop = tools()
    return train(wanted, bookshop.endpoint.schema, bookshop.values, bookshop.speech.setting.units, progress)


def test_the_trained_parser_knows_its_rows(trained: Path, dataset: Path) -> None:
    parser = load_parser(trained, tools().endpoint.schema)
    rows = [json.loads(line) for line in dataset.read_text("utf-8").splitlines()]
    proofs = [
        json.loads(line) for line in dataset.with_suffix(".provenance.jsonl").read_text("utf-8").splitlines()
    ]
    asked = [
        (row["natural_language_query"], proof["logical_form"])
        for row, proof in zip(rows, proofs, strict=True)
        if row["type"] == "text-to-graphql"
    ]
    answers = parser.answer([text for text, _ in asked])
    frames = [
        answer.form is not None and print_form(answer.form).split()[0] == form.split()[0]
        for answer, (_, form) in zip(answers, asked, strict=True)
    ]
    exact = [
        answer.form is not None and print_form(answer.form).casefold() == form.casefold()
        for answer, (_, form) in zip(answers, asked, strict=True)
    ]
    # A tiny encoder of letters learns what is asked for, and more than nothing of the rest.
    assert sum(frames) > 0.9 * len(frames)
    assert sum(exact) > 0.02 * len(exact)


def test_a_training_that_is_cut_off_goes_on_to_the_same_end(
    dataset: Path, encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_EVERY", 3)
    whole = course(dataset, encoder, tmp_path / "whole")
    _train(whole)

    def cut(step: Step) -> None:
        if step.done == 8:
            raise CutOffError

    parts = course(dataset, encoder, tmp_path / "parts")
    with pytest.raises(CutOffError):
        _train(parts, cut)
    assert (parts.out / CHECKPOINT).exists()
    assert not (parts.out / LABELS).exists()
    assert _train(parts).taken_up_at == 6
    assert not (parts.out / CHECKPOINT).exists()
    assert (parts.out / WEIGHTS).read_bytes() == (whole.out / WEIGHTS).read_bytes()


def test_a_checkpoint_of_another_course_is_refused(
    dataset: Path, encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_EVERY", 1)
    wanted = course(dataset, encoder, tmp_path / "out")

    def cut(_: Step) -> None:
        if (wanted.out / CHECKPOINT).exists():
            raise CutOffError

    with pytest.raises(CutOffError):
        _train(wanted, cut)
    before = (wanted.out / CHECKPOINT).read_bytes()
    with pytest.raises(InputError, match="another course"):
        _train(replace(wanted, seed=1))
    assert (wanted.out / CHECKPOINT).read_bytes() == before
    (wanted.out / CHECKPOINT).write_bytes(b"no checkpoint")
    with pytest.raises(InputError, match="cannot be used"):
        _train(wanted)


def test_a_full_disk_keeps_the_last_whole_checkpoint(
    dataset: Path, encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_EVERY", 1)
    save, calls = torch.save, []

    def full(state: object, path: Path) -> None:
        calls.append(path)
        if len(calls) > 2:
            path.write_bytes(b"half of it")
            raise OSError(28, "No space left on device")
        save(state, path)

    monkeypatch.setattr(torch, "save", full)
    wanted = course(dataset, encoder, tmp_path / "out")
    with pytest.raises(OutputError, match=r"No space left on device.*last whole checkpoint stays"):
        _train(wanted)
    assert [path.name for path in wanted.out.iterdir()] == [CHECKPOINT]
    monkeypatch.setattr(torch, "save", save)
    assert _train(wanted).taken_up_at == 2


def test_what_cannot_be_learnt_from(dataset: Path, encoder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.jsonl"
    alone.write_bytes(dataset.read_bytes())
    with pytest.raises(InputError, match="provenance"):
        _train(course(alone, encoder, tmp_path / "out"))
    rows = dataset.read_text("utf-8").splitlines()
    proofs = dataset.with_suffix(".provenance.jsonl").read_text("utf-8").splitlines()
    questions = [place for place, proof in enumerate(proofs) if json.loads(proof)["intent"] == "question"]
    alone.write_text("\n".join(rows[place] for place in questions) + "\n", "utf-8")
    beside = alone.with_suffix(".provenance.jsonl")
    beside.write_text("\n".join(proofs[place] for place in questions) + "\n", "utf-8")
    with pytest.raises(InputError, match="no request to learn from"):
        _train(course(alone, encoder, tmp_path / "out"))
    beside.write_text("{}\n", "utf-8")
    with pytest.raises(InputError, match="not the provenance of line 1"):
        _train(course(alone, encoder, tmp_path / "out"))
    with pytest.raises(OptionError, match="no GPU"):
        _train(replace(course(dataset, encoder, tmp_path / "out"), device="cuda"))


def test_lessons_are_counted(dataset: Path) -> None:
    reading = read_lessons(dataset, tools().endpoint.schema, tools().values)
    assert len(reading.lessons) == reading.requests
    assert reading.left_out == 0
