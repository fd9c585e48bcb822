"""Files of requests and of predictions: what they may say, and what is said of those that may not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.bookshop import make, tools
from trainset.errors import InputError
from trainset.evaluation.evaluate import requests_named
from trainset.evaluation.predictions import read_predictions
from trainset.evaluation.requests import read_requests

if TYPE_CHECKING:
    from pathlib import Path


def _write(path: Path, *lines: Any) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def test_a_request_may_have_one_reading_several_or_none(tmp_path: Path) -> None:
    file = _write(
        tmp_path / "requests.jsonl",
        {"natural_language_query": "one", "graphql_query": "{ a }"},
        {"id": "x", "natural_language_query": "two", "graphql_query": ["{ a }", "{ b }"]},
        {"natural_language_query": "three", "graphql_query": [], "persona": "anybody"},
    )
    found = read_requests(file)
    assert [(request.id, request.readings) for request in found] == [
        ("1", ("{ a }",)),
        ("x", ("{ a }", "{ b }")),
        ("3", ()),
    ]


def test_the_rows_of_a_dataset_are_requests(tmp_path: Path) -> None:
    make(80, tmp_path)
    file = tmp_path / "training_data.jsonl"
    with_proofs = read_requests(file)
    proofs = [
        json.loads(line) for line in file.with_suffix(".provenance.jsonl").read_text("utf-8").splitlines()
    ]
    assert [request.id for request in with_proofs] == [
        proof["id"] for proof in proofs if proof["intent"] == "request"
    ]
    file.with_suffix(".provenance.jsonl").unlink()
    assert all(request.readings for request in read_requests(file))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "no request"),
        ([[]], "a request has"),
        ([{"natural_language_query": "x"}], "a request has"),
        ([{"natural_language_query": "x", "graphql_query": 3}], "a text or a list of texts"),
        ([{"natural_language_query": "x", "graphql_query": "q", "id": 1}] * 2, "that of line 1 too"),
        ([{"type": "qa", "question": "x", "answer": "y"}], "no request"),
    ],
)
def test_what_is_no_file_of_requests(tmp_path: Path, lines: list[Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_requests(_write(tmp_path / "requests.jsonl", *lines))


def test_requests_of_the_pack_go_by_name() -> None:
    found = requests_named("dev", tools())
    assert all(request.id.startswith("bank/") for request in found)
    with pytest.raises(InputError, match="neither a file nor one of dev, people, heldout"):
        requests_named("nothing", tools())


def test_predictions_are_read_by_id(tmp_path: Path) -> None:
    file = _write(
        tmp_path / "p.jsonl", {"id": "b", "graphql_query": None}, {"id": "a", "graphql_query": "{ a }"}
    )
    assert read_predictions(file, ("a", "b")) == {"a": "{ a }", "b": None}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([{"id": "a", "graphql_query": "q"}], r"1 of 2 requests have no prediction: b"),
        ([{"id": "a", "graphql_query": "q"}] * 2, "that of line 1 too"),
        ([{"id": "c", "graphql_query": "q"}], "no request has the id 'c'"),
        ([{"id": "a"}], "a prediction has id and graphql_query"),
        ([{"id": "a", "graphql_query": ["q"]}], "a text, or null"),
        (["a"], "a prediction has id"),
    ],
)
def test_what_is_no_file_of_predictions(tmp_path: Path, lines: list[Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_predictions(_write(tmp_path / "p.jsonl", *lines), ("a", "b"))
