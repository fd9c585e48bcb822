"""The real documents, where they stand beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainset.documents import Reading, SourceRules, read_documents

SHARED = Path(__file__).parents[3] / "shared" / "corpus"
PACK = Path(__file__).parents[2] / "src" / "trainset" / "packs" / "spacedrive"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the September corpus; the test is skipped where it is not there."""
    folder = SHARED / "spacedrive-2025-09-06"
    if not folder.is_dir():
        pytest.skip("the real documents do not stand beside the checkout")
    return folder


@pytest.fixture(scope="session")
def rules() -> SourceRules:
    return SourceRules.load(PACK / "sources.toml", PACK / "status.toml")


@pytest.fixture(scope="session")
def september(corpus: Path, rules: SourceRules) -> Reading:
    """The whitepaper and docs/core."""
    return read_documents([corpus / "core/whitepaper/spacedrive.tex", corpus / "docs/core"], rules, jobs=2)
