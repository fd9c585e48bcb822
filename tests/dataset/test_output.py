"""The files of a dataset: their names, the shape of their lines, and that a failure leaves the old ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.bookshop import FILES, contents
from trainset.checks.base import Finding
from trainset.dataset.output import write_dataset
from trainset.errors import OutputError
from trainset.example import Example, QARow, QuestionProvenance, RequestProvenance, RequestRow

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Built

ASKED = Example(
    QARow("What is a “shelf”?", "A shelf\nis a place."), QuestionProvenance("definition", "planned", ())
)
WANTED = Example(RequestRow("דרום 📚", "query { x }"), RequestProvenance("searchBooks", "bank/a-001"))
FAULT = Finding("shape.empty", "question is empty")


def test_a_dataset_is_eight_files(built: Built) -> None:
    assert set(contents(built.folder)) == set(FILES)


def test_rows_have_their_keys_in_order_and_end_in_a_line_feed(tmp_path: Path) -> None:
    write_dataset(tmp_path, {"train": (ASKED, WANTED)}, [], {})
    text = (tmp_path / "training_data.jsonl").read_bytes().decode("utf-8")
    assert text == (
        '{"type": "qa", "question": "What is a “shelf”?", "answer": "A shelf\\nis a place."}\n'
        '{"type": "text-to-graphql", "natural_language_query": "דרום 📚", "graphql_query": "query { x }"}\n'
    )


def test_rejected_rows_keep_their_findings_and_where_they_came_from(tmp_path: Path) -> None:
    write_dataset(tmp_path, {}, [(ASKED, (FAULT, FAULT))], {})
    (line,) = (tmp_path / "rejected.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line) == {
        "id": ASKED.id,
        "findings": [{"code": "shape.empty", "message": "question is empty"}] * 2,
        "row": ASKED.row.fields,
        "provenance": {"claim": "definition", "status": "planned", "evidence": []},
    }
    assert (tmp_path / "training_data.jsonl").read_bytes() == b""


def test_a_text_that_no_file_can_hold_leaves_the_old_files(tmp_path: Path) -> None:
    write_dataset(tmp_path, {"train": (ASKED,)}, [], {"format": 1})
    old = contents(tmp_path)
    half = Example(RequestRow("half a pair: \ud83d", "q"), RequestProvenance("", ""))
    with pytest.raises(UnicodeEncodeError):
        write_dataset(tmp_path, {"train": (half,)}, [], {"format": 1})
    assert contents(tmp_path) == old


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="this output folder does not exist"):
        write_dataset(tmp_path / "gone", {"train": (ASKED,)}, [], {})


def test_a_folder_in_the_place_of_a_file_is_an_error_that_leaves_the_old_files(tmp_path: Path) -> None:
    (tmp_path / "training_data.jsonl").mkdir()
    with pytest.raises(OutputError, match="cannot write here"):
        write_dataset(tmp_path, {"train": (ASKED,)}, [], {})
    assert list(contents_of_files(tmp_path)) == []


def contents_of_files(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file()]
