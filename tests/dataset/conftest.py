"""One dataset of the bookshop, built once for each process of the tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.bookshop import make
from trainset.jsonl import read_objects

if TYPE_CHECKING:
    from pathlib import Path

    from trainset.dataset.build import Result

SIZE, SHARE = 80, 0.4


@dataclass(frozen=True)
class Built:
    """A build and the folder that it wrote into."""

    result: Result
    folder: Path

    def objects(self, name: str) -> list[Any]:
        """The values of a file of JSON lines."""
        return [value for _, value in read_objects(self.folder / name)]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("built")
    return Built(make(SIZE, folder, share=SHARE), folder)
