"""`trainset check`: FILE:LINE: finding, a count, and statuses that scripts can use."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.bookshop import PACK, make

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Answer


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    make(30, folder)
    return folder


@pytest.fixture
def dataset(whole: Path, tmp_path: Path) -> Path:
    """A copy of a dataset that a test may damage."""
    return shutil.copytree(whole, tmp_path / "set") / "training_data.jsonl"


def test_a_good_dataset_ends_with_status_0(trainset: Callable[..., Answer], dataset: Path) -> None:
    answer = trainset("check", "--pack", PACK, dataset)
    assert (answer.status, answer.out, answer.err) == (0, "", "30 rows, 0 findings\n")


def test_findings_come_with_file_and_line_and_end_with_status_1(
    trainset: Callable[..., Answer], dataset: Path
) -> None:
    lines = dataset.read_text("utf-8").splitlines()
    row = {"type": "text-to-graphql", "natural_language_query": " books", "graphql_query": "query { bokks }"}
    dataset.write_text("\n".join([*lines, json.dumps(row), "{"]) + "\n", "utf-8")
    answer = trainset("check", "--pack", PACK, dataset)
    assert answer.status == 1
    assert f"{dataset}:31: shape.blanks: natural_language_query begins or ends with blanks\n" in answer.out
    assert f"{dataset}:31: valid.schema: Cannot query field 'bokks' on type 'Query'" in answer.out
    assert f"{dataset}:32: row: not JSON" in answer.out
    assert {line.split(":")[1] for line in answer.out.splitlines() if line.startswith(str(dataset))} == {
        "31",
        "32",
    }
    assert answer.err.startswith("31 rows, ")
    assert answer.err.endswith(" findings\n")


def test_a_dataset_alone_is_checked_without_evidence(
    trainset: Callable[..., Answer], dataset: Path, tmp_path: Path
) -> None:
    rows = [line for line in dataset.read_text("utf-8").splitlines() if '"text-to-graphql"' in line]
    alone = tmp_path / "alone.jsonl"
    alone.write_text("\n".join(rows) + "\n", "utf-8")
    answer = trainset("check", "--pack", PACK, alone)
    assert (answer.status, answer.err) == (0, f"{len(rows)} rows, 0 findings\n")


@pytest.mark.parametrize("name", ["gone.jsonl", "."])
def test_what_cannot_be_read_ends_with_status_2(
    trainset: Callable[..., Answer], tmp_path: Path, name: str
) -> None:
    answer = trainset("check", "--pack", PACK, tmp_path / name)
    assert answer.status == 2
    assert answer.err.startswith(f"trainset: {tmp_path / name}: cannot be read: ")


def test_a_schema_that_cannot_be_used_ends_with_status_2(
    trainset: Callable[..., Answer], dataset: Path, tmp_path: Path
) -> None:
    path = tmp_path / "x.graphql"
    path.write_text("type Query {")
    answer = trainset("check", "--pack", PACK, "--schema", path, dataset)
    assert answer.status == 2
    assert "x.graphql:1: Syntax Error" in answer.err


def test_a_document_that_is_missing_ends_with_status_2(
    trainset: Callable[..., Answer], dataset: Path, tmp_path: Path
) -> None:
    answer = trainset("check", "--pack", PACK, "--docs", tmp_path / "gone.md", dataset)
    assert answer.status == 2
    assert "gone.md: no such file or folder" in answer.err
