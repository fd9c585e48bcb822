"""The dataset that stands in the repository is the one that its manifest tells of, made from the pack as it is."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from trainset.dataset.card import card
from trainset.dataset.manifest import pack_digests
from trainset.dataset.output import FILES, MANIFEST, read_manifest
from trainset.pack import load_pack

ROOT = Path(__file__).parents[1]
MEND = "run `make dataset`, and commit the rebuilt files with the change"


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return read_manifest(ROOT)


@pytest.mark.parametrize("name", FILES.values())
def test_each_file_of_rows_is_as_it_was_written(name: str, manifest: dict[str, Any]) -> None:
    digest = sha256((ROOT / name).read_bytes()).hexdigest()
    assert digest == manifest["outputs"][name]["sha256"], f"{name} is not what {MANIFEST} says; {MEND}"


def test_the_pack_has_not_changed_since(manifest: dict[str, Any]) -> None:
    now, then = pack_digests(load_pack("spacedrive")), manifest["pack"]["files"]
    changed = sorted(name for name in {*now, *then} if now.get(name) != then.get(name))
    assert not changed, f"changed since the dataset was built: {', '.join(changed)}; {MEND}"


def test_the_card_is_that_of_the_manifest(manifest: dict[str, Any]) -> None:
    text = (ROOT / "DATASET.md").read_text("utf-8")
    assert text == card(manifest, load_pack("spacedrive")), f"DATASET.md is not that of {MANIFEST}; {MEND}"


def test_the_rows_are_as_many_and_as_varied_as_they_are_to_be(manifest: dict[str, Any]) -> None:
    train = manifest["census"]["train"]
    requests = train["requests"]
    assert train["rows"] >= 20_000
    assert train["questions"]["rows"] >= 2_000
    assert 0.4 < requests["kinds"]["search"] / requests["rows"] < 0.55
    assert requests["from_the_bank"] >= 0.5
    assert requests["of_one_pattern_at_most"] <= 0.002
    assert requests["of_one_form_at_most"] <= 0.005
    assert requests["forms_in_two_to_four_wordings"] >= 0.2
    assert requests["templates"] >= 3_000
    assert requests["first_words"] >= 300
    assert requests["with_one_first_word_at_most"] <= 0.15
    assert 0.4 <= requests["beginning_with_a_small_letter"] <= 0.7
    assert requests["with_a_time_that_depends_on_the_clock"] >= 0.2
    assert requests["with_a_negation"] >= 0.08
    assert requests["with_alternatives"] >= 0.05
    assert requests["in_contrast_sets"] >= 0.1
    assert manifest["neighbours"]["killed"] == manifest["neighbours"]["held_against"]
    held_out = sum(manifest["census"][split]["rows"] for split in ("validation", "test"))
    assert held_out / (held_out + train["rows"]) == pytest.approx(0.1, abs=0.01)


def test_the_rows_have_their_keys_in_order() -> None:
    keys = {
        "qa": ["type", "question", "answer"],
        "text-to-graphql": ["type", "natural_language_query", "graphql_query"],
    }
    for name in FILES.values():
        for line in (ROOT / name).read_text("utf-8").splitlines():
            row = json.loads(line)
            assert list(row) == keys[row["type"]]
