"""All checks over a dataset file, with the line of every finding."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.bookshop import tools
from trainset.dataset.check import check_file
from trainset.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Built


def findings(path: Path, docs: tuple[Path, ...] = ()) -> list[tuple[int, str]]:
    return [(line, finding.code) for line, finding in check_file(path, tools(), docs) if finding]


def lines_of(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def write(path: Path, values: list[Any]) -> Path:
    path.write_text("".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values), "utf-8")
    return path


@pytest.fixture
def dataset(built: Built, tmp_path: Path) -> Path:
    """A copy of the dataset with the provenance beside it."""
    for name in ("training_data.jsonl", "training_data.provenance.jsonl"):
        shutil.copy(built.folder / name, tmp_path / name)
    return tmp_path / "training_data.jsonl"


def test_a_dataset_as_it_was_built_has_no_findings(dataset: Path) -> None:
    checked = list(check_file(dataset, tools(), ()))
    assert checked == [(number, None) for number in range(1, len(lines_of(dataset)) + 1)]


def test_faults_are_told_with_their_lines_and_every_row_is_counted(dataset: Path) -> None:
    rows = lines_of(dataset)
    requests = [number for number, row in enumerate(rows) if row["type"] == "text-to-graphql"]
    first, second, third, *_ = requests
    rows[first]["graphql_query"] = "query { searchBoks { edges { node { id } } } }"
    rows[second]["natural_language_query"] = "  blanks"
    rows[third] = rows[requests[4]]
    path = write(dataset.with_name("other.jsonl"), rows)
    found = [(line, code) for line, code in findings(path) if not code.startswith("grounded.")]
    assert (first + 1, "valid.schema") in found
    assert (second + 1, "shape.blanks") in found
    assert (requests[4] + 1, "duplicates.exact") in found
    assert {line for line, _ in found} == {first + 1, second + 1, requests[4] + 1}
    assert sum(finding is None for _, finding in check_file(path, tools(), ())) == len(rows)


def test_lines_that_are_no_rows_are_findings_and_the_others_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(
        b'{"type": "qa"\n[]\n\xff\n{"type": "chat"}\n'
        b'{"type": "text-to-graphql", "natural_language_query": "books", "graphql_query": "query {"}\n'
    )
    assert findings(path)[:5] == [(1, "row"), (2, "row"), (3, "row"), (4, "row"), (5, "valid.syntax")]


def test_an_answer_is_held_against_its_evidence(dataset: Path) -> None:
    rows, proofs = lines_of(dataset), lines_of(dataset.with_name("training_data.provenance.jsonl"))
    (number, proof) = next((n, p) for n, p in enumerate(proofs) if p["intent"] == "question")
    proof["evidence"][0]["sha256"] = "0" * 64
    write(dataset.with_name("training_data.provenance.jsonl"), proofs)
    assert findings(dataset) == [(number + 1, "grounded.digest")]
    assert rows[number]["type"] == "qa"


def test_documents_other_than_the_handbook_can_be_named(dataset: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Lamps\n\nA lamp is a light that stands on a table.\n")
    assert {code for _, code in findings(dataset, (page,))} == {"grounded.missing"}


@pytest.mark.parametrize("damage", ["shift", "drop", "scramble"])
def test_provenance_of_another_row_is_told(dataset: Path, damage: str) -> None:
    beside = dataset.with_name("training_data.provenance.jsonl")
    proofs = lines_of(beside)
    if damage == "shift":
        proofs = [proofs[1], proofs[0], *proofs[2:]]
        lines = {1, 2}
    elif damage == "drop":
        proofs = proofs[:-1]
        lines = {len(proofs) + 1}
    else:
        proofs[4] = ["nonsense"]
        lines = {5}
    write(beside, proofs)
    found = findings(dataset)
    assert {line for line, code in found if code == "provenance.other"} == lines
    assert {line for line, _ in found} == lines


def test_a_provenance_that_is_no_utf8_is_told_line_by_line(dataset: Path) -> None:
    dataset.with_name("training_data.provenance.jsonl").write_bytes(b"\xff\n")
    found = findings(dataset)
    assert {code for _, code in found} >= {"provenance.other"}
    assert len({line for line, code in found if code == "provenance.other"}) == len(lines_of(dataset))


def test_an_empty_file_has_neither_rows_nor_findings(tmp_path: Path) -> None:
    assert list(check_file(write(tmp_path / "rows.jsonl", []), tools(), ())) == []


def test_a_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.jsonl: cannot be read: No such file"):
        findings(tmp_path / "gone.jsonl")
