"""JSON lines: written whole or not at all, read with the line of every fault."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainset.errors import InputError, OutputError
from trainset.example import QARow, RequestRow
from trainset.jsonl import line, read_objects, row_of, write_files

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.text(st.characters(codec="utf-8"))


@given(TEXTS, TEXTS)
def test_rows_come_back_as_they_were_written(question: str, answer: str) -> None:
    for row in (QARow(question, answer), RequestRow(question, answer)):
        written = line(row.fields)
        assert written.endswith("\n")
        assert len(written.splitlines() if written.isascii() else [written]) == 1
        assert row_of(json.loads(written)) == row


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "a row is an object, not list"),
        ({"type": "chat"}, "the type is one of qa, text-to-graphql, not 'chat'"),
        ({"type": "qa", "answer": "b", "question": "a"}, "in this order"),
        ({"type": "qa", "question": "a", "answer": "b", "id": "x"}, "not type, question, answer, id"),
        ({"type": "qa", "question": "a", "answer": None}, "answer is a text, not NoneType"),
        ({"type": "text-to-graphql", "question": "a", "answer": "b"}, "natural_language_query"),
    ],
)
def test_rows_of_another_shape_are_refused(value: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        row_of(value)


def test_faulty_lines_are_told_apart_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(
        b'{"a": 1}\n{"a": \n\n\xff\n' + b"[" * 200_000 + b"\n2\n" + b'"' + b"x" * 1_000_001 + b'"\n'
    )
    values = dict(read_objects(path))
    assert values[1] == {"a": 1}
    assert values[6] == 2
    messages = {number: value.what for number, value in values.items() if isinstance(value, InputError)}
    assert set(messages) == {2, 3, 4, 5, 7}
    assert messages[2].startswith("not JSON")
    assert "no UTF-8" in messages[4]
    assert str(values[2]).startswith(f"{path}:2: ")


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        list(read_objects(tmp_path / "gone.jsonl"))


def test_files_are_written_and_leftovers_of_a_killed_build_go(tmp_path: Path) -> None:
    (tmp_path / ".trainset-part-a.jsonl.xyz").write_text("half")
    write_files(tmp_path, {"a.jsonl": ["1\n", "2\n"], "b.json": ["{}\n"]})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "a.jsonl": "1\n2\n",
        "b.json": "{}\n",
    }


def test_a_failure_while_writing_leaves_the_old_files_whole(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.jsonl": ["old\n"], "b.json": ["old\n"]})

    def breaking() -> Any:
        yield "new\n"
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        write_files(tmp_path, {"a.jsonl": ["new\n"], "b.json": breaking()})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "a.jsonl": "old\n",
        "b.json": "old\n",
    }


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="this output folder does not exist"):
        write_files(tmp_path / "gone", {"a": []})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="cannot write here: Permission denied"):
        write_files(tmp_path, {"a": []})
