"""Sentences about plans."""

from __future__ import annotations

import pytest

from trainset.endpoint.action_file import TypeRule
from trainset.endpoint.phrases import counted, measured, phrase

UNITS = ("bytes", "KB", "MB", "GB")
FILES = TypeRule(by="kind", nouns={"file": ("file", "files"), "folder": ("folder", "folders")})


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (0, "0 bytes"),
        (1023, "1,023 bytes"),
        (1024, "1 KB"),
        (1536, "1.5 KB"),
        (20 << 20, "20 MB"),
        (1023 << 20, "1,023 MB"),
        (3650722202, "3.4 GB"),
        (5000 << 30, "5,000 GB"),
    ],
)
def test_a_size_in_its_unit(size: int, told: str) -> None:
    assert measured(size, UNITS) == told


def test_counts_by_kind() -> None:
    assert counted(FILES, [("file", 1204), ("folder", 1)], "", "3 GB") == "1,204 files and 1 folder (3 GB)"
    assert counted(FILES, [("folder", 1)], "RAW", "3 GB") == "the folder RAW (3 GB)"
    assert counted(FILES, [], "", "") == "no files"


def test_a_pattern_loses_the_parts_that_have_no_value() -> None:
    pattern = "Move {what}[ from {source}][ to {place}]."
    assert phrase(pattern, {"what": "{place}", "place": "[x]"}) == "Move {place} to [x]."
    assert phrase(pattern, {"what": 1200, "source": "", "place": None}) == "Move 1,200."
