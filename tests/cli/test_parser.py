"""`trainset train`, `ask` and `evaluate`, by the README's words, with a tiny encoder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.bookshop import PACK, make
from tests.parser.encoder import tiny_encoder
from trainset.cli import extra

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Answer


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small dataset and a tiny encoder."""
    folder = tmp_path_factory.mktemp("work")
    make(60, folder)
    tiny_encoder(folder / "tiny")
    return folder


@pytest.fixture
def trained(trainset: Callable[..., Answer], folder: Path) -> Path:
    """The folder of a parser."""
    out = folder / "parser"
    if not out.exists():
        answer = trainset(
            "train",
            folder / "training_data.jsonl",
            "--pack",
            PACK,
            "--encoder",
            folder / "tiny",
            "--passes",
            2,
            "--threads",
            1,
            "--out",
            out,
        )
        assert answer.status == 0
        assert "requests learnt in" in answer.out
        assert f"the parser is in {out}" in answer.out
    return out


def test_ask_answers_with_form_query_result_and_certainty(
    trainset: Callable[..., Answer], trained: Path
) -> None:
    answer = trainset(
        "ask", "novels under 10 euros", "--pack", PACK, "--model", trained, "--now", "2025-01-01T00:00:00Z"
    )
    assert answer.status == 0
    assert answer.out.startswith("sure: ")


def test_ask_wants_a_moment_with_a_zone(trainset: Callable[..., Answer], trained: Path) -> None:
    answer = trainset("ask", "novels", "--pack", PACK, "--model", trained, "--now", "yesterday")
    assert answer.status == 2
    assert "--now is a moment with its zone" in answer.err


def test_evaluate_scores_a_parser_and_its_predictions_alike(
    trainset: Callable[..., Answer], trained: Path, folder: Path
) -> None:
    requests, saved = folder / "test_data.jsonl", folder / "said.jsonl"
    first = trainset("evaluate", requests, "--pack", PACK, "--model", trained, "--save", saved, "--json")
    assert first.status == 0
    again = trainset("evaluate", requests, "--pack", PACK, "--predictions", saved, "--json")
    assert again.out == first.out
    report = json.loads(first.out)
    assert report["scored"] == report["ladder"]["denotation"]["total"] > 0
    shown = trainset("evaluate", requests, "--pack", PACK, "--predictions", saved, "--worst", 2)
    assert "denotation" in shown.out
    assert "right: " in shown.out


def test_one_of_model_and_predictions(trainset: Callable[..., Answer], trained: Path, folder: Path) -> None:
    answer = trainset(
        "evaluate", "dev", "--pack", PACK, "--model", trained, "--predictions", folder / "said.jsonl"
    )
    assert answer.status == 2
    assert "not both" in answer.err


@pytest.mark.parametrize("arguments", [("train",), ("ask", "books"), ("evaluate", "dev")])
def test_what_is_not_installed_is_named(
    trainset: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    answer = trainset(*arguments, "--pack", PACK)
    assert answer.status == 2
    assert "the parser needs torch, transformers, safetensors" in answer.err
    assert "trainset[parser]" in answer.err
