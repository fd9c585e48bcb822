"""A parser in its folder: read as it was written, and refused where it does not fit."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

import pytest

from tests.bookshop import tools
from trainset.errors import InputError
from trainset.parser.encoder import folder_of, load_encoder
from trainset.parser.model import LABELS, WEIGHTS, load_parser
from trainset.semantics.schema import load_schema

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def broken(trained: Path, tmp_path: Path) -> Path:
    """A copy of a parser that a test may damage."""
    return shutil.copytree(trained, tmp_path / "parser")


def test_answers_are_the_same_one_by_one_and_together(trained: Path) -> None:
    parser = load_parser(trained, tools().endpoint.schema)
    asked = ["books under 10 euros", "", "how many authors", "novels by Ana in red"]
    together = parser.answer(asked)
    apart = [parser.answer([one])[0] for one in asked]
    assert [answer.parse for answer in together] == [answer.parse for answer in apart]
    assert together[1].form is None
    assert all(answer.score <= 0 for answer in together)


def test_an_answer_takes_less_than_a_tenth_of_a_second(trained: Path) -> None:
    parser = load_parser(trained, tools().endpoint.schema)
    parser.answer(["books"])
    begun = time.process_time()  # of the processor, whatever else it does
    for _ in range(10):
        parser.answer(["books under 10 euros from last year"])
    assert time.process_time() - begun < 1


def test_odd_utterances_are_answered(trained: Path) -> None:
    parser = load_parser(trained, tools().endpoint.schema)
    for odd in (" ", "\0", "💥" * 500, "books " * 5000, "é" * 10_000, '")} { drop'):
        assert len(parser.answer([odd])) == 1


def test_a_parser_of_another_schema_is_refused(trained: Path) -> None:
    other = load_schema(tools().endpoint.schema.sdl + "\n# another\n", "other.graphql")
    with pytest.raises(InputError, match="another schema"):
        load_parser(trained, other)


def test_a_folder_without_a_parser(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no trained parser here[\s\S]*trainset train"):
        load_parser(tmp_path, tools().endpoint.schema)


def test_damaged_files_are_named(broken: Path) -> None:
    schema = tools().endpoint.schema
    weights = (broken / WEIGHTS).read_bytes()
    (broken / WEIGHTS).write_bytes(weights[: len(weights) // 2])
    with pytest.raises(InputError, match="weights cannot be used"):
        load_parser(broken, schema)
    (broken / LABELS).write_text("{", "utf-8")
    with pytest.raises(InputError, match="not the labels of a parser"):
        load_parser(broken, schema)


def test_an_encoder_that_cannot_be_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(InputError, match=r"cannot be loaded[\s\S]*--encoder"):
        load_encoder("nobody/no-such-encoder")
    assert folder_of(str(tmp_path)) is None
    (tmp_path / "config.json").write_text("{}", "utf-8")
    with pytest.raises(InputError, match="cannot be loaded"):
        load_encoder(str(tmp_path))
