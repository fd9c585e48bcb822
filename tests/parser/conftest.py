"""A small dataset of the bookshop, a tiny encoder, and a parser trained with both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch

from tests.bookshop import make, tools
from trainset.parser.learn import Schedule
from trainset.parser.run import Course, train

from .encoder import tiny_encoder

if TYPE_CHECKING:
    from pathlib import Path

torch.set_num_threads(1)  # each process of the tests has a core


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The training rows of a small dataset, with their provenance beside them."""
    folder = tmp_path_factory.mktemp("dataset")
    make(150, folder, share=0.1)
    return folder / "training_data.jsonl"


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny encoder."""
    return tiny_encoder(tmp_path_factory.mktemp("encoder"))


def course(dataset: Path, encoder: Path, out: Path, passes: int = 2) -> Course:
    """A short training."""
    return Course(
        dataset, out, str(encoder), Schedule(passes=passes, batch=16, encoder_rate=3e-3, head_rate=3e-3), 0
    )


@pytest.fixture(scope="session")
def trained(dataset: Path, encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a parser that has learnt the small dataset by heart, as far as it can."""
    out = tmp_path_factory.mktemp("trained") / "parser"
    bookshop = tools()
    setting = bookshop.speech.setting
    train(course(dataset, encoder, out, passes=30), bookshop.endpoint.schema, bookshop.values, setting.units)
    return out
