"""Totals, groups and actions of the first product: what makes two of them the same."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from trainset.dataset.tools import load_tools
from trainset.evaluation.same import Comparer
from trainset.semantics.notation import parse_form
from trainset.semantics.resolve import resolve

if TYPE_CHECKING:
    from trainset.dataset.tools import Tools


@cache
def _tools() -> Tools:
    return load_tools("spacedrive", None)


def _same(meant: str, said: str) -> bool:
    endpoint, setting = _tools().endpoint, _tools().speech.setting
    comparer = Comparer(endpoint.schema, endpoint.implicit)
    return comparer.same(resolve(parse_form(meant), setting), resolve(parse_form(said), setting))


VIDEOS = 'searchEntries where contentKind = "video"'


@pytest.mark.parametrize(
    ("meant", "said", "same"),
    [
        (
            f"breakdown by device with size of {VIDEOS}",
            f"breakdown by device with count, size of {VIDEOS}",
            True,
        ),
        (
            f"breakdown by device with count, size of {VIDEOS}",
            f"breakdown by device with size of {VIDEOS}",
            False,
        ),
        (
            f"breakdown by device with size of {VIDEOS}",
            f"breakdown by device with size, duration of {VIDEOS}",
            False,
        ),
        (f"breakdown by device of {VIDEOS}", f"breakdown by volume of {VIDEOS}", False),
        (f"breakdown by device of {VIDEOS}", f"breakdown by device of {VIDEOS} sort count desc", False),
        (f"breakdown by device of {VIDEOS}", f'breakdown by device of {VIDEOS} and entryKind = "file"', True),
        (f"total size of {VIDEOS}", f"total count, size of {VIDEOS}", False),
        (f"total size, count of {VIDEOS}", f"total count, size of {VIDEOS}", True),
        (f"count {VIDEOS}", f"total count of {VIDEOS}", False),
        (f"do deleteEntries() on {VIDEOS}", f"do deleteEntries(permanent: false) on {VIDEOS}", True),
        (f"do deleteEntries() on {VIDEOS}", f"do deleteEntries(permanent: true) on {VIDEOS}", False),
        (f'do tagEntries(tags: ["Work"]) on {VIDEOS}', f'do tagEntries(tags: ["work"]) on {VIDEOS}', True),
        (f"do deleteEntries() on {VIDEOS}", f"do deleteEntries() on {VIDEOS} first 1", False),
        ("do undoLastAction()", "do undoLastAction()", True),
        (f"{VIDEOS} and size > 1 GB", f"{VIDEOS} and size > 1024 MB", True),
        (f"{VIDEOS} and size > 1 GB", f"{VIDEOS} and size >= 1 GB", False),
        (f"{VIDEOS} and modifiedAt after yesterday", f"{VIDEOS} and modifiedAt since today", True),
        (f"{VIDEOS} sort size desc", VIDEOS, False),
    ],
)
def test_what_is_the_same(meant: str, said: str, same: bool) -> None:
    assert _same(meant, said) is same
