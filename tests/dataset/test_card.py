"""The card tells what the manifest says, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from tests.bookshop import PACK
from trainset.dataset.card import card
from trainset.dataset.output import read_manifest
from trainset.errors import InputError
from trainset.pack import load_pack

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Built


def test_the_card_tells_the_counts_of_the_manifest(built: Built) -> None:
    manifest = read_manifest(built.folder)
    text = card(manifest, load_pack(str(PACK)))
    train = manifest["census"]["train"]
    first = text.split("\n\n")[1]
    assert f"{train['rows']:,} rows" in first
    assert "29 February 2024" in first
    assert "chat exports" in first
    for kind, count in train["requests"]["kinds"].items():
        assert f"| {kind} | {count} |" in text
    for name, output in manifest["outputs"].items():
        assert f"| `{name}` | {output['rows']} | `{output['sha256'][:16]}` |" in text
    assert "handbook" in text
    assert "Licence: Apache-2.0." in text


def test_every_table_of_the_card_is_a_table(built: Built) -> None:
    text = card(read_manifest(built.folder), load_pack(str(PACK)))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    assert sum(token.type == "table_open" for token in tokens) == 8
    assert not any(token.type == "inline" and token.content.startswith("|") for token in tokens)


def test_a_dataset_of_documents_of_the_users_own_names_their_licence(built: Built) -> None:
    manifest = {**read_manifest(built.folder), "own_documents": True}
    text = card(manifest, load_pack(str(PACK)))
    assert "under the licence of those documents" in text
    assert "Licence: that of the documents it was built from." in text
    assert "handbook that ships" not in text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no manifest to read"),
        ("{", "not a manifest"),
        ("[]", "another program"),
        ("{}", "another program"),
    ],
)
def test_a_folder_without_a_manifest_of_ours_is_told(
    tmp_path: Path, content: str | None, message: str
) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(InputError, match=message):
        read_manifest(tmp_path)
