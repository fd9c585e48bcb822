"""`trainset show` prints passages, the account of words, and the coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from trainset.cli.main import cli
from trainset.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "# Shelves\n\nA shelf is a board that holds the books of one author.\n\n```sh\nls\n```\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "shelves.md"
    path.write_text(TEXT)
    return path


def test_docs_prints_passages_and_where_the_words_went(page: Path) -> None:
    result = CliRunner().invoke(cli, ["show", "docs", str(page)])
    assert result.exit_code == 0, result.output
    assert "shelves.md:3: paragraph [Shelves] A shelf is a board" in result.output
    assert "1 words" in result.output
    assert "code" in result.output


def test_losses_alone_print_no_passage(page: Path) -> None:
    result = CliRunner().invoke(cli, ["show", "docs", "--losses", str(page)])
    assert "A shelf is" not in result.output
    assert "in 1 files" in result.output


def test_coverage_prints_shares_and_on_demand_the_places(page: Path) -> None:
    page.write_text(TEXT + "\n## Odd\n\nAs described above, this is not used.\n")
    result = CliRunner().invoke(cli, ["show", "coverage", "--uncovered", str(page)])
    assert result.exit_code == 0, result.output
    assert "1 of      2   50.0%" in result.output
    assert "shelves.md:11: section: " in result.output


def test_a_missing_document_is_an_error_that_names_it(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["show", "docs", str(tmp_path / "none.md")])
    assert isinstance(result.exception, InputError)
    assert "none.md" in str(result.exception)
